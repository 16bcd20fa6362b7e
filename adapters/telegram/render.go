package telegram

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// foldAfter is how many runes a quotation may have before it is folded: about
// six lines on a telephone.
const foldAfter = 320

// render turns the blocks of a reply into one rich text. Numbers before list
// items are those of the buttons that itemRows makes.
func render(r bots.Reply) rich {
	w := &writer{}
	var prev bots.Block
	for _, b := range r.Blocks {
		if prev == nil {
			prev = putBlock(w, b, prev)
			continue
		}
		before := w.text.Len()
		w.text.WriteString(gap(prev, b))
		start := w.text.Len()
		next := putBlock(w, b, prev)
		if w.text.Len() == start {
			// An empty block leaves no gap.
			text := w.text.String()[:before]
			w.text.Reset()
			w.text.WriteString(text)
			continue
		}
		prev = next
	}
	out := w.rich()
	if locale.RTL(r.Lang) {
		out = directed(out)
	}
	return out
}

// gap is what stands between two blocks: things that belong together stand on
// consecutive lines.
func gap(prev, next bots.Block) string {
	switch prev.(type) {
	case bots.Heading:
		if _, ok := next.(bots.List); ok || isMeta(next) {
			return "\n"
		}
	case bots.Citation:
		if _, ok := next.(bots.Citation); ok {
			return "\n"
		}
	}
	if isMeta(prev) && isMeta(next) {
		return "\n"
	}
	return "\n\n"
}

func isMeta(b bots.Block) bool {
	p, ok := b.(bots.Paragraph)
	return ok && p.Tone == bots.Meta
}

// putBlock writes one block and returns what the next gap has to look at: the
// block, or prev if there was nothing to write.
func putBlock(w *writer, b, prev bots.Block) bots.Block {
	before := w.text.Len()
	switch b := b.(type) {
	case bots.Heading:
		putStyled(w, bold, b.Text)
	case bots.Paragraph:
		putParagraph(w, b)
	case bots.Quotation:
		putQuotation(w, b)
	case bots.Citation:
		putCitation(w, b)
	case bots.List:
		putList(w, b)
	case bots.Summary:
		putSummary(w, b)
	case bots.Rule:
		w.put("———")
	}
	if w.text.Len() == before {
		return prev
	}
	return b
}

func putStyled(w *writer, kind spanKind, s string) {
	if s = strings.TrimSpace(s); s != "" {
		w.styled(kind, s)
	}
}

func putParagraph(w *writer, p bots.Paragraph) {
	switch p.Tone {
	case bots.Strong:
		putStyled(w, bold, p.Text)
	case bots.Meta, bots.Fine:
		putStyled(w, italic, p.Text)
	default:
		w.put(strings.TrimSpace(p.Text))
	}
}

func putQuotation(w *writer, q bots.Quotation) {
	text, by := strings.TrimSpace(q.Text), strings.TrimSpace(q.By)
	if text == "" && by == "" {
		return
	}
	if record.MatchString(text) && by == "" {
		w.in(code, "", func() { w.putRaw(text) })
		return
	}
	w.in(quoteKind(text), "", func() {
		w.put(text)
		if by == "" {
			return
		}
		if text != "" {
			w.put("\n")
		}
		w.styled(italic, "— "+strings.TrimSpace(strings.TrimPrefix(by, "—")))
	})
}

// record is the beginning of a BibTeX record. It is copied into programs, which
// know neither quotation marks nor invisible characters.
var record = regexp.MustCompile(`^@[A-Za-z]+\{`)

func quoteKind(text string) spanKind {
	if utf8.RuneCountInString(text) > foldAfter {
		return longQuote
	}
	return quote
}

// putCitation writes one line: the source in words, then the link.
func putCitation(w *writer, c bots.Citation) {
	text, label := strings.TrimSpace(c.Text), strings.TrimSpace(c.Label)
	if !goodURL(c.URL) {
		if text == "" {
			text = label
		}
		if text != "" {
			w.put("📖 " + text)
		}
		return
	}
	if label == "" {
		text, label = "", text
	}
	if label == "" {
		label = c.URL
	}
	w.put("📖 ")
	if text != "" {
		w.put(text + " · ")
	}
	w.in(link, c.URL, func() { w.put(label) })
}

func putList(w *writer, l bots.List) {
	numbered := l.Ordered || hasActions(l)
	first := true
	for i, item := range l.Items {
		text := strings.TrimSpace(item.Text)
		if text == "" {
			continue
		}
		if !first {
			w.put("\n")
		}
		first = false
		if numbered {
			w.put(strconv.Itoa(i+1) + ". ")
		} else {
			w.put("• ")
		}
		putItem(w, text, item.URL)
	}
}

// linkRunes is how long a line may be and still be a link as a whole: more
// than two lines of a telephone in the colour of links are hard to read.
const linkRunes = 100

func putItem(w *writer, text, address string) {
	switch {
	case !goodURL(address):
		w.put(text)
	case utf8.RuneCountInString(text) <= linkRunes:
		w.in(link, address, func() { w.put(text) })
	default:
		name := host(address)
		before, after, named := cutAt(text, name)
		if !named {
			before, after = text+" ", ""
		}
		w.put(before)
		w.in(link, address, func() { w.put(name) })
		w.put(after)
	}
}

// cutAt cuts s around the first place where name stands as a word of its own,
// and not in a longer address.
func cutAt(s, name string) (before, after string, found bool) {
	for from := 0; ; {
		i := strings.Index(s[from:], name)
		if name == "" || i < 0 {
			return s, "", false
		}
		before, after = s[:from+i], s[from+i+len(name):]
		next := strings.TrimLeft(after, ".,;:!?)")
		if (before == "" || strings.HasSuffix(before, " ")) && (next == "" || next[0] == ' ' || next[0] == '\n') {
			return before, after, true
		}
		from += i + len(name)
	}
}

// host is what people call the place that an address leads to.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

func hasActions(l bots.List) bool {
	for _, item := range l.Items {
		if item.Action.Name != "" {
			return true
		}
	}
	return false
}

// putSummary boxes a summary with its label, apart from what curators wrote.
func putSummary(w *writer, s bots.Summary) {
	label, text := strings.TrimSpace(s.Label), strings.TrimSpace(s.Text)
	if label == "" && text == "" {
		return
	}
	w.in(quoteKind(text), "", func() {
		if label != "" {
			w.put("✨ ")
			w.styled(bold, label)
		}
		if label != "" && text != "" {
			w.put("\n")
		}
		w.put(text)
	})
}

// maxURL is longer than any address people use, and short enough for a
// message to hold several.
const maxURL = 2048

// goodURL reports whether Telegram accepts the address for a link: http(s)
// with a host that has a dot. Others, such as javascript:, never leave here.
func goodURL(s string) bool {
	if s == "" || len(s) > maxURL || strings.ContainsAny(s, " \t\r\n") || !utf8.ValidString(s) {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") &&
		u.User == nil && strings.Contains(strings.Trim(u.Hostname(), "."), ".")
}
