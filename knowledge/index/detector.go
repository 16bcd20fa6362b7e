package index

import (
	"math"
	"strings"

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
		if lang, sure := d.of(sample(i)); sure {
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
		docs[i].lang, _ = d.of(sample(i))
	}
}

// learn takes the vocabulary of the docs as evidence.
func (d *detector) learn(x *Index) {
	d.docs = map[string]int{}
	for i := range x.docs {
		d.docs[x.docs[i].lang]++
	}
	d.names = sortedKeys(d.docs)
	if len(d.docs) < 2 {
		return
	}
	d.vocab = map[string]map[string]int32{}
	for i := range x.docs {
		lang := x.docs[i].lang
		for _, id := range x.docs[i].carried {
			k := x.terms.terms[id].key
			if d.vocab[k] == nil {
				d.vocab[k] = map[string]int32{}
			}
			d.vocab[k][lang]++
		}
	}
}

// Language tells the language of a text, even of a few words. sure is false
// where it had to guess; lang is "" where there was nothing to go by.
func (x *Index) Language(text string) (lang string, sure bool) {
	return x.lang.of(clip(text))
}

func (d *detector) of(text string) (lang string, sure bool) {
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
	votes := d.votes(text, candidates)
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
	return d.guess(text, script, candidates, votes, votes[best])
}

// guess settles a tie among the languages with the most votes.
func (d *detector) guess(text string, script words.Script, candidates []string,
	votes map[string]float64, top float64) (string, bool) {
	var tied []string
	for _, c := range candidates {
		if votes[c] >= top-0.4 && (d.share[c] > 0 || len(d.share) == 0 || votes[c] > 0.8) {
			tied = append(tied, c)
		}
	}
	switch len(tied) {
	case 0:
		return words.Guess(text, candidates), false
	case 1:
		return tied[0], d.share[tied[0]] > 0.5
	}
	if g := words.Guess(text, tied); g != "" {
		return g, false
	}
	return tied[0], false
}

// votes adds up what speaks for each candidate.
func (d *detector) votes(text string, candidates []string) map[string]float64 {
	votes := make(map[string]float64, len(candidates))
	for _, c := range candidates {
		votes[c] = 0.5 * math.Sqrt(d.share[c])
	}
	vote := func(lang string, w float64) {
		if _, ok := votes[lang]; ok {
			votes[lang] += w
		}
	}
	if strings.ContainsAny(text, "¿¡") {
		vote("es", 1)
	}
	for _, t := range words.Tokens(text, 200) {
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
	rate := map[string]float64{}
	sum := 0.0
	for lang, docs := range d.docs {
		n := d.vocab[words.Stem(lang, t.Exact)][lang]
		if n > 0 {
			rate[lang] = float64(n) / float64(docs)
			sum += rate[lang]
		}
	}
	for lang, r := range rate {
		vote(lang, 0.6*r/sum)
	}
}
