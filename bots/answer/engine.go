package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// Searcher is the part of the index the engine needs.
type Searcher interface {
	Search(text, lang string) index.Result
	Explain(text, lang string) index.Explanation
	Suggest(prefix, lang string, n int) []index.Suggestion
	Language(text string) (lang string, sure bool)
}

// MaxQuestion is how much of a question is read, in runes. Real questions are
// far shorter; a longer text is cut, not refused, since its beginning usually
// says what is wanted.
const MaxQuestion = 2000

const (
	// maxResults is the length of the ranking in an Answer (contract).
	maxResults = 10
	// maxOffered is how many entries are offered as related: as many as fit
	// under a message as buttons without scrolling.
	maxOffered = 5
	// maxChoice is how many candidates a person is asked to pick from.
	maxChoice = 3
	// maxTheme is how many entries a theme question shows at once.
	maxTheme = 5
	// foreseen is how alike a curated question must be for its entry to be
	// what is meant, whoever is named in it.
	foreseen = 0.8
	// relatedFloor is the share of the threshold below which an entry has so
	// little to do with the question that naming it as related would mislead.
	relatedFloor = 0.3
	// relatedSimilarity is how near a question of an entry must be, from 0 to 1,
	// for it to be offered although it lacks somebody or something that was
	// named, which takes its confidence away.
	relatedSimilarity = 0.5
)

// Engine answers questions from one corpus. It never changes, and is safe for
// use by several goroutines; a new corpus needs a new Engine.
type Engine struct {
	corpus     *knowledge.Corpus
	index      held
	languages  []string
	overviews  []overview
	themeNames []themeName
	// pleas is false for a corpus that knows nowhere to turn: then a plea is
	// searched like anything else.
	pleas   bool
	years   map[int]bool
	people  map[string]string
	offices map[string][]knowledge.Person
}

// New returns an engine. languages are those the program can answer in; the
// first one is used where nothing else is known.
func New(c *knowledge.Corpus, x Searcher, languages []string) *Engine {
	intent.Warm()
	e := &Engine{corpus: c, index: held{x}, languages: languages, overviews: overviews(c), themeNames: themeNames(c),
		years: map[int]bool{}, people: people(c), offices: offices(c)}
	e.pleas = len(c.Referrals.Ways) > 0
	for _, entry := range c.Entries {
		e.pleas = e.pleas || entry.Kind == knowledge.Referral
		if entry.Year != 0 {
			e.years[entry.Year] = true
		}
	}
	return e
}

// Corpus is the knowledge the engine answers from.
func (e *Engine) Corpus() *knowledge.Corpus { return e.corpus }

// Ask answers a question. It always returns an Answer, whatever comes in.
func (e *Engine) Ask(q Question) Answer {
	text := clean(q.Text)
	a := e.language(Answer{Version: e.corpus.Version, Form: BySearch}, text, q)
	if q.Last != nil {
		a.seen = q.Last.seen()
	}
	in := intent.Detect(text)
	if in.Need != intent.NoNeed && e.pleas {
		return e.refer(a, in.Need, text, q)
	}
	if in.Talk != intent.NoTalk {
		if done, ok := e.smallTalk(a, in.Talk, text, q); ok {
			return done
		}
	}
	if q.Last != nil {
		if done, ok := e.followUp(a, text, q); ok {
			return done
		}
	}
	text = intent.Strip(text)
	if done, ok := e.numbered(a, text, q); ok {
		return done
	}
	if done, ok := e.wholeList(a, text, q); ok {
		return done
	}
	if done, ok := e.compare(a, text, q); ok {
		return done
	}
	if done, ok := e.byTheme(a, text, q); ok {
		return done
	}
	return e.search(a, text, q)
}

// Explain tells why a question is answered as it is.
func (e *Engine) Explain(q Question) (Answer, index.Explanation) {
	a := e.Ask(q)
	text := intent.Strip(clean(q.Text))
	if a.Asked != "" {
		text = a.Asked
	}
	return a, e.index.Explain(text, q.Lang)
}

// Suggest offers completions while somebody types.
func (e *Engine) Suggest(prefix, lang string, n int) []index.Suggestion {
	return e.index.Suggest(clean(prefix), lang, n)
}

// clean makes a string of anything: valid UTF-8, without control and
// direction characters, in single spaces, cut to MaxQuestion.
func clean(s string) string {
	if len(s) > 4*MaxQuestion {
		s = s[:4*MaxQuestion]
	}
	s = strings.ToValidUTF8(s, " ")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0):
			return ' '
		case r == '\u200e' || r == '\u200f' || (r >= '\u202a' && r <= '\u202e') || (r >= '\u2066' && r <= '\u2069') || r == '\ufeff':
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > MaxQuestion {
		s = string([]rune(s)[:MaxQuestion])
	}
	return s
}

// refer answers a plea with where to turn. The ranking is kept for those who
// look at it, but no entry is shown as the answer.
func (e *Engine) refer(a Answer, need intent.Need, text string, q Question) Answer {
	a.Outcome, a.Form, a.Plea = Referral, ByIntent, need
	a.Results = ranked(e.index.Search(text, q.Lang))
	a.Ways = e.ways(need)
	return a
}

