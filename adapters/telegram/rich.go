package telegram

import (
	"cmp"
	"slices"
	"strings"
)

// rich is text with spans over it: what a message is before it becomes HTML.
// Spans are nested or apart, never crossing.
type rich struct {
	text  string
	spans []span
}

// span is one piece of markup over the bytes from..to of a rich text.
type span struct {
	from, to int
	kind     spanKind
	// url is where a link leads.
	url string
}

type spanKind int

const (
	bold spanKind = iota
	italic
	link
	quote
	longQuote // a quote that is folded until somebody opens it
	code      // a record for machines, copied at a touch
)

// writer builds a rich text.
type writer struct {
	text  strings.Builder
	spans []span
}

// put appends text, made clean.
func (w *writer) put(s string) { w.text.WriteString(clean(s)) }

// asWritten undoes what clean does about mentions and hashtags.
var asWritten = strings.NewReplacer("@"+string(wordJoiner), "@", "#"+string(wordJoiner), "#")

// putRaw appends text for a span in which Telegram looks for no mentions.
func (w *writer) putRaw(s string) { w.text.WriteString(asWritten.Replace(clean(s))) }

// in appends what fill puts, with a span over it.
func (w *writer) in(kind spanKind, url string, fill func()) {
	at := len(w.spans)
	w.spans = append(w.spans, span{from: w.text.Len(), kind: kind, url: url})
	fill()
	w.spans[at].to = w.text.Len()
}

func (w *writer) styled(kind spanKind, s string) { w.in(kind, "", func() { w.put(s) }) }

func (w *writer) rich() rich { return rich{text: w.text.String(), spans: w.spans} }

// cut returns the part of r from..to, with its spans cut to fit.
func (r rich) cut(from, to int) rich {
	out := rich{text: r.text[from:to]}
	for _, s := range r.spans {
		s.from, s.to = max(s.from, from)-from, min(s.to, to)-from
		if s.from < s.to && visible(out.text[s.from:s.to]) {
			out.spans = append(out.spans, s)
		}
	}
	return out
}

var (
	openTags = map[spanKind]string{
		bold: "<b>", italic: "<i>", quote: "<blockquote>", longQuote: "<blockquote expandable>",
		code: "<pre>",
	}
	closeTags = map[spanKind]string{
		bold: "</b>", italic: "</i>", link: "</a>", quote: "</blockquote>", longQuote: "</blockquote>",
		code: "</pre>",
	}
	escapeText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	escapeAttr = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
)

// html writes r as Telegram's HTML (https://core.telegram.org/bots/api#html-style).
func (r rich) html() string {
	spans := slices.Clone(r.spans)
	slices.SortStableFunc(spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to))
	})
	var b strings.Builder
	b.Grow(len(r.text) + 32*len(spans))
	var open []span
	at := 0
	advance := func(to int) {
		_, _ = escapeText.WriteString(&b, r.text[at:to])
		at = to
	}
	closeUntil := func(pos int) {
		for len(open) > 0 && open[len(open)-1].to <= pos {
			last := open[len(open)-1]
			advance(last.to)
			b.WriteString(closeTags[last.kind])
			open = open[:len(open)-1]
		}
	}
	for _, s := range spans {
		closeUntil(s.from)
		advance(s.from)
		if s.kind == link {
			b.WriteString(`<a href="` + escapeAttr.Replace(s.url) + `">`)
		} else {
			b.WriteString(openTags[s.kind])
		}
		open = append(open, s)
	}
	closeUntil(len(r.text))
	advance(len(r.text))
	return b.String()
}
