package digest_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/place"
)

// instant finds the moment minute by minute, as a person with a clock would:
// the first minute of the day at or after the time, else the last of the day.
func instant(loc *time.Location, d digest.Date, c digest.Clock) (time.Time, bool) {
	var last time.Time
	for t := d.Time().Add(-16 * time.Hour); t.Before(d.Time().Add(40 * time.Hour)); t = t.Add(time.Minute) {
		local := t.In(loc)
		if digest.DateOf(local) != d {
			continue
		}
		if local.Second() != 0 {
			continue // zones of old times were off by seconds
		}
		if digest.Clock(60*local.Hour()+local.Minute()) >= c {
			return t, true
		}
		last = t
	}
	return last, !last.IsZero()
}

func location(t interface{ Fatal(...any) }, zone string) *time.Location {
	loc, err := digest.Location(zone)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// TestInstants: the rules of a change of the clocks, with dates that happened.
func TestInstants(t *testing.T) {
	for _, c := range []struct{ zone, day, clock, want string }{
		{"UTC", "2026-01-02", "07:30", "2026-01-02T07:30:00Z"},
		{"Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00:00Z"}, // gap: 03:00 summer time
		{"Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z"}, // overlap: the first
		{"America/New_York", "2026-03-08", "02:15", "2026-03-08T07:00:00Z"},
		{"Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00Z"}, // a gap of half an hour
		{"Asia/Kathmandu", "2026-06-01", "08:00", "2026-06-01T02:15:00Z"},
		{"Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:00:00Z"}, // a gap at midnight
		{"Pacific/Apia", "2011-12-30", "08:00", ""},                     // a day that Samoa left out
		{"Pacific/Kiritimati", "2026-01-01", "00:00", "2025-12-31T10:00:00Z"},
	} {
		d, err := digest.ParseDate(c.day)
		if err != nil {
			t.Fatal(err)
		}
		clock, err := digest.ParseClock(c.clock)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if at, ok := digest.Instant(location(t, c.zone), d, clock); ok {
			got = at.Format(time.RFC3339)
		}
		if got != c.want {
			t.Errorf("%s %s %s: %s; want %s", c.zone, c.day, c.clock, got, c.want)
		}
	}
}

// TestInstantsAroundEveryChangeOfTheClocks goes through all zones and twenty
// years: on each day near a change there is one instant, on that local day, at
// that time or, in a gap, at its end; later times come later.
func TestInstantsAroundEveryChangeOfTheClocks(t *testing.T) {
	from, to := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC)
	clocks := []digest.Clock{0, 30, 119, 150, 180, 12 * 60, 23*60 + 59}
	changes := 0
	for _, zone := range place.Zones() {
		loc := location(t, zone)
		for at := from; at.Before(to); {
			_, end := at.In(loc).ZoneBounds()
			if end.IsZero() {
				break
			}
			at = end
			changes++
			near := digest.DateOf(end.In(loc))
			for d := near - 2; d <= near+2; d++ {
				var last time.Time
				for _, c := range clocks {
					got, ok := digest.Instant(loc, d, c)
					if !ok {
						t.Fatalf("%s %s: the day does not exist", zone, d)
					}
					local := got.In(loc)
					if digest.DateOf(local) != d {
						t.Errorf("%s %s %s: falls on %s", zone, d, c, digest.DateOf(local))
					}
					if shown := digest.Clock(60*local.Hour() + local.Minute()); shown != c {
						// A gap: the minute before was before the time.
						before := got.Add(-time.Minute).In(loc)
						if shown < c && digest.Clock(60*before.Hour()+before.Minute()) >= c {
							t.Errorf("%s %s %s: shown as %s, and the minute before as %s", zone, d, c, shown, before.Format("15:04"))
						}
					}
					if got.Before(last) {
						t.Errorf("%s %s %s: before an earlier time of the day", zone, d, c)
					}
					last = got
				}
			}
		}
	}
	if changes < 1000 {
		t.Errorf("only %d changes of the clocks were found", changes)
	}
}

// TestInstantIsWhatAClockShows compares with the clock minute by minute.
func TestInstantIsWhatAClockShows(t *testing.T) {
	zones := place.Zones()
	rapid.Check(t, func(r *rapid.T) {
		zone := rapid.SampledFrom(zones).Draw(r, "zone")
		d := digest.NewDate(2016, time.January, 1) + digest.Date(rapid.IntRange(0, 20*365).Draw(r, "day"))
		c := digest.Clock(rapid.IntRange(0, 24*60-1).Draw(r, "clock"))
		loc := location(r, zone)
		got, ok := digest.Instant(loc, d, c)
		want, exists := instant(loc, d, c)
		if ok != exists || (ok && !got.Equal(want)) {
			r.Fatalf("%s %s %s: %v %v; a clock says %v %v", zone, d, c, got, ok, want, exists)
		}
	})
}

// TestOneADay: in every zone a daily schedule gives each local day of twenty
// years one instant, and each later than the one before.
func TestOneADay(t *testing.T) {
	from := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, zone := range []string{"UTC", "Europe/Berlin", "America/St_Johns", "Asia/Tehran", "Pacific/Apia", "Africa/Casablanca",
		"Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Gaza", "Pacific/Norfolk"} {
		loc := location(t, zone)
		s := digest.Schedule{At: 150, Days: digest.EveryDay, Every: digest.Daily}
		day, at := digest.NextLocal(loc, s, from)
		for n := 0; n < 20*365; n++ {
			next, after := digest.NextLocal(loc, s, at)
			if next != day+1 || !after.After(at) {
				t.Fatalf("%s: after %s (%v) comes %s (%v)", zone, day, at, next, after)
			}
			day, at = next, after
		}
	}
}

// TestSchedules: which days a weekly and a monthly schedule mean.
func TestSchedules(t *testing.T) {
	days, err := digest.ParseWeekdays("wed,fri")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		every digest.Frequency
		want  []string
	}{
		{digest.Daily, []string{"2026-07-01", "2026-07-03", "2026-07-08"}},
		{digest.Weekly, []string{"2026-07-01", "2026-07-08", "2026-07-15"}},
		{digest.Monthly, []string{"2026-07-01", "2026-08-05", "2026-09-02"}},
	} {
		s := digest.Schedule{At: 480, Days: days, Every: c.every}
		d := digest.NewDate(2026, time.June, 30)
		for _, want := range c.want {
			if d = s.Next(d); d.String() != want {
				t.Errorf("%s: %s; want %s", c.every, d, want)
			}
		}
	}
}
