package knowledge

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainHead reads heads as nearly all curators write them: a field a line, the
// value plain or in double quotation marks, lists in brackets or an item a line.
// A YAML decoder takes most of the time in which a program starts, and can do so
// much more. What is not that plain is left to it: false means nothing but that.
// Where plainHead says true, the decoder would have read the same.
func (d *document) plainHead(yml string) bool {
	value := reflect.ValueOf(&d.head).Elem()
	rest, line := yml, 1 // the fence stands on the first line of the file
	next := func() (s string) {
		s, rest, _ = strings.Cut(rest, "\n")
		line++
		return s
	}
	for rest != "" {
		name, text, ok := strings.Cut(next(), ":")
		i, known := headFields[name]
		if !ok || !known || d.lines[name] != 0 {
			return false
		}
		d.lines[name] = line
		var items []string
		if text == "" {
			for strings.HasPrefix(rest, "  - ") {
				item, plain := plainScalar(next()[4:])
				if !plain {
					return false
				}
				items = append(items, item)
				if name == "questions" {
					d.itemLines = append(d.itemLines, line)
				}
			}
			if len(items) == 0 {
				return false
			}
		} else if text, ok = strings.CutPrefix(text, " "); !ok {
			return false
		}
		if !setPlain(value.Field(i).Addr().Interface(), text, items) {
			return false
		}
		if name == "questions" && len(d.itemLines) == 0 {
			return false // where its items stand is for the decoder to say
		}
	}
	return len(d.lines) > 0
}

// setPlain sets a field from the rest of its line, or from the items below it.
func setPlain(field any, text string, items []string) (ok bool) {
	switch field := field.(type) {
	case *string:
		if len(items) == 0 {
			*field, ok = plainScalar(text)
		}
	case *bool:
		*field, ok = true, text == "true"
	case *int:
		*field, ok = plainNumber(text)
	case *[]string:
		if len(items) > 0 {
			*field, ok = items, true
			return ok
		}
		*field, ok = flow(text, plainItem)
	case *[]int:
		*field, ok = flow(text, plainNumber)
	}
	return ok
}

// flow reads a list in brackets.
func flow[T any](text string, read func(string) (T, bool)) ([]T, bool) {
	inner, ok := strings.CutPrefix(text, "[")
	if inner, ok = cutSuffixIf(inner, "]", ok); !ok {
		return nil, false
	}
	var out []T
	for item := range strings.SplitSeq(inner, ", ") {
		v, ok := read(item)
		if !ok {
			return nil, false
		}
		out = append(out, v)
	}
	return out, true
}

func cutSuffixIf(s, suffix string, ok bool) (string, bool) {
	if !ok {
		return s, false
	}
	return strings.CutSuffix(s, suffix)
}

// plainItem reads an item of a list in brackets, where more signs have a meaning.
func plainItem(s string) (string, bool) {
	if !strings.HasPrefix(s, `"`) && strings.ContainsAny(s, "[]{},:#?\"") {
		return "", false
	}
	return plainScalar(s)
}

// plainScalar reads one line of text without any comment, special word or escape
// but for quotation marks.
func plainScalar(s string) (string, bool) {
	for _, r := range s {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r >= 0xfffe || r == utf8.RuneError {
			return "", false
		}
	}
	if inner, ok := strings.CutPrefix(s, `"`); ok {
		return quoted(inner)
	}
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case '0' <= first && first <= '9':
		if !numberedWords.MatchString(s) {
			return "", false // a number or a time
		}
	case s == "", first < utf8.RuneSelf && !unicode.IsLetter(first):
		return "", false
	}
	switch {
	case specialWord[strings.ToLower(s)],
		strings.Contains(s, ": "), strings.Contains(s, " #"), strings.HasSuffix(s, ":"), strings.HasSuffix(s, " "):
		return "", false
	}
	return s, true
}

// quoted reads what stands behind the first of two quotation marks.
func quoted(s string) (string, bool) {
	s, ok := strings.CutSuffix(s, `"`)
	var b strings.Builder
	for {
		i := strings.IndexAny(s, `"\`)
		switch {
		case !ok:
			return "", false
		case i < 0 && b.Len() == 0:
			return s, true
		case i < 0:
			return b.String() + s, true
		}
		// Only quotation marks and the sign itself may be escaped.
		ok = s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\')
		if ok {
			b.WriteString(s[:i] + s[i+1:i+2])
			s = s[i+2:]
		}
	}
}

// numberedWords begin with a number that words follow: no number, date or time.
var numberedWords = regexp.MustCompile(`^[1-9][0-9]{0,8} [\p{L}0-9 ]*\p{L}{3}`)

// specialWord are words that are no text to YAML, old or new.
var specialWord = map[string]bool{"null": true, "true": true, "false": true, "yes": true, "no": true, "on": true, "off": true, "y": true, "n": true}

// plainNumber reads a number from 1 as people write it.
func plainNumber(s string) (int, bool) {
	if s == "" || len(s) > 9 || s[0] < '1' || s[0] > '9' {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
