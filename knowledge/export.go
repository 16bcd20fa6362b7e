package knowledge

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ExportFormats are the formats Export writes.
var ExportFormats = []string{"jsonl", "csv", "json"}

// Export writes all entries in one of ExportFormats. JSONL is read back by
// ReadJSONL without loss, but for curators' notes.
func Export(w io.Writer, c *Corpus, format string) error {
	switch format {
	case "jsonl":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for _, e := range c.Entries {
			if err := enc.Encode(recordOf(e)); err != nil {
				return fmt.Errorf("export %s: %w", e.ID, err)
			}
		}
		return nil
	case "json":
		records := make([]record, len(c.Entries))
		for i, e := range c.Entries {
			records[i] = recordOf(e)
		}
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(struct {
			Version string   `json:"version"`
			Entries []record `json:"entries"`
		}{c.Version, records})
	case "csv":
		return exportCSV(w, c)
	}
	return fmt.Errorf("unknown format %q; use one of %s", format, strings.Join(ExportFormats, ", "))
}

// exportCSV writes one line an entry; lists are joined by " | ".
func exportCSV(w io.Writer, c *Corpus) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"id", "lang", "title", "text", "kind", "level", "speaker", "themes", "year",
		"source", "publisher", "date", "url", "place", "quote", "confidence", "see_also", "questions"})
	list := func(v []string) string { return strings.Join(v, " | ") }
	for _, e := range c.Entries {
		quote, year := "", ""
		if e.Quote != nil {
			quote = e.Quote.Text
		}
		if e.Year != 0 {
			year = strconv.Itoa(e.Year)
		}
		_ = out.Write([]string{e.ID, e.Lang, e.Title, e.Text, string(e.Kind), string(e.Level),
			e.Source.Speaker, list(e.Themes), year, e.Source.Title, e.Source.Publisher, e.Source.Date,
			e.Source.URL, e.Place, quote, e.Confidence, list(e.SeeAlso), list(e.Questions)})
	}
	out.Flush()
	return out.Error()
}
