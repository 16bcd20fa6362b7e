package bots

import (
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// Bot answers messages. It holds what it needs and nothing of what people
// write, but for the last turn of a conversation, for some minutes.
type Bot struct {
	engine     atomic.Pointer[answer.Engine]
	memory     Memory
	clock      func() time.Time
	log        *slog.Logger
	publicURL  string
	admins     []Owner
	today      func(*knowledge.Corpus, time.Time) (*knowledge.Entry, string)
	extensions []Extension
	summaries  Summaries
	nearness   answer.Nearness
	turns      *turns
	pace       *pace
	status     func(ctx Context) []string
}

// Options are what a Bot is made of. Only Engine is required.
type Options struct {
	Engine *answer.Engine
	// Memory keeps settings; nil keeps them for the life of the process.
	Memory Memory
	Clock  func() time.Time
	Log    *slog.Logger
	// PublicURL is where entries have their pages, without a slash at the
	// end; if empty, answers link to the sources themselves.
	PublicURL string
	// Admins may use the operators' commands.
	Admins []Owner
	// Today chooses the message of the day and says why.
	Today func(*knowledge.Corpus, time.Time) (*knowledge.Entry, string)
	// Extensions add commands, such as those of the daily digest.
	Extensions []Extension
	// Summaries write the optional summary; nil means that there is none.
	Summaries Summaries
	// Nearness helps to order what was found; nil means words alone.
	Nearness answer.Nearness
	// Status returns lines for /status.
	Status func(ctx Context) []string
}

// Extension adds commands and button actions to the bot.
type Extension interface {
	// Commands describes the commands it answers.
	Commands() []CommandSpec
	// Handles reports whether an action is its own.
	Handles(action string) bool
	// Handle answers one of its commands or actions, or an event (Joined,
	// Left, Moved). It returns false for what it does not care about.
	Handle(ctx Context, m Message, lang string) (Reply, bool)
}

// TextHandler is an Extension that waits for free text in some chats, as a
// step of a conversation. It is asked before the text is taken as a question.
type TextHandler interface {
	HandleText(ctx Context, m Message, lang string) (Reply, bool)
}

// Forgetter is an Extension that keeps something about people.
type Forgetter interface {
	// Forget deletes all that is kept about a person.
	Forget(ctx Context, p Platform, u UserID) error
	// Kept describes what is kept, one line each, in the language.
	Kept(ctx Context, p Platform, u UserID, lang string) ([]string, error)
}

// New returns a bot.
func New(o Options) *Bot {
	b := &Bot{
		memory: o.Memory, clock: o.Clock, log: o.Log, publicURL: strings.TrimRight(o.PublicURL, "/"),
		admins: o.Admins, today: o.Today, extensions: o.Extensions, summaries: o.Summaries, nearness: o.Nearness, status: o.Status,
	}
	if b.memory == nil {
		b.memory = &Volatile{}
	}
	if b.clock == nil {
		b.clock = time.Now
	}
	if b.log == nil {
		b.log = slog.New(slog.DiscardHandler)
	}
	b.turns = newTurns(b.clock)
	b.pace = newPace(b.clock)
	b.engine.Store(o.Engine)
	return b
}

// SetEngine replaces the engine, as after a change of the knowledge. Answers
// under way are finished with the one they began with.
func (b *Bot) SetEngine(e *answer.Engine) { b.engine.Store(e) }

// Engine is the engine in force.
func (b *Bot) Engine() *answer.Engine { return b.engine.Load() }

// Memory is where the bot keeps what people set.
func (b *Bot) Memory() Memory { return b.memory }

// Handle implements Handler.
func (b *Bot) Handle(ctx Context, m Message) Reply {
	lang := b.langOf(ctx, m)
	switch m.Kind {
	case Joined, Left, Moved:
		return b.event(ctx, m, lang)
	}
	switch b.pace.allow(m.Chat.Platform, m.From.ID) {
	case tooFast:
		return Reply{}
	case firstTooFast:
		return note(lang, "too_fast")
	}
	switch m.Kind {
	case Attachment:
		return note(lang, "attachment")
	case Stale:
		return note(lang, "stale")
	case Command:
		return b.command(ctx, m, lang)
	case Press:
		return b.press(ctx, m, lang)
	default:
		if r, ok := b.step(ctx, m, lang); ok {
			return r
		}
		return b.ask(ctx, m, m.Text)
	}
}

// step takes a text as a step of an extension's conversation. What was a
// question before it was edited is one still.
func (b *Bot) step(ctx Context, m Message, lang string) (Reply, bool) {
	if m.Edited {
		return Reply{}, false
	}
	for _, x := range b.extensions {
		if t, ok := x.(TextHandler); ok {
			if r, ok := t.HandleText(ctx, m, lang); ok {
				r.Settled = true
				return b.filled(r, lang), true
			}
		}
	}
	return Reply{}, false
}

func (b *Bot) event(ctx Context, m Message, lang string) Reply {
	var out Reply
	for _, x := range b.extensions {
		if r, ok := x.Handle(ctx, m, lang); ok {
			out = b.filled(r, lang)
		}
	}
	if out.Empty() && m.Kind == Joined && m.Chat.Kind == Group {
		return note(lang, "welcome_group")
	}
	return out
}

// ask answers a question and remembers the turn.
func (b *Bot) ask(ctx Context, m Message, text string) Reply {
	e := b.engine.Load()
	key := turnKey{m.Chat, m.From.ID}
	set := b.setting(ctx, m, keyLang)
	q := answer.Question{Text: text, Lang: set, Hint: locale.Match(m.From.Lang), Last: b.turns.leaningOn(key, m)}
	if l := locale.Match(m.Args.Named["language"]); l != "" {
		q.Lang = l
	}
	if b.nearness != nil && b.mayLeave(ctx, m) {
		q.Nearness = b.nearness
	}
	a := e.Ask(q)
	b.remember(key, a, text, m.ID)
	r := b.present(e, a)
	r.Private = m.Args.Named["private"] == "true" || a.Outcome == answer.Referral
	if b.summarised(ctx, m, a) {
		r.Pending, r.answered = true, &answered{text, a}
	}
	return r
}

// remember keeps what the next turn of a conversation may lean on. Thanks or a
// plea in between do not end it.
func (b *Bot) remember(key turnKey, a answer.Answer, text string, of MessageID) {
	if a.Outcome == answer.SmallTalk || a.Outcome == answer.Referral {
		b.turns.touch(key)
		return
	}
	b.turns.keep(key, a.Turn(text), of)
}

// langOf is the language to speak with a person before anything was asked:
// their setting, then that of their client, then the first.
func (b *Bot) langOf(ctx Context, m Message) string {
	if l := b.setting(ctx, m, keyLang); l != "" {
		return l
	}
	if l := locale.Match(m.From.Lang); l != "" {
		return l
	}
	return locale.Languages[0]
}

// The keys under which Memory keeps what people set.
const (
	keyLang    = "lang"
	keySummary = "summary"
)

func owner(m Message) Owner {
	return Owner{Platform: m.Chat.Platform, ID: string(m.From.ID)}
}

// setting reads a setting. A store that does not answer must not keep anybody
// from an answer, so that an error counts as "not set".
func (b *Bot) setting(ctx Context, m Message, key string) string {
	if m.From.ID == "" {
		return ""
	}
	v, err := b.memory.Get(ctx, owner(m), key)
	if err != nil {
		b.log.WarnContext(ctx, "a setting could not be read", "platform", m.Chat.Platform, "key", key, "err", err)
		return ""
	}
	return v
}

func (b *Bot) isAdmin(m Message) bool {
	return slices.Contains(b.admins, owner(m))
}

// note is a reply of one line.
func note(lang, key string, pairs ...any) Reply {
	return Reply{Lang: lang, Blocks: []Block{Paragraph{Text: locale.In(lang).T(key, pairs...)}}}
}

// filled sets the language of an extension's reply.
func (b *Bot) filled(r Reply, lang string) Reply {
	if r.Lang == "" {
		r.Lang = lang
	}
	return r
}
