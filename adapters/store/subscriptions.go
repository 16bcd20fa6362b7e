package store

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

var _ digest.Store = (*Store)(nil)

// subscription is a row of the table subscriptions.
type subscription struct {
	ID        int64
	Platform  bots.Platform
	Chat      bots.ChatID
	Thread    bots.ThreadID
	ChatKind  bots.ChatKind
	ByUser    bots.UserID
	AtMinute  digest.Clock
	Weekdays  digest.Weekdays
	Every     digest.Frequency
	Zone      string
	Lang      string
	Themes    string
	QuietFrom digest.Clock
	QuietTo   digest.Clock
	State     digest.State
	UntilDay  string
	Reason    digest.Reason
	CreatedAt int64
	NextDay   string
	NextAt    int64
	LastDay   string
	Revision  int64
}

func (r *subscription) value() digest.Subscription {
	s := digest.Subscription{
		ID:       r.ID,
		Chat:     bots.Chat{Platform: r.Platform, ID: r.Chat, Thread: r.Thread, Kind: r.ChatKind},
		By:       r.ByUser,
		Schedule: digest.Schedule{At: r.AtMinute, Days: r.Weekdays, Every: r.Every},
		Zone:     r.Zone, Lang: r.Lang,
		Quiet: digest.Quiet{From: r.QuietFrom, To: r.QuietTo},
		State: r.State, Until: day(r.UntilDay), Reason: r.Reason,
		Created: moment(r.CreatedAt), NextDay: day(r.NextDay), NextAt: moment(r.NextAt),
		LastDay: day(r.LastDay), Revision: r.Revision,
	}
	if r.Themes != "" {
		s.Themes = strings.Split(r.Themes, ",")
	}
	return s
}

func values(rows []subscription) []digest.Subscription {
	out := make([]digest.Subscription, len(rows))
	for i := range rows {
		out[i] = rows[i].value()
	}
	return out
}

// day reads a stored date. What cannot be read counts as none; only this
// package writes the column.
func day(s string) digest.Date {
	d, err := digest.ParseDate(s)
	if err != nil {
		return 0
	}
	return d
}

// subscriptionColumns are all but the id, in the order of subscriptionArgs.
const subscriptionColumns = `platform, chat, thread, chat_kind, by_user, at_minute, weekdays, every, zone, lang,
	themes, quiet_from, quiet_to, state, until_day, reason, created_at, next_day, next_at, last_day, revision`

var subscriptionMarks = marks(21)

// marks is "(?, ?, …)" with n question marks.
func marks(n int) string { return "(?" + strings.Repeat(", ?", n-1) + ")" }

func subscriptionArgs(s *digest.Subscription) []any {
	return []any{s.Chat.Platform, s.Chat.ID, s.Chat.Thread, s.Chat.Kind, s.By, s.At, int(s.Days), s.Every, s.Zone, s.Lang,
		strings.Join(s.Themes, ","), s.Quiet.From, s.Quiet.To, s.State, s.Until.String(), s.Reason, millis(s.Created),
		s.NextDay.String(), millis(s.NextAt), s.LastDay.String(), s.Revision}
}

// pick reads subscriptions; where is what follows WHERE.
func pick(ctx context.Context, db bun.IDB, where string, args ...any) ([]digest.Subscription, error) {
	var rows []subscription
	err := db.NewRaw("SELECT * FROM subscriptions WHERE "+where, args...).Scan(ctx, &rows)
	return values(rows), err
}

// Find implements digest.Subscribers.
func (s *Store) Find(ctx context.Context, c bots.Chat) (digest.Subscription, bool, error) {
	found, err := pick(ctx, s.read, "platform = ? AND chat = ? AND thread = ?", c.Platform, c.ID, c.Thread)
	if err != nil || len(found) == 0 {
		return digest.Subscription{}, false, s.failed(err, "find the subscription of a chat of %s", c.Platform)
	}
	return found[0], true, nil
}

// Of implements digest.Subscribers.
func (s *Store) Of(ctx context.Context, p bots.Platform, c bots.ChatID) ([]digest.Subscription, error) {
	found, err := pick(ctx, s.read, "platform = ? AND chat = ? ORDER BY id", p, c)
	return found, s.failed(err, "read the subscriptions of a chat of %s", p)
}

// By implements digest.Subscribers.
func (s *Store) By(ctx context.Context, p bots.Platform, u bots.UserID) ([]digest.Subscription, error) {
	if u == "" {
		return nil, nil
	}
	found, err := pick(ctx, s.read, "platform = ? AND by_user = ? AND by_user <> '' AND chat_kind = ? ORDER BY id",
		p, u, bots.Private)
	return found, s.failed(err, "read the subscriptions of a person on %s", p)
}

// ByID implements digest.Sendings.
func (s *Store) ByID(ctx context.Context, ids []int64) (map[int64]digest.Subscription, error) {
	out := make(map[int64]digest.Subscription, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	found, err := pick(ctx, s.read, "id IN (?)", bun.List(ids))
	for _, f := range found {
		out[f.ID] = f
	}
	return out, s.failed(err, "read %d subscriptions", len(ids))
}

// After implements digest.BroadcastStore.
func (s *Store) After(ctx context.Context, id int64, n int) ([]digest.Subscription, error) {
	found, err := pick(ctx, s.read, "id > ? ORDER BY id LIMIT ?", id, n)
	return found, s.failed(err, "read subscriptions after %d", id)
}

// pageSize is how many rows a walk over a table reads at once, so that no
// connection is held for long.
const pageSize = 2000

// Each implements digest.Subscribers.
func (s *Store) Each(ctx context.Context, f func(digest.Subscription) bool) error {
	last := int64(0)
	for {
		page, err := s.After(ctx, last, pageSize)
		if err != nil {
			return err
		}
		for _, sub := range page {
			if !f(sub) {
				return nil
			}
			last = sub.ID
		}
		if len(page) < pageSize {
			return nil
		}
	}
}
