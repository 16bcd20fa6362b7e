package telegramtest

import (
	"fmt"
	"strconv"
	"strings"
)

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

// Print writes a message as people see it: its markup, then its buttons, one
// row a line.
func (m Message) Print() string {
	var b strings.Builder
	who := "person"
	if m.Own {
		who = "bot"
	}
	fmt.Fprintf(&b, "[%s", who)
	if m.Thread != 0 {
		fmt.Fprintf(&b, ", topic %d", m.Thread)
	}
	if m.ReplyTo != 0 {
		b.WriteString(", as a reply")
	}
	if m.Edits > 0 {
		b.WriteString(", edited")
	}
	b.WriteString("]\n")
	switch {
	case m.File != "":
		fmt.Fprintf(&b, "<file %s>", m.File)
	case m.HTML != "":
		b.WriteString(m.HTML)
	default:
		b.WriteString(m.Text)
	}
	b.WriteByte('\n')
	if m.Markup != nil {
		for _, row := range m.Markup.Rows {
			b.WriteString(printRow(row) + "\n")
		}
	}
	return b.String()
}

func printRow(row []Button) string {
	var cells []string
	for _, b := range row {
		switch {
		case b.URL != "":
			cells = append(cells, "["+b.Text+" → "+b.URL+"]")
		case b.Copy != nil:
			cells = append(cells, "["+b.Text+" ⧉]")
		default:
			cells = append(cells, "["+b.Text+"]")
		}
	}
	return strings.Join(cells, " ")
}
