package index

import (
	"math"
	"slices"
	"sort"
	"sync"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index/words"
)

// Build indexes titles, texts, questions, themes, speakers, sources,
// quotations and terms of all entries in all their languages, and what the corpus
// says it does not hold (knowledge.NotHeld). The corpus must not change afterwards.
func Build(c *knowledge.Corpus, opts ...Option) *Index {
	c = c.Searchable()
	x := &Index{off: map[string]bool{}, corpus: c, terms: newVocabulary()}
	for _, o := range opts {
		o(x)
	}
	x.entries = c.Entries
	x.verbatim = newVerbatim(8 * len(x.entries))
	x.terms.stemmed = x.on("stems")
	b := builder{x: x, grams: newGramBuilder(x.on("ngrams"))}
	b.wordings()
	b.fields()
	x.lang.learn(x)
	x.weigh()
	x.grams = b.grams.build(len(x.units))
	// What is learnt of questions takes as long as all the rest.
	var learning sync.WaitGroup
	learning.Go(func() { x.class = train(x) })
	x.names = newGazetteer(x)
	x.speller = newSpeller(x)
	x.syn = newSynonyms(x)
	x.thes = newThesaurus(x)
	x.suggest = newSuggester(x)
	learning.Wait()
	x.scale = calibrate(x) // by searches, which need all the rest
	x.grams.where, x.grams.gram = nil, nil
	return x
}

type builder struct {
	x     *Index
	texts []wording
	grams gramBuilder
	seen  []int32 // by term, its place among the terms of the doc being read, from 1
}

// wording is what is to be indexed for a doc.
type wording struct {
	title, text string
	questions   []string
	extra       []string // themes, audience
	speaker     string
	source      string
	quote       string
	terms       []string
}

// wordings makes one doc of each language an entry is worded in.
func (b *builder) wordings() {
	x := b.x
	for i, e := range x.entries {
		base := wording{title: e.Title, text: e.Text, questions: e.Questions, terms: e.Terms,
			speaker: e.Source.Speaker, source: e.Source.Title + "\n" + e.Source.Session}
		if e.Quote != nil {
			base.quote = e.Quote.Text
			if e.Quote.Speaker != "" {
				base.speaker += "\n" + e.Quote.Speaker
			}
		}
		b.add(int32(i), e.Lang, base, e)
		langs := make([]string, 0, len(e.Translations))
		for lang := range e.Translations {
			langs = append(langs, lang)
		}
		sort.Strings(langs)
		for _, lang := range langs {
			t := e.Translations[lang]
			if lang == e.Lang {
				continue
			}
			b.add(int32(i), lang, wording{title: t.Title, text: t.Text, questions: t.Questions,
				terms: e.Terms, speaker: base.speaker}, e)
		}
	}
	x.firstDoc = make([]int32, len(x.entries))
	x.docEntry = make([]int32, len(x.docs))
	for d := len(x.docs) - 1; d >= 0; d-- {
		x.docEntry[d] = x.docs[d].entry
		x.firstDoc[x.docs[d].entry] = int32(d)
	}
	x.lang.settle(x.docs, b.texts)
}

func (b *builder) add(entry int32, lang string, w wording, e *knowledge.Entry) {
	for _, id := range e.Themes {
		w.extra = append(w.extra, id)
		if t, ok := b.x.corpus.Theme(id); ok {
			w.extra = append(w.extra, t.Name[lang])
		}
	}
	b.x.docs = append(b.x.docs, doc{entry: entry, lang: lang})
	b.texts = append(b.texts, w)
}

// The fields of BM25F, their weight, and how much their length counts.
const (
	titleField = iota
	textField
	extraField
	speakerField
	sourceField
	quoteField
	termsField
	askedField
	fieldCount
)

var fieldWeight = [fieldCount]float64{2, 1, 0.6, 0.8, 0.3, 0.6, 1.5, 0}

var fieldLength = [fieldCount]float64{0.4, 0.6, 0.3, 0.2, 0.3, 0.5, 0.2, 0.3}

type fieldCounts [fieldCount]int32

// occurrence counts a term in the fields of the doc being read.
type occurrence struct {
	term int32
	in   fieldCounts
}

// gap separates sentences in doc.tokens.
const gap int32 = -1

// fields reads every doc and fills the vocabulary. Cutting texts into words, giving
// the words numbers and giving n-grams numbers go on side by side, each in the
// order of the docs, so that every build gives the same numbers.
func (b *builder) fields() {
	x := b.x
	all := make([][]occurrence, len(x.docs))
	lengths := make([]fieldCounts, len(x.docs))
	var total [fieldCount]float64
	cut := newCutting()
	var beside sync.WaitGroup
	beside.Go(func() { b.cutAll(cut) })
	beside.Go(func() { b.compare(cut) })
	for batch := range cut.docs {
		for i := range batch {
			d := batch[i].doc
			all[d] = b.read(&batch[i], &lengths[d])
			for f := range total {
				total[f] += float64(lengths[d][f])
			}
		}
		giveBack(cut.docsRead, batch)
	}
	beside.Wait()
	for f := range total {
		total[f] = max(total[f]/float64(max(len(x.docs), 1)), 1)
	}
	for d, occurrences := range all {
		for _, o := range occurrences {
			tf, ask := 0.0, 0.0
			for f, n := range o.in {
				if n > 0 {
					length := 1 - fieldLength[f] + fieldLength[f]*float64(lengths[d][f])/total[f]
					tf += fieldWeight[f] * float64(n) / length
					if f == askedField || f == titleField {
						ask += float64(n) / length
					}
				}
			}
			t := &x.terms.terms[o.term]
			t.docs = append(t.docs, posting{doc: int32(d), tf: float32(tf), ask: float32(ask)})
		}
	}
}

