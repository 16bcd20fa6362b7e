package ground

// part is one word or number of the summary's sentence that counts.
type part struct {
	token    int // index into the claim's tokens
	weight   float64
	strength float64 // best match anywhere in the sources
	exact    bool    // the word itself was found, in a place that holds a value
	hits     []hit
	clause   int
	reckoned bool // a number that follows from those of the aligned sentences
}

// alignment is a sentence laid against the sources.
type alignment struct {
	claim  *body
	span   span
	parts  []part
	total  float64     // sum of weights
	matrix [][]float32 // part x source sentence -> strength
	one    window      // best single sentence
	three  window      // best run of up to three sentences of one source
	cover  float64     // share of the weight found anywhere
	clause []float64   // share found within the best three sentences, by clause
	added  float64     // weight of the weightiest new words put between two that follow each other there
}

// window is a run of source sentences, half open, and how much of the claim's
// weight it covers.
type window struct {
	from, to int
	cover    float64
}

// align lays sentence number n of the claim against the evidence.
func (e *evidence) align(claim *body, n int) *alignment {
	a := &alignment{claim: claim, span: claim.sentences[n]}
	clause, pending := 0, 0
	seen := map[int32]bool{}
	for i := a.span.from; i < a.span.to; i++ {
		t := &claim.tokens[i]
		if clauseBreak(claim.tokens, i) && pending >= 2 {
			clause++
			pending = 0
		}
		if t.quantity > 0 {
			if seen[t.quantity] {
				continue
			}
			seen[t.quantity] = true
			q := &claim.quantities[t.quantity-1]
			p := part{token: i, weight: 1.2, clause: clause}
			if q.soft {
				p.weight = .4
			}
			p.hits = e.findQuantity(q)
			a.add(p)
			pending++
			continue
		}
		if t.kind == mark || t.weight == 0 {
			continue
		}
		p := part{token: i, weight: t.weight, clause: clause}
		p.hits, p.exact = e.find(t, nil)
		if len(p.hits) == 0 {
			p.hits = e.findSplit(claim.tokens, i, a.span)
			p.exact = len(p.hits) > 0
		}
		if unit := units[t.text]; unit != "" && i > a.span.from {
			p.hits = e.findUnit(claim, i, unit, p.hits)
		}
		if e.hoursAt > 0 && e.saysClosed(claim, a.span, i) {
			p.hits = append(p.hits, hit{e.hoursAt, 1})
		}
		a.add(p)
		pending++
	}
	if pending == 1 && clause > 0 { // a last clause of one word belongs to the one before
		for i := range a.parts {
			a.parts[i].clause = min(a.parts[i].clause, clause-1)
		}
	}
	a.fill(e)
	a.reckon(e)
	return a
}

// reckon counts numbers as held that follow from those of the aligned sentences.
func (a *alignment) reckon(e *evidence) {
	for i := range a.parts {
		p := &a.parts[i]
		t := &a.claim.tokens[p.token]
		if t.quantity == 0 || p.strength > 0 {
			continue
		}
		if q := &a.claim.quantities[t.quantity-1]; !q.soft && e.reckoned(a, q) {
			p.reckoned, p.strength = true, reckonedStrength
			a.cover += p.weight * p.strength / a.total
		}
	}
}

func (a *alignment) add(p part) {
	a.parts = append(a.parts, p)
	a.total += p.weight
}

// clauseBreak tells whether a clause may begin at token i.
func clauseBreak(tokens []token, i int) bool {
	t := &tokens[i]
	if t.kind == mark {
		return t.text == "," || t.text == ";" || t.text == ":" || t.text == "—" || t.text == "–" || t.text == "(" || t.text == "،"
	}
	switch t.text {
	case "and", "but", "which", "who", "because", "while", "although", "though", "so", "as", "where", "after", "before",
		"with", "et", "mais", "qui", "y", "pero", "que":
		return t.kind == word
	}
	return false
}

// findQuantity lists where a number stands in the sources. A soft number (one,
// first, half) may also be found as a word.
func (e *evidence) findQuantity(q *quantity) []hit {
	var hits []hit
	for i := range e.quantities {
		if strength, _ := q.agrees(&e.quantities[i]); strength > 0 {
			hits = append(hits, hit{int32(e.quantities[i].from), strength})
		}
	}
	return hits
}

