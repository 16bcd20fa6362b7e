package store

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// Save implements digest.Subscribers.
func (s *Store) Save(ctx context.Context, sub digest.Subscription, rows []digest.Row) (digest.Subscription, error) {
	was := sub.Revision
	sub.Revision++
	err := s.inTx(ctx, func(tx bun.Tx) error {
		if sub.ID == 0 {
			stored, err := load(ctx, tx, []digest.Subscription{sub})
			if err != nil {
				return err
			}
			if len(stored) == 0 {
				return digest.ErrChanged
			}
			sub.ID = stored[0].ID
		} else {
			r, err := tx.NewRaw("UPDATE subscriptions SET ("+subscriptionColumns+") = "+subscriptionMarks+
				" WHERE id = ? AND revision = ?", append(subscriptionArgs(&sub), sub.ID, was)...).Exec(ctx)
			if err != nil {
				return err
			}
			if affected(r) == 0 {
				return digest.ErrChanged
			}
		}
		for i := range rows {
			rows[i].Subscriber = sub.ID
		}
		_, err := insertRows(ctx, tx, rows)
		return err
	})
	return sub, s.failed(err, "save a subscription of %s", sub.Chat.Platform)
}

// Load implements digest.Subscribers.
func (s *Store) Load(ctx context.Context, subs []digest.Subscription) (stored []digest.Subscription, err error) {
	err = s.inTx(ctx, func(tx bun.Tx) error {
		stored, err = load(ctx, tx, subs)
		return err
	})
	return stored, s.failed(err, "store %d subscriptions", len(subs))
}

// insertBatch is how many rows one statement inserts.
const insertBatch = 1000

func load(ctx context.Context, tx bun.Tx, subs []digest.Subscription) ([]digest.Subscription, error) {
	var out []digest.Subscription
	for len(subs) > 0 {
		n := min(len(subs), insertBatch)
		args := make([]any, 0, n*21)
		for i := range subs[:n] {
			args = append(args, subscriptionArgs(&subs[i])...)
		}
		var stored []subscription
		err := tx.NewRaw("INSERT INTO subscriptions ("+subscriptionColumns+") VALUES "+
			strings.Repeat(subscriptionMarks+", ", n-1)+subscriptionMarks+
			" ON CONFLICT (platform, chat, thread) DO NOTHING RETURNING *", args...).Scan(ctx, &stored)
		if err != nil {
			return nil, err
		}
		out = append(out, values(stored)...)
		subs = subs[n:]
	}
	return out, nil
}

// Move implements digest.Subscribers.
func (s *Store) Move(ctx context.Context, p bots.Platform, from, to bots.ChatID) error {
	if from == to {
		return nil
	}
	err := s.inTx(ctx, func(tx bun.Tx) error {
		_, err := tx.NewRaw(`UPDATE subscriptions SET state = ?, reason = ?, next_day = '', next_at = 0, until_day = '',
			revision = revision + 1
			WHERE platform = ? AND chat = ? AND state <> ? AND thread IN
			(SELECT thread FROM subscriptions WHERE platform = ? AND chat = ?)`,
			digest.Ended, digest.Reason(bots.MovedAway), p, from, digest.Ended, p, to).Exec(ctx)
		if err != nil {
			return err
		}
		_, err = tx.NewRaw(`UPDATE subscriptions SET chat = ?, revision = revision + 1
			WHERE platform = ? AND chat = ? AND thread NOT IN
			(SELECT thread FROM subscriptions WHERE platform = ? AND chat = ?)`, to, p, from, p, to).Exec(ctx)
		return err
	})
	return s.failed(err, "move the subscriptions of a chat of %s", p)
}

// inDoubt are rows of which an attempt may have arrived, and unsent is what
// becomes of planned rows that are not sent any more.
const (
	inDoubt = `(reason = 'lost answer' AND begun_at > 0)`
	unsent  = `state = CASE WHEN ` + inDoubt + ` THEN 'unknown' ELSE 'skipped' END`
)

// Erase implements digest.Subscribers.
func (s *Store) Erase(ctx context.Context, p bots.Platform, u bots.UserID) error {
	subs, err := s.By(ctx, p, u)
	if err != nil || len(subs) == 0 {
		return err
	}
	ids := make([]int64, len(subs))
	for i, sub := range subs {
		ids[i] = sub.ID
	}
	err = s.inTx(ctx, func(tx bun.Tx) error {
		for _, q := range []string{
			`DELETE FROM history WHERE subscriber IN (?)`,
			`UPDATE deliveries SET message = '', detail = '' WHERE subscriber IN (?)`,
			`UPDATE deliveries SET ` + unsent + `, reason = CASE WHEN ` + inDoubt + ` THEN reason ELSE 'forgotten' END,
				finished_at = due_at WHERE subscriber IN (?) AND state IN ('planned', 'claimed')`,
			`DELETE FROM subscriptions WHERE id IN (?)`,
		} {
			if _, err := tx.NewRaw(q, bun.List(ids)).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	return s.failed(err, "delete the subscriptions of a person on %s", p)
}
