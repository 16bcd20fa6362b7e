package index

import "github.com/idmbot/idmbot/knowledge/index/words"

// cutDoc is a doc cut into words, in the order in which it is read.
type cutDoc struct {
	doc    int
	tokens []words.Token
	pieces []piece
}

// piece is one text of a doc: its title, a question, a sentence, a search term.
type piece struct {
	from, to int // in the tokens of the doc
	field    int
	own      bool
	unit     bool
	kind     unitKind
	text     string // of a unit
}

// prints are what units are compared by letter for letter, of some docs.
type prints struct {
	hashes []uint64 // of n-grams, unit by unit
	units  []unitPrint
}

// unitPrint is one unit in prints.
type unitPrint struct {
	end  int    // where its hashes end; they begin where those of the one before end
	same uint64 // the same for units of the same words, 0 for none
}

// atOnce is how many docs are cut before they are handed on: enough that handing
// on costs nothing, and few enough that a large corpus is never cut as a whole.
const atOnce = 32

// cutting carries docs from those who cut them to those who read them, and what
// may be filled again back.
type cutting struct {
	docs, docsRead     chan []cutDoc
	prints, printsRead chan *prints
}

func newCutting() cutting {
	const ahead = 2 // batches
	return cutting{
		docs: make(chan []cutDoc, ahead), docsRead: make(chan []cutDoc, 2*ahead),
		prints: make(chan *prints, ahead), printsRead: make(chan *prints, 2*ahead),
	}
}

// spare takes what was given back, or else a new one.
func spare[T any](back <-chan T, fresh func() T) T {
	select {
	case v := <-back:
		return v
	default:
		return fresh()
	}
}

// giveBack gives back what may be filled again, unless there is enough.
func giveBack[T any](back chan<- T, v T) {
	select {
	case back <- v:
	default:
	}
}

// cutAll cuts all docs in order and hands them on in batches: their words, and
// what their units are compared by. It knows nothing of the vocabulary.
func (b *builder) cutAll(to cutting) {
	units := 0
	var runes []rune
	for from := 0; from < len(b.texts); from += atOnce {
		batch := spare(to.docsRead, func() []cutDoc { return make([]cutDoc, atOnce) })
		batch = batch[:min(atOnce, len(b.texts)-from)]
		p := spare(to.printsRead, func() *prints { return &prints{} })
		p.hashes, p.units = p.hashes[:0], p.units[:0]
		for i := range batch {
			c := &batch[i]
			c.doc = from + i
			c.cut(&b.texts[c.doc], &units)
			for _, t := range c.pieces {
				if !t.unit {
					continue
				}
				tokens := c.tokens[t.from:t.to]
				if b.grams.on {
					runes = gramText(runes, tokens)
					eachGram(runes, func(h uint64) { p.hashes = append(p.hashes, h) })
				}
				p.units = append(p.units, unitPrint{end: len(p.hashes), same: b.x.verbatim.print(t.kind, tokens)})
			}
		}
		to.docs <- batch
		to.prints <- p
	}
	close(to.docs)
	close(to.prints)
}

// cut cuts one doc. units counts those of the docs so far.
func (c *cutDoc) cut(w *wording, units *int) {
	c.tokens, c.pieces = c.tokens[:0], c.pieces[:0]
	add := func(p piece, text string) {
		p.from = len(c.tokens)
		// The tokens are put behind those before, where there is room.
		c.tokens = append(c.tokens, words.AppendTokens(c.tokens[p.from:], text, longestText)...)
		p.to = len(c.tokens)
		if p.unit {
			p.text = text
			*units++
		}
		c.pieces = append(c.pieces, p)
	}
	add(piece{field: titleField, own: true, unit: w.title != "", kind: titleUnit}, w.title)
	for _, q := range w.questions {
		add(piece{field: askedField, own: true, unit: true, kind: questionUnit}, q)
	}
	for _, s := range words.Sentences(w.text) {
		unit := len(w.questions) < manyQuestions && *units < mostSentences
		add(piece{field: textField, own: true, unit: unit, kind: sentenceUnit}, s)
	}
	for _, s := range w.extra {
		add(piece{field: extraField}, s)
	}
	add(piece{field: speakerField}, w.speaker)
	add(piece{field: sourceField}, w.source)
	add(piece{field: quoteField}, w.quote)
	for _, s := range w.terms {
		add(piece{field: termsField}, s)
	}
}

// compare fills what units are compared by letter for letter.
func (b *builder) compare(from cutting) {
	unit := int32(0)
	for p := range from.prints {
		start := 0
		for _, u := range p.units {
			b.grams.add(p.hashes[start:u.end])
			start = u.end
			b.x.verbatim.add(unit, u.same)
			unit++
		}
		giveBack(from.printsRead, p)
	}
}
