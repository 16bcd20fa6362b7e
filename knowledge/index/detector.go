package index

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index/words"
)

// detector tells the language of a few words: by script, then by lists of
// frequent words, letters and the vocabulary of the corpus.
type detector struct {
	share map[string]float64 // languages of the corpus, by share of docs
	// vocab says in how many docs of each language a folded word occurs; nil
	// for a corpus in one language a script.
	vocab map[string]map[string]int32
	docs  map[string]int
	names []string // the languages of docs, sorted
	// forms says which languages, by their bit in names, write a word so.
	forms map[string]uint32
	// first is the language in which most entries were written, before any
	// translation.
	first string
}

// settle gives every doc whose language was not told one: first each doc for
// itself, then again with what most of the others turned out to be.
func (d *detector) settle(docs []doc, texts []wording) {
	d.share = map[string]float64{}
	sample := func(i int) string {
		s := texts[i].title + "\n"
		for _, q := range texts[i].questions {
			if len(s) > 400 {
				break
			}
			s += q + "\n"
		}
		return s + texts[i].text[:min(len(texts[i].text), 600)]
	}
	var open []int
	count := map[string]float64{}
	for i := range docs {
		if docs[i].lang != "" {
			count[docs[i].lang]++
			continue
		}
		open = append(open, i)
		text := sample(i)
		if lang, sure := d.of(text, words.Tokens(text, mostVoting)); sure {
			count[lang]++
		}
	}
	total := 0.0
	for _, n := range count {
		total += n
	}
	for lang, n := range count {
		// A language seen in one doc in fifty of a large corpus is a mistake.
		if n/total >= 0.02 || n > 1 && total < 50 || len(open) == 0 {
			d.share[lang] = n / total
		}
	}
	for _, i := range open {
		text := sample(i)
		docs[i].lang, _ = d.of(text, words.Tokens(text, mostVoting))
	}
	d.docs = map[string]int{}
	for i := range docs {
		d.docs[docs[i].lang]++
	}
	d.names = sortedKeys(d.docs)
	d.forms = map[string]uint32{}
}

