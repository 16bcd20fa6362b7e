package digest

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// pauseCommand answers /pause, with or without a date.
func (c *Conversation) pauseCommand(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	text := strings.TrimSpace(asciiDigits(m.Args.Get("until")))
	if text == "" {
		return c.pause(ctx, m, p, func(*Subscription) Date { return 0 })
	}
	until, err := ParseDate(text)
	if err != nil || until <= DateOf(c.clock().UTC()) {
		return note(p, "digest_unknown_date")
	}
	return c.pause(ctx, m, p, func(*Subscription) Date { return until })
}

// pauseFor pauses for so many days, without end if that is no number.
func (c *Conversation) pauseFor(ctx context.Context, m bots.Message, p locale.Printer, days string) bots.Reply {
	n, err := strconv.Atoi(days)
	return c.pause(ctx, m, p, func(s *Subscription) Date {
		if err != nil || n < 1 || n > 366 {
			return 0
		}
		return c.today(s) + Date(n)
	})
}

// today is the local day of the subscription.
func (c *Conversation) today(s *Subscription) Date {
	loc, err := s.Location()
	if err != nil {
		loc = time.UTC
	}
	return DateOf(c.clock().In(loc))
}

// pause stops the messages up to a day, 0 for without end.
func (c *Conversation) pause(ctx context.Context, m bots.Message, p locale.Printer, until func(*Subscription) Date) bots.Reply {
	s, err := c.edit(ctx, m.Chat, func(s *Subscription) bool {
		if s.State != Active && s.State != Paused {
			return false
		}
		s.State, s.Reason, s.Until = Paused, ByPerson, until(s)
		return true
	})
	switch {
	case err != nil:
		return c.failed(ctx, m, p, err)
	case s.State != Paused:
		return c.nothingYet(p)
	}
	text := p.T("digest_paused")
	if s.Until != 0 {
		text = p.T("digest_paused_until", "Date", sayDate(p, s.Until))
	}
	r := bots.Reply{Lang: p.Lang(), Blocks: []bots.Block{bots.Paragraph{Text: text}}}
	r.Buttons = [][]bots.Button{
		{{Label: p.T("digest_button_week"), Action: bots.Action{Name: actionPause, Arg: "7"}},
			{Label: p.T("digest_button_month"), Action: bots.Action{Name: actionPause, Arg: "30"}}},
		{{Label: p.T("digest_button_resume"), Style: bots.Primary, Action: bots.Action{Name: actionResume}},
			{Label: p.T("digest_button_settings"), Action: bots.Action{Name: actionSettings}}},
	}
	return r
}

// resume goes on after a pause, and begins again after an end.
func (c *Conversation) resume(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	woke := false
	s, err := c.edit(ctx, m.Chat, func(s *Subscription) bool {
		woke = s.wake()
		return woke
	})
	switch {
	case err != nil:
		return c.failed(ctx, m, p, err)
	case s.ID == 0 || s.State != Active:
		return c.nothingYet(p)
	case !woke:
		return c.settings(s, p, "")
	}
	return c.settings(s, p, p.T("digest_resumed", "When", sayNext(p, &s)))
}

// wake makes a subscription active again and reports whether that changed it.
func (s *Subscription) wake() bool {
	if (s.State != Paused && s.State != Ended) || s.Zone == "" {
		return false
	}
	s.State, s.Reason, s.Until = Active, "", 0
	return true
}

// end ends the subscription at once: who asks for that should not be asked
// back, and one press begins it again.
func (c *Conversation) end(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	s, err := change(ctx, c.store, m.Chat, func(s *Subscription) ([]Row, bool) {
		return nil, s.stop(Ended, ByPerson)
	})
	switch {
	case err != nil:
		return c.failed(ctx, m, p, err)
	case s.ID == 0 || s.State != Ended:
		return c.nothingYet(p)
	}
	r := note(p, "digest_ended")
	r.Buttons = [][]bots.Button{{{Label: p.T("digest_button_start_again"), Action: bots.Action{Name: actionResume}}}}
	return r
}

// notToday leaves out the message of today, if it is still to come.
func (c *Conversation) notToday(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	left := false
	s, err := change(ctx, c.store, m.Chat, func(s *Subscription) ([]Row, bool) {
		left = s.State == Active && s.NextDay == c.today(s)
		if !left {
			return nil, false
		}
		row := s.skipped(s.NextDay, s.NextAt, NotToday)
		s.LastDay = max(s.LastDay, s.NextDay)
		s.Promise(nil, c.clock())
		return []Row{row}, true
	})
	switch {
	case err != nil:
		return c.failed(ctx, m, p, err)
	case s.State != Active:
		return c.nothingYet(p)
	case !left:
		return c.settings(s, p, p.T("digest_not_today_none", "When", sayNext(p, &s)))
	}
	return c.settings(s, p, p.T("digest_not_today", "When", sayNext(p, &s)))
}

// fewer goes one step down: daily, three days a week, weekly, monthly.
func (c *Conversation) fewer(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	least := false
	s, err := c.edit(ctx, m.Chat, func(s *Subscription) bool {
		least = s.Every == Monthly
		if s.State == Ended || s.State == Draft || least {
			return false
		}
		s.Schedule = s.Schedule.fewer()
		return true
	})
	switch {
	case err != nil:
		return c.failed(ctx, m, p, err)
	case s.ID == 0 || s.State == Ended || s.State == Draft:
		return c.nothingYet(p)
	case least:
		return c.settings(s, p, p.T("digest_fewer_least"))
	case s.State != Active:
		return c.settings(s, p, p.T("digest_changed_only"))
	}
	return c.settings(s, p, p.T("digest_fewer", "Days", sayDays(p, s.Schedule), "When", sayNext(p, &s)))
}

// thrice is three days a week, evenly spread.
const thrice Weekdays = 1<<time.Monday | 1<<time.Wednesday | 1<<time.Friday

func (s Schedule) fewer() Schedule {
	switch {
	case s.Every == Weekly:
		s.Every = Monthly
	case s.Every == Daily && s.Days.count() > thrice.count():
		s.Days = thrice
	case s.Every == Daily:
		s.Every = Weekly
	}
	return s
}

func (w Weekdays) count() int {
	n := 0
	for _, d := range week {
		if w.Has(d) {
			n++
		}
	}
	return n
}
