package digest

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest/place"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// Conversation is how people subscribe, change and end it: an extension of the
// bot. It keeps nothing in memory but what it asked last.
type Conversation struct {
	store    Subscribers
	corpus   func() *knowledge.Corpus
	clock    func() time.Time
	log      *slog.Logger
	asked    *asked
	operator *Operator
}

var (
	_ bots.Extension   = (*Conversation)(nil)
	_ bots.TextHandler = (*Conversation)(nil)
	_ bots.Forgetter   = (*Conversation)(nil)
)

// NewConversation returns the extension. operator answers /broadcast; nil
// leaves it out. A nil log is silent.
func NewConversation(store Subscribers, corpus func() *knowledge.Corpus, clock func() time.Time, log *slog.Logger, operator *Operator) *Conversation {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Conversation{store: store, corpus: corpus, clock: clock, log: log.With("component", "digest"),
		asked: newAsked(clock), operator: operator}
}

// The actions of the buttons. Their names begin with "sub".
const (
	actionPrefix   = "sub"
	actionTime     = "subt"    // Arg: "0730" sets it, "" asks
	actionZone     = "subz"    // Arg: zone, "" asks
	actionTypeTime = "subtt"   // Arg: a time as people type it
	actionTypeZone = "subtz"   // Arg: a place or a zone as people type it
	actionLang     = "subl"    // Arg: language, "" asks
	actionTheme    = "subh"    // Arg: theme to turn on or off, "*" all, "" asks
	actionDay      = "subd"    // Arg: days as in ParseWeekdays to turn on or off; "daily" and "workdays" set; "" asks
	actionEvery    = "subf"    // Arg: frequency
	actionQuiet    = "subq"    // Arg: "2200-0600", "none", "" asks
	actionConfirm  = "subc"    // shows what was chosen
	actionBegin    = "subok"   // makes the draft a subscription
	actionCancel   = "subno"   // drops the draft
	actionSettings = "subset"  // shows it all
	actionPause    = "subp"    // Arg: number of days, "" without end
	actionResume   = "subr"    // goes on, or begins again
	actionEnd      = "subend"  // ends it
	actionNotToday = "subskip" // leaves today out
	actionFewer    = "subfew"  // one step less often
)

// asNew in Extra keeps the message that the button stands under.
const asNew = "n"

// Commands implements bots.Extension.
func (c *Conversation) Commands() []bots.CommandSpec {
	spec := func(name string, options ...bots.OptionSpec) bots.CommandSpec {
		return bots.CommandSpec{Name: name, Description: inAll("command_" + name), Options: options, Manager: true}
	}
	option := func(name, complete string) bots.OptionSpec {
		return bots.OptionSpec{Name: name, Description: inAll("option_" + name), Complete: complete}
	}
	lang := option("language", "")
	for _, l := range locale.Languages {
		lang.Choices = append(lang.Choices, bots.Choice{Value: l, Name: map[string]string{"en": locale.Own[l]}})
	}
	specs := []bots.CommandSpec{
		spec("subscribe", option("time", ""), option("zone", "zone"), option("theme", "theme"), option("days", ""), lang),
		spec("settings"), spec("pause", option("until", "")), spec("resume"), spec("unsubscribe"),
	}
	// Settings are everybody's in a private chat, and shown to all elsewhere.
	specs[1].Manager = false
	specs[2].Late, specs[4].Late = true, true // pause and unsubscribe
	if c.operator != nil {
		b := spec("broadcast", option("text", ""))
		b.Admin, b.Manager = true, false
		specs = append(specs, b)
	}
	return specs
}

func inAll(key string) map[string]string {
	m := map[string]string{}
	for _, l := range locale.Languages {
		m[l] = locale.In(l).T(key)
	}
	return m
}

// Handles implements bots.Extension.
func (c *Conversation) Handles(action string) bool { return strings.HasPrefix(action, actionPrefix) }

// Handle implements bots.Extension.
func (c *Conversation) Handle(ctx bots.Context, m bots.Message, lang string) (bots.Reply, bool) {
	p := locale.In(lang)
	switch m.Kind {
	case bots.Joined, bots.Left, bots.Moved:
		return c.event(ctx, m)
	case bots.Press:
		return c.press(ctx, m, p), true
	case bots.Command:
		return c.command(ctx, m, p)
	}
	return bots.Reply{}, false
}

