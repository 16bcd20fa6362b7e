package knowledge

// Entry is one curated message: the smallest thing the bot may present as an
// answer. Its Text is complete in itself, in the curators' own words.
type Entry struct {
	// ID is stable and never reused: lower-case letters, digits and hyphens.
	ID string
	// Lang is the language of Title, Text and Questions (BCP 47, two letters).
	// Empty means that the curator did not say.
	Lang string
	// Title and Text are plain text. Paragraphs of Text are separated by an
	// empty line.
	Title, Text string
	// Questions are wordings a person might use to get this entry.
	Questions []string
	// Quote holds the exact words of the source where the wording matters.
	Quote *Quote
	Kind  Kind
	// Level says at what level of authority the message stands. Empty is
	// allowed in imported JSONL only.
	Level Level
	// Themes are ids of the controlled list.
	Themes []string
	// Audience names, in plain words, who is addressed.
	Audience []string
	// Source is where the message comes from. Its Speaker is the person who
	// says it, empty where a document speaks.
	Source Source
	// Folder is the id of the SourceFolder the entry stands in; empty for
	// entries from JSONL.
	Folder string
	// Place is the spot in the source: "table of contents, item 2".
	Place string
	// Year is the year the message speaks for, 0 where it has none.
	Year int
	// Confidence is A, B or C for facts from public pages (see the curators'
	// guide), empty for the source texts themselves.
	Confidence string
	// GCM are objectives of the Global Compact for Migration (1-23) and SDGs
	// the Sustainable Development Goals (1-17) the entry bears on. They are
	// the curators' cross-reference, not a statement of the source.
	GCM, SDGs []int
	// PartOf is the id of the overview this entry is an item of; Number is
	// its place there, counted from 1. Both are zero for other entries.
	PartOf string
	Number int
	// SeeAlso are ids of entries on the same matter.
	SeeAlso []string
	// Terms are words in any language that should find the entry although
	// they stand nowhere in it.
	Terms []string
	// Note is for curators and is never shown.
	Note string
	// Translations by language, without Lang itself.
	Translations map[string]Translation
	// File and Line say where the entry was read from, for findings.
	File string
	Line int
}

// Translation is an entry's wording in another language.
type Translation struct {
	Lang        string
	Title, Text string
	Questions   []string
	// Official marks the organization's own wording of the title; anything
	// else is this project's unofficial translation.
	Official bool
	File     string
}

// Quote is a short passage of the source, byte for byte.
type Quote struct {
	Text string
	// Speaker is whose words these are; empty where the document's own words
	// are quoted.
	Speaker string
	// Via names who quoted the speaker, where the source quotes at second hand.
	Via string
}

// Wording is an entry's text in one language, ready to be shown.
type Wording struct {
	Lang        string
	Title, Text string
	Questions   []string
	// Translated is true where the wording is not the entry's first language;
	// Official is then true where it is the organization's own.
	Translated, Official bool
}

// In returns the entry's wording in lang. If there is none, it returns the
// first-language wording and false.
func (e *Entry) In(lang string) (Wording, bool) {
	if t, ok := e.Translations[lang]; ok && lang != e.Lang {
		return Wording{Lang: lang, Title: t.Title, Text: t.Text, Questions: t.Questions,
			Translated: true, Official: t.Official}, true
	}
	w := Wording{Lang: e.Lang, Title: e.Title, Text: e.Text, Questions: e.Questions}
	return w, lang == e.Lang || lang == "" || e.Lang == ""
}

// Kind says what sort of thing an entry tells.
type Kind string

// The kinds of the catalogue, and three for public facts.
const (
	KeyMessage     Kind = "key-message"
	Recommendation Kind = "recommendation"
	Statement      Kind = "statement"
	Objective      Kind = "objective"
	Context        Kind = "context"
	Event          Kind = "event"
	Resource       Kind = "resource"
	About          Kind = "about"
	Session        Kind = "session"
	Definition     Kind = "definition"
	Referral       Kind = "referral"
)

// Kinds lists every kind in the order in which they are shown.
var Kinds = []Kind{
	KeyMessage, Recommendation, Statement, Objective, Context, Event, Resource,
	About, Session, Definition, Referral,
}

// Level says with what authority a message stands: who can be quoted for it.
type Level string

// The levels, strongest first.
const (
	// AgreedOutcome is what a Dialogue put forward as its result, as reported
	// by IOM. It is not a treaty and binds nobody.
	AgreedOutcome Level = "agreed-outcome"
	// LevelRecommendation is what somebody asks to be done.
	LevelRecommendation Level = "recommendation"
	// IOMPosition is what the organization says in its own name.
	IOMPosition Level = "iom-position"
	// NamedStatement is what one named person said.
	NamedStatement Level = "statement"
	// Intent announces what was to happen; it says nothing about results.
	Intent Level = "announcement"
	// Reporting tells what took place.
	Reporting Level = "reporting"
	// PublicFact stands on public pages outside the source texts.
	PublicFact Level = "public-fact"
)

// Levels lists every level, strongest first.
var Levels = []Level{
	AgreedOutcome, LevelRecommendation, IOMPosition, NamedStatement, Intent, Reporting, PublicFact,
}

// Source is a document, or a public page, that entries rest on.
type Source struct {
	ID        string `yaml:"id" json:"id,omitempty"`
	Title     string `yaml:"title" json:"title"`
	Short     string `yaml:"short" json:"short,omitempty"` // for a line of citation in a chat
	Publisher string `yaml:"publisher" json:"publisher,omitempty"`
	Speaker   string `yaml:"speaker" json:"speaker,omitempty"`
	// Role is the speaker's office: "UN Secretary-General".
	Role    string `yaml:"role" json:"role,omitempty"`
	Date    string `yaml:"date" json:"date,omitempty"`       // as written by curators: "11 March 2021", "undated"
	Session string `yaml:"session" json:"session,omitempty"` // the meeting the document belongs to
	URL     string `yaml:"url" json:"url,omitempty"`
}

// Theme is one heading of the controlled list.
type Theme struct {
	ID     string            `yaml:"id"`
	Name   map[string]string `yaml:"name"` // by language
	Covers map[string]string `yaml:"covers"`
	// Words are ways people name the theme, by language.
	Words map[string][]string `yaml:"words"`
	// Colour is an RGB value as in CSS, for platforms that show one.
	Colour string `yaml:"colour"`
}
