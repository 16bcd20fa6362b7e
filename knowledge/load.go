package knowledge

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// maxFile bounds one file of the knowledge, in bytes: far above any entry, and
// low enough that a wrong folder does not fill the memory.
const maxFile = 1 << 20

// Load reads a knowledge folder as the curators' guide describes it
// (knowledge/idm/README.md). The error is Findings, or an error of the file
// system; a corpus with findings is not returned.
func Load(fsys fs.FS) (*Corpus, error) {
	c, findings, err := Check(fsys, nil)
	if err != nil {
		return nil, err
	}
	if len(findings) > 0 {
		return nil, findings
	}
	return c, nil
}

// Check is Load for curators: it returns what could be read together with all
// findings. If sourceTexts is not nil, quotations are compared byte for byte
// with the source texts in it. The error is one of the file system.
func Check(fsys, sourceTexts fs.FS) (*Corpus, Findings, error) {
	l := &loader{fsys: fsys, hash: map[string][]byte{}, entries: map[string]*entryFile{}}
	if err := l.walk(); err != nil {
		return nil, nil, fmt.Errorf("read the knowledge: %w", err)
	}
	c := l.assemble()
	ch := checker{corpus: c, findings: &l.findings, files: l.entries, folders: l.folders}
	ch.run()
	if sourceTexts != nil {
		ch.quotations(sourceTexts)
	}
	return c, l.findings.sorted(), nil
}

// gapsFile holds the gaps.
const gapsFile = "unanswered.yaml"

// entryFile is an entry with what findings need to know of its file.
type entryFile struct {
	entry  *Entry
	doc    document
	folder string
	pages  []string
	trans  map[string]document
}

type manifest struct {
	Name      string   `yaml:"name"`
	Languages []string `yaml:"languages"`
	Sources   []string `yaml:"sources"`
}

// sourceFile is a source.yaml.
type sourceFile struct {
	Source   `yaml:",inline"`
	Year     int      `yaml:"year"`
	Text     string   `yaml:"text"`
	About    string   `yaml:"about"`
	Speakers []Person `yaml:"speakers"`
	Pages    []Source `yaml:"pages"`
	line     int
}

type loader struct {
	fsys     fs.FS
	findings Findings
	hash     map[string][]byte
	manifest manifest
	folders  map[string]*sourceFile
	entries  map[string]*entryFile
	themes   []Theme
	people   []Person
	synonyms map[string][][]string
	refs     Referrals
	calendar []CalendarDay
	gaps     []Gap
	// pending are translations, attached once all entries are known.
	pending []pendingTranslation
}

type pendingTranslation struct {
	file, id, lang string
	doc            document
}

func (l *loader) report(file string) reporter { return reporter{file: file, to: &l.findings} }

// file is one that was read. Heads of entries are decoded beforehand, all at
// the same time: a start waits for a thousand of them.
type file struct {
	name  string
	data  []byte
	doc   document // of entries
	whole bool     // doc can be used
	found Findings // what is wrong with it
}

func (f *file) isEntry() bool { return strings.HasSuffix(f.name, ".md") }

func (l *loader) walk() error {
	files, err := l.read()
	if err != nil {
		return err
	}
	decode(files)
	l.folders = map[string]*sourceFile{}
	for i := range files {
		l.file(&files[i])
	}
	return nil
}

// decode reads the heads of entries on all processors.
func decode(files []file) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(files)); i = next.Add(1) - 1 {
				if f := &files[i]; f.isEntry() {
					f.doc, f.whole = readDocument(f.data, reporter{file: f.name, to: &f.found})
				}
			}
		})
	}
	all.Wait()
}

// read reads all files that count, in the order of their names.
func (l *loader) read() (files []file, err error) {
	err = fs.WalkDir(l.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if name != "." && (strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~")) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		if ignored(name) {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Size() > maxFile {
			l.report(name).at(1, fmt.Sprintf("the file has %d bytes", info.Size()),
				"keep files below 1 MiB, one entry each")
			return nil
		}
		data, err := fs.ReadFile(l.fsys, name)
		if err != nil {
			return err
		}
		files = append(files, file{name: name, data: data})
		return nil
	})
	return files, err
}

