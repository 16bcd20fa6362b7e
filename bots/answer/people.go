package answer

import (
	"strings"
	"unicode/utf8"

	"github.com/idmbot/idmbot/knowledge"
)

// maxName is how many words a name or an office may have that is taken off a
// question.
const maxName = 6

// alias is a way of naming a person, in folded words.
type alias struct {
	words string
	name  string
}

// aliases are all ways of naming the people of a corpus: names, last names,
// and what curators added.
func aliases(c *knowledge.Corpus) []alias {
	var out []alias
	add := func(text, name string) {
		if w := strings.Join(words(text), " "); w != "" {
			out = append(out, alias{w, name})
		}
	}
	for _, p := range c.People {
		add(p.Name, p.Name)
		for _, a := range p.Aliases {
			add(a, p.Name)
		}
	}
	for _, e := range c.Entries {
		if s := e.Source.Speaker; s != "" {
			add(s, s)
		}
	}
	return out
}

// person returns the person that a text names, "" if it names none. The
// longest way of naming wins.
func (e *Engine) person(text string) string {
	all := words(text)
	padded := " " + strings.Join(all, " ") + " "
	for _, w := range all {
		// Arabic writes "of", "by", "and" in one word with a name.
		if r, n := utf8.DecodeRuneInString(w); strings.ContainsRune("وفبلك", r) {
			padded += w[n:] + " "
		}
	}
	name, length := "", 0
	for _, a := range e.people {
		if len(a.words) > length && strings.Contains(padded, " "+a.words+" ") {
			name, length = a.name, len(a.words)
		}
	}
	return name
}

// named are the words of the name of the person that a text names, as entries
// write it.
func (e *Engine) named(text string) []string { return words(e.person(text)) }

// withoutPeople takes the names of people off a text.
func (e *Engine) withoutPeople(text string) string {
	kept := wordPattern.FindAllString(text, -1)
	for {
		name, from, to := "", 0, 0
		for i := range kept {
			for j := i + 1; j <= min(len(kept), i+maxName); j++ {
				w := strings.Join(words(strings.Join(kept[i:j], " ")), " ")
				for _, a := range e.people {
					if a.words == w && j-i > to-from {
						name, from, to = a.name, i, j
					}
				}
			}
		}
		if name == "" {
			return strings.Join(kept, " ")
		}
		kept = append(kept[:from], kept[to:]...)
	}
}

// speakerOf is whom "he" or "she" means: the speaker of what was shown, else
// the person the last question named.
func speakerOf(shown []*knowledge.Entry, named string) string {
	if named != "" {
		return named
	}
	if len(shown) > 0 {
		return shown[0].Source.Speaker
	}
	return ""
}
