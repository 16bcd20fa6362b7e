package cite

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/idmbot/idmbot/knowledge"
)

// Whatever stands in an entry, the record has balanced braces, no character
// that TeX would act on outside of a command, and one field a line.
func TestBibTeXIsAlwaysWellFormed(t *testing.T) {
	text := rapid.StringOf(rapid.OneOf(rapid.RuneFrom([]rune(`{}\%&$#_~^"@,= `+"\n\t\u202e")), rapid.Rune()))
	rapid.Check(t, func(t *rapid.T) {
		e := &knowledge.Entry{ID: text.Draw(t, "id"), Title: text.Draw(t, "title"), Place: text.Draw(t, "place"),
			Source: knowledge.Source{Title: text.Draw(t, "document"), Publisher: text.Draw(t, "publisher"),
				Speaker: text.Draw(t, "speaker"), Role: text.Draw(t, "role"), Date: text.Draw(t, "date"),
				Session: text.Draw(t, "session"), URL: text.Draw(t, "url")}}
		got := Format(e, BibTeX, text.Draw(t, "page"), day)
		depth := 0
		for i, c := range got {
			switch c {
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth < 0 || depth == 0 && i > len("@misc") && i < len(got)-1 {
				t.Fatalf("record ends at byte %d of %q", i, got)
			}
			if c != '\n' && unicode.IsControl(c) {
				t.Fatalf("control character in %q", got)
			}
		}
		if depth != 0 {
			t.Fatalf("braces do not match in %q", got)
		}
		lines := strings.Split(got, "\n")
		for _, line := range lines[1 : len(lines)-1] {
			if !strings.HasPrefix(line, "  ") || !strings.Contains(line, " = ") {
				t.Fatalf("a field runs over its line: %q", line)
			}
		}
	})
}

func TestOtherStylesAreOneLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String()
		e := &knowledge.Entry{ID: s.Draw(t, "id"), Title: s.Draw(t, "title"),
			Source: knowledge.Source{Title: s.Draw(t, "document"), Speaker: s.Draw(t, "speaker")}}
		for _, style := range []string{UN, APA} {
			if got := Format(e, style, "https://example.org/m/x", day); strings.ContainsAny(got, "\n\r\t") {
				t.Fatalf("%s is not one line: %q", style, got)
			}
		}
	})
}
