package discord

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// line is one line of a message: markup around text that is not yet escaped.
type line struct {
	// gap is true where an empty line stands before it.
	gap bool
	// prefix begins the line, and again each piece of it after a break.
	prefix string
	// open and close stand around the text, and around each piece of it.
	open, close string
	text        string
	// url, if set, makes the words of label a link; without a label it is the
	// text itself. The link stands after the text.
	url, label string
	// raw text is not escaped: it stands in a block of code.
	raw bool
}

// markdown writes the line.
func (l line) markdown() string {
	text := l.text
	if !l.raw {
		text = escape(text)
		if l.prefix+l.open != "" && !strings.HasSuffix(l.prefix, " ") {
			text = strings.TrimSpace(text)
		}
	}
	if l.url != "" && l.label == "" {
		return l.prefix + l.open + masked(text, l.url) + l.close
	}
	if text != "" || l.url == "" {
		text = l.open + text + l.close
	}
	if l.url != "" {
		if text != "" {
			text += " · "
		}
		text += masked(escape(l.label), l.url)
	}
	return l.prefix + text
}

// document is a reply as lines, with what stands apart in an embed.
type document struct {
	// kicker stands small above the title.
	kicker string
	title  string
	lines  []line
	footer string
	// card is false for a few plain words, which need no frame.
	card bool
}

const (
	// Lengths of an embed
	// (https://discord.com/developers/docs/resources/message#embed-object-embed-limits);
	// a footer may have 2048, but is small print here.
	maxKicker = 256
	maxTitle  = 256
	maxFooter = 512
	// subtext begins small, grey text.
	subtext = "-# "
	quote   = "> "
)

// render turns the blocks of a reply into a document.
func render(r bots.Reply) document {
	d := document{card: r.Colour != ""}
	for _, b := range r.Blocks {
		if _, plain := b.(bots.Paragraph); !plain {
			d.card = true
		}
	}
	blocks := r.Blocks
	if d.card {
		blocks = d.frame(blocks)
	}
	offered := map[string]bool{}
	for _, row := range r.Buttons {
		for _, b := range row {
			offered[b.URL] = true
		}
	}
	var prev bots.Block
	for _, b := range blocks {
		lines := renderBlock(b)
		if _, ok := b.(bots.List); ok {
			unlink(lines, offered)
		}
		if len(lines) == 0 {
			continue
		}
		lines[0].gap = prev != nil && apart(prev, b)
		d.lines = append(d.lines, lines...)
		prev = b
	}
	if locale.RTL(r.Lang) {
		d.direct()
	}
	return d
}

// frame takes what stands apart in an embed from the blocks: the first heading,
// what stands small above it, and the small print at the end.
func (d *document) frame(blocks []bots.Block) []bots.Block {
	var above []string
	at := 0
	for at < len(blocks) && isMeta(blocks[at]) {
		for _, l := range renderBlock(blocks[at]) {
			above = append(above, strings.TrimSpace(l.text))
		}
		at++
	}
	if at < len(blocks) {
		h, ok := blocks[at].(bots.Heading)
		title := strings.Join(strings.Fields(clean(h.Text)), " ")
		if kicker := strings.Join(above, " · "); ok && units(escape(title)) <= maxTitle && units(kicker) <= maxKicker {
			d.kicker, d.title, blocks = kicker, title, blocks[at+1:]
		}
	}
	if n := len(blocks); n > 1 || n == 1 && d.title != "" {
		if p, ok := blocks[n-1].(bots.Paragraph); ok && p.Tone == bots.Fine {
			if text := strings.TrimSpace(clean(p.Text)); units(text) <= maxFooter {
				d.footer, blocks = text, blocks[:n-1]
			}
		}
	}
	return blocks
}

// apart reports whether an empty line stands between two blocks.
func apart(prev, next bots.Block) bool {
	switch prev.(type) {
	case bots.Heading:
		return false // it has room of its own
	case bots.Citation:
		if _, ok := next.(bots.Citation); ok {
			return false
		}
	}
	switch next.(type) {
	case bots.Heading:
		return false
	case bots.List:
		return false
	}
	return !(isMeta(prev) && isMeta(next))
}

