package intent

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The gaps of the notation, in words: ".." and "...".
const (
	shortGap = 3
	longGap  = 8
)

// part is one piece of a phrase as written: alternatives of one or more words.
type part struct {
	alternatives []string
	optional     bool
	gap          int  // up to so many words of any kind
	any          bool // exactly one word of any kind
}

// phrase compiles a line of a table. Alternatives of several words multiply it
// into phrases that have single words at each place.
func (b *builder) phrase(l label, line string, classes map[string][]string) error {
	begin, end := false, false
	if strings.HasPrefix(line, "^") {
		begin, line = true, strings.TrimSpace(line[1:])
	}
	if strings.HasSuffix(line, "$") {
		end, line = true, strings.TrimSpace(strings.TrimSuffix(line, "$"))
	}
	parts, err := parse(line, classes)
	if err != nil {
		return err
	}
	variants := expand(parts)
	for _, v := range variants {
		if err := b.add(l, v, begin, end); err != nil {
			return err
		}
	}
	return nil
}

// parse reads the notation of tables/README.md.
func parse(line string, classes map[string][]string) ([]part, error) {
	var out []part
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		var p part
		var word string
		switch line[0] {
		case '(':
			i := strings.IndexByte(line, ')')
			if i < 0 {
				return nil, errors.New("bracket is not closed")
			}
			word, line = line[1:i], line[i+1:]
			for alt := range strings.SplitSeq(word, "/") {
				alt = strings.TrimSpace(alt)
				if c, ok := classOf(alt); ok {
					p.alternatives = append(p.alternatives, classes[c]...)
					continue
				}
				p.alternatives = append(p.alternatives, alt)
			}
			if strings.HasPrefix(line, "?") {
				p.optional, line = true, line[1:]
			}
		default:
			word, line, _ = strings.Cut(line, " ")
			word, p.optional = strings.CutSuffix(word, "?")
			switch c, isClass := classOf(word); {
			case word == "..":
				p.gap = shortGap
			case word == "...":
				p.gap = longGap
			case word == "_":
				p.any = true
			case isClass:
				if len(classes[c]) == 0 {
					return nil, fmt.Errorf("no list @%s above", c)
				}
				p.alternatives = classes[c]
			default:
				p.alternatives = []string{word}
			}
		}
		out = append(out, p)
	}
	return out, nil
}

func classOf(word string) (string, bool) {
	if strings.HasPrefix(word, "<") && strings.HasSuffix(word, ">") {
		return word[1 : len(word)-1], true
	}
	return "", false
}

// expand multiplies parts whose alternatives are more than one word, so that
// each part of what it returns is one word.
func expand(parts []part) [][]part {
	out := [][]part{nil}
	for _, p := range parts {
		var options [][]part
		single := part{optional: p.optional, gap: p.gap, any: p.any}
		for _, alt := range p.alternatives {
			words := strings.Fields(respelled(alt))
			if len(words) == 1 {
				single.alternatives = append(single.alternatives, words[0])
				continue
			}
			var seq []part
			for _, w := range words {
				seq = append(seq, part{alternatives: []string{w}})
			}
			options = append(options, seq)
		}
		if len(single.alternatives) > 0 || p.gap > 0 || p.any {
			options = append(options, []part{single})
		} else if p.optional {
			options = append(options, nil)
		}
		var next [][]part
		for _, o := range options {
			for _, before := range out {
				next = append(next, append(slices.Clone(before), o...))
			}
		}
		out = next
	}
	return out
}

// respelled brings words of a table to the form that tokens have, keeping the
// star of a word that is only a beginning.
func respelled(s string) string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		stem, star := strings.CutSuffix(w, "*")
		if star {
			out = append(out, normal(stem)+"*")
			continue
		}
		for _, t := range tokens(stem) {
			out = append(out, t.text)
		}
	}
	return strings.Join(out, " ")
}
