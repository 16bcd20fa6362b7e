package index

import (
	"cmp"
	"math"
	"slices"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index/words"
)

// detector tells the language of a few words: by script, then by lists of
// frequent words, letters and the vocabulary of the corpus.
type detector struct {
	share map[string]float64 // languages of the corpus, by share of docs
	terms *vocabulary
	// worded says, by term and place of a language in names, in how many docs
	// worded in the language it occurs; nil for a corpus in one language.
	worded []int32
	docs   map[string]int
	names  []string // the languages of docs, sorted
	// first is the language in which most entries were written, before any
	// translation.
	first string
}

// settle gives every doc whose language was not told one: first each doc for
// itself, then again with what most of the others turned out to be.
func (d *detector) settle(docs []doc, texts []wording) {
	d.share = map[string]float64{}
	var st stems
	sample := func(i int) (string, *stems) {
		s := texts[i].title + "\n"
		for _, q := range texts[i].questions {
			if len(s) > 400 {
				break
			}
			s += q + "\n"
		}
		s += texts[i].text[:min(len(texts[i].text), 600)]
		st.cut(s)
		return s, &st
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
	d.docs = map[string]int{}
	for i := range docs {
		d.docs[docs[i].lang]++
	}
	d.names = sortedKeys(d.docs)
}

// learn takes the vocabulary of the docs as evidence.
func (d *detector) learn(x *Index) {
	if len(d.docs) < 2 {
		return
	}
	d.first = firstLanguage(x.entries)
	d.terms = &x.terms
	d.worded = make([]int32, len(x.terms.terms)*len(d.names))
	seen := make([]int32, len(x.terms.terms)) // the last doc that had a term, from 1
	for i := range x.docs {
		dc := &x.docs[i]
		lang, _ := slices.BinarySearch(d.names, dc.lang)
		count := func(ids []int32) {
			for _, id := range ids {
				if id != gap && seen[id] != int32(i+1) {
					seen[id] = int32(i + 1)
					d.worded[int(id)*len(d.names)+lang]++
				}
			}
		}
		// Only title, text and questions are in the doc's own language: search
		// terms, sources and quotations are those of every translation.
		count(dc.tokens)
		for _, u := range x.units[dc.first:dc.last] {
			count(x.flat[u.from:u.to])
		}
	}
}

// rarity returns how rare a term is in the language of the corpus that uses it
// most, and what part of the docs is in that language; the part is 1 where all
// are, or where no language with enough docs has the term.
func (d *detector) rarity(term int32) (r, part float64) {
	r, part = math.Inf(1), 1
	if d.worded == nil {
		return r, part
	}
	total := 0
	for _, n := range d.docs {
		total += n
	}
	for i, lang := range d.names {
		n := d.docs[lang]
		if worded := d.worded[int(term)*len(d.names)+i]; worded > 0 && n >= ownDocs && n < total {
			if v := rarity(int(worded), n); v < r {
				r, part = v, float64(n)/float64(total)
			}
		}
	}
	return r, part
}

// ownDocs is how many docs of a language tell which of its words are rare.
const ownDocs = 8

// among is how many docs a word of a language could stand in.
func (d *detector) among(lang string, entries int) int {
	if n := d.docs[lang]; n >= ownDocs {
		return min(n, entries)
	}
	return entries
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

// Language tells the language of a text, even of a few words. sure is false
// where it had to guess; lang is "" where there was nothing to go by.
func (x *Index) Language(text string) (lang string, sure bool) {
	s := x.scratch()
	defer x.pool.Put(s)
	text = clip(text)
	s.stems.cut(text)
	return x.lang.of(text, &s.stems)
}

// mostVoting is how many words of a text are asked for its language.
const mostVoting = 200

// of tells the language of a text whose words are given too.
func (d *detector) of(text string, s *stems) (lang string, sure bool) {
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
	votes := d.votes(text, s, candidates)
	best, second := "", ""
	for _, c := range candidates {
		switch {
		case best == "" || votes.of(c) > votes.of(best):
			best, second = c, best
		case second == "" || votes.of(c) > votes.of(second):
			second = c
		}
	}
	if votes.of(best)-votes.of(second) >= 0.4 {
		return best, true
	}
	return d.guess(text, candidates, votes, best)
}

// evenVotes is a difference that tells nothing.
const evenVotes = 0.1

// guess settles what the votes leave open. They decide where the corpus knows
// a word of the text; where they are even, the language the corpus was written
// in is the likelier one. Of words that are new a trigram model is asked.
func (d *detector) guess(text string, candidates []string, votes ballot, best string) (string, bool) {
	var near []string
	known := false
	for _, c := range candidates {
		if d.share[c] == 0 && len(d.share) > 0 && votes.of(c) <= 0.8 {
			continue
		}
		if votes.of(c) >= votes.of(best)-0.4 {
			near = append(near, c)
		}
		known = known || votes.of(c) > d.prior(c)+0.05
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
	case slices.Contains(near, d.first) && votes.of(d.first) >= votes.of(best)-evenVotes:
		return d.first, false
	default:
		even := slices.DeleteFunc(slices.Clone(near), func(c string) bool { return votes.of(c) < votes.of(best)-evenVotes })
		if g := words.Guess(text, even); len(even) > 1 && g != "" {
			return g, false
		}
	}
	return slices.MaxFunc(near, func(a, b string) int { return cmp.Compare(votes.of(a), votes.of(b)) }), false
}

// prior is what speaks for a language before anything is read.
func (d *detector) prior(lang string) float64 { return 0.5 * math.Sqrt(d.share[lang]) }
