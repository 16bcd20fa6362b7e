package ground

import (
	"strings"
)

// evidence is the sources, indexed.
type evidence struct {
	body
	sources  []Source
	words    *vocabulary
	types    []wordType
	byStem   map[string]int32
	byClass  map[int32][]int32  // synonym set -> types
	byPrefix map[string][]int32 // first letters -> types
	runs     []int32            // positions of capitalised words that begin two of them or more
	days     [7][]quantity      // opening hours by day of the week, Monday first
	hoursAt  int32              // a token of the opening hours, 0 if there are none
	records  bool
	blocks   [][2]int // runs of short fields, by source
	windows  [][2]int // runs of three sentences of one source, and the blocks
}

// wordType is all occurrences of one stem.
type wordType struct {
	stem      string
	positions []int32
	small     bool // written in small letters somewhere
}

// newEvidence indexes the sources. otherwise is the language they are read in when
// their own cannot be told, as with records.
func newEvidence(sources []Source, otherwise string) *evidence {
	e := &evidence{sources: sources, byClass: map[int32][]int32{}}
	var sample []token
	for _, source := range sources {
		text := source.Text
		if len(text) > languageSample {
			text = strings.ToValidUTF8(text[:languageSample], "")
		}
		if sample = appendTokens(sample, text); len(sample) > 120 {
			break
		}
	}
	if e.lang = language(sample); e.lang == "" {
		e.lang = otherwise
	}
	size := 0
	for _, source := range sources {
		size += len(source.Text)
	}
	distinct := min(size/12, 4096) + 64 // English prose has a new word every 10 to 15 letters
	e.words = newVocabulary(e.lang, distinct)
	e.byStem, e.byPrefix = make(map[string]int32, distinct), make(map[string][]int32, distinct/2)
	e.tokens = make([]token, 0, size/5+16)
	for i, source := range sources {
		text := strings.ToValidUTF8(source.Text, " ")
		facts, prose, ok := readRecord(text)
		if !ok {
			facts, prose, ok = readLines(text)
		}
		for _, f := range facts {
			e.addFact(f, i)
		}
		for _, f := range facts {
			if len(f.value) > proseField {
				from := len(e.sentences)
				e.addProse(f.value, i, e.words)
				for s := range e.sentences[from:] {
					e.sentences[from+s].element = f.element
				}
			}
		}
		e.records = e.records || ok
		e.addProse(prose, i, e.words)
	}
	e.addShares()
	e.index()
	e.listWindows()
	return e
}

// languageSample is how many bytes of a source its language is told by: some hundred
// words, of which a dozen of grammar are enough.
const languageSample = 700

func (e *evidence) listWindows() {
	for from := range e.sentences {
		source := e.sentences[from].source
		to := from + 1
		for to < min(from+3, len(e.sentences)) && e.sentences[to].source == source {
			to++
		}
		e.windows = append(e.windows, [2]int{from, to})
		if first := from == 0 || e.sentences[from-1].source != source; first && e.sentences[from].record {
			for to = from; to < len(e.sentences) && e.sentences[to].record && e.sentences[to].source == source; {
				to++
			}
			e.blocks = append(e.blocks, [2]int{from, to})
		}
	}
	e.windows = append(e.windows, e.blocks...)
}

// proseField is the length in bytes from which a field of a record is prose, such as
// a review, and read as sentences of its own behind the short fields.
const proseField = 160

// addFact reads a field as a sentence of its path and its value. A field that is
// denied counts as negated, one without a value as void.
func (e *evidence) addFact(f fact, source int) {
	head := strings.NewReplacer("_", " ", ".", " ").Replace(f.path)
	if len(f.value) > proseField {
		return
	}
	s := e.addSentence(head+" "+valueInWords(f.key, f.value), 0, source, e.words)
	s.record, s.element = true, f.element
	keyTokens := len(tokenize(f.key))
	headTokens := len(tokenize(head))
	for i := s.from; i < s.to; i++ {
		inKey := i-s.from >= headTokens-keyTokens
		switch {
		case f.state == denied && inKey:
			e.tokens[i].negated = true
		case f.state == missing && inKey:
			e.tokens[i].void = true
		}
		e.tokens[i].first = true
	}
	if day := weekday(fold(strings.TrimSpace(f.key))); day >= 0 {
		e.hoursAt = int32(s.from)
		for _, q := range e.quantities {
			if q.from >= s.from && q.measure == clock {
				e.days[day] = append(e.days[day], q)
			}
		}
	}
}

// index lists the places of every stem. Equal words share a lexeme, so that the stem
// of each is looked up once.
func (e *evidence) index() {
	counts := make([]int32, 0, len(e.words.list))
	total := 0
	for i := range e.tokens {
		t := &e.tokens[i]
		if t.kind == mark {
			continue
		}
		x := &e.words.list[t.lex]
		if x.kind == 0 {
			x.kind = e.addType(t) + 1
		}
		if int(x.kind) > len(counts) {
			counts = append(counts, 0)
		}
		counts[x.kind-1]++
		total++
	}
	places := make([]int32, total)
	for id := range e.types {
		e.types[id].positions, places = places[:0:counts[id]], places[counts[id]:]
	}
	for i := range e.tokens {
		t := &e.tokens[i]
		if t.kind == mark {
			continue
		}
		kind := &e.types[e.words.list[t.lex].kind-1]
		kind.positions = append(kind.positions, int32(i))
		if t.kind == word && !t.capital {
			kind.small = true
		}
		if t.capital && i+1 < len(e.tokens) && e.tokens[i+1].sentence == t.sentence {
			e.runs = append(e.runs, int32(i))
		}
	}
}

