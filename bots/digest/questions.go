package digest

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest/place"
	"github.com/idmbot/idmbot/bots/locale"
)

// askAgain shows a question to the chat's subscription.
func (c *Conversation) askAgain(ctx context.Context, m bots.Message, p locale.Printer, st step) bots.Reply {
	s, ok, err := c.store.Find(ctx, m.Chat)
	switch {
	case err != nil:
		return c.failed(ctx, m, p, err)
	case !ok || s.State == Ended:
		return c.nothingYet(p)
	}
	return c.ask(m, p, s, st)
}

// ask shows a question: as a step of subscribing, or as a part of settings.
func (c *Conversation) ask(m bots.Message, p locale.Printer, s Subscription, st step) bots.Reply {
	r := bots.Reply{Lang: p.Lang()}
	title := "digest_settings"
	if s.State == Draft {
		title = "digest_title"
	}
	r.Blocks = append(r.Blocks, bots.Heading{Text: p.T(title)})
	if n := slices.Index(steps, st); s.State == Draft && n >= 0 {
		r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_step", "N", n+1, "Of", len(steps)), Tone: bots.Meta})
	}
	switch st {
	case stepTime:
		c.asked.expect(m, stepTime)
		askTime(&r, p, s)
	case stepZone:
		c.asked.expect(m, stepZone)
		c.askZone(&r, p, s, place.Guess(clientLang(m, p)))
	case stepLang:
		askLang(&r, p, s)
	case stepThemes:
		c.askThemes(&r, p, s)
	case stepDays:
		askDays(&r, p, s)
	case stepQuiet:
		askQuiet(&r, p, s)
	default:
		r.Blocks = append(r.Blocks, c.lines(s, p), bots.Paragraph{Text: p.T("digest_ask_confirm")})
		r.Buttons = [][]bots.Button{
			{{Label: p.T("digest_button_begin"), Style: bots.Primary, Action: bots.Action{Name: actionBegin}}},
			{{Label: p.T("digest_button_back"), Action: bots.Action{Name: actionDay}},
				{Label: p.T("digest_button_cancel"), Action: bots.Action{Name: actionCancel}}},
		}
		return r
	}
	r.Buttons = append(r.Buttons, around(p, s, st))
	return r
}

// around are the buttons that lead on and back.
func around(p locale.Printer, s Subscription, st step) []bots.Button {
	if s.State != Draft {
		return []bots.Button{{Label: p.T("digest_button_back"), Action: bots.Action{Name: actionSettings}}}
	}
	actions := map[step]string{stepTime: actionTime, stepZone: actionZone, stepLang: actionLang,
		stepThemes: actionTheme, stepDays: actionDay, stepConfirm: actionConfirm}
	var row []bots.Button
	n := slices.Index(steps, st)
	if n > 0 {
		row = append(row, bots.Button{Label: p.T("digest_button_back"), Action: bots.Action{Name: actions[steps[n-1]]}})
	}
	if n >= 0 && n+1 < len(steps) {
		row = append(row, bots.Button{Label: p.T("digest_button_skip"), Style: bots.Primary,
			Action: bots.Action{Name: actions[steps[n+1]]}})
	}
	return row
}

// rows breaks buttons into rows.
func rows(buttons []bots.Button, perRow int) [][]bots.Button {
	var out [][]bots.Button
	for chunk := range slices.Chunk(buttons, perRow) {
		out = append(out, chunk)
	}
	return out
}

// chosen marks what is in force.
func chosen(b bots.Button, on bool) bots.Button {
	if on {
		b.Label = "✓ " + b.Label
	}
	return b
}

func askTime(r *bots.Reply, p locale.Printer, s Subscription) {
	r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_ask_time")})
	var all []bots.Button
	for _, at := range []Clock{6 * 60, 7 * 60, 7*60 + 30, 8 * 60, 9 * 60, 12 * 60, 18 * 60, 20 * 60} {
		all = append(all, chosen(bots.Button{Label: at.String(),
			Action: bots.Action{Name: actionTime, Arg: strings.ReplaceAll(at.String(), ":", "")}}, at == s.At))
	}
	r.Buttons = rows(all, 4)
	r.Input = &bots.Input{Label: p.T("digest_type_time"), Example: "07:30", Action: actionTypeTime}
}

func (c *Conversation) askZone(r *bots.Reply, p locale.Printer, s Subscription, zones []string) {
	r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_ask_zone")})
	if !slices.Contains(zones, s.Zone) {
		zones = append([]string{s.Zone}, zones[:min(len(zones), place.Most-1)]...)
	}
	r.Buttons = c.zoneButtons(zones, s.Zone)
	r.Input = &bots.Input{Label: p.T("digest_type_zone"), Example: "Nairobi, +2, Europe/Berlin", Action: actionTypeZone}
}