// learn takes the vocabulary of the docs as evidence.
func (d *detector) learn(x *Index) {
	if len(d.docs) < 2 {
		d.forms = nil
		return
	}
	d.first = firstLanguage(x.entries)
	d.vocab = map[string]map[string]int32{}
	var ids []int32
	for i := range x.docs {
		dc := &x.docs[i]
		// Only title, text and questions are in the doc's own language: search
		// terms, sources and quotations are those of every translation.
		ids = append(ids[:0], dc.tokens...)
		for _, u := range x.units[dc.first:dc.last] {
			ids = append(ids, x.flat[u.from:u.to]...)
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
		for _, id := range ids {
			if id == gap {
				continue
			}
			k := x.terms.terms[id].key
			if d.vocab[k] == nil {
				d.vocab[k] = map[string]int32{}
			}
			d.vocab[k][dc.lang]++
		}
	}
}

// firstLanguage is the one in which most entries were written.
func firstLanguage(entries []*knowledge.Entry) string {
	n := map[string]int{}
	for _, e := range entries {
		n[e.Lang]++
	}
	first := ""
	for _, lang := range sortedKeys(n) {
		if n[lang] > n[first] {
			first = lang
		}
	}
	return first
}

// wrote notes the words of a text in its own language.
func (d *detector) wrote(lang string, tokens []words.Token) {
	i, ok := slices.BinarySearch(d.names, lang)
	if !ok || i > 31 {
		return
	}
	for k := range tokens {
		d.forms[tokens[k].Exact] |= 1 << i
	}
}

// Language tells the language of a text, even of a few words. sure is false
// where it had to guess; lang is "" where there was nothing to go by.
func (x *Index) Language(text string) (lang string, sure bool) {
	text = clip(text)
	return x.lang.of(text, words.Tokens(text, mostVoting))
}

// mostVoting is how many words of a text are asked for its language.
const mostVoting = 200

// of tells the language of a text that was cut into tokens.
func (d *detector) of(text string, tokens []words.Token) (lang string, sure bool) {
	lang, script := words.ByScript(text)
	if lang != "" {
		return lang, true
	}
	if script == words.Other {
		return "", false
	}
	candidates := words.InScript(script)
	if len(candidates) == 1 {
		return candidates[0], true
	}
	votes := d.votes(text, tokens[:min(len(tokens), mostVoting)], candidates)
	best, second := "", ""
	for _, c := range candidates {
		switch {
		case best == "" || votes[c] > votes[best]:
			best, second = c, best
		case second == "" || votes[c] > votes[second]:
			second = c
		}
	}
	if votes[best]-votes[second] >= 0.4 {
		return best, true
	}
	return d.guess(text, candidates, votes, best)
}

// guess settles what the votes leave open. They decide where the corpus knows
// a word of the text; where they are even, the language the corpus was written
// in is the likelier one. Of words that are new a trigram model is asked.
func (d *detector) guess(text string, candidates []string, votes map[string]float64, best string) (string, bool) {
	var near []string
	known := false
	for _, c := range candidates {
		if d.share[c] == 0 && len(d.share) > 0 && votes[c] <= 0.8 {
			continue
		}
		if votes[c] >= votes[best]-0.4 {
			near = append(near, c)
		}
		known = known || votes[c] > d.prior(c)+0.05
	}
	switch {
	case len(near) == 0:
		return words.Guess(text, candidates), false
	case len(near) == 1:
		return near[0], d.share[near[0]] > 0.5
	case !known:
		if g := words.Guess(text, near); g != "" {
			return g, false
		}
	case slices.Contains(near, d.first) && votes[d.first] >= votes[best]-0.1:
		return d.first, false
	}
	return slices.MaxFunc(near, func(a, b string) int { return cmp.Compare(votes[a], votes[b]) }), false
}

// prior is what speaks for a language before anything is read.
func (d *detector) prior(lang string) float64 { return 0.5 * math.Sqrt(d.share[lang]) }

// votes adds up what speaks for each candidate.
func (d *detector) votes(text string, tokens []words.Token, candidates []string) map[string]float64 {
	votes := make(map[string]float64, len(candidates))
	for _, c := range candidates {
		votes[c] = d.prior(c)
	}
	vote := func(lang string, w float64) {
		if _, ok := votes[lang]; ok {
			votes[lang] += w
		}
	}
	if strings.ContainsAny(text, "¿¡") {
		vote("es", 1)
	}
	for _, t := range tokens {
		if t.Kind != words.Word {
			continue
		}
		if langs := words.Listed(t.Fold); len(langs) > 0 {
			for _, l := range langs {
				w := 1 / float64(len(langs))
				if !words.ListedExactly(l, t.Exact) {
					w *= 0.5 // the accents are missing, or it is another word
				}
				vote(l, w)
			}
		}
		words.TellingLetters(t.Exact, vote)
		d.voteByVocabulary(t, vote)
	}
	return votes
}

// voteByVocabulary asks in which language's docs the word occurs, stemmed as
// each language would.
func (d *detector) voteByVocabulary(t words.Token, vote func(string, float64)) {
	if d.vocab == nil {
		return
	}
	// A stem may be that of several languages; how the word ends is not.
	wrote := d.forms[t.Exact]
	rate := make([]float64, len(d.names))
	sum := 0.0
	for i, lang := range d.names {
		exactly := wrote&(1<<min(i, 31)) != 0
		if wrote != 0 && !exactly {
			continue
		}
		if exactly {
			vote(lang, 0.4/float64(bits.OnesCount32(wrote)))
		}
		if n := d.vocab[words.Stem(lang, t.Exact)][lang]; n > 0 {
			rate[i] = float64(n) / float64(d.docs[lang])
			sum += rate[i]
		}
	}
	for i, r := range rate {
		if r > 0 {
			vote(d.names[i], 0.6*r/sum)
		}
	}
}