// addType gives the type of a stem, a new one if there is none.
func (e *evidence) addType(t *token) int32 {
	if id, ok := e.byStem[t.stem]; ok {
		return id
	}
	id := int32(len(e.types))
	e.byStem[t.stem] = id
	e.types = append(e.types, wordType{stem: t.stem})
	if t.kind == word && !t.function {
		for _, class := range englishMeaning().classes[t.stem] {
			e.byClass[class] = append(e.byClass[class], id)
		}
		if key := prefixKey(t.stem); key != "" {
			e.byPrefix[key] = append(e.byPrefix[key], id)
		}
	}
	return id
}

// kindOf gives the type of a word of the claim, -1 if the sources do not hold it.
func (e *evidence) kindOf(t *token) int32 {
	if t.kind == mark {
		return -1
	}
	if kind := e.words.list[t.lex].kind; kind > 0 {
		return kind - 1
	}
	if id, ok := e.byStem[t.stem]; ok {
		return id
	}
	return -1
}

// findJoined lists the places where two neighbouring words, or a word cut by a
// hyphen, make the given one.
func (e *evidence) findJoined(text string, hits []hit) []hit {
	for cut := 1; cut < len(text); cut++ {
		at, ok := e.words.places[text[:cut]]
		if !ok || e.words.list[at].function {
			continue
		}
		kind := e.words.list[at].kind
		if kind == 0 {
			continue
		}
		for _, p := range e.types[kind-1].positions {
			i := int(p)
			if e.tokens[i].text != text[:cut] {
				continue
			}
			next := i + 1
			if i+2 < len(e.tokens) && e.tokens[i+1].text == "-" && e.tokens[i+1].glued && e.tokens[i+2].glued {
				next = i + 2
			}
			if next < len(e.tokens) && e.tokens[next].kind == word && e.tokens[next].sentence == e.tokens[i].sentence && e.tokens[next].text == text[cut:] {
				hits = append(hits, hit{p, joinedStrength}, hit{p + 1, joinedStrength})
			}
		}
	}
	return hits
}

// findSplit lists the places of a word that the sentence cuts in two: "Wi-Fi" where the
// sources have "wifi".
func (e *evidence) findSplit(tokens []token, at int, s span) []hit {
	try := func(left, right int) []hit {
		if left < s.from || right >= s.to || tokens[left].kind != word || tokens[right].kind != word {
			return nil
		}
		x, ok := e.words.places[tokens[left].text+tokens[right].text]
		if !ok || e.words.list[x].kind == 0 {
			return nil
		}
		var hits []hit
		for _, p := range e.types[e.words.list[x].kind-1].positions {
			hits = append(hits, hit{p, joinedStrength})
		}
		return hits
	}
	isHyphen := func(i int) bool {
		return i > s.from && i+1 < s.to && tokens[i].text == "-" && tokens[i].glued && tokens[i+1].glued
	}
	switch {
	case isHyphen(at + 1):
		return try(at, at+2)
	case isHyphen(at - 1):
		return try(at-2, at)
	case at+1 < s.to && tokens[at+1].glued:
		return try(at, at+1)
	case tokens[at].glued:
		return try(at-1, at)
	}
	return nil
}

// findInitials makes "International Organization for Migration" findable as IOM.
func (e *evidence) findInitials(text string, hits []hit) []hit {
	if len(text) < 2 || len(text) > 9 {
		return hits
	}
	for _, p := range e.runs {
		if e.tokens[p].text[0] == text[0] && e.initialsAt(int(p), text) {
			hits = append(hits, hit{p, joinedStrength})
		}
	}
	return hits
}

// initialsAt compares with the initials of the run of capitalised words that begins
// at a place, with those of the small words between them or without.
func (e *evidence) initialsAt(at int, text string) bool {
	letters, all := 0, 0 // letters that fitted so far, -1 after one that did not
	fit := func(n *int, letter byte) {
		if *n >= 0 && *n < len(text) && text[*n] == letter {
			*n++
		} else {
			*n = -1
		}
	}
	for j := at; j < min(len(e.tokens), at+9) && (letters >= 0 || all >= 0); j++ {
		t := &e.tokens[j]
		switch {
		case t.kind != word || t.sentence != e.tokens[at].sentence:
			return false
		case t.capital:
			fit(&letters, t.text[0])
			fit(&all, t.text[0])
			if j > at && (letters == len(text) || all == len(text)) {
				return true
			}
		case t.class&isNameJoin != 0 || t.text == "and" || t.text == "on":
			fit(&all, t.text[0])
		default:
			return false
		}
	}
	return false
}

// prefixKey is the bucket in which words of one derivation meet.
func prefixKey(stem string) string {
	count := 0
	for at := range stem {
		if count == 4 {
			return stem[:at]
		}
		count++
	}
	if count == 4 {
		return stem
	}
	return ""
}

// weekday gives 0 for Monday to 6 for Sunday, -1 for another word.
func weekday(text string) int {
	switch strings.TrimSuffix(text, "s") {
	case "monday", "mon", "lundi", "lune":
		return 0
	case "tuesday", "tue", "mardi", "marte":
		return 1
	case "wednesday", "wed", "mercredi", "miercole":
		return 2
	case "thursday", "thu", "jeudi", "jueve":
		return 3
	case "friday", "fri", "vendredi", "vierne":
		return 4
	case "saturday", "sat", "samedi", "sabado":
		return 5
	case "sunday", "sun", "dimanche", "domingo":
		return 6
	}
	return -1
}
