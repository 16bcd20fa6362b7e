package index

// Option changes how an index is built.
type Option func(*Index)

// Without switches parts of the engine off, to measure what they are worth:
//
//	bm25        words of title, text, themes, speaker, source, quotation
//	together    words of title and all questions taken together
//	questions   word similarity to each title and question
//	ngrams      character n-grams against each title and question
//	pairs       word pairs within a window
//	sentences   the best sentence of a text
//	classifier  the classifier over titles and questions
//	synonyms    the corpus' synonyms
//	thesaurus   the built-in everyday words of the same meaning
//	compounds   compound words taken apart
//	language    other languages than the question's ranked down
//	kin         words that look alike (inflections, compounds)
//	typos       correction of unknown words
//	stems       stemming
//	verbatim    titles and questions that say just what was asked go first
//	mismatch    names, years, numbers that the entry does not carry
//
// An unknown name is ignored.
func Without(parts ...string) Option {
	return func(x *Index) {
		for _, p := range parts {
			x.off[p] = true
		}
	}
}

// on says whether a part of the engine is in use.
func (x *Index) on(part string) bool { return !x.off[part] }
