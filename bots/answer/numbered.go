package answer

import (
	"regexp"
	"strings"

	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// overview is an entry with numbered items and the words that name such a
// list: "avenues", "key messages".
type overview struct {
	entry *knowledge.Entry
	parts []*knowledge.Entry
	names map[string]bool
}

// overviews finds the lists of a corpus. The words that name one are those of
// its titles in all languages, of its id, of its first item's id, and of what
// stands before the number in the item's titles ("Axe 1: ...").
func overviews(c *knowledge.Corpus) []overview {
	var out []overview
	for _, e := range c.Entries {
		parts := c.Parts(e.ID)
		if len(parts) == 0 {
			continue
		}
		o := overview{entry: e, parts: parts, names: map[string]bool{}}
		texts := append(titles(e), strings.ReplaceAll(e.ID, "-", " "), strings.ReplaceAll(parts[0].ID, "-", " "))
		for _, title := range titles(parts[0]) {
			if i := strings.IndexAny(title, "0123456789"); i > 0 {
				texts = append(texts, title[:i])
			}
		}
		for _, text := range texts {
			for _, w := range words(text) {
				o.names[w] = true
			}
		}
		out = append(out, o)
	}
	return out
}

func titles(e *knowledge.Entry) []string {
	out := []string{e.Title}
	for _, t := range e.Translations {
		out = append(out, t.Title)
	}
	return out
}

var yearPattern = regexp.MustCompile(`\b(19|20)\d\d\b`)

// onlyYear is the year that a text names, "" if it names none or several.
func onlyYear(text string) string {
	if years := yearPattern.FindAllString(text, 2); len(years) == 1 {
		return years[0]
	}
	return ""
}

// numbered answers questions for an item by its number: "the second avenue".
// Where several lists have such an item and the question does not say which,
// the person is asked.
func (e *Engine) numbered(a Answer, text string, q Question) (Answer, bool) {
	n, ok := intent.Ordinal(text)
	if !ok || len(e.overviews) == 0 || intent.WholeList(text) {
		return a, false
	}
	asked, beside := words(text), words(strings.Join(intent.Beside(text), " "))
	year := yearPattern.FindString(text)
	var best []*knowledge.Entry
	bestHits := 0
	var short []*knowledge.Entry // lists that are named, but not that long
	for _, o := range e.overviews {
		item := o.item(n)
		if item == nil {
			if o.named(beside) > 0 {
				short = append(short, o.entry)
			}
			continue
		}
		hits := o.named(asked)
		if year != "" && hits > 0 {
			if strings.Contains(o.entry.ID+o.entry.Title, year) || yearIs(o.entry, year) {
				hits += 2
			} else {
				continue
			}
		}
		switch {
		case hits == 0 || hits < bestHits:
		case hits > bestHits:
			best, bestHits = []*knowledge.Entry{item}, hits
		default:
			best = append(best, item)
		}
	}
	if !e.isListQuestion(text, asked) {
		return a, false
	}
	if len(best) == 0 && len(short) > 0 {
		return e.noSuchItem(a, short, text, q), true
	}
	if len(best) == 0 {
		return a, false
	}
	return e.items(a, best, text, q), true
}

// named counts the words that name this list.
func (o overview) named(asked []string) int {
	hits := 0
	for _, w := range asked {
		if o.names[w] && !listStop[w] {
			hits++
		}
	}
	return hits
}

// maxListWords is how long a question for a numbered item may be: in a longer
// one the number most likely belongs to something else.
const maxListWords = 14

func (e *Engine) isListQuestion(text string, asked []string) bool {
	return len(asked) <= maxListWords && !strings.Contains(text, "%")
}

// listStop are words in the names of lists that name no list by themselves.
var listStop = map[string]bool{
	"the": true, "of": true, "and": true, "for": true, "idm": true, "overview": true, "first": true,
	"session": true, "in": true, "a": true, "to": true, "what": true, "action": true, "s1": true,
	"six": true, "four": true, "three": true, "outcome": true, "idm30": true, "idm2024": true,
	"de": true, "la": true, "le": true, "les": true, "del": true, "los": true, "las": true, "el": true,
	"du": true, "des": true, "global": true, "migration": true,
}

func yearIs(e *knowledge.Entry, y string) bool {
	return e.Year != 0 && strings.HasPrefix(y, itoa(e.Year))
}

// item returns the nth item, or the last one for -1; nil if there is none.
func (o overview) item(n int) *knowledge.Entry {
	if n == -1 {
		return o.parts[len(o.parts)-1]
	}
	for _, p := range o.parts {
		if p.Number == n {
			return p
		}
	}
	return nil
}

func (e *Engine) items(a Answer, best []*knowledge.Entry, text string, q Question) Answer {
	r := e.index.Search(text, q.Lang)
	a.Form, a.Asked, a.Threshold = ByNumber, text, r.Threshold
	a.Results = first(best, r)
	a.Confidence = max(r.Confidence, (1+r.Threshold)/2)
	a.Shown = best[:min(len(best), maxChoice)]
	if len(best) > 1 {
		a.Outcome = Choice
		return a
	}
	a.Outcome = Found
	a.Offered = e.beside(best[0], r)
	a.Parent, _ = e.corpus.Entry(best[0].PartOf)
	return a
}

// noSuchItem answers "objective 31" of a list with 23: no item of another list
// takes its place, but the list itself is offered.
func (e *Engine) noSuchItem(a Answer, lists []*knowledge.Entry, text string, q Question) Answer {
	r := e.index.Search(text, q.Lang)
	a.Outcome, a.Form, a.Asked, a.Threshold = Related, ByNumber, text, r.Threshold
	a.Results = first(lists, r)
	a.Confidence = min(r.Confidence, r.Threshold/2)
	a.Offered = lists[:min(len(lists), maxOffered)]
	return a
}

// first ranks the given entries before what the search found. Their scores are
// above that of the best hit, so that the ranking is in order.
func first(entries []*knowledge.Entry, r index.Result) []Ranked {
	top := 1.0
	if len(r.Hits) > 0 {
		top = r.Hits[0].Score + 1
	}
	var out []Ranked
	for i, entry := range entries {
		out = append(out, Ranked{entry, top + float64(len(entries)-i)/float64(len(entries)+1)})
	}
	for _, h := range r.Hits {
		if !contains(entries, h.Entry) {
			out = append(out, Ranked{h.Entry, h.Score})
		}
	}
	return out[:min(len(out), maxResults)]
}
