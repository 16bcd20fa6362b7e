package knowledge

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxLine bounds one line of JSONL, in bytes.
const maxLine = 8 << 20

// record is one line of knowledge as JSONL. Only id and text are required;
// fields that we do not know are ignored, so that other programs' exports can
// be read.
type record struct {
	ID           string                       `json:"id"`
	Title        string                       `json:"title,omitempty"`
	Text         string                       `json:"text"`
	Lang         string                       `json:"lang,omitempty"`
	Questions    []string                     `json:"questions,omitempty"`
	Quote        *recordQuote                 `json:"quote,omitempty"`
	Kind         Kind                         `json:"kind,omitempty"`
	Level        Level                        `json:"level,omitempty"`
	Themes       []string                     `json:"themes,omitempty"`
	Audience     []string                     `json:"audience,omitempty"`
	Source       *Source                      `json:"source,omitempty"`
	Place        string                       `json:"place,omitempty"`
	Year         int                          `json:"year,omitempty"`
	Confidence   string                       `json:"confidence,omitempty"`
	GCM          []int                        `json:"gcm,omitempty"`
	SDGs         []int                        `json:"sdgs,omitempty"`
	PartOf       string                       `json:"part_of,omitempty"`
	Number       int                          `json:"number,omitempty"`
	SeeAlso      []string                     `json:"see_also,omitempty"`
	Terms        []string                     `json:"terms,omitempty"`
	Translations map[string]recordTranslation `json:"translations,omitempty"`
}

type recordQuote struct {
	Text    string `json:"text"`
	Speaker string `json:"speaker,omitempty"`
	Via     string `json:"via,omitempty"`
}

type recordTranslation struct {
	Title     string   `json:"title,omitempty"`
	Text      string   `json:"text"`
	Questions []string `json:"questions,omitempty"`
	Official  bool     `json:"official,omitempty"`
}

// ReadJSONL reads knowledge with one entry a line. name is used in findings.
// The error is Findings or an error of r.
func ReadJSONL(r io.Reader, name string) (*Corpus, error) {
	var findings Findings
	rep := reporter{file: name, to: &findings}
	hash := sha256.New()
	br := bufio.NewReaderSize(io.TeeReader(r, hash), 1<<16)
	var entries []*Entry
	seen := map[string]int{}
	for line := 1; ; line++ {
		data, err := readLine(br)
		if err != nil && !errors.Is(err, io.EOF) {
			if errors.Is(err, errLongLine) {
				rep.at(line, "the line is longer than 8 MiB", "write one entry a line")
				return nil, findings
			}
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		if line == 1 {
			data = bytes.TrimPrefix(data, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(data)) > 0 {
			if e := decodeRecord(data, line, rep); e != nil {
				if first, ok := seen[e.ID]; ok {
					rep.at(line, fmt.Sprintf("the id %q stands already in line %d", e.ID, first), "give one of the two entries another id")
				} else {
					seen[e.ID] = line
					entries = append(entries, e)
				}
			}
		}
		if err != nil {
			break
		}
	}
	if len(entries) == 0 && len(findings) == 0 {
		rep.at(1, "there is no entry here", `write one entry a line: {"id":"...","text":"..."}`)
	}
	if len(findings) > 0 {
		return nil, findings
	}
	return New(entries, "sha256:"+hex.EncodeToString(hash.Sum(nil))), nil
}

var errLongLine = errors.New("line too long")

// readLine returns the next line without its end; with io.EOF the last one.
func readLine(br *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := br.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			return nil, errLongLine
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimRight(line, "\r\n"), err
		}
	}
}

func decodeRecord(data []byte, line int, r reporter) *Entry {
	var rec record
	if err := json.Unmarshal(data, &rec); err != nil {
		what := "the line is not a whole JSON object"
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) {
			what = fmt.Sprintf("%q has the wrong type (%s)", kind.Field, kind.Value)
		}
		r.at(line, what, `write one entry a line: {"id":"...","text":"..."}`)
		return nil
	}
	if strings.TrimSpace(rec.ID) == "" {
		r.at(line, "the id is missing", `add "id" with a name that no other entry has`)
		return nil
	}
	if strings.TrimSpace(rec.Text) == "" {
		r.at(line, "the text is missing", `add "text" with the message people will read`)
		return nil
	}
	e := rec.entry()
	e.File, e.Line = r.file, line
	return e
}

func (rec record) entry() *Entry {
	e := &Entry{
		ID: rec.ID, Lang: rec.Lang, Title: rec.Title, Text: rec.Text, Questions: rec.Questions,
		Kind: rec.Kind, Level: rec.Level, Themes: rec.Themes, Audience: rec.Audience, Place: rec.Place,
		Year: rec.Year, Confidence: rec.Confidence, GCM: rec.GCM, SDGs: rec.SDGs, PartOf: rec.PartOf,
		Number: rec.Number, SeeAlso: rec.SeeAlso, Terms: rec.Terms,
	}
	if rec.Source != nil {
		e.Source = *rec.Source
	}
	if rec.Quote != nil && rec.Quote.Text != "" {
		e.Quote = &Quote{Text: rec.Quote.Text, Speaker: rec.Quote.Speaker, Via: rec.Quote.Via}
	}
	for lang, t := range rec.Translations {
		if e.Translations == nil {
			e.Translations = map[string]Translation{}
		}
		e.Translations[lang] = Translation{Lang: lang, Title: t.Title, Text: t.Text,
			Questions: t.Questions, Official: t.Official}
	}
	return e
}

func recordOf(e *Entry) record {
	rec := record{
		ID: e.ID, Title: e.Title, Text: e.Text, Lang: e.Lang, Questions: e.Questions, Kind: e.Kind,
		Level: e.Level, Themes: e.Themes, Audience: e.Audience, Place: e.Place, Year: e.Year,
		Confidence: e.Confidence, GCM: e.GCM, SDGs: e.SDGs, PartOf: e.PartOf, Number: e.Number,
		SeeAlso: e.SeeAlso, Terms: e.Terms,
	}
	if e.Source != (Source{}) {
		s := e.Source
		rec.Source = &s
	}
	if e.Quote != nil {
		rec.Quote = &recordQuote{Text: e.Quote.Text, Speaker: e.Quote.Speaker, Via: e.Quote.Via}
	}
	for lang, t := range e.Translations {
		if rec.Translations == nil {
			rec.Translations = map[string]recordTranslation{}
		}
		rec.Translations[lang] = recordTranslation{Title: t.Title, Text: t.Text, Questions: t.Questions, Official: t.Official}
	}
	return rec
}