// ways returns at most three places to turn to for a need: those that fit it,
// the way for danger first where life may be at risk, and the general one if
// nothing else fits.
func (e *Engine) ways(need intent.Need) []knowledge.Way {
	const most = 3
	var out []knowledge.Way
	add := func(n intent.Need) {
		for _, w := range e.corpus.Referrals.Ways {
			if len(out) < most && slices.Contains(w.Needs, string(n)) &&
				!slices.ContainsFunc(out, func(o knowledge.Way) bool { return o.ID == w.ID }) {
				out = append(out, w)
			}
		}
	}
	switch need {
	case intent.Trafficking, intent.MissingFamily, intent.Health:
		add(intent.Danger)
	}
	add(need)
	if len(out) < 2 {
		add(intent.General)
	}
	return out
}

// smallTalk answers chit-chat, unless the corpus itself holds what was said.
func (e *Engine) smallTalk(a Answer, talk intent.Talk, text string, q Question) (Answer, bool) {
	// curated is how alike a curated question must be for its entry to win
	// over small talk: practically the same words.
	const curated = 0.9
	r := e.index.Search(text, q.Lang)
	if len(r.Hits) > 0 && r.Hits[0].Similarity >= curated && talk != intent.Nothing {
		return a, false
	}
	a.Outcome, a.Form, a.Talk = SmallTalk, ByIntent, talk
	if talk == intent.Task {
		a.Theme = e.themeOf(text)
	}
	a.Results = ranked(r)
	return a, true
}

// search decides by retrieval.
func (e *Engine) search(a Answer, text string, q Question) Answer {
	r := e.index.Searcher.Search(text, q.Lang)
	if gap := gapOf(r); gap != nil && !e.asksWho(text) {
		return e.notHeld(a, text, gap, withoutGaps(r))
	}
	if len(r.Hits) == 0 || r.Hits[0].Similarity < foreseen {
		if done, ok := e.byOffice(a, text, q); ok {
			return done
		}
	}
	return e.decide(a, text, e.near(withoutGaps(r), text, q.Nearness))
}

// decide makes an answer of what was found.
func (e *Engine) decide(a Answer, text string, r index.Result) Answer {
	a.Asked = text
	a.Results = ranked(r)
	a.Confidence, a.Threshold, a.Missing = r.Confidence, r.Threshold, r.Missing
	if a.Otherwise = e.otherwise(text, r); a.Otherwise != nil {
		a.Missing = e.yearAmong(a.Missing, text)
	}
	switch {
	case len(r.Hits) == 0:
		a.Outcome = NotFound
	case r.Confidence >= r.Threshold && r.Close > 1:
		a.Outcome = Choice
		for _, h := range r.Hits[:min(r.Close, maxChoice, len(r.Hits))] {
			a.Shown = append(a.Shown, h.Entry)
		}
	case r.Confidence >= r.Threshold:
		a.Outcome = Found
		a.Shown = []*knowledge.Entry{r.Hits[0].Entry}
		a.Offered = e.beside(r.Hits[0].Entry, r)
	case r.Confidence >= relatedFloor*r.Threshold, len(r.Missing) > 0 && r.Hits[0].Similarity >= relatedSimilarity:
		a.Outcome = Related
		for _, h := range r.Hits[:min(len(r.Hits), maxOffered)] {
			if h.Confidence >= relatedFloor*r.Threshold || len(a.Offered) == 0 {
				a.Offered = append(a.Offered, h.Entry)
			}
		}
	default:
		a.Outcome = NotFound
	}
	return a
}

// beside returns what to offer next to an answer: what curators connected with
// it, then what the search found next.
func (e *Engine) beside(first *knowledge.Entry, r index.Result) []*knowledge.Entry {
	var out []*knowledge.Entry
	add := func(entry *knowledge.Entry) {
		if entry != first && len(out) < maxOffered && !slices.Contains(out, entry) {
			out = append(out, entry)
		}
	}
	for _, part := range e.corpus.Parts(first.ID) {
		add(part)
	}
	for _, id := range first.SeeAlso {
		if entry, ok := e.corpus.Entry(id); ok {
			add(entry)
		}
	}
	for _, h := range r.Hits {
		add(h.Entry)
	}
	return out
}

func ranked(r index.Result) []Ranked {
	out := make([]Ranked, 0, min(len(r.Hits), maxResults))
	for _, h := range r.Hits[:min(len(r.Hits), maxResults)] {
		out = append(out, Ranked{h.Entry, h.Score})
	}
	return out
}

// Beside returns what to offer next to an entry: its items, what curators
// connected with it, and what is most like it.
func (e *Engine) Beside(entry *knowledge.Entry) []*knowledge.Entry {
	return e.beside(entry, e.index.Search(entry.Title, entry.Lang))
}

// ThemeNamed returns the id of the theme that a few words name, or "".
func (e *Engine) ThemeNamed(words string) string { return e.themeOf(words) }

// CompareTheme sets the first and the last session with outcomes side by side
// on one theme.
func (e *Engine) CompareTheme(t knowledge.Theme, lang string) Answer {
	years := e.comparable(nil)
	if len(years) != 2 {
		return Answer{Lang: lang, Outcome: NotFound, Version: e.corpus.Version}
	}
	a := Answer{Lang: lang, Form: ByComparison, Asked: t.ID, Version: e.corpus.Version, Outcome: Found}
	if name := t.Name[lang]; name != "" {
		a.Asked = name
	}
	for _, y := range years {
		side := Side{Year: y}
		for _, entry := range e.ByTheme(t.ID) {
			if entry.Year == y && citable(entry) && len(side.Entries) < maxSide {
				side.Entries = append(side.Entries, entry)
			}
		}
		a.Sides = append(a.Sides, side)
		a.Shown = append(a.Shown, side.Entries...)
	}
	return a
}
