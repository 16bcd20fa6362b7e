package answer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/knowledge"
)

// maxSide is how many entries one side of a comparison shows.
const maxSide = 3

// compare answers "2020 and 2024 on climate": what the sources of each year
// say, and plainly nothing where they say nothing.
func (e *Engine) compare(a Answer, text string, q Question) (Answer, bool) {
	years, ok := intent.Compare(text)
	if !ok {
		return a, false
	}
	if len(years) == 0 && e.themeOf(intent.Topic(text)) == "" {
		return a, false // "the difference between a refugee and a migrant"
	}
	if len(years) == 0 {
		// A difference that an entry itself explains is no comparison of years.
		if r := e.index.Search(text, q.Lang); r.Confidence >= r.Threshold {
			return a, false
		}
	}
	if len(years) < 2 {
		years = e.comparable(years)
	}
	if len(years) != 2 || !e.years[years[0]] && !e.years[years[1]] {
		return a, false
	}
	slices.Sort(years)
	topic := intent.Topic(text)
	return e.Compare(a, topic, years, q.Lang), true
}

// compareWith answers "compare with 2024" and "what has changed?" on what the
// last question was about.
func (e *Engine) compareWith(a Answer, text string, q Question, shown []*knowledge.Entry) (Answer, bool) {
	years, ok := intent.Compare(text)
	if !ok || len(years) > 1 || !intent.Bare(text) {
		return a, false
	}
	before, _ := strconv.Atoi(yearPattern.FindString(q.Last.Text))
	if before == 0 && len(shown) > 0 {
		before = shown[0].Year
	}
	switch {
	case before == 0 || slices.Contains(years, before):
		years = e.comparable(years)
	case len(years) == 1:
		years = append(years, before)
	default:
		years = e.comparable([]int{before})
	}
	if len(years) != 2 || !e.years[years[0]] && !e.years[years[1]] {
		return a, false
	}
	slices.Sort(years)
	topic := strings.Join(strings.Fields(yearPattern.ReplaceAllString(q.Last.Text, "")), " ")
	a = e.Compare(a, topic, years, q.Lang)
	a.subject = subjectOf(q.Last)
	return a, true
}

// comparable completes the years of a comparison that names fewer than two:
// those of the sessions whose outcomes the corpus holds, first and last.
func (e *Engine) comparable(named []int) []int {
	var held []int
	for _, entry := range e.corpus.Entries {
		if entry.Level == knowledge.AgreedOutcome && !slices.Contains(held, entry.Year) {
			held = append(held, entry.Year)
		}
	}
	slices.Sort(held)
	if len(held) < 2 {
		return named
	}
	pair := []int{held[0], held[len(held)-1]}
	if len(named) == 1 && !slices.Contains(pair, named[0]) {
		return named
	}
	return pair
}

// Compare sets the entries of two years on one topic side by side. An empty
// topic compares the main messages.
func (e *Engine) Compare(a Answer, topic string, years []int, lang string) Answer {
	a.Form, a.Asked = ByComparison, topic
	if e.corpus.Version != "" {
		a.Version = e.corpus.Version
	}
	theme := e.themeOf(topic)
	var onTopic []*knowledge.Entry
	if topic != "" {
		r := e.index.Search(topic, lang)
		a.Results, a.Confidence, a.Threshold, a.Missing = ranked(r), r.Confidence, r.Threshold, r.Missing
		for _, h := range r.Hits {
			if h.Confidence >= relatedFloor*r.Threshold {
				onTopic = append(onTopic, h.Entry)
			}
		}
		for _, y := range years {
			var ofYear []*knowledge.Entry
			r := e.index.Search(topic+" "+strconv.Itoa(y), lang)
			for _, h := range r.Hits {
				if h.Entry.Year == y && h.Confidence >= r.Threshold {
					ofYear = append(ofYear, h.Entry)
				}
			}
			onTopic = append(ofYear, slices.DeleteFunc(onTopic, func(x *knowledge.Entry) bool { return contains(ofYear, x) })...)
		}
	}
	for _, y := range years {
		side := Side{Year: y}
		for _, entry := range e.sideOrder(onTopic, theme, topic == "") {
			if entry.Year == y && citable(entry) && len(side.Entries) < maxSide && !contains(side.Entries, entry) {
				side.Entries = append(side.Entries, entry)
			}
		}
		a.Sides = append(a.Sides, side)
		a.Shown = append(a.Shown, side.Entries...)
	}
	if len(a.Shown) == 0 {
		a.Outcome, a.Sides = NotFound, nil
		if len(onTopic) > 0 {
			a.Outcome, a.Offered = Related, onTopic[:min(len(onTopic), maxOffered)]
		}
		return a
	}
	a.Outcome = Found
	a.Confidence = max(a.Confidence, a.Threshold)
	return a
}

// sideOrder puts entries of the theme asked for first, in the order of the
// search, then the rest of the theme; without a topic the overviews come.
func (e *Engine) sideOrder(onTopic []*knowledge.Entry, theme string, whole bool) []*knowledge.Entry {
	if whole {
		var out []*knowledge.Entry
		for _, o := range e.overviews {
			if o.entry.Level == knowledge.AgreedOutcome {
				out = append(out, o.entry)
			}
		}
		return append(out, e.corpus.Select(func(entry *knowledge.Entry) bool {
			return entry.Level == knowledge.AgreedOutcome && entry.PartOf == ""
		})...)
	}
	if theme == "" {
		return onTopic
	}
	var out []*knowledge.Entry
	for _, entry := range onTopic {
		if slices.Contains(entry.Themes, theme) {
			out = append(out, entry)
		}
	}
	return append(out, e.corpus.Select(func(entry *knowledge.Entry) bool {
		return slices.Contains(entry.Themes, theme)
	})...)
}

// citable leaves out what is about a meeting or a document rather than about
// its subject.
func citable(e *knowledge.Entry) bool {
	switch e.Kind {
	case knowledge.Session, knowledge.Resource, knowledge.Definition, knowledge.Referral:
		return false
	}
	return true
}
