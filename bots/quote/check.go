package quote

// Held is a quotation that the knowledge holds.
type Held struct {
	Entry   string // id of the entry
	Text    string // the quotation, without quotation marks around it
	Speaker string // who said it, "" if not known
	Source  string // where it stands
}

// Attribution is a speaker that the text names wrongly.
type Attribution struct {
	Given string `json:"given"`
	Held  string `json:"held"`
}

// Verdict says what a text is to the quotations held. Verdict is "exact", "altered"
// or "not_held"; the other fields are empty for "not_held".
type Verdict struct {
	Verdict            string       `json:"verdict"`
	Entry              string       `json:"entry"`
	Quote              string       `json:"quote"`
	Speaker            string       `json:"speaker"`
	Source             string       `json:"source"`
	Partial            bool         `json:"partial"` // exact, but only a part of the quotation
	Differences        []Difference `json:"differences"`
	AttributionDiffers *Attribution `json:"attribution_differs,omitempty"`
}

const (
	// MaxWords is the longest text that is compared; no quotation held comes near.
	MaxWords = 1000
	// minPart is how many words a part of a quotation needs to be recognised as one:
	// three words and less stand in any text by chance.
	minPart = 4
	// minAltered is the share of the words of the text, or of the quotation if that
	// is shorter, which an altered quotation keeps in their order.
	minAltered = .55
	// minWhole is the share of both that it keeps at least.
	minWhole = .3
)

// Check compares a text with the quotations held. An attribution around the
// quotation ("Guterres said: ...", "as Vitorino put it, ...") is left out of the
// comparison, but a speaker named there who is not the one held is reported.
func Check(held []Held, text string) Verdict {
	pieces, quotes := split(text)
	none := Verdict{Verdict: "not_held", Differences: []Difference{}}
	if words := countWords(pieces); words == 0 || words > MaxWords {
		return none
	}
	cuts := cores(pieces, quotes)
	best, bestRank := none, 0.
	for i := range held {
		quoted, _ := split(held[i].Text)
		quoted = trim(quoted)
		if len(quoted) == 0 || len(quoted) > MaxWords {
			continue
		}
		speaker := nameWords(held[i].Speaker)
		for _, c := range cuts {
			if c.left > 0 && c.repeats(quoted, speaker) {
				continue
			}
			verdict, rank := compare(c, quoted, held[i])
			if rank == 0 {
				continue
			}
			if verdict.AttributionDiffers = attributed(c.rest, held, i); verdict.AttributionDiffers == nil {
				rank += .001 // of two that say the same, the one of the speaker named
			}
			if rank > bestRank {
				best, bestRank = verdict, rank
			}
		}
	}
	return best
}

// compare ranks one reading of the text against one quotation: 0 for not held, up
// to 1 for altered, above for exact.
func compare(c core, quoted []piece, h Held) (Verdict, float64) {
	v := Verdict{Entry: h.Entry, Quote: h.Text, Speaker: h.Speaker, Source: h.Source, Differences: []Difference{}}
	if at := indexOf(quoted, c.words); at >= 0 {
		whole := len(c.words) == len(quoted)
		if whole || countWords(c.words) >= minPart {
			v.Verdict, v.Partial = "exact", !whole
			share := float64(len(c.words)) / float64(len(quoted))
			return v, 2 + share - c.penalty()
		}
		return v, 0
	}
	inGiven, inHeld, _ := common(c.words, quoted)
	kept, telling := 0, 0
	for i, in := range inGiven {
		if in && !c.words[i].mark {
			kept++
			if len(c.words[i].key) >= 4 {
				telling++
			}
		}
	}
	given, all := countWords(c.words), countWords(quoted)
	share := float64(kept) / float64(min(given, all))
	if kept < 3 || given < 3 || telling < 2 && (telling < 1 || share < .8) {
		return v, 0
	}
	if share < minAltered || float64(kept) < minWhole*float64(given) {
		return v, 0
	}
	window := quoted
	if given < all { // a part of the quotation: leave out what lies beyond it
		window = span(quoted, inHeld, given)
		if spread := float64(countWords(window)); float64(kept)/spread < minAltered {
			return v, 0
		}
	}
	v.Verdict = "altered"
	v.Differences = differences(c.words, window)
	alike := 2 * float64(kept) / float64(given+countWords(window))
	return v, min(1, alike) * (1 - .5*c.penalty())
}

// indexOf finds the words as a run inside the quotation.
func indexOf(quoted, words []piece) int {
	if len(words) == 0 {
		return -1
	}
next:
	for at := 0; at+len(words) <= len(quoted); at++ {
		for i := range words {
			if quoted[at+i].key != words[i].key {
				continue next
			}
		}
		return at
	}
	return -1
}

// span cuts the quotation to the stretch that the kept pieces lie in, widened to
// the ends when little is left out there.
func span(quoted []piece, kept []bool, given int) []piece {
	from, to := 0, len(quoted)
	for from < to && !kept[from] {
		from++
	}
	for to > from && !kept[to-1] {
		to--
	}
	if from <= 3 && to-from < given+3 {
		from = 0
	}
	if len(quoted)-to <= 3 && to-from < given+3 {
		to = len(quoted)
	}
	return trim(quoted[from:to])
}
