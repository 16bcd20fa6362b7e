package botstest

import (
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots"
)

// Text is the reply as a person would read it aloud: the words of every block
// in their order, one block a paragraph, without any markup.
func Text(r bots.Reply) string {
	var parts []string
	for _, b := range r.Blocks {
		if s := blockText(b); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n\n")
}

func blockText(b bots.Block) string {
	switch b := b.(type) {
	case bots.Heading:
		return b.Text
	case bots.Paragraph:
		return b.Text
	case bots.Quotation:
		return joined("\n", b.Text, b.By)
	case bots.Citation:
		return joined(" ", b.Text, b.Label)
	case bots.Summary:
		return joined("\n", b.Label, b.Text)
	case bots.List:
		return listText(b)
	default:
		return ""
	}
}

func listText(l bots.List) string {
	lines := make([]string, len(l.Items))
	for i, item := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = strconv.Itoa(i+1) + ". "
		}
		lines[i] = mark + item.Text
	}
	return strings.Join(lines, "\n")
}

func joined(sep string, parts ...string) string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

// Labels are the labels of the reply's buttons, row by row.
func Labels(r bots.Reply) []string {
	var out []string
	for _, row := range r.Buttons {
		for _, b := range row {
			out = append(out, b.Label)
		}
	}
	return out
}
