package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// head is the YAML head of an entry's file, as the curators' guide describes
// it field by field.
type head struct {
	Title      string   `yaml:"title,omitempty"`
	Kind       string   `yaml:"kind,omitempty"`
	Level      string   `yaml:"level,omitempty"`
	Speaker    string   `yaml:"speaker,omitempty"`
	Themes     []string `yaml:"themes,omitempty"`
	Audience   []string `yaml:"audience,omitempty"`
	Pages      []string `yaml:"pages,omitempty"`
	Confidence string   `yaml:"confidence,omitempty"`
	Place      string   `yaml:"place,omitempty"`
	Quote      string   `yaml:"quote,omitempty"`
	QuoteBy    string   `yaml:"quote_by,omitempty"`
	QuoteVia   string   `yaml:"quote_via,omitempty"`
	PartOf     string   `yaml:"part_of,omitempty"`
	Number     int      `yaml:"number,omitempty"`
	Year       int      `yaml:"year,omitempty"`
	GCM        []int    `yaml:"gcm,omitempty"`
	SDGs       []int    `yaml:"sdgs,omitempty"`
	SeeAlso    []string `yaml:"see_also,omitempty"`
	Terms      []string `yaml:"terms,omitempty"`
	Note       string   `yaml:"note,omitempty"`
	Official   bool     `yaml:"official,omitempty"`
	Questions  []string `yaml:"questions,omitempty"`
}

// document is a file with a YAML head.
type document struct {
	head  head
	lines map[string]int // line of each field of the head
	// itemLines are the lines of the items of `questions`.
	itemLines []int
	body      string
	bodyLine  int
}

// fenceRemedy tells how a file with a head begins.
const fenceRemedy = "begin the file with a line `---`, then the fields, then a second line `---`, then the text"

// readDocument splits and decodes a file. It reports what is wrong and returns
// false if the file cannot be used at all.
func readDocument(data []byte, r reporter) (document, bool) {
	if !utf8.Valid(data) {
		r.at(1, "the file is not UTF-8 text", "save it as UTF-8 in your editor")
		return document{}, false
	}
	text := strings.ReplaceAll(string(bytes.TrimPrefix(data, []byte("\ufeff"))), "\r\n", "\n")
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		r.at(1, "the head is missing", fenceRemedy)
		return document{}, false
	}
	yml, body, ok := cutFence(rest)
	if !ok {
		r.at(1, "the head has no end: the second line `---` is missing", fenceRemedy)
		return document{}, false
	}
	d := document{lines: map[string]int{}, body: strings.TrimSpace(body),
		bodyLine: strings.Count(yml, "\n") + 3}
	return d, d.readHead([]byte(yml), r)
}

// headFields are the fields of head by name.
var headFields = func() map[string]bool {
	fields := map[string]bool{}
	t := reflect.TypeFor[head]()
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		fields[name] = true
	}
	return fields
}()

// readHead decodes the head and notes on which lines its fields stand. It does
// by hand what the decoder's check of known fields does, since that would read
// each of a thousand files twice.
func (d *document) readHead(yml []byte, r reporter) bool {
	var node yaml.Node
	if err := yaml.Unmarshal(yml, &node); err != nil || len(node.Content) != 1 || node.Content[0].Kind != yaml.MappingNode {
		return decodeStrict(yml, &d.head, 1, r) // finds the words for what is wrong
	}
	m := node.Content[0].Content
	for i := 0; i+1 < len(m); i += 2 {
		name := m[i].Value
		if _, twice := d.lines[name]; twice || !headFields[name] {
			return decodeStrict(yml, &d.head, 1, r)
		}
		d.lines[name] = m[i].Line + 1
		if name == "questions" {
			for _, q := range m[i+1].Content {
				d.itemLines = append(d.itemLines, q.Line+1)
			}
		}
	}
	if node.Content[0].Decode(&d.head) != nil {
		return decodeStrict(yml, &d.head, 1, r)
	}
	return true
}

func cutFence(rest string) (head, body string, ok bool) {
	if i := strings.Index(rest, "\n---\n"); i >= 0 {
		return rest[:i+1], rest[i+5:], true
	}
	if h, ok := strings.CutSuffix(rest, "\n---"); ok {
		return h + "\n", "", true
	}
	return "", "", false
}

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

// decodeStrict decodes YAML and turns each complaint into a finding. offset is
// added to the line numbers.
func decodeStrict(yml []byte, into any, offset int, r reporter) bool {
	dec := yaml.NewDecoder(bytes.NewReader(yml))
	dec.KnownFields(true)
	err := dec.Decode(into)
	if err == nil || errors.Is(err, io.EOF) {
		return true
	}
	messages := []string{err.Error()}
	var typed *yaml.TypeError
	if errors.As(err, &typed) {
		messages = typed.Errors
	}
	for _, m := range messages {
		line, what := 1, strings.TrimPrefix(m, "yaml: ")
		if p := yamlLine.FindStringSubmatch(m); p != nil {
			line, _ = strconv.Atoi(p[1])
			what = p[2]
		}
		remedy := "correct the YAML; values with `: ` or `#`, or beginning with a sign, stand in quotation marks"
		if strings.Contains(what, "not found in type") {
			name, _, _ := strings.Cut(strings.TrimPrefix(what, "field "), " ")
			what = fmt.Sprintf("unknown field %q", name)
			remedy = "use a field of the curators' guide (knowledge/idm/README.md), or take it out"
		} else {
			what = "the YAML cannot be read: " + what
		}
		r.at(line+offset, what, strings.ReplaceAll(remedy, "%", "%%"))
	}
	return false
}