func (c *Conversation) command(ctx context.Context, m bots.Message, p locale.Printer) (bots.Reply, bool) {
	name := strings.ToLower(m.Command)
	if name == "broadcast" && c.operator != nil {
		return c.operator.command(ctx, m, p), true
	}
	if !mayChange(m) && name != "settings" {
		return note(p, "not_manager"), true
	}
	switch name {
	case "subscribe":
		return c.subscribe(ctx, m, p), true
	case "settings":
		return c.showSettings(ctx, m, p), true
	case "pause":
		return c.pauseCommand(ctx, m, p), true
	case "resume":
		return c.resume(ctx, m, p), true
	case "unsubscribe":
		return c.end(ctx, m, p), true
	}
	return bots.Reply{}, false
}

func (c *Conversation) press(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	if strings.HasPrefix(m.Action.Name, operatorPrefix) {
		if c.operator == nil {
			return bots.Reply{Lang: p.Lang(), Notice: p.T("unknown_entry")}
		}
		return c.operator.press(ctx, m, p)
	}
	if !mayChange(m) {
		return bots.Reply{Lang: p.Lang(), Notice: p.T("not_manager")}
	}
	c.asked.forget(m)
	r := c.pressed(ctx, m, p)
	r.Replace = m.Action.Extra != asNew
	return r
}

func (c *Conversation) pressed(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	switch arg := m.Action.Arg; m.Action.Name {
	case actionTime:
		if at, err := ParseClock(arg); err == nil {
			return c.setTime(ctx, m, p, at)
		}
		return c.askAgain(ctx, m, p, stepTime)
	case actionZone:
		if _, err := Location(arg); err == nil {
			return c.setZone(ctx, m, p, arg)
		}
		return c.askAgain(ctx, m, p, stepZone)
	case actionTypeTime:
		if at, err := ParseClock(arg); err == nil {
			return c.setTime(ctx, m, p, at)
		}
		c.asked.expect(m, stepTime)
		return bots.Reply{Lang: p.Lang(), Notice: p.T("digest_unknown_time")}
	case actionTypeZone:
		switch zones := place.Find(arg); len(zones) {
		case 0:
			c.asked.expect(m, stepZone)
			return bots.Reply{Lang: p.Lang(), Notice: p.T("digest_unknown_zone")}
		case 1:
			return c.setZone(ctx, m, p, zones[0])
		default:
			return c.askWhich(c.askAgain(ctx, m, p, stepZone), p, zones)
		}
	case actionLang:
		if l := locale.Match(arg); l != "" {
			return c.setLang(ctx, m, p, l)
		}
		return c.askAgain(ctx, m, p, stepLang)
	case actionTheme:
		return c.toggleTheme(ctx, m, p, arg)
	case actionDay:
		return c.toggleDay(ctx, m, p, arg)
	case actionEvery:
		return c.setEvery(ctx, m, p, Frequency(arg))
	case actionQuiet:
		return c.setQuiet(ctx, m, p, arg)
	case actionConfirm:
		return c.askAgain(ctx, m, p, stepConfirm)
	case actionBegin:
		return c.begin(ctx, m, p)
	case actionCancel:
		return c.cancel(ctx, m, p)
	case actionSettings:
		return c.showSettings(ctx, m, p)
	case actionPause:
		return c.pauseFor(ctx, m, p, arg)
	case actionResume:
		return c.resume(ctx, m, p)
	case actionEnd:
		return c.end(ctx, m, p)
	case actionNotToday:
		return c.notToday(ctx, m, p)
	case actionFewer:
		return c.fewer(ctx, m, p)
	}
	return bots.Reply{Lang: p.Lang(), Notice: p.T("unknown_entry")}
}

// mayChange reports whether the person may change the subscription of the
// chat.
func mayChange(m bots.Message) bool {
	return m.Chat.Kind == bots.Private || m.From.Manager
}

// note is a reply of one line.
func note(p locale.Printer, key string, pairs ...any) bots.Reply {
	return bots.Reply{Lang: p.Lang(), Blocks: []bots.Block{bots.Paragraph{Text: p.T(key, pairs...)}}}
}

// failed is what people read when the store does not answer.
func (c *Conversation) failed(ctx context.Context, m bots.Message, p locale.Printer, err error) bots.Reply {
	c.log.ErrorContext(ctx, "a subscription could not be read or changed", "platform", m.Chat.Platform, "err", err)
	return note(p, "failed")
}
