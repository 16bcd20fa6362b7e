package answer

// Summary is a short text made by a language model about the entries shown,
// of which every sentence was verified.
type Summary struct {
	// Text is the summary without markers; Sentences have their entries.
	Text      string
	Sentences []SummarySentence
}

// SummarySentence is one sentence with the entry it rests on.
type SummarySentence struct {
	Text, Entry string
}

// Entries are the ids the summary rests on, in order, each once.
func (s Summary) Entries() []string {
	var ids []string
	seen := map[string]bool{}
	for _, sentence := range s.Sentences {
		if !seen[sentence.Entry] {
			seen[sentence.Entry] = true
			ids = append(ids, sentence.Entry)
		}
	}
	return ids
}