// findUnit finds a unit behind a number by the numbers that agree with it, so that
// "26 kg" is found as "26 kilos".
func (e *evidence) findUnit(claim *body, at int, unit string, hits []hit) []hit {
	before := &claim.tokens[at-1]
	if before.text == "-" && at > 1 {
		before = &claim.tokens[at-2]
	}
	if before.quantity == 0 {
		return hits
	}
	q := &claim.quantities[before.quantity-1]
	if q.unit != unit {
		return hits
	}
	for i := range e.quantities {
		if held := &e.quantities[i]; held.unit != "" {
			if strength, differs := q.agrees(held); strength >= .9 && !differs {
				hits = append(hits, hit{int32(held.from), strength})
			}
		}
	}
	return hits
}

// fill computes the matrix and the best windows.
func (a *alignment) fill(e *evidence) {
	sentences := len(e.sentences)
	cells := make([]float32, len(a.parts)*sentences)
	a.matrix = make([][]float32, len(a.parts))
	found := 0.
	for i := range a.parts {
		p := &a.parts[i]
		row := cells[i*sentences : (i+1)*sentences]
		a.matrix[i] = row
		for _, h := range p.hits {
			t := &e.tokens[h.position]
			strength := h.strength
			if t.void {
				strength *= .2
			}
			row[t.sentence] = max(row[t.sentence], float32(strength))
			p.strength = max(p.strength, strength)
		}
		found += p.weight * p.strength
	}
	if a.total > 0 {
		a.cover = found / a.total
	}
	a.one = a.best(e, 1)
	a.three = a.best(e, 3)
	a.clauses(e)
}

// best finds the run of up to size sentences of one source that covers most; of
// equal ones the shortest and first.
func (a *alignment) best(e *evidence, size int) window {
	best := window{}
	if a.total == 0 {
		return best
	}
	for from := range e.sentences {
		for to := from + 1; to <= min(from+size, len(e.sentences)); to++ {
			if e.sentences[to-1].source != e.sentences[from].source {
				break
			}
			if cover := a.coverOf(from, to, -1) / a.total; cover > best.cover+1e-9 {
				best = window{from, to, cover}
			}
		}
	}
	if size > 1 { // the short fields of a record speak of one thing
		for _, block := range e.blocks {
			if cover := a.coverOf(block[0], block[1], -1) / a.total; cover > best.cover+1e-9 {
				best = window{block[0], block[1], cover}
			}
		}
	}
	return best
}

// coverOf sums the weight of the parts (of one clause, or of all with -1) that the
// source sentences from..to cover.
func (a *alignment) coverOf(from, to, clause int) float64 {
	sum := 0.
	for i := range a.parts {
		if clause >= 0 && a.parts[i].clause != clause {
			continue
		}
		top := float32(0)
		for s := from; s < to; s++ {
			top = max(top, a.matrix[i][s])
		}
		sum += a.parts[i].weight * float64(top)
	}
	return sum
}

// clauses measures each clause by itself in its own best three sentences.
func (a *alignment) clauses(e *evidence) {
	count := 0
	for i := range a.parts {
		count = max(count, a.parts[i].clause+1)
	}
	for clause := range count {
		total := 0.
		for i := range a.parts {
			if a.parts[i].clause == clause {
				total += a.parts[i].weight
			}
		}
		if total == 0 {
			continue
		}
		top := 0.
		for _, w := range e.windows {
			top = max(top, a.coverOf(w[0], w[1], clause))
		}
		a.clause = append(a.clause, top/total)
	}
}

// strengthIn is how well a part is found in a window.
func (a *alignment) strengthIn(part int, w window) float64 {
	top := float32(0)
	for s := w.from; s < w.to; s++ {
		top = max(top, a.matrix[part][s])
	}
	return float64(top)
}

// tokensIn gives the source tokens of a window widened by extra sentences on both
// sides within the source.
func (e *evidence) tokensIn(w window, extra int) []token {
	if w.to <= w.from {
		return nil
	}
	for i := 0; i < extra; i++ {
		if w.from > 0 && e.sentences[w.from-1].source == e.sentences[w.from].source {
			w.from--
		}
		if w.to < len(e.sentences) && e.sentences[w.to].source == e.sentences[w.to-1].source {
			w.to++
		}
	}
	return e.tokens[e.sentences[w.from].from:e.sentences[w.to-1].to]
}
