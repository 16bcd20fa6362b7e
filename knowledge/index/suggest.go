package index

import (
	"cmp"
	"slices"
	"strings"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// suggester completes what a person is typing.
type suggester struct {
	lines []line
}

type line struct {
	text, fold, lang string
	entry            int32 // -1 for a theme
	theme            string
	rank             float32 // themes and titles before questions
}

func newSuggester(x *Index) suggester {
	var s suggester
	for _, t := range x.corpus.Themes {
		for _, lang := range sortedKeys(t.Name) {
			s.lines = append(s.lines, line{text: t.Name[lang], fold: " " + words.Fold(t.Name[lang]), lang: lang,
				entry: -1, theme: t.ID, rank: 0.3})
		}
	}
	for _, u := range x.units {
		if u.kind == sentenceUnit {
			continue
		}
		d := x.docs[u.doc]
		l := line{text: u.text, fold: " " + words.Fold(u.text), lang: d.lang, entry: d.entry}
		if u.kind == titleUnit {
			l.rank = 0.2
		}
		s.lines = append(s.lines, l)
	}
	return s
}

// Suggest completes what a person is typing with titles, questions and themes
// that begin with it, hold it, or nearly so; at most n, in lang where told.
func (x *Index) Suggest(prefix, lang string, n int) []Suggestion {
	typed := strings.TrimLeft(words.Fold(clip(prefix)), " \t\n")
	if typed == "" || n <= 0 {
		return nil
	}
	var hits []suggested
	tokens := words.Tokens(typed, 12)
	for i := range x.suggest.lines {
		l := &x.suggest.lines[i]
		if v := l.match(typed, tokens); v > 0 {
			if lang != "" && l.lang != lang {
				v *= 0.6
			}
			hits = append(hits, suggested{i, v + l.rank})
		}
	}
	slices.SortFunc(hits, func(a, b suggested) int {
		if a.v != b.v {
			return cmp.Compare(b.v, a.v)
		}
		return cmp.Compare(a.line, b.line)
	})
	out := x.pick(hits, n)
	if len(out) == 0 {
		out = x.suggestAnyway(prefix, lang, n)
	}
	return out
}

type suggested struct {
	line int
	v    float32
}

// match scores how a line goes on from what was typed: 0 not at all.
func (l *line) match(typed string, tokens []words.Token) float32 {
	switch at := strings.Index(l.fold, typed); {
	case at == 1:
		return 3
	case at > 0 && l.fold[at-1] == ' ':
		return 2
	case at > 0 && len(typed) > 2:
		return 1
	}
	if len(tokens) < 2 {
		return 0
	}
	for i, t := range tokens {
		want := t.Fold
		if i < len(tokens)-1 || t.Kind == words.Piece {
			if !strings.Contains(l.fold, want) {
				return 0
			}
		} else if !strings.Contains(l.fold, " "+want) {
			return 0
		}
	}
	return 1.2
}

// pick takes the best lines, one of each entry and theme.
func (x *Index) pick(hits []suggested, n int) []Suggestion {
	var out []Suggestion
	seenEntry, seenTheme := map[int32]bool{}, map[string]bool{}
	for _, h := range hits {
		l := &x.suggest.lines[h.line]
		if l.entry < 0 && seenTheme[l.theme] || l.entry >= 0 && seenEntry[l.entry] {
			continue
		}
		s := Suggestion{Text: l.text, Theme: l.theme}
		if l.entry >= 0 {
			seenEntry[l.entry] = true
			s.Entry = x.entries[l.entry]
		} else {
			seenTheme[l.theme] = true
		}
		if out = append(out, s); len(out) == n {
			break
		}
	}
	return out
}

// suggestAnyway searches, for what was mistyped.
func (x *Index) suggestAnyway(prefix, lang string, n int) []Suggestion {
	var out []Suggestion
	for _, h := range x.Search(prefix, lang).Hits {
		if len(out) == n || h.Similarity < 0.15 || h.Question == "" {
			break
		}
		out = append(out, Suggestion{Text: h.Question, Entry: h.Entry})
	}
	return out
}
