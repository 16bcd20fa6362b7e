package ground

import (
	"strings"
	"unicode"
)

// fact is one field of a record: its path and value as a line of text.
type fact struct {
	path  string // keys from the outside in
	key   string // the last key
	value string
	state state
	// which element of an array of records it stands in, counted over the record; 0 in none
	element int32
}

type state uint8

const (
	holds state = iota
	denied
	missing
)

// maxDepth bounds how deep records may be nested; deeper ones are read as prose.
const maxDepth = 12

// readRecord reads text that is, or holds, a JSON-like record: JSON, or the same
// with single quotation marks, bare words, True, False and None. It gives the
// fields and the prose around them; ok is false when there is no record.
func readRecord(text string) (facts []fact, prose string, ok bool) {
	start := strings.IndexAny(text, "{[")
	if start < 0 {
		return nil, text, false
	}
	p := &recordReader{text: text, at: start}
	if !p.value("", "", 0) || len(p.facts) < 2 || p.keyed < 2 {
		return nil, text, false
	}
	return p.facts, text[:start] + "\n" + text[p.at:], true
}

type recordReader struct {
	text  string
	at    int
	facts []fact
	keyed int // fields with a key

	elements, element int32 // elements of arrays so far, and the one being read
}

func (p *recordReader) space() {
	for p.at < len(p.text) && (p.text[p.at] <= ' ') {
		p.at++
	}
}

func (p *recordReader) peek() byte {
	p.space()
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// value reads one value under the path and adds its fields.
func (p *recordReader) value(path, key string, depth int) bool {
	if depth > maxDepth {
		return false
	}
	switch p.peek() {
	case 0:
		return false
	case '{':
		return p.object(path, depth)
	case '[', '(':
		return p.array(path, key, depth)
	}
	text, ok := p.scalar()
	if !ok {
		return false
	}
	p.add(path, key, text, depth)
	return true
}

func (p *recordReader) object(path string, depth int) bool {
	p.at++
	for {
		switch p.peek() {
		case 0:
			return false
		case '}':
			p.at++
			return true
		case ',':
			p.at++
			continue
		}
		key, ok := p.scalar()
		if !ok || p.peek() != ':' {
			return false
		}
		p.at++
		p.keyed++
		inner := key
		if path != "" {
			inner = path + " " + key
		}
		if !p.value(inner, key, depth+1) {
			return false
		}
	}
}

func (p *recordReader) array(path, key string, depth int) bool {
	p.at++
	var items []string
	for {
		switch p.peek() {
		case 0:
			return false
		case ']', ')':
			p.at++
			if len(items) > 0 {
				p.facts = append(p.facts, fact{path: path, key: key, value: strings.Join(items, ", "), element: p.element})
			}
			return true
		case ',':
			p.at++
			continue
		case '{', '[', '(':
			outer := p.element
			if p.text[p.at] == '{' {
				p.elements++
				p.element = p.elements
			}
			if !p.value(path, key, depth+1) {
				return false
			}
			p.element = outer
			continue
		}
		item, ok := p.scalar()
		if !ok {
			return false
		}
		items = append(items, item)
	}
}

// scalar reads a quoted string or a bare word.
func (p *recordReader) scalar() (string, bool) {
	quote := p.peek()
	if (quote == 'u' || quote == 'b') && p.at+1 < len(p.text) && (p.text[p.at+1] == '\'' || p.text[p.at+1] == '"') {
		p.at++
		quote = p.text[p.at]
	}
	if quote == '"' || quote == '\'' {
		return p.quoted(quote)
	}
	start := p.at
	for p.at < len(p.text) && strings.IndexByte(",:{}[]()\n\"", p.text[p.at]) < 0 {
		p.at++
	}
	word := strings.TrimSpace(p.text[start:p.at])
	return word, word != "" && len(word) <= 80
}

func (p *recordReader) quoted(quote byte) (string, bool) {
	var out strings.Builder
	for p.at++; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == '\\' && p.at+1 < len(p.text):
			p.at++
			switch p.text[p.at] {
			case 'n', 't', 'r':
				out.WriteByte('\n')
			default:
				out.WriteByte(p.text[p.at])
			}
		case c == quote:
			// An apostrophe inside a single-quoted string closes nothing.
			rest := strings.TrimLeft(p.text[p.at+1:], " \t\r\n")
			if quote == '\'' && rest != "" && strings.IndexByte(",:}])", rest[0]) < 0 {
				out.WriteByte(c)
				continue
			}
			p.at++
			return out.String(), true
		default:
			out.WriteByte(c)
		}
	}
	return "", false
}

// add keeps one field; a string that is itself a record is read as one.
func (p *recordReader) add(path, key, value string, depth int) {
	trimmed := strings.TrimSpace(value)
	if strings.HasPrefix(trimmed, "{") && depth < maxDepth {
		inner := &recordReader{text: trimmed}
		if inner.value(path, key, depth+1) && inner.keyed > 0 {
			p.facts = append(p.facts, inner.facts...)
			p.keyed += inner.keyed
			return
		}
	}
	if cut := strings.Trim(trimmed, `'"`); strings.HasPrefix(trimmed, "u'") {
		trimmed = strings.Trim(cut[1:], `'"`)
	}
	f := fact{path: path, key: key, value: trimmed, element: p.element}
	switch strings.ToLower(trimmed) {
	case "false", "no", "none of these":
		f.state, f.value = denied, ""
	case "null", "none", "nan", "n/a", "unknown", "", "-":
		f.state, f.value = missing, ""
		if trimmed == "none" { // "Alcohol": "none", where None would say that nobody knows
			f.state = denied
		}
	case "true", "yes":
		f.value = ""
	}
	p.facts = append(p.facts, f)
}

// fieldMark gives the place of the mark between the key and the value of a line, -1 if
// there is none. The colon of a time of day is none.
func fieldMark(line string) int {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '=', '|', '\t':
			return i
		case ':':
			if i == 0 || i+1 == len(line) || !isDigit(line[i-1]) || !isDigit(line[i+1]) {
				return i
			}
		}
	}
	return -1
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// readLines reads text whose lines are mostly "key: value" or "key = value".
func readLines(text string) (facts []fact, prose string, ok bool) {
	if strings.Count(text, "\n") < 3 {
		return nil, text, false
	}
	var rest strings.Builder
	lines := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		lines++
		cut := fieldMark(line)
		key := ""
		if cut > 0 {
			key = strings.Trim(line[:cut], " -*•#")
		}
		if key == "" || len(strings.Fields(key)) > 4 || len(key) > 40 || !unicode.IsLetter(rune(key[0])) {
			rest.WriteString(line + "\n")
			continue
		}
		p := recordReader{}
		p.add(key, key, strings.Trim(line[cut+1:], " *|"), 0)
		facts = append(facts, p.facts...)
	}
	if len(facts) < 4 || len(facts)*10 < lines*6 {
		return nil, text, false
	}
	return facts, rest.String(), true
}