// read makes of a doc that was cut its units, its token sequence and the counts
// of its terms.
func (b *builder) read(c *cutDoc, lengths *fieldCounts) []occurrence {
	x, dc := b.x, &b.x.docs[c.doc]
	var out []occurrence
	count := func(field int, ids []int32) {
		lengths[field] += int32(len(ids))
		b.seen = append(b.seen, make([]int32, len(x.terms.terms)-len(b.seen))...)
		for _, id := range ids {
			if b.seen[id] == 0 {
				out = append(out, occurrence{term: id})
				b.seen[id] = int32(len(out))
			}
			out[b.seen[id]-1].in[field]++
		}
	}
	dc.first = int32(len(x.units))
	all := b.numbers(c.tokens, c.pieces, dc.lang)
	for _, p := range c.pieces {
		ids := all[p.from:p.to]
		switch p.field {
		case askedField:
			dc.asked++
		case titleField, textField:
			dc.tokens = append(append(dc.tokens, ids...), gap)
		}
		count(p.field, ids)
		if p.unit {
			b.unit(c.doc, p.kind, p.text, ids)
		}
	}
	dc.last = int32(len(x.units))
	x.ends = append(x.ends, dc.last)
	for _, o := range out {
		b.seen[o.term] = 0
		dc.carried = append(dc.carried, o.term)
	}
	for _, u := range x.units[dc.first:dc.last] {
		dc.carried = append(dc.carried, x.flat[u.from:u.to]...)
	}
	dc.carried = sortedUnique(dc.carried)
	return out
}

// mostSentences bounds the units that sentences may add to a large corpus.
const mostSentences = 12000

// unit adds a unit.
func (b *builder) unit(d int, kind unitKind, text string, ids []int32) {
	u, from := int32(len(b.x.units)), int32(len(b.x.flat))
	b.x.flat = append(b.x.flat, ids...)
	b.x.units = append(b.x.units, unit{doc: int32(d), kind: kind, text: text,
		from: from, to: int32(len(b.x.flat))})
	for _, id := range ids {
		t := &b.x.terms.terms[id]
		if n := len(t.units); n == 0 || t.units[n-1] != u {
			t.units = append(t.units, u)
		}
	}
}

// numbers gives every token of a doc the number of its term.
func (b *builder) numbers(tokens []words.Token, pieces []piece, lang string) []int32 {
	read := b.x.terms.readIn(lang)
	ids := make([]int32, len(tokens))
	for _, p := range pieces {
		for i := p.from; i < p.to; i++ {
			t := &tokens[i]
			w, ok := read[t.Exact]
			if !ok {
				w = readWord(b.learn(t, lang) << 1)
			}
			if p.own && !w.own() {
				w |= 1
				ok = false
			}
			if !ok {
				read[t.Exact] = w
			}
			ids[i] = w.term()
		}
	}
	return ids
}

// learn numbers a word that is new in its language.
func (b *builder) learn(t *words.Token, lang string) int32 {
	v := &b.x.terms
	stem := words.Stem
	if !b.x.on("stems") {
		stem = foldOnly
	}
	id := v.id(key(lang, *t, stem), t.Fold)
	if _, ok := v.forms[t.Fold]; !ok {
		v.forms[t.Fold] = id
	}
	v.terms[id].use = max(v.terms[id].use, words.UseOf(lang, t.Fold))
	return id
}

func foldOnly(_, exact string) string { return words.FoldExact(exact) }

// longestText bounds the tokens read of one field.
const longestText = 20000

// weigh sets the weight of every term and the length of every unit's vector.
func (x *Index) weigh() {
	last := make([]int32, len(x.terms.terms))
	for i := range last {
		last[i] = -1
	}
	for _, d := range x.docs {
		for _, id := range d.carried {
			if last[id] != d.entry {
				last[id] = d.entry
				x.terms.terms[id].df++
			}
		}
	}
	for i := range x.terms.terms {
		t := &x.terms.terms[i]
		// What most entries carry somewhere, as the name of what they are all
		// about, still tells their questions apart.
		// Words of a language are as rare as they are among its docs.
		inDocs, part := x.lang.rarity(int32(i))
		if part == 1 {
			inDocs = rarity(int(t.df), len(x.entries))
		}
		inUnits := 0.4 * rarity(len(t.units), int(part*float64(len(x.units))))
		t.weight = float32(useFactor[t.use] * max(inDocs, inUnits))
	}
	x.norm = make([]float32, len(x.units))
	for i, u := range x.units {
		x.norm[i] = x.length(x.flat[u.from:u.to])
	}
}

// length is the Euclidean length of a bag of terms, each counted once.
func (x *Index) length(ids []int32) float32 {
	sum := float32(0)
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			continue
		}
		w := x.terms.terms[id].weight
		sum += w * w
	}
	return float32(math.Sqrt(float64(sum)))
}
