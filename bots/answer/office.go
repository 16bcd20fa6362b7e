package answer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// offices maps the names of offices, in folded words, to those who held them.
func offices(c *knowledge.Corpus) map[string][]knowledge.Person {
	out := map[string][]knowledge.Person{}
	for _, p := range c.People {
		for _, o := range p.Offices {
			w := strings.Join(words(o), " ")
			if w != "" && !slices.ContainsFunc(out[w], func(h knowledge.Person) bool { return h.Name == p.Name }) {
				out[w] = append(out[w], p)
			}
		}
	}
	return out
}

// byOffice answers what "the Director General" said with the words of those who
// held the office: of the one of that year, else of each who spoke of it.
func (e *Engine) byOffice(a Answer, text string, q Question) (Answer, bool) {
	holders, before, after := e.office(text)
	if year := yearPattern.FindString(text); year != "" {
		holders = slices.DeleteFunc(slices.Clone(holders), func(p knowledge.Person) bool {
			return !slices.ContainsFunc(p.Years, func(y int) bool { return strconv.Itoa(y) == year })
		})
	}
	subject := subjectBeside(before, after)
	alone := e.index.Search(strings.Join(subject, " "), q.Lang)
	theme := e.themeOf(strings.Join(subject, " "))
	var said []Answer
	for _, p := range holders {
		asked := strings.Join(slices.Concat(before, []string{p.Name}, after), " ")
		r := e.index.Search(asked, q.Lang)
		one := e.decide(a, asked, r)
		if one.Outcome != Found && len(subject) == 0 && len(r.Hits) > 0 && foundIn(r.Hits[0].Entry, r) {
			// Who it was is all that is asked for, and anything they said tells;
			// there is nothing to choose from.
			one.Outcome, one.Confidence = Found, r.Threshold
			one.Shown, one.Offered = []*knowledge.Entry{r.Hits[0].Entry}, e.beside(r.Hits[0].Entry, r)
		}
		if len(one.Shown) > 0 && one.Shown[0].Source.Speaker == p.Name &&
			(len(subject) == 0 || foundIn(one.Shown[0], alone) || theme != "" && slices.Contains(one.Shown[0].Themes, theme)) {
			said = append(said, one)
		}
	}
	if len(said) == 0 {
		return a, false
	}
	if len(said) == 1 {
		return said[0], true
	}
	a = said[0]
	a.Outcome, a.Asked, a.Shown, a.Offered, a.Missing = Choice, text, nil, nil, nil
	for _, one := range said {
		a.Shown = append(a.Shown, one.Shown[0])
		a.Confidence = min(a.Confidence, one.Confidence)
	}
	a.Shown = a.Shown[:min(len(a.Shown), maxChoice)]
	a.Results = rankedBefore(a.Shown, a.Results)
	return a, true
}

// asksWho reports whether an office is all that a text names.
func (e *Engine) asksWho(text string) bool {
	holders, before, after := e.office(text)
	return len(holders) > 0 && len(subjectBeside(before, after)) == 0
}

// subjectBeside are the words around the name of an office that say what it is
// asked about.
func subjectBeside(before, after []string) []string {
	var out []string
	for _, w := range words(intent.Topic(strings.Join(slices.Concat(before, after), " "))) {
		if !saying[w] {
			out = append(out, w)
		}
	}
	return out
}

// saying are words around an office that are no subject of what was said.
var saying = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`who think thinks thought said tell told talk talks quote quotes message messages statement now current
		qui pense dit citation message declaration actuel actuelle quien dijo piensa cita frase mensaje actual هو هي قال قالت يقول اقتباس رسالة`) {
		m[w] = true
	}
	return m
}()

// foundIn reports whether a search for the subject alone finds the entry at
// least half as surely as an answer must be: a speaker's name must not make an answer of words on
// something else.
func foundIn(entry *knowledge.Entry, r index.Result) bool {
	return slices.ContainsFunc(r.Hits, func(h index.Hit) bool {
		return h.Entry == entry && h.Confidence >= r.Threshold/2
	})
}

// office returns who held the office that a text names, and the words before
// and after its name. A longer name of somebody wins: the head of UNESCO holds
// another office.
func (e *Engine) office(text string) (holders []knowledge.Person, before, after []string) {
	if len(e.offices) == 0 {
		return nil, nil, nil
	}
	fields := strings.Fields(text)
	ws, of := []string{}, []int{}
	for i, w := range fields {
		for _, part := range words(w) {
			ws, of = append(ws, part), append(of, i)
		}
	}
	_, namedFrom, namedTo := e.naming(ws)
	from, to := 0, 0
	for i := range ws {
		for j := min(len(ws), i+maxName); j > i && j-i > to-from; j-- {
			if p := e.offices[strings.Join(ws[i:j], " ")]; len(p) > 0 {
				holders, from, to = p, i, j
			}
		}
	}
	if len(holders) == 0 || namedTo-namedFrom > 0 {
		return nil, nil, nil
	}
	before, after = fields[:of[from]], fields[of[to-1]+1:]
	if n := len(before); n > 0 && slices.Contains([]string{"the", "le", "la", "el"}, strings.ToLower(before[n-1])) {
		before = before[:n-1]
	}
	return holders, before, after
}

// rankedBefore puts entries at the front of a ranking, with scores that keep
// it in order.
func rankedBefore(entries []*knowledge.Entry, rest []Ranked) []Ranked {
	top := 1.0
	if len(rest) > 0 {
		top = rest[0].Score + 1
	}
	var out []Ranked
	for i, entry := range entries {
		out = append(out, Ranked{entry, top + float64(len(entries)-i)/float64(len(entries)+1)})
	}
	for _, r := range rest {
		if !contains(entries, r.Entry) {
			out = append(out, r)
		}
	}
	return out[:min(len(out), maxResults)]
}
