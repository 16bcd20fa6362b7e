package ground

import (
	"strings"
)

// evidence is the sources, indexed.
type evidence struct {
	body
	sources  []Source
	stems    *stemmer
	types    []wordType
	byStem   map[string]int32
	byClass  map[int32][]int32  // synonym set -> types
	byPrefix map[string][]int32 // first letters -> types
	joined   map[string][]int32 // two neighbouring words written as one -> positions of the first
	initials map[string][]int32 // initials of capitalised runs -> position of the first word
	small    map[string]bool    // stems written in small letters inside a sentence
	days     [7][]quantity      // opening hours by day of the week, Monday first
	hoursAt  int32              // a token of the opening hours, 0 if there are none
	records  bool
	blocks   [][2]int // runs of short fields, by source
	windows  [][2]int // runs of three sentences of one source, and the blocks
}

// wordType is all occurrences of one stem.
type wordType struct {
	stem      string
	text      string
	positions []int32
}

// newEvidence indexes the sources. otherwise is the language they are read in when
// their own cannot be told, as with records.
func newEvidence(sources []Source, otherwise string) *evidence {
	e := &evidence{sources: sources, byStem: map[string]int32{}, byClass: map[int32][]int32{},
		byPrefix: map[string][]int32{}, joined: map[string][]int32{}, initials: map[string][]int32{}, small: map[string]bool{}}
	var sample []token
	for _, source := range sources {
		text := source.Text
		if len(text) > 1500 {
			text = strings.ToValidUTF8(text[:1500], "")
		}
		if sample = append(sample, tokenize(text)...); len(sample) > 200 {
			break
		}
	}
	if e.lang = language(sample); e.lang == "" {
		e.lang = otherwise
	}
	e.stems = newStemmer(e.lang)
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
				e.addProse(f.value, i, e.stems)
			}
		}
		e.records = e.records || ok
		e.addProse(prose, i, e.stems)
	}
	e.index()
	e.listWindows()
	return e
}

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
	s := e.addSentence(head+" "+f.value, 0, source, e.stems)
	s.record = true
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

func (e *evidence) index() {
	for i := range e.tokens {
		t := &e.tokens[i]
		if t.kind == mark {
			continue
		}
		id, ok := e.byStem[t.stem]
		if !ok {
			id = int32(len(e.types))
			e.byStem[t.stem] = id
			e.types = append(e.types, wordType{stem: t.stem, text: t.text})
			if t.kind == word && !t.function {
				for _, class := range englishMeaning.classes[t.stem] {
					e.byClass[class] = append(e.byClass[class], id)
				}
				if key := prefixKey(t.stem); key != "" {
					e.byPrefix[key] = append(e.byPrefix[key], id)
				}
			}
		}
		e.types[id].positions = append(e.types[id].positions, int32(i))
		if t.kind == word && !t.capital {
			e.small[t.stem] = true
		}
		if i+1 < len(e.tokens) && e.tokens[i+1].kind == word && e.tokens[i+1].sentence == t.sentence && !t.function {
			join := t.text + e.tokens[i+1].text
			e.joined[join] = append(e.joined[join], int32(i))
		}
		if i+2 < len(e.tokens) && e.tokens[i+1].text == "-" && e.tokens[i+1].glued && e.tokens[i+2].glued && e.tokens[i+2].kind == word {
			join := t.text + e.tokens[i+2].text
			e.joined[join] = append(e.joined[join], int32(i))
		}
	}
	e.indexInitials()
}

// indexInitials makes "International Organization for Migration" findable as IOM.
func (e *evidence) indexInitials() {
	for i := 0; i < len(e.tokens); i++ {
		if !e.tokens[i].capital {
			continue
		}
		var letters, all []byte
		for j := i; j < len(e.tokens) && j < i+9; j++ {
			t := &e.tokens[j]
			if t.kind != word || t.sentence != e.tokens[i].sentence {
				break
			}
			if t.capital {
				letters = append(letters, t.text[0])
				all = append(all, t.text[0])
			} else if nameJoins[t.text] || t.text == "and" || t.text == "on" {
				all = append(all, t.text[0])
			} else {
				break
			}
			if len(letters) >= 2 && t.capital {
				e.initials[string(letters)] = append(e.initials[string(letters)], int32(i))
				if len(all) != len(letters) {
					e.initials[string(all)] = append(e.initials[string(all)], int32(i))
				}
			}
		}
	}
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