func isMeta(b bots.Block) bool {
	p, ok := b.(bots.Paragraph)
	return ok && p.Tone == bots.Meta
}

func renderBlock(b bots.Block) []line {
	switch b := b.(type) {
	case bots.Heading:
		return textLines(strings.Join(strings.Fields(b.Text), " "), line{prefix: "### "})
	case bots.Paragraph:
		return paragraph(b)
	case bots.Quotation:
		return quotation(b)
	case bots.Citation:
		return citation(b)
	case bots.List:
		return list(b)
	case bots.Summary:
		lines := textLines(b.Label, line{open: "✨ **", close: "**"})
		return append(lines, textLines(b.Text, line{})...)
	case bots.Rule:
		return []line{{text: "───────────"}}
	}
	return nil
}

// textLines makes a line of each line of a text, like a pattern.
func textLines(text string, like line) []line {
	var out []line
	for _, s := range strings.Split(strings.TrimSpace(clean(text)), "\n") {
		l := like
		l.text = strings.TrimRight(s, " \t")
		if visible(l.text) {
			out = append(out, l)
		}
	}
	return out
}

func paragraph(p bots.Paragraph) []line {
	switch p.Tone {
	case bots.Strong:
		return textLines(p.Text, line{open: "**", close: "**"})
	case bots.Meta, bots.Fine:
		return textLines(p.Text, line{prefix: subtext})
	}
	// A text may have paragraphs of its own.
	var out []line
	for _, part := range strings.Split(clean(p.Text), "\n\n") {
		lines := textLines(part, line{})
		if len(lines) > 0 && len(out) > 0 {
			lines[0].gap = true
		}
		out = append(out, lines...)
	}
	return out
}

// record is the beginning of a BibTeX record. It is copied into programs, so
// that nothing may stand between its letters.
var record = regexp.MustCompile(`^@[A-Za-z]+\{`)

func quotation(q bots.Quotation) []line {
	if text := strings.TrimSpace(clean(q.Text)); record.MatchString(text) && q.By == "" && !strings.Contains(text, "```") {
		out := []line{{text: "```bibtex", raw: true}}
		for _, s := range strings.Split(text, "\n") {
			out = append(out, line{text: s, raw: true})
		}
		return append(out, line{text: "```", raw: true})
	}
	lines := textLines(q.Text, line{prefix: quote})
	// The core may set a dash of its own.
	if by := strings.TrimLeft(strings.Join(strings.Fields(clean(q.By)), " "), "—– "); visible(by) {
		lines = append(lines, line{prefix: quote, open: "— *", close: "*", text: by})
	}
	return lines
}

// citation writes one line: the source in words, then the link.
func citation(c bots.Citation) []line {
	text := strings.Join(strings.Fields(clean(c.Text)), " ")
	label := strings.Join(strings.Fields(clean(c.Label)), " ")
	if !goodURL(c.URL) {
		if text == "" {
			text = label
		}
		return textLines(text, line{prefix: "📖 "})
	}
	switch {
	case text == "" && label == "":
		label = c.URL
	case label == "":
		text, label = "", text
	}
	return []line{{prefix: "📖 ", text: text, url: c.URL, label: label}}
}

func list(l bots.List) []line {
	numbered := l.Ordered || hasActions(l)
	var out []line
	for i, item := range l.Items {
		text := strings.Join(strings.Fields(clean(item.Text)), " ")
		if !visible(text) {
			continue
		}
		one := line{prefix: "- ", text: text}
		if numbered {
			one.prefix = strconv.Itoa(i+1) + ". "
		}
		if goodURL(item.URL) {
			one.url = item.URL
		}
		out = append(out, one)
	}
	return out
}

// longItem is a text of which it is hard to read every word as a link.
const longItem = 80

// unlink leaves the link of a long item to the button that leads there too.
func unlink(lines []line, offered map[string]bool) {
	for i := range lines {
		if offered[lines[i].url] && units(lines[i].text) > longItem {
			lines[i].url = ""
		}
	}
}

func hasActions(l bots.List) bool {
	for _, item := range l.Items {
		if item.Action.Name != "" {
			return true
		}
	}
	return false
}
