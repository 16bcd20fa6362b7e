package index

import (
	"math/bits"
	"strings"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// ballot adds up votes for a few languages.
type ballot struct {
	langs []string
	votes []float64
}

func (b *ballot) add(lang string, v float64) {
	for i, l := range b.langs {
		if l == lang {
			b.votes[i] += v
			return
		}
	}
}

// of returns the votes of a language, 0 if it does not stand for election.
func (b *ballot) of(lang string) float64 {
	for i, l := range b.langs {
		if l == lang {
			return b.votes[i]
		}
	}
	return 0
}

// votes adds up what speaks for each candidate.
func (d *detector) votes(text string, s *stems, candidates []string) ballot {
	b := ballot{langs: candidates, votes: make([]float64, len(candidates))}
	for i, c := range candidates {
		b.votes[i] = d.prior(c)
	}
	if strings.ContainsAny(text, "¿¡") {
		b.add("es", 1)
	}
	for i := range s.tokens[:min(len(s.tokens), mostVoting)] {
		t := &s.tokens[i]
		if t.Kind != words.Word || abbreviates(s.tokens, i) {
			continue
		}
		langs := words.Listed(t.Fold)
		for _, l := range langs {
			w := 1 / float64(len(langs))
			if !words.ListedExactly(l, t.Exact) {
				w *= 0.5 // the accents are missing, or it is another word
			}
			b.add(l, w)
		}
		words.TellingLetters(t.Exact, b.add)
		d.voteByVocabulary(s, i, &b)
	}
	return b
}

// abbreviates reports the "No." of "No. 28", which is no word of any language.
func abbreviates(tokens []words.Token, i int) bool {
	return tokens[i].Fold == "no" && i+1 < len(tokens) && tokens[i+1].Kind == words.Number
}

// voteByVocabulary asks in which language's docs a word occurs, stemmed as each
// language would.
func (d *detector) voteByVocabulary(s *stems, at int, b *ballot) {
	if d.worded == nil {
		return
	}
	// A stem may be that of several languages; how the word ends is not.
	wrote := d.wrote(s.tokens[at].Exact)
	var few [8]float64
	rate := append(few[:0], make([]float64, len(d.names))...)
	sum := 0.0
	for i, lang := range d.names {
		exactly := wrote&(1<<min(i, 31)) != 0
		if wrote != 0 && !exactly {
			continue
		}
		if exactly {
			b.add(lang, 0.4/float64(bits.OnesCount32(wrote)))
		}
		id, ok := d.terms.in(lang, s, at)
		if !ok {
			continue
		}
		if n := d.worded[int(id)*len(d.names)+i]; n > 0 {
			rate[i] = float64(n) / float64(d.docs[lang])
			sum += rate[i]
		}
	}
	for i, r := range rate {
		if r > 0 {
			b.add(d.names[i], 0.6*r/sum)
		}
	}
}

// wrote says which languages, by their bit in names, write a word so; the first
// 32 can be told.
func (d *detector) wrote(exact string) (langs uint32) {
	for i, lang := range d.names[:min(len(d.names), 32)] {
		if d.terms.read[lang][exact].own() {
			langs |= 1 << i
		}
	}
	return langs
}
