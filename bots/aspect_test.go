package bots_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/idm"
	"github.com/idmbot/idmbot/knowledge/index"
)

// curated is an engine over the real corpus, built once for all tests.
var curated = sync.OnceValue(func() *answer.Engine {
	c, err := knowledge.Load(idm.Files)
	if err != nil {
		panic(err)
	}
	return answer.New(c, index.Build(c), locale.Languages)
})

// TestFollowUpsAnswerWhatIsAsked: in every language "who?" names the speaker,
// "shorter" is shorter than the card, "in full" is not, and all keep the entry
// and its source.
func TestFollowUpsAnswerWhatIsAsked(t *testing.T) {
	t.Parallel()
	const entry = "imd2020-guterres-vaccination"
	for lang, say := range map[string]struct{ open, who, shorter, longer, other string }{
		"en": {"What did Guterres say about vaccination?", "who said that?", "shorter please", "give me the full text", "in French"},
		"fr": {"Que dit Guterres de la vaccination ?", "qui a dit ça ?", "plus court", "le texte complet", "en espagnol"},
		"es": {"¿Qué dijo Guterres sobre la vacunación?", "¿quién lo dijo?", "más corto", "el texto completo", "en árabe"},
		"ar": {"ماذا قال غوتيريش عن التطعيم؟", "من قال ذلك؟", "باختصار", "النص الكامل", "بالإنجليزية"},
	} {
		b := bots.New(bots.Options{Engine: curated()})
		ask := func(text string) bots.Object {
			o := b.Ask(t.Context(), bots.Request{Text: text, Conversation: "c"})
			if !slices.Contains(o.Shown, entry) || o.Outcome != "answer" {
				t.Errorf("%s: %q shows %v (%s)", lang, text, o.Shown, o.Outcome)
			}
			if !strings.Contains(o.Text, "2020") {
				t.Errorf("%s: %q is answered without the source:\n%s", lang, text, o.Text)
			}
			return o
		}
		length := func(o bots.Object) int { return utf8.RuneCountInString(o.Text) }
		card := ask(say.open)
		if who := ask(say.who); !strings.Contains(who.Text, "Guterres") || length(who) >= length(card) {
			t.Errorf("%s: who is answered by\n%s", lang, who.Text)
		}
		if short := ask(say.shorter); length(short) >= length(card) {
			t.Errorf("%s: shorter has %d runes, the card %d", lang, length(short), length(card))
		}
		if long := ask(say.longer); length(long) < length(card) {
			t.Errorf("%s: in full has %d runes, the card %d", lang, length(long), length(card))
		}
		if other := ask(say.other); other.Lang == lang {
			t.Errorf("%q is still answered in %s", say.other, lang)
		}
	}
}

// TestConversationsApart: a program's questions lean on each other only within
// one conversation, and not at all without one.
func TestConversationsApart(t *testing.T) {
	t.Parallel()
	b := bots.New(bots.Options{Engine: curated()})
	ask := func(conversation, text string) []string {
		return b.Ask(t.Context(), bots.Request{Text: text, Conversation: conversation}).Shown
	}
	ask("one", "What is the Global Compact for Migration?")
	ask("two", "What is a refugee?")
	if got := ask("one", "who said that?"); len(got) == 0 || got[0] != "gcm-about" {
		t.Errorf("the first conversation goes on with %v", got)
	}
	if got := ask("two", "who said that?"); len(got) == 0 || got[0] != "glossary-refugee" {
		t.Errorf("the second conversation goes on with %v", got)
	}
	ask("", "What is a refugee?")
	if got := ask("", "who said that?"); slices.Contains(got, "glossary-refugee") {
		t.Errorf("questions without a conversation lean on each other: %v", got)
	}
}
