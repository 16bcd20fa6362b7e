package digest

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// LateBuckets are the upper bounds of the histogram of lateness; the last
// bucket is everything above.
var LateBuckets = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 3 * time.Hour, 6 * time.Hour}

// Books say what became of promises. Due is the sum of all the others.
type Books struct {
	Due, Sent, Failed, Skipped, Unknown, Open int
	// Reasons count what was not sent, by state and reason.
	Reasons map[RowState]map[Reason]int
	// Late counts what was sent by how late, in the buckets of LateBuckets.
	Late []int
}

// Report is what became of a day's deliveries.
type Report struct {
	Day       Date
	Kind      Kind
	Platforms map[bots.Platform]*Books
	All       *Books
	// People are all rows, if they were asked for.
	People []Line
}

// Line is what became of one promise to one subscriber.
type Line struct {
	Row
	Chat bots.Chat
	Zone string
}

// Late is how long after its due time the row was sent, 0 if it was not.
func (r Row) Late() time.Duration {
	if r.Begun.IsZero() || r.Begun.Before(r.Due) {
		return 0
	}
	return r.Begun.Sub(r.Due)
}

func newBooks() *Books {
	return &Books{Reasons: map[RowState]map[Reason]int{}, Late: make([]int, len(LateBuckets)+1)}
}

func (b *Books) add(r Row) {
	b.Due++
	switch r.State {
	case Sent:
		b.Sent++
		at, _ := slices.BinarySearch(LateBuckets, r.Late())
		b.Late[at]++
		return
	case Failed:
		b.Failed++
	case Skipped:
		b.Skipped++
	case Unknown:
		b.Unknown++
	default:
		b.Open++
		if r.State == Planned {
			return
		}
	}
	if b.Reasons[r.State] == nil {
		b.Reasons[r.State] = map[Reason]int{}
	}
	b.Reasons[r.State][r.Reason]++
}

// NewReport reads the books of a local date; kind is KindDigest or that of a
// broadcast, whose date may be left 0. keep chooses the rows to list person by
// person; nil lists none.
func NewReport(ctx context.Context, store Reports, day Date, kind Kind, keep func(Row) bool) (Report, error) {
	rep := Report{Day: day, Kind: kind, Platforms: map[bots.Platform]*Books{}, All: newBooks()}
	err := store.Rows(ctx, RowQuery{Day: day, Kind: kind}, func(r Row, s Subscription) bool {
		if rep.Platforms[r.Platform] == nil {
			rep.Platforms[r.Platform] = newBooks()
		}
		rep.Platforms[r.Platform].add(r)
		rep.All.add(r)
		if keep != nil && keep(r) {
			rep.People = append(rep.People, Line{r, s.Chat, s.Zone})
		}
		return true
	})
	if err != nil {
		return rep, fmt.Errorf("report on %s of %s: %w", kind, day, err)
	}
	return rep, nil
}

// WriteText writes the report for people, in English.
func (r Report) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", r.Kind, r.Day)
	fmt.Fprintf(&b, "%-12s %8s %8s %8s %8s %8s %8s\n", "", "due", "sent", "failed", "unknown", "skipped", "open")
	line := func(name string, k *Books) {
		fmt.Fprintf(&b, "%-12s %8d %8d %8d %8d %8d %8d\n", name, k.Due, k.Sent, k.Failed, k.Unknown, k.Skipped, k.Open)
	}
	for _, p := range slices.Sorted(maps.Keys(r.Platforms)) {
		line(string(p), r.Platforms[p])
	}
	line("all", r.All)
	if r.All.Sent > 0 {
		r.writeLateness(&b)
	}
	for _, state := range RowStates {
		reasons := r.All.Reasons[state]
		if len(reasons) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%s\n", state)
		for _, why := range slices.Sorted(maps.Keys(reasons)) {
			fmt.Fprintf(&b, "  %-22s %8d\n", why, reasons[why])
		}
	}
	if len(r.People) > 0 {
		b.WriteString("\nperson by person\n")
		for _, l := range r.People {
			fmt.Fprintf(&b, "  %-10s %-16s %-8s %-16s %s\n", l.Platform, chatName(l.Chat), l.State, l.Reason, strings.Join(l.Entries, " "))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r Report) writeLateness(b *strings.Builder) {
	b.WriteString("\nlateness of what was sent\n")
	for i, n := range r.All.Late {
		name := "more"
		if i < len(LateBuckets) {
			name = "≤ " + shortDuration(LateBuckets[i])
		}
		fmt.Fprintln(b, strings.TrimRight(fmt.Sprintf("  %-10s %8d %s", name, n, bar(n, r.All.Sent)), " "))
	}
}

func shortDuration(d time.Duration) string {
	if d >= time.Hour {
		return strconv.Itoa(int(d.Hours())) + " h"
	}
	return strconv.Itoa(int(d.Minutes())) + " min"
}

// bar shows a share in twenty marks.
func bar(n, of int) string {
	const width = 20
	if of == 0 {
		return ""
	}
	return strings.Repeat("▇", (width*n+of-1)/of)
}

func chatName(c bots.Chat) string {
	if c.ID == "" {
		return "(gone)"
	}
	if c.Thread != "" {
		return string(c.ID) + "/" + string(c.Thread)
	}
	return string(c.ID)
}

// WriteCSV writes the lines person by person.
func (r Report) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"subscriber", "platform", "chat", "thread", "date", "kind", "due_utc", "begun_utc", "late_seconds",
		"state", "reason", "attempts", "entries", "message", "detail"}) // Flush has the error
	for _, l := range r.People {
		_ = out.Write([]string{strconv.FormatInt(l.Subscriber, 10), string(l.Platform), string(l.Chat.ID), string(l.Chat.Thread),
			l.Day.String(), string(l.Kind), utc(l.Due), utc(l.Begun), strconv.Itoa(int(l.Late().Seconds())),
			string(l.State), string(l.Reason), strconv.Itoa(l.Attempts), strings.Join(l.Entries, " "), string(l.Message), l.Detail})
	}
	out.Flush()
	return out.Error()
}

// utc is a moment for files, empty for none.
func utc(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
