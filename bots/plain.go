package bots

import (
	"fmt"
	"strings"
)

// PlainText is a reply as text without markup: what is read where nothing else
// is possible, and the `text` of an answer object.
func PlainText(r Reply) string {
	var b strings.Builder
	for i, block := range r.Blocks {
		text := plainBlock(block)
		if text == "" {
			continue
		}
		if i > 0 && b.Len() > 0 {
			b.WriteString("\n")
			if !tight(r.Blocks[i-1], block) {
				b.WriteString("\n")
			}
		}
		b.WriteString(text)
	}
	if b.Len() == 0 {
		return r.Notice
	}
	return b.String()
}

// tight reports whether two blocks stand on consecutive lines.
func tight(before, after Block) bool {
	if _, ok := before.(Heading); ok {
		p, ok := after.(Paragraph)
		return ok && p.Tone == Meta
	}
	_, list := after.(List)
	return list
}

func plainBlock(block Block) string {
	switch v := block.(type) {
	case Heading:
		return v.Text
	case Paragraph:
		return v.Text
	case Quotation:
		return quoteLines(v)
	case Citation:
		line := v.Text
		if v.Label != "" {
			line = v.Label + ": " + line
		}
		if v.URL != "" {
			line += " — " + v.URL
		}
		return line
	case Summary:
		return v.Label + "\n" + v.Text
	case List:
		lines := make([]string, len(v.Items))
		for i, item := range v.Items {
			mark := "•"
			if v.Ordered {
				mark = fmt.Sprintf("%d.", i+1)
			}
			lines[i] = mark + " " + item.Text
		}
		return strings.Join(lines, "\n")
	case Rule:
		return "———"
	}
	return ""
}

func quoteLines(q Quotation) string {
	text := "“" + q.Text + "”"
	if q.By != "" {
		text += " " + q.By
	}
	return text
}
