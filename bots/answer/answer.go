package answer

import (
	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// Question is what somebody asks.
type Question struct {
	Text string
	// Lang is the language the person told us, empty if not told.
	Lang string
	// Hint is the language to use when the text does not show its own: that
	// of the conversation, or of the person's client.
	Hint string
	// Last is the turn before in the same conversation, nil if there is none
	// or it is too old.
	Last *Turn
	// Nearness may be asked about the question; nil means that nothing of it
	// leaves.
	Nearness Nearness
}

// Outcome says what an Answer is.
type Outcome string

// The outcomes.
const (
	// Found: the entries shown answer the question.
	Found Outcome = "answer"
	// Choice: two or three could; the person picks.
	Choice Outcome = "choice"
	// Related: nothing here answers it; the nearest entries are offered as
	// related.
	Related Outcome = "related"
	// NotFound: nothing to offer.
	NotFound Outcome = "not_found"
	// Referral: a personal plea.
	Referral Outcome = "referral"
	// SmallTalk: greetings, thanks, chit-chat.
	SmallTalk Outcome = "smalltalk"
)

// Ranked is an entry with its score.
type Ranked struct {
	Entry *knowledge.Entry
	Score float64
}

// Answer is what the engine found. Entries in it belong to one Corpus, whose
// version it names.
type Answer struct {
	Outcome Outcome
	// Lang is the language to answer in, one of the program's own.
	Lang string
	// Confidence is the calibrated probability that the first entry answers,
	// Threshold the one below which it is not presented as an answer.
	Confidence, Threshold float64
	// Results is the whole ranking, best first, at most 10.
	Results []Ranked
	// Shown are the entries presented as the answer; empty unless the outcome
	// is Found or Choice.
	Shown []*knowledge.Entry
	// Offered are offered beside or instead of it, never as the answer.
	Offered []*knowledge.Entry
	// Form says how the answer was found: see the Form constants.
	Form Form
	// Plea and Talk are set for Referral and SmallTalk.
	Plea intent.Need
	Talk intent.Talk
	// Ways are where to turn, for a Referral.
	Ways []knowledge.Way
	// Sides are the two halves of a comparison.
	Sides []Side
	// Missing is what the question names and the best entry does not carry.
	Missing []index.Mention
	// Otherwise is an entry that tells when the person asked about does speak,
	// where the question names another year; nil if there is none.
	Otherwise *knowledge.Entry
	// Theme is the theme asked for, where Form is ByTheme, or the one that a
	// text is wanted on, where Talk is Task.
	Theme string
	// Gap is what was asked for and is known not to be held; nil otherwise. It
	// says so in its text, and is no entry of the corpus.
	Gap *knowledge.Entry
	// Parent is the overview of a numbered item.
	Parent *knowledge.Entry
	// Aspect is what a follow-up wants to know of the entries shown, or in
	// which form: Who, Shorter.
	Aspect intent.FollowUpKind
	// Asked is the question that was searched, which for a follow-up differs
	// from what was typed.
	Asked   string
	Version string

	subject     string
	wish, typed string
	seen        []string
}

// Form says by which road an answer was found.
type Form string

// The forms.
const (
	BySearch     Form = "search"
	ByNumber     Form = "numbered item"
	ByTheme      Form = "theme"
	ByComparison Form = "comparison"
	ByFollowUp   Form = "follow-up"
	ByIntent     Form = "intent"
)

// Side is one half of a comparison: what the sources of a year say.
type Side struct {
	Year int
	// Entries are best first; none means that the sources of that year hold
	// nothing on the matter.
	Entries []*knowledge.Entry
}