// ignored files may stand in the folder but are not knowledge.
func ignored(name string) bool {
	return name == "README.md" || strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".jsonl")
}

func (l *loader) file(f *file) {
	name, data := f.name, f.data
	sum := sha256.Sum256(data)
	l.hash[name] = sum[:]
	r := l.report(name)
	folder, base := path.Split(name)
	folder = strings.TrimSuffix(folder, "/")
	switch {
	case folder == "" && base == "corpus.yaml":
		decodeStrict(data, &l.manifest, 0, r)
	case folder == "" && base == "themes.yaml":
		decodeStrict(data, &l.themes, 0, r)
	case folder == "" && base == "people.yaml":
		decodeStrict(data, &l.people, 0, r)
	case folder == "" && base == "synonyms.yaml":
		decodeStrict(data, &l.synonyms, 0, r)
	case folder == "" && base == "referrals.yaml":
		decodeStrict(data, &l.refs, 0, r)
	case folder == "" && base == gapsFile:
		decodeStrict(data, &l.gaps, 0, r)
	case folder == "" && base == "calendar.yaml":
		decodeStrict(data, &l.calendar, 0, r)
	case folder != "" && !strings.Contains(folder, "/") && base == "source.yaml":
		s := &sourceFile{line: 1}
		if decodeStrict(data, s, 0, r) {
			if s.ID != "" && s.ID != folder {
				r.at(1, fmt.Sprintf("the source is called %q but its folder %q", s.ID, folder), "take `id` out: the folder's name is the id")
			}
			s.ID = folder
			l.folders[folder] = s
		}
	case folder != "" && !strings.Contains(folder, "/") && strings.HasSuffix(base, ".md"):
		l.entryFile(f, folder, strings.TrimSuffix(base, ".md"))
	default:
		r.at(1, "this file is not part of the knowledge", "name entries FOLDER/ID.md, translations FOLDER/ID.fr.md and sources FOLDER/source.yaml, or move the file away")
	}
}

func (l *loader) entryFile(f *file, folder, stem string) {
	name, doc := f.name, f.doc
	r := l.report(name)
	l.findings = append(l.findings, f.found...)
	if !f.whole {
		return
	}
	id, lang, translated := strings.Cut(stem, ".")
	if !validID(id) {
		r.at(1, fmt.Sprintf("%q cannot be an id", id), "use lower-case letters, digits and hyphens in the file's name")
		return
	}
	if translated {
		l.pending = append(l.pending, pendingTranslation{name, id, lang, doc})
		return
	}
	if first, ok := l.entries[id]; ok {
		r.at(1, fmt.Sprintf("the id %q is used already, in %s", id, first.entry.File), "give one of the two files another name")
		return
	}
	h := doc.head
	e := &Entry{
		ID: id, Lang: "en", Title: strings.TrimSpace(h.Title), Text: paragraphs(doc.body),
		Questions: h.Questions, Kind: Kind(h.Kind), Level: Level(h.Level), Themes: h.Themes,
		Audience: h.Audience, Place: h.Place, Year: h.Year, Confidence: h.Confidence,
		GCM: h.GCM, SDGs: h.SDGs, PartOf: h.PartOf, Number: h.Number, SeeAlso: h.SeeAlso,
		Terms: h.Terms, Note: h.Note, File: name, Line: 1,
	}
	if h.Quote != "" {
		e.Quote = &Quote{Text: h.Quote, Speaker: cmp.Or(h.QuoteBy, h.Speaker), Via: h.QuoteVia}
	}
	e.Source.Speaker = h.Speaker
	l.entries[id] = &entryFile{entry: e, doc: doc, folder: folder, pages: h.Pages, trans: map[string]document{}}
}