// askWhich makes of the question for the zone one that offers what a typed name
// may mean; it still leads on and back.
func (c *Conversation) askWhich(asked bots.Reply, p locale.Printer, zones []string) bots.Reply {
	if asked.Input == nil {
		return asked // it could not be asked
	}
	asked.Blocks[len(asked.Blocks)-1] = bots.Paragraph{Text: p.T("digest_ask_zone_which")}
	asked.Buttons = append(c.zoneButtons(zones, ""), asked.Buttons[len(asked.Buttons)-1])
	return asked
}

// zoneButtons show each zone with its time, by which people know their own.
func (c *Conversation) zoneButtons(zones []string, now string) [][]bots.Button {
	var all []bots.Button
	for _, zone := range zones {
		loc, err := Location(zone)
		if err != nil {
			continue
		}
		label := strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ") + " " + c.clock().In(loc).Format("15:04")
		all = append(all, chosen(bots.Button{Label: label, Action: bots.Action{Name: actionZone, Arg: zone}}, zone == now))
	}
	return rows(all, 2)
}

func askLang(r *bots.Reply, p locale.Printer, s Subscription) {
	r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_ask_lang")})
	var all []bots.Button
	for _, l := range locale.Languages {
		all = append(all, chosen(bots.Button{Label: locale.Own[l], Action: bots.Action{Name: actionLang, Arg: l}}, l == s.Lang))
	}
	r.Buttons = rows(all, 2)
}

func (c *Conversation) askThemes(r *bots.Reply, p locale.Printer, s Subscription) {
	r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_ask_themes")})
	all := []bots.Button{chosen(bots.Button{Label: p.T("digest_button_all_themes"),
		Action: bots.Action{Name: actionTheme, Arg: "*"}}, len(s.Themes) == 0)}
	corpus := c.corpus()
	for _, t := range corpus.Themes {
		all = append(all, chosen(bots.Button{Label: themeName(corpus, t.ID, p.Lang()),
			Action: bots.Action{Name: actionTheme, Arg: t.ID}}, slices.Contains(s.Themes, t.ID)))
	}
	r.Buttons = rows(all, 2)
}

func askDays(r *bots.Reply, p locale.Printer, s Subscription) {
	r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_ask_days")},
		bots.Paragraph{Text: sayDays(p, s.Schedule), Tone: bots.Strong})
	var days, often []bots.Button
	for _, d := range week {
		days = append(days, chosen(bots.Button{Label: p.T("digest_short_" + strconv.Itoa(int(d))),
			Action: bots.Action{Name: actionDay, Arg: Weekdays(1 << d).String()}}, s.Days.Has(d)))
	}
	for i, key := range []string{"digest_button_daily", "digest_button_weekly", "digest_button_monthly"} {
		often = append(often, chosen(bots.Button{Label: p.T(key),
			Action: bots.Action{Name: actionEvery, Arg: string(Frequencies[i])}}, s.Every == Frequencies[i]))
	}
	r.Buttons = [][]bots.Button{days[:4], days[4:], {
		{Label: p.T("digest_button_every_day"), Action: bots.Action{Name: actionDay, Arg: "daily"}},
		{Label: p.T("digest_button_workdays"), Action: bots.Action{Name: actionDay, Arg: "workdays"}},
	}, often}
}

func askQuiet(r *bots.Reply, p locale.Printer, s Subscription) {
	r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_ask_quiet")})
	all := []bots.Button{chosen(bots.Button{Label: p.T("digest_button_no_quiet"),
		Action: bots.Action{Name: actionQuiet, Arg: "none"}}, !s.Quiet.Set())}
	for _, q := range []Quiet{{21 * 60, 6 * 60}, {21 * 60, 7 * 60}, {22 * 60, 6 * 60}, {22 * 60, 7 * 60}, {23 * 60, 7 * 60}} {
		all = append(all, chosen(bots.Button{Label: sayQuiet(p, q),
			Action: bots.Action{Name: actionQuiet, Arg: quietArg(q)}}, q == s.Quiet))
	}
	r.Buttons = rows(all, 3)
}

// quietArg is quiet hours without colons, which separate the parts of an
// action.
func quietArg(q Quiet) string {
	return strings.ReplaceAll(q.From.String()+"-"+q.To.String(), ":", "")
}
