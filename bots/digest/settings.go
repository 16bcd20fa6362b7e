package digest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// showSettings answers /settings.
func (c *Conversation) showSettings(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	s, ok, err := c.store.Find(ctx, m.Chat)
	switch {
	case err != nil:
		return c.failed(ctx, m, p, err)
	case !ok || s.State == Ended:
		return c.nothingYet(p)
	case s.State == Draft:
		return c.ask(m, p, s, stepConfirm)
	}
	return c.settings(s, p, "")
}

// nothingYet is shown where the chat has no subscription.
func (c *Conversation) nothingYet(p locale.Printer) bots.Reply {
	r := bots.Reply{Lang: p.Lang(), Blocks: []bots.Block{bots.Heading{Text: p.T("settings_title")},
		bots.Paragraph{Text: p.T("settings_text", "Language", locale.Own[p.Lang()])},
		bots.Paragraph{Text: p.T("digest_begin_first")}}}
	r.Buttons = [][]bots.Button{{
		{Label: p.T("button_subscribe"), Style: bots.Primary, Action: bots.Action{Name: bots.ActionCommand, Arg: "subscribe"}},
		{Label: p.T("language_title"), Action: bots.Action{Name: bots.ActionCommand, Arg: "language"}},
	}}
	return r
}

// settings shows a subscription, under what was just done.
func (c *Conversation) settings(s Subscription, p locale.Printer, done string) bots.Reply {
	r := bots.Reply{Lang: p.Lang()}
	if done != "" {
		r.Blocks = append(r.Blocks, bots.Paragraph{Text: done, Tone: bots.Strong})
	}
	r.Blocks = append(r.Blocks, bots.Heading{Text: p.T("digest_settings")}, c.lines(s, p))
	button := func(key, action string) bots.Button {
		return bots.Button{Label: p.T(key), Action: bots.Action{Name: action}}
	}
	r.Buttons = [][]bots.Button{
		{button("digest_button_time", actionTime), button("digest_button_zone", actionZone)},
		{button("digest_button_lang", actionLang), button("digest_button_themes", actionTheme)},
		{button("digest_button_days", actionDay), button("digest_button_quiet", actionQuiet)},
	}
	if s.State == Active {
		r.Buttons = append(r.Buttons,
			[]bots.Button{button("digest_button_not_today", actionNotToday), button("digest_button_fewer", actionFewer)},
			[]bots.Button{button("digest_button_pause", actionPause), button("digest_button_stop", actionEnd)})
		return r
	}
	r.Buttons = append(r.Buttons, []bots.Button{
		{Label: p.T("digest_button_resume"), Style: bots.Primary, Action: bots.Action{Name: actionResume}},
		button("digest_button_stop", actionEnd)})
	return r
}

// lines are all parts of a subscription.
func (c *Conversation) lines(s Subscription, p locale.Printer) bots.List {
	loc, err := s.Location()
	if err != nil {
		loc = time.UTC
	}
	now := c.clock()
	lines := []string{
		p.T("digest_line_time", "Time", s.At),
		p.T("digest_line_zone", "Zone", s.Zone, "Offset", sayOffset(now, loc), "Now", now.In(loc).Format("15:04")),
		p.T("digest_line_lang", "Language", locale.Own[s.Lang]),
		p.T("digest_line_themes", "Themes", sayThemes(p, c.corpus(), s.Themes)),
		p.T("digest_line_days", "Days", sayDays(p, s.Schedule)),
	}
	if s.State != Draft {
		lines = append(lines, p.T("digest_line_quiet", "Hours", sayQuiet(p, s.Quiet)))
	}
	switch {
	case s.State == Paused && s.Until != 0:
		lines = append(lines, p.T("digest_paused_until", "Date", sayDate(p, s.Until)))
	case s.State == Paused && byPlatform(s.Reason):
		lines = append(lines, p.T("digest_stopped_platform"))
	case s.State == Paused:
		lines = append(lines, p.T("digest_paused"))
	case s.State == Active && !s.NextAt.IsZero():
		lines = append(lines, p.T("digest_line_next", "When", sayNext(p, &s)))
	}
	list := bots.List{}
	for _, l := range lines {
		list.Items = append(list.Items, bots.Item{Text: l})
	}
	return list
}

