package digest

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest/place"
	"github.com/idmbot/idmbot/bots/locale"
)

// defaultTime is offered first: breakfast for most.
const defaultTime Clock = 8 * 60

// subscribe answers /subscribe, with everything in one line or step by step.
func (c *Conversation) subscribe(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	line := m.Args.Line
	if m.Args.Named != nil {
		line = namedLine(m.Args.Named)
	}
	w := parseWish(line, c.corpus())
	if len(w.Unknown) > 0 {
		return note(p, "digest_unknown_words", "Words", strings.Join(w.Unknown, ", "))
	}
	s, ok, err := c.store.Find(ctx, m.Chat)
	if err != nil {
		return c.failed(ctx, m, p, err)
	}
	if strings.TrimSpace(line) == "" {
		switch {
		case ok && (s.State == Active || s.State == Paused):
			return c.settings(s, p, "")
		case ok && s.State == Draft:
			return c.ask(m, p, s, stepTime)
		}
	}
	s, problem, err := c.wished(ctx, m, p, w)
	switch {
	case err != nil:
		return c.failed(ctx, m, p, err)
	case problem != "":
		return note(p, problem)
	case len(w.Zones) > 1:
		return c.askWhich(c.ask(m, p, s, stepZone), p, w.Zones)
	case s.State != Draft:
		return c.settings(s, p, c.changedText(s, p))
	case w.HasAt && len(w.Zones) == 1:
		return c.begin(ctx, m, p)
	case w.HasAt:
		return c.ask(m, p, s, stepZone)
	}
	return c.ask(m, p, s, stepTime)
}

// namedLine puts named options into a line.
func namedLine(named map[string]string) string {
	var parts []string
	for _, name := range []string{"time", "zone", "theme", "days", "language"} {
		if v := strings.TrimSpace(named[name]); v != "" {
			parts = append(parts, v)
		}
	}
	return strings.Join(parts, ", ")
}

// wished stores what was said, in a draft where there is no subscription, or
// says by the key of a message what is wrong with it.
func (c *Conversation) wished(ctx context.Context, m bots.Message, p locale.Printer, w wish) (_ Subscription, problem string, err error) {
	if err := c.draft(ctx, m, p); err != nil {
		return Subscription{}, "", err
	}
	s, err := c.edit(ctx, m.Chat, func(s *Subscription) bool {
		before := *s
		w.apply(s)
		if errors.Is(s.Check(), ErrQuietHour) {
			*s, problem = before, "digest_quiet_hour"
			return false
		}
		return true
	})
	return s, problem, err
}

func (w wish) apply(s *Subscription) {
	if w.HasAt {
		s.At = w.At
	}
	if len(w.Zones) == 1 {
		s.Zone = w.Zones[0]
	}
	if w.Lang != "" {
		s.Lang = w.Lang
	}
	if w.All || len(w.Themes) > 0 {
		s.Themes = w.Themes
	}
	if w.Days != 0 {
		s.Days = w.Days
	}
	if w.Every != "" {
		s.Every = w.Every
	}
}

// draft makes sure that the chat has a subscription to edit: the one it has,
// or a draft. One that ended begins anew, and keeps what was sent.
func (c *Conversation) draft(ctx context.Context, m bots.Message, p locale.Printer) error {
	fresh := Subscription{
		Chat: m.Chat, Schedule: Schedule{At: defaultTime, Days: EveryDay, Every: Daily},
		Zone: place.Guess(clientLang(m, p))[0], Lang: p.Lang(), State: Draft, Created: c.clock(),
	}
	if m.Chat.Kind == bots.Private {
		fresh.By = m.From.ID
	}
	_, err := c.store.Save(ctx, fresh, nil)
	if err == nil || !isChanged(err) {
		return err
	}
	_, err = change(ctx, c.store, m.Chat, func(s *Subscription) ([]Row, bool) {
		if s.State != Ended {
			return nil, false
		}
		fresh.ID, fresh.Revision, fresh.LastDay = s.ID, s.Revision, s.LastDay
		*s = fresh
		return nil, true
	})
	return err
}

// clientLang is the person's client's language, with its region if it says.
func clientLang(m bots.Message, p locale.Printer) string {
	if m.From.Lang != "" {
		return m.From.Lang
	}
	return p.Lang()
}

// edit changes the subscription of the chat and promises the next message
// anew. f reports whether it changed anything. The result is zero where the
// chat has no subscription.
func (c *Conversation) edit(ctx context.Context, chat bots.Chat, f func(*Subscription) bool) (Subscription, error) {
	return change(ctx, c.store, chat, func(s *Subscription) ([]Row, bool) {
		old := *s
		if !f(s) {
			return nil, false
		}
		return s.Promise(&old, c.clock()), true
	})
}

// begin makes the draft a subscription.
func (c *Conversation) begin(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	first := false
	s, err := c.edit(ctx, m.Chat, func(s *Subscription) bool {
		first = s.State == Draft
		if !first || s.Check() != nil {
			return false
		}
		s.State, s.Created = Active, c.clock()
		return true
	})
	switch {
	case err != nil:
		return c.failed(ctx, m, p, err)
	case s.ID == 0 || s.State == Ended:
		return note(p, "digest_begin_first")
	case !first:
		return c.settings(s, p, "")
	}
	c.asked.forget(m)
	p = locale.In(s.Lang)
	return c.settings(s, p, p.T("digest_confirmed", "When", sayNext(p, &s)))
}

// cancel drops the draft.
func (c *Conversation) cancel(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	s, err := change(ctx, c.store, m.Chat, func(s *Subscription) ([]Row, bool) {
		if s.State != Draft {
			return nil, false
		}
		s.State, s.Reason, s.NextDay, s.NextAt = Ended, ByPerson, 0, time.Time{}
		return nil, true
	})
	if err != nil {
		return c.failed(ctx, m, p, err)
	}
	if s.State == Active || s.State == Paused {
		return c.settings(s, p, "")
	}
	return note(p, "digest_cancelled")
}

// changedText says what a change led to.
func (c *Conversation) changedText(s Subscription, p locale.Printer) string {
	if s.State != Active {
		return p.T("digest_changed_only")
	}
	return p.T("digest_changed", "When", sayNext(p, &s))
}
