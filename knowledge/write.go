package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v3"
)

// ErrExists is returned where writing would replace curators' work.
var ErrExists = errors.New("it exists already")

// template is a new entry with every field that a curator may want.
const template = `---
title: ""
kind: key-message
level: agreed-outcome
speaker: ""
themes: []
audience: []
place: ""
quote: ""
see_also: []
gcm: []
sdgs: []
terms: []
note: ""
questions:
  - ""
---

Write here what people will read: who says what, complete and exact.
`

// WriteTemplate begins a new entry. The name ends in SOURCE/ID.md; the folder
// of the source must exist.
func WriteTemplate(name string) error {
	id := strings.TrimSuffix(filepath.Base(name), ".md")
	if !validID(id) {
		return fmt.Errorf("%q cannot be an id: use lower-case letters, digits and hyphens", id)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(name), "source.yaml")); err != nil {
		return fmt.Errorf("%s has no source.yaml: write the source first: %w", filepath.Dir(name), err)
	}
	return writeNew(name, []byte(template))
}

// writeNew writes a file that must not exist yet.
func writeNew(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("write %s: %w", name, ErrExists)
	}
	if err != nil {
		return fmt.Errorf("write an entry: %w", err)
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// WriteFolder writes a corpus as curators' files, all entries under one source
// a document. The folder must not exist, or be empty. It returns how many
// entries were written.
func WriteFolder(dir string, c *Corpus) (int, error) {
	if names, err := os.ReadDir(dir); err == nil && len(names) > 0 {
		return 0, fmt.Errorf("write to %s: %w and is not empty", dir, ErrExists)
	}
	folders := map[string]string{} // source title -> folder
	themes := map[string]bool{}
	for _, e := range c.Entries {
		folder, ok := folders[e.Source.Title]
		if !ok {
			folder = fmt.Sprintf("source-%d", len(folders)+1)
			folders[e.Source.Title] = folder
			if err := writeSource(filepath.Join(dir, folder), e.Source); err != nil {
				return 0, err
			}
		}
		for _, t := range e.Themes {
			themes[t] = true
		}
		id := slug(e.ID)
		if err := writeEntry(filepath.Join(dir, folder, id+".md"), e); err != nil {
			return 0, err
		}
	}
	return len(c.Entries), writeThemes(filepath.Join(dir, "themes.yaml"), themes)
}

// slug makes an id of any text.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if id := strings.Trim(b.String(), "-"); id != "" {
		return id
	}
	return "entry-" + fmt.Sprintf("%x", s)
}

func writeSource(dir string, s Source) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make a source's folder: %w", err)
	}
	if s.Title == "" {
		s.Title = "Source not named"
	}
	file := struct {
		Title     string   `yaml:"title"`
		Publisher string   `yaml:"publisher,omitempty"`
		Date      string   `yaml:"date,omitempty"`
		Session   string   `yaml:"session,omitempty"`
		URL       string   `yaml:"url,omitempty"`
		Speakers  []Person `yaml:"speakers,omitempty"`
	}{Title: s.Title, Publisher: s.Publisher, Date: s.Date, Session: s.Session, URL: s.URL}
	data, err := yaml.Marshal(file)
	if err != nil {
		return fmt.Errorf("write a source: %w", err)
	}
	return writeNew(filepath.Join(dir, "source.yaml"), data)
}

func writeEntry(name string, e *Entry) error {
	h := head{Title: e.Title, Kind: string(e.Kind), Level: string(e.Level), Speaker: e.Source.Speaker,
		Themes: e.Themes, Audience: e.Audience, Confidence: e.Confidence, Place: e.Place, PartOf: e.PartOf,
		Number: e.Number, Year: e.Year, GCM: e.GCM, SDGs: e.SDGs, SeeAlso: e.SeeAlso, Terms: e.Terms,
		Questions: e.Questions}
	if e.Quote != nil {
		h.Quote, h.QuoteBy, h.QuoteVia = e.Quote.Text, e.Quote.Speaker, e.Quote.Via
	}
	data, err := yaml.Marshal(h)
	if err != nil {
		return fmt.Errorf("write %s: %w", e.ID, err)
	}
	return writeNew(name, []byte("---\n"+string(data)+"---\n\n"+e.Text+"\n"))
}

func writeThemes(name string, ids map[string]bool) error {
	var list []Theme
	for id := range ids {
		list = append(list, Theme{ID: id, Name: map[string]string{"en": id}})
	}
	data, err := yaml.Marshal(list)
	if err != nil {
		return fmt.Errorf("write the themes: %w", err)
	}
	return writeNew(name, data)
}