// set changes one part of the subscription: while subscribing the next
// question follows, else the settings are shown. again shows the same question
// instead, for those with several answers.
func (c *Conversation) set(ctx context.Context, m bots.Message, p locale.Printer, st step, again bool, f func(*Subscription)) bots.Reply {
	quiet := false
	s, err := c.edit(ctx, m.Chat, func(s *Subscription) bool {
		if s.State == Ended {
			return false
		}
		before := *s
		f(s)
		if quiet = errors.Is(s.Check(), ErrQuietHour); quiet {
			*s = before
			return false
		}
		return true
	})
	switch {
	case err != nil:
		return c.failed(ctx, m, p, err)
	case s.ID == 0 || s.State == Ended:
		return c.nothingYet(p)
	case quiet:
		return c.settings(s, p, p.T("digest_quiet_hour"))
	case again:
		return c.ask(m, p, s, st)
	case s.State != Draft:
		return c.settings(s, p, c.changedText(s, p))
	}
	return c.ask(m, p, s, steps[slices.Index(steps, st)+1])
}

func (c *Conversation) setTime(ctx context.Context, m bots.Message, p locale.Printer, at Clock) bots.Reply {
	return c.set(ctx, m, p, stepTime, false, func(s *Subscription) { s.At = at })
}

func (c *Conversation) setZone(ctx context.Context, m bots.Message, p locale.Printer, zone string) bots.Reply {
	return c.set(ctx, m, p, stepZone, false, func(s *Subscription) { s.Zone = zone })
}

func (c *Conversation) setLang(ctx context.Context, m bots.Message, _ locale.Printer, lang string) bots.Reply {
	// From here on the conversation goes on in the chosen language.
	return c.set(ctx, m, locale.In(lang), stepLang, false, func(s *Subscription) { s.Lang = lang })
}

// toggleTheme turns a theme on or off; the last one that goes leaves all.
func (c *Conversation) toggleTheme(ctx context.Context, m bots.Message, p locale.Printer, id string) bots.Reply {
	corpus := c.corpus()
	if _, ok := corpus.Theme(id); !ok && id != "*" {
		return c.askAgain(ctx, m, p, stepThemes)
	}
	return c.set(ctx, m, p, stepThemes, true, func(s *Subscription) {
		if id == "*" {
			s.Themes = nil
			return
		}
		if i := slices.Index(s.Themes, id); i >= 0 {
			s.Themes = slices.Delete(slices.Clone(s.Themes), i, i+1)
		} else {
			s.Themes = append(slices.Clone(s.Themes), id)
		}
		if len(s.Themes) == len(corpus.Themes) {
			s.Themes = nil // all of them is all, with those to come
		}
	})
}

// toggleDay turns a day on or off. One day always stays.
func (c *Conversation) toggleDay(ctx context.Context, m bots.Message, p locale.Printer, arg string) bots.Reply {
	days, err := ParseWeekdays(arg)
	if err != nil {
		return c.askAgain(ctx, m, p, stepDays)
	}
	return c.set(ctx, m, p, stepDays, true, func(s *Subscription) {
		switch {
		case arg == "daily" || arg == "workdays":
			s.Days = days
		case s.Days&^days != 0 || s.Days&days == 0:
			s.Days ^= days
		}
	})
}

func (c *Conversation) setEvery(ctx context.Context, m bots.Message, p locale.Printer, f Frequency) bots.Reply {
	if !slices.Contains(Frequencies, f) {
		return c.askAgain(ctx, m, p, stepDays)
	}
	return c.set(ctx, m, p, stepDays, true, func(s *Subscription) { s.Every = f })
}

// setQuiet sets the quiet hours; "" asks for them.
func (c *Conversation) setQuiet(ctx context.Context, m bots.Message, p locale.Printer, arg string) bots.Reply {
	q, ok := parseQuiet(arg)
	if !ok {
		return c.askAgain(ctx, m, p, stepQuiet)
	}
	return c.set(ctx, m, p, stepQuiet, true, func(s *Subscription) { s.Quiet = q })
}

// parseQuiet reads "22:00-06:00" and "none".
func parseQuiet(s string) (Quiet, bool) {
	if s == "none" {
		return Quiet{}, true
	}
	from, to, ok := strings.Cut(s, "-")
	a, errA := ParseClock(from)
	b, errB := ParseClock(to)
	return Quiet{a, b}, ok && errA == nil && errB == nil
}
