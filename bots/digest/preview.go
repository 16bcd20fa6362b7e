package digest

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// Preview is what a subscriber would get on a day.
type Preview struct {
	Day Date
	At  time.Time // UTC
	// Choice is what the editorial rule chose, Reply the message; it is empty
	// where nothing is sent.
	Choice Choice
	Reply  bots.Reply
}

// Preview computes the next n messages of a subscription that was sent the
// history, from now on. It changes nothing, and is what will be sent as long
// as neither knowledge nor subscription change.
func (m *Messages) Preview(s Subscription, h History, now time.Time, n int) ([]Preview, error) {
	loc, err := s.Location()
	if err != nil {
		return nil, err
	}
	had := History{}
	for id, one := range h {
		had[id] = one
	}
	corpus := m.Corpus()
	day, at := s.NextDay, s.NextAt
	if at.IsZero() {
		day, at = nextFrom(loc, s.Schedule, max(s.LastDay, DateOf(now.In(loc))-2), now)
	}
	var out []Preview
	for range n {
		p := Preview{Day: day, At: at, Choice: Choose(corpus, had, s.Reader(), day)}
		if p.Choice.Nothing == "" {
			p.Reply = m.message(corpus, p.Choice, s, day)
		}
		for _, e := range p.Choice.Entries {
			had.Add(e.Entry.ID, day)
		}
		out = append(out, p)
		day, at = nextFrom(loc, s.Schedule, day, at)
	}
	return out, nil
}

// WritePreviews writes previews for people: when, what and why; with whole
// the messages themselves as well.
func WritePreviews(w io.Writer, m *Messages, s Subscription, previews []Preview, whole bool) error {
	loc, err := s.Location()
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, p := range previews {
		fmt.Fprintf(&b, "%s %s (%s UTC)\n", p.Day, p.At.In(loc).Format("15:04 MST"), p.At.UTC().Format("2006-01-02 15:04"))
		if p.Choice.Nothing != "" {
			fmt.Fprintf(&b, "  nothing: %s\n", p.Choice.Nothing)
		}
		for _, c := range p.Choice.Entries {
			words, _ := c.Entry.In(s.Lang)
			fmt.Fprintf(&b, "  %-32s %s\n  %32s %s\n", c.Entry.ID, words.Title, "", c.Why("en", m.Corpus()))
		}
		if whole && !p.Reply.Empty() {
			b.WriteString("\n" + indent(bots.PlainText(p.Reply)) + "\n")
		}
	}
	_, err = io.WriteString(w, b.String())
	return err
}

func indent(s string) string {
	return "    " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n    ") + "\n"
}

// Planned instant notes.
const (
	noteGap     = "the clocks skip this minute: the next there is"
	noteOverlap = "the clocks show this minute twice: the first"
	noteNoDay   = "this day does not exist in the zone"
)

// PlannedInstant is when a message is due on a day.
type PlannedInstant struct {
	Day Date
	// At is the moment in UTC, zero where the day does not exist in the zone.
	At time.Time
	// Note says what is special, empty on ordinary days.
	Note string
}

// Instants computes when a schedule is due in a zone from one day to another,
// both included.
func Instants(loc *time.Location, s Schedule, from, to Date) []PlannedInstant {
	var out []PlannedInstant
	for d := from; d <= to; d++ {
		if !s.On(d) {
			continue
		}
		at, ok := Instant(loc, d, s.At)
		if !ok {
			out = append(out, PlannedInstant{Day: d, Note: noteNoDay})
			continue
		}
		p := PlannedInstant{Day: d, At: at}
		local := at.In(loc)
		_, offset := local.Zone()
		if Clock(60*local.Hour()+local.Minute()) != s.At || DateOf(local) != d {
			p.Note = noteGap
		} else if _, end := local.ZoneBounds(); !end.IsZero() {
			// Shown twice if the clocks go back so soon and so far.
			_, after := end.In(loc).Zone()
			if back := time.Duration(offset-after) * time.Second; back > 0 && end.Sub(at) <= back {
				p.Note = noteOverlap
			}
		}
		out = append(out, p)
	}
	return out
}

// WriteInstants writes one line a day: date, UTC, local time with its offset,
// and what is special.
func WriteInstants(w io.Writer, loc *time.Location, all []PlannedInstant) error {
	for _, p := range all {
		line := fmt.Sprintf("%s  %-20s  %s", p.Day, utc(p.At), "")
		if !p.At.IsZero() {
			line += p.At.In(loc).Format("15:04 -07:00")
		}
		if p.Note != "" {
			line += "  " + p.Note
		}
		if _, err := fmt.Fprintln(w, strings.TrimSpace(line)); err != nil {
			return err
		}
	}
	return nil
}
