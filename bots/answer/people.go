package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/idmbot/idmbot/knowledge"
)

// maxName is how many words a name or an office has at most: "the
// Secretary-General of the United Nations".
const maxName = 8

// people maps the ways of naming a person, in folded words, to the name that
// entries write.
func people(c *knowledge.Corpus) map[string]string {
	out := map[string]string{}
	add := func(text, name string) {
		if w := strings.Join(words(text), " "); w != "" && out[w] == "" {
			out[w] = name
		}
	}
	for _, e := range c.Entries {
		add(e.Source.Speaker, e.Source.Speaker)
	}
	for _, p := range c.People {
		add(p.Name, p.Name)
		for _, a := range p.Aliases {
			add(a, p.Name)
		}
	}
	return out
}

// naming returns the longest run of words that names somebody, and whom.
func (e *Engine) naming(ws []string) (name string, from, to int) {
	for i := range ws {
		for j := min(len(ws), i+maxName); j > i && j-i > to-from; j-- {
			run := strings.Join(ws[i:j], " ")
			n := e.people[run]
			// Arabic writes "of", "by" and "and" in one word with a name.
			if first, size := utf8.DecodeRuneInString(run); n == "" && strings.ContainsRune("وفبلك", first) {
				n = e.people[run[size:]]
			}
			if n != "" {
				name, from, to = n, i, j
			}
		}
	}
	return name, from, to
}

// person returns the person that a text names, "" if it names none.
func (e *Engine) person(text string) string {
	name, _, _ := e.naming(words(text))
	return name
}

// named are the words of the name of the person that a text names.
func (e *Engine) named(text string) []string { return words(e.person(text)) }

// withoutPeople takes the names of people off a text.
func (e *Engine) withoutPeople(text string) string {
	kept := strings.Fields(text)
	for {
		// One word may be several to the naming ("Secretary-General"), so that
		// words are put together for it one by one.
		ws, of := []string{}, []int{}
		for i, w := range kept {
			for _, part := range words(w) {
				ws, of = append(ws, part), append(of, i)
			}
		}
		name, from, to := e.naming(ws)
		if name == "" {
			return strings.Join(kept, " ")
		}
		kept = slices.Delete(kept, of[from], of[to-1]+1)
	}
}

// speakerOf is whom "he" or "she" means: the person the last question named,
// else the speaker of what was shown.
func speakerOf(shown []*knowledge.Entry, named string) string {
	if named != "" {
		return named
	}
	if len(shown) > 0 {
		return shown[0].Source.Speaker
	}
	return ""
}