// validID accepts lower-case letters, digits and inner hyphens.
func validID(id string) bool {
	if id == "" || id[0] == '-' || id[len(id)-1] == '-' {
		return false
	}
	for _, c := range id {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// paragraphs joins the lines of each paragraph, since curators wrap lines.
func paragraphs(body string) string {
	var out []string
	for _, p := range strings.Split(body, "\n\n") {
		if f := strings.Fields(p); len(f) > 0 {
			out = append(out, strings.Join(f, " "))
		}
	}
	return strings.Join(out, "\n\n")
}

// assemble builds the corpus from what was read: sources in the manifest's
// order, entries by source, then overviews before their items, then by id.
func (l *loader) assemble() *Corpus {
	c := &Corpus{
		Name: l.manifest.Name, Languages: l.manifest.Languages, Themes: l.themes, People: l.people,
		Synonyms: l.synonyms, Referrals: l.refs, Calendar: l.calendar, Gaps: l.gaps, Version: l.version(),
	}
	rank := map[string]int{}
	for i, id := range l.manifest.Sources {
		rank[id] = i - len(l.manifest.Sources)
	}
	ids := make([]string, 0, len(l.folders))
	for id := range l.folders {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(rank[a], rank[b]), cmp.Compare(a, b)) })
	place := map[string]int{}
	for i, id := range ids {
		s := l.folders[id]
		place[id] = i
		c.Sources = append(c.Sources, SourceFolder{Source: s.Source, Pages: s.Pages, TextFile: s.Text,
			About: strings.TrimSpace(s.About), Year: s.Year})
	}
	for _, ef := range l.entries {
		l.attachSource(ef)
		c.Entries = append(c.Entries, ef.entry)
	}
	l.attachTranslations()
	key := func(e *Entry) string {
		group, number := e.ID, 0
		if e.PartOf != "" {
			group, number = e.PartOf, e.Number
		}
		return fmt.Sprintf("%s\x00%03d\x00%s", group, number, e.ID)
	}
	slices.SortFunc(c.Entries, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(place[l.entries[a.ID].folder], place[l.entries[b.ID].folder]),
			cmp.Compare(key(a), key(b)))
	})
	c.index()
	return c
}

func (l *loader) attachSource(ef *entryFile) {
	s, ok := l.folders[ef.folder]
	if !ok {
		return
	}
	e := ef.entry
	speaker := e.Source.Speaker
	e.Source = s.Source
	for _, id := range ef.pages {
		if i := slices.IndexFunc(s.Pages, func(p Source) bool { return p.ID == id }); i >= 0 {
			e.Source = s.Pages[i]
			e.Source.Session = cmp.Or(e.Source.Session, s.Session)
			break
		}
	}
	e.Source.Speaker = speaker
	if i := slices.IndexFunc(s.Speakers, func(p Person) bool { return p.Name == speaker }); i >= 0 {
		e.Source.Role = s.Speakers[i].Role
	}
	e.Folder = ef.folder
	if e.Year == 0 {
		e.Year = s.Year
	}
}

func (l *loader) attachTranslations() {
	for _, p := range l.pending {
		r := l.report(p.file)
		ef, ok := l.entries[p.id]
		if !ok {
			r.at(1, fmt.Sprintf("a translation of %q, which does not exist", p.id), "rename the file after an entry of this folder, or delete it")
			continue
		}
		if path.Dir(p.file) != ef.folder {
			r.at(1, fmt.Sprintf("the translation stands in another folder than %s", ef.entry.File), "move it beside the entry")
			continue
		}
		if len(l.manifest.Languages) > 0 && !slices.Contains(l.manifest.Languages, p.lang) {
			r.at(1, fmt.Sprintf("%q is not a language of this corpus", p.lang), "use one of "+strings.Join(l.manifest.Languages, ", ")+", or add it to corpus.yaml")
			continue
		}
		if ef.entry.Translations == nil {
			ef.entry.Translations = map[string]Translation{}
		}
		ef.entry.Translations[p.lang] = Translation{Lang: p.lang, Title: strings.TrimSpace(p.doc.head.Title),
			Text: paragraphs(p.doc.body), Questions: p.doc.head.Questions, Official: p.doc.head.Official, File: p.file}
		ef.trans[p.lang] = p.doc
	}
}

// version is a hash over the names and contents of all files that count.
func (l *loader) version() string {
	names := make([]string, 0, len(l.hash))
	for n := range l.hash {
		names = append(names, n)
	}
	slices.Sort(names)
	h := sha256.New()
	for _, n := range names {
		fmt.Fprintf(h, "%s\x00%x\n", n, l.hash[n])
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}
