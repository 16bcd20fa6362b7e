package digesttest

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/idmbot/idmbot/bots/digest"
)

// insert adds rows and leaves alone those there are already.
func (s *Store) insert(rows []digest.Row) (added int) {
	type promise struct {
		subscriber int64
		day        digest.Date
		kind       digest.Kind
	}
	there := make(map[promise]bool, len(s.rows))
	for _, o := range s.rows {
		there[promise{o.Subscriber, o.Day, o.Kind}] = true
	}
	for _, r := range rows {
		key := promise{r.Subscriber, r.Day, r.Kind}
		if there[key] {
			continue
		}
		there[key] = true
		r.ID = s.number()
		r.Due, r.NotBefore, r.Deadline, r.Finished = cut(r.Due), cut(r.NotBefore), cut(r.Deadline), cut(r.Finished)
		s.rows[r.ID] = r
		added++
	}
	return added
}

// rowsWhere returns the rows that keep, in the order of less and then of ID,
// at most n of them.
func (s *Store) rowsWhere(n int, order func(a, b digest.Row) int, keep func(digest.Row) bool) []digest.Row {
	var out []digest.Row
	for _, id := range sortedKeys(s.rows) {
		if r := s.rows[id]; keep(r) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, order)
	return out[:min(n, len(out))]
}

func byID(a, b digest.Row) int { return cmp.Compare(a.ID, b.ID) }

// Due implements digest.Planning.
func (s *Store) Due(_ context.Context, now time.Time, n int) ([]digest.Subscription, error) {
	defer s.lock()()
	due := s.where(func(sub digest.Subscription) bool { return !sub.NextAt.IsZero() && !sub.NextAt.After(now) })
	slices.SortStableFunc(due, func(a, b digest.Subscription) int { return a.NextAt.Compare(b.NextAt) })
	return due[:min(n, len(due))], nil
}

// Plan implements digest.Planning.
func (s *Store) Plan(_ context.Context, plans []digest.Plan) (added int, err error) {
	defer s.lock()()
	for _, p := range plans {
		sub, ok := s.subs[p.Subscriber]
		if !ok || !sub.NextAt.Equal(p.Was) {
			continue
		}
		sub.NextDay, sub.NextAt, sub.LastDay, sub.Until = p.NextDay, cut(p.NextAt), p.LastDay, 0
		if sub.State == digest.Paused {
			sub.Reason = ""
		}
		sub.State = digest.Active
		sub.Revision++
		s.subs[sub.ID] = sub
		added += s.insert(p.Rows)
	}
	return added, nil
}

// Claim implements digest.Sendings.
func (s *Store) Claim(_ context.Context, c digest.Claim) ([]digest.Row, error) {
	defer s.lock()()
	claimed := s.rowsWhere(c.N, func(a, b digest.Row) int { return a.NotBefore.Compare(b.NotBefore) }, func(r digest.Row) bool {
		return r.State == digest.Planned && r.Platform == c.Platform && r.Lane == c.Lane && !r.NotBefore.After(c.Now)
	})
	for i, r := range claimed {
		r.State, r.Owner, r.Lease = digest.Claimed, c.Owner, cut(c.Until)
		s.rows[r.ID], claimed[i] = r, r
	}
	return claimed, nil
}

// StartSending implements digest.Sendings.
func (s *Store) StartSending(_ context.Context, owner string, rows []digest.Row, at time.Time) ([]int64, error) {
	defer s.lock()()
	var begun []int64
	for _, given := range rows {
		r := s.rows[given.ID]
		if r.State != digest.Claimed || r.Owner != owner {
			continue
		}
		r.State, r.Entries = digest.Sending, slices.Clone(given.Entries)
		if r.Begun.IsZero() {
			r.Begun = cut(at)
		}
		s.rows[r.ID] = r
		begun = append(begun, r.ID)
	}
	return begun, nil
}

// Record implements digest.Sendings.
func (s *Store) Record(_ context.Context, outcomes []digest.Outcome) error {
	defer s.lock()()
	for _, o := range outcomes {
		r, ok := s.rows[o.Row]
		switch {
		case !ok || r.Owner != o.Owner:
		case r.State == digest.Claimed || r.State == digest.Sending:
			s.settle(r, o)
		case r.State == digest.Unknown && r.Reason == digest.Interrupted && (o.State == digest.Sent || o.State == digest.Failed):
			r.State, r.Reason, r.Detail, r.Message, r.Finished = o.State, o.Reason, o.Detail, o.Message, cut(o.At)
			s.rows[r.ID] = r
		}
	}
	return nil
}

func (s *Store) settle(r digest.Row, o digest.Outcome) {
	r.State, r.Reason, r.Detail, r.Attempts, r.Message = o.State, o.Reason, o.Detail, o.Attempts, o.Message
	r.Owner, r.Lease, r.Finished = o.Owner, time.Time{}, cut(o.At)
	if !o.State.Final() {
		r.Owner, r.Finished = "", time.Time{}
		if o.Reason != digest.LostAnswer {
			r.Begun = time.Time{}
		}
	}
	if !o.NotBefore.IsZero() {
		r.NotBefore = cut(o.NotBefore)
	}
	s.rows[r.ID] = r
	if _, known := s.subs[r.Subscriber]; known && (o.State == digest.Sent || o.State == digest.Unknown) {
		for _, e := range r.Entries {
			if s.histories[r.Subscriber] == nil {
				s.histories[r.Subscriber] = digest.History{}
			}
			had := s.histories[r.Subscriber][e]
			s.histories[r.Subscriber][e] = digest.Had{Times: had.Times + 1, Last: max(had.Last, r.Day)}
		}
	}
}

// Release implements digest.Sendings.
func (s *Store) Release(_ context.Context, owner string) error {
	defer s.lock()()
	for id, r := range s.rows {
		if r.State == digest.Claimed && r.Owner == owner {
			r.State, r.Owner, r.Lease = digest.Planned, "", time.Time{}
			s.rows[id] = r
		}
	}
	return nil
}

// ByID implements digest.Sendings.
func (s *Store) ByID(_ context.Context, ids []int64) (map[int64]digest.Subscription, error) {
	defer s.lock()()
	out := map[int64]digest.Subscription{}
	for _, id := range ids {
		if sub, ok := s.subs[id]; ok {
			out[id] = copied(sub)
		}
	}
	return out, nil
}
