package bots

// Reply is what a person gets: a neutral document and the buttons under it.
// It is data; each adapter renders it in its own markup.
type Reply struct {
	// Lang is the language of the text; it also decides the direction.
	Lang   string
	Blocks []Block
	// Buttons are rows of buttons. Adapters re-flow rows that are too wide.
	Buttons [][]Button
	// Private replies concern one person only: in shared chats they are shown
	// to that person alone, where the platform can do so.
	Private bool
	// Replace puts the reply in the place of the message whose button was
	// pressed, where the platform can edit; otherwise it is sent as new.
	Replace bool
	// Input is what the person may also type, nil where nothing is waited for.
	Input *Input
	// Notice is a short line shown in passing as the answer to a press.
	Notice string
	// File is a document to send along.
	File *File
	// Colour is an RGB value such as "#1a6fb0", for platforms that show one.
	Colour string
	// Pending says that a Completer may have a better version soon.
	Pending bool
	// Settled says that what was answered was a step of a conversation, which
	// is not taken back by an edit.
	Settled bool
	// Entries are the ids of the knowledge entries shown, best first.
	Entries []string

	// answered is what a Pending reply was made from, for Complete.
	answered *answered
}

// Empty reports whether there is nothing to say.
func (r Reply) Empty() bool {
	return len(r.Blocks) == 0 && r.Notice == "" && r.File == nil
}

// File is a small document.
type File struct {
	Name, MediaType string
	Data            []byte
}

// Block is one part of a Reply: Heading, Paragraph, Quotation, Citation, List
// or Rule.
type Block interface{ block() }

// Heading is a short line above what follows.
type Heading struct{ Text string }

// Tone says how a paragraph is meant to look.
type Tone int

// The tones of a paragraph.
const (
	Plain Tone = iota
	// Meta is information about the message: level, speaker, translation.
	Meta
	// Strong stands out, as a warning or a correction does.
	Strong
	// Fine is small print.
	Fine
)

// Paragraph is running text, without markup. Line breaks in it are kept.
type Paragraph struct {
	Text string
	Tone Tone
}

// Quotation is the exact words of somebody.
type Quotation struct{ Text, By string }

// Citation says where a message comes from.
type Citation struct {
	// Text is the citation in words; Label the words of the link.
	Text, Label string
	// URL is where to read it, empty if no public address is known.
	URL string
}

// List is a sequence of short items.
type List struct {
	Ordered bool
	Items   []Item
}

// Item is one line of a List.
type Item struct {
	Text string
	// URL links the item, if not empty.
	URL string
	// Action is what choosing the item does, where the platform can offer it;
	// the zero Action means that it cannot be chosen.
	Action Action
}

// Summary is an automatic summary, kept apart from what curators wrote.
type Summary struct {
	Label string
	Text  string
}

// Rule separates what stands before it from what follows.
type Rule struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (Quotation) block() {}
func (Citation) block()  {}
func (List) block()      {}
func (Summary) block()   {}
func (Rule) block()      {}

// Input is what a person may type as the answer to a reply. Where the bot reads
// what people write, there is nothing to do for it; elsewhere platforms offer a
// form, and what was typed comes back as the press of an action.
type Input struct {
	// Label says in two or three words what can be typed, Example shows some.
	Label, Example string
	// Action is the name of the action; what was typed is its Arg.
	Action string
}

// Button is one choice under a reply. Exactly one of Action, URL and Copy is
// set.
type Button struct {
	Label  string
	Action Action
	URL    string
	// Copy is text that pressing the button puts on the clipboard. Where that is
	// not possible, the button shows the text: it carries out Fallback, with
	// FallbackLabel as its label unless that is empty. A zero Fallback leaves the
	// button out there: the text stands in the reply already.
	Copy          string
	Fallback      Action
	FallbackLabel string
	Style         Style
}

// WithoutCopy is the button for a place without a clipboard; ok is false where
// nothing is left of it.
func (b Button) WithoutCopy() (_ Button, ok bool) {
	if b.Copy == "" {
		return b, true
	}
	if b.FallbackLabel != "" {
		b.Label = b.FallbackLabel
	}
	return Button{Label: b.Label, Action: b.Fallback, Style: b.Style}, b.Fallback.Name != ""
}

// Style is how much a button stands out.
type Style int

// The styles of a button.
const (
	Secondary Style = iota
	Primary
	Danger
)
