package digest

import (
	"context"
	"fmt"
	"time"
)

// Window is how late a message may still be sent: after a breakfast message
// has become one of the afternoon, it stays away.
const Window = 6 * time.Hour

const (
	// planBatch is how many subscriptions are planned in one transaction.
	planBatch = 1000
	// remembered is for how many missed days a row each is written. An older
	// outage is written as one row with the number of days.
	remembered = 31
)

// Planner turns due promises into rows of the ledger. It may run at any time,
// as often as one likes, and in several processes: planning twice adds
// nothing, and what was due while nothing ran is caught up with.
type Planner struct {
	Store Planning
	// Window is how late a message may be sent; 0 means the constant Window.
	Window time.Duration
}

// PlanReport says what a run of the planner did.
type PlanReport struct {
	Subscriptions, Rows int
	// Missed are days that were over when they were planned.
	Missed int
	// Behind is how long the earliest promise had been due.
	Behind time.Duration
}

// Run plans everything that is due at now. It stops early, without an error,
// when ctx ends; the next run goes on.
func (p *Planner) Run(ctx context.Context, now time.Time) (PlanReport, error) {
	var total PlanReport
	for ctx.Err() == nil {
		due, err := p.Store.Due(ctx, now, planBatch)
		if err != nil {
			return total, fmt.Errorf("read the subscriptions that are due: %w", err)
		}
		if len(due) == 0 {
			break
		}
		if total.Behind == 0 {
			total.Behind = now.Sub(due[0].NextAt)
		}
		plans := make([]Plan, 0, len(due))
		for i := range due {
			plan := planOne(&due[i], now, p.window())
			for _, r := range plan.Rows {
				if r.State == Skipped {
					total.Missed++
				}
			}
			plans = append(plans, plan)
		}
		added, err := p.Store.Plan(ctx, plans)
		if err != nil {
			return total, fmt.Errorf("plan %d subscriptions: %w", len(plans), err)
		}
		total.Subscriptions += len(plans)
		total.Rows += added
	}
	return total, nil
}

func (p *Planner) window() time.Duration {
	if p.Window > 0 {
		return p.Window
	}
	return Window
}

// following is the promise after the one of day at at, and rows for the days in
// between that have none: the zone left them out, or after a change of settings
// their time lies before at.
func (s *Subscription) following(loc *time.Location, day Date, at time.Time) (Date, time.Time, []Row) {
	var passed []Row
	for {
		day = s.Next(day)
		next, exists := Instant(loc, day, s.At)
		switch {
		case !exists:
			passed = append(passed, s.skipped(day, at, NoSuchDay))
		case !next.After(at):
			passed = append(passed, s.skipped(day, at, SettingsChanged))
		default:
			return day, next, passed
		}
	}
}

// planOne accounts for every day of a subscription from its promise up to now:
// those within the window get a message, those before are missed. Only the
// latest of them can be sent, so that after an outage there is one message.
func planOne(s *Subscription, now time.Time, window time.Duration) Plan {
	plan := Plan{Subscriber: s.ID, Was: s.NextAt, LastDay: s.LastDay}
	loc, err := s.Location()
	if err != nil {
		// The zone vanished from the zone data: UTC keeps the promise.
		loc = time.UTC
	}
	day, at := s.NextDay, s.NextAt
	last := -1 // the latest row that may be sent
	for !at.After(now) {
		last = len(plan.Rows)
		plan.Rows = append(plan.Rows, Row{
			Subscriber: s.ID, Platform: s.Chat.Platform, Day: day, Kind: KindDigest, Lane: DigestLane,
			Due: at, NotBefore: at, Deadline: at.Add(window), State: Planned,
		})
		var passed []Row
		day, at, passed = s.following(loc, day, at)
		plan.Rows = append(plan.Rows, passed...)
	}
	plan.NextDay, plan.NextAt = day, at
	for i := range plan.Rows {
		r := &plan.Rows[i]
		plan.LastDay = max(plan.LastDay, r.Day)
		if r.State == Planned && (i < last || r.Deadline.Before(now)) {
			r.State, r.Reason, r.Finished = Skipped, Late, now
		}
	}
	if extra := len(plan.Rows) - remembered; extra > 0 {
		first := plan.Rows[0]
		first.Reason = Outage
		first.Detail = fmt.Sprintf("%d messages from %s to %s", extra, first.Day, plan.Rows[extra-1].Day)
		plan.Rows = append([]Row{first}, plan.Rows[extra:]...)
	}
	return plan
}
