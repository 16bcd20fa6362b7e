package digest

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestChangesNeverGiveTwoOrLoseADay plays months in the life of a subscription:
// time passes, the planner runs now and then, and the person changes zone and
// hour at any moment. No local day has two rows, no day is without one, and
// what is planned is planned for its own day.
func TestChangesNeverGiveTwoOrLoseADay(t *testing.T) {
	zones := []string{"UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu",
		"Australia/Lord_Howe", "America/St_Johns", "Asia/Tokyo"}
	rapid.Check(t, func(r *rapid.T) {
		now := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 300*24*60).Draw(r, "start")) * time.Minute)
		s := Subscription{ID: 1, Schedule: Schedule{At: Clock(rapid.IntRange(0, 1439).Draw(r, "at")), Days: EveryDay, Every: Daily},
			Zone: rapid.SampledFrom(zones).Draw(r, "zone"), State: Active}
		s.Promise(nil, now)
		first := s.NextDay
		rows := map[Date]Row{}
		put := func(added []Row) {
			for _, row := range added {
				if before, twice := rows[row.Day]; twice {
					r.Fatalf("%s has two rows: %s (%s) and %s (%s)", row.Day, before.State, before.Reason, row.State, row.Reason)
				}
				rows[row.Day] = row
				s.LastDay = max(s.LastDay, row.Day)
			}
		}
		for range rapid.IntRange(1, 40).Draw(r, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 40*60).Draw(r, "minutes")) * time.Minute)
			if rapid.Bool().Draw(r, "plans") && !s.NextAt.After(now) {
				plan := planOne(&s, now, Window)
				put(plan.Rows)
				s.NextDay, s.NextAt, s.LastDay = plan.NextDay, plan.NextAt, plan.LastDay
			}
			if rapid.Bool().Draw(r, "changes") {
				old := s
				if rapid.Bool().Draw(r, "zone too") {
					s.Zone = rapid.SampledFrom(zones).Draw(r, "new zone")
				}
				s.At = Clock(rapid.IntRange(0, 1439).Draw(r, "new at"))
				put(s.Promise(&old, now))
			}
			if s.NextDay <= s.LastDay {
				r.Fatalf("the next day %s is not after %s, which has a row", s.NextDay, s.LastDay)
			}
		}
		for d := first; d < s.NextDay; d++ {
			if _, ok := rows[d]; !ok {
				r.Fatalf("%s, between %s and %s, has no row", d, first, s.NextDay)
			}
		}
	})
}

// TestAfterAnOutageThereIsOneMessage: however long nothing ran, at most one
// message goes out, and every day is accounted for.
func TestAfterAnOutageThereIsOneMessage(t *testing.T) {
	for _, days := range []int{0, 1, 5, 40, 400} {
		s := Subscription{ID: 1, Schedule: Schedule{At: 480, Days: EveryDay, Every: Daily}, Zone: "Europe/Berlin", State: Active}
		start := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
		s.Promise(nil, start)
		now := s.NextAt.AddDate(0, 0, days).Add(time.Hour)
		plan := planOne(&s, now, Window)
		planned := 0
		for _, row := range plan.Rows {
			if row.State == Planned {
				planned++
			} else if row.Reason == "" {
				t.Errorf("%d days: %s is %s without a reason", days, row.Day, row.State)
			}
		}
		if planned != 1 || plan.Rows[len(plan.Rows)-1].State != Planned {
			t.Errorf("%d days: %d messages; want one, for the last day", days, planned)
		}
		if !plan.NextAt.After(now) {
			t.Errorf("%d days: the next promise is not ahead", days)
		}
		if len(plan.Rows) > remembered+1 {
			t.Errorf("%d days: %d rows", days, len(plan.Rows))
		}
		late := planOne(&s, now.Add(Window), Window)
		if last := late.Rows[len(late.Rows)-1]; last.State != Skipped || last.Reason != Late {
			t.Errorf("%d days: beyond the window the message is %s (%s)", days, last.State, last.Reason)
		}
	}
}
