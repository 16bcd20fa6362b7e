package store

import (
	"time"

	"github.com/idmbot/idmbot/bots"
)

// keepUpdates is how long it is remembered that an update was dealt with.
// Telegram keeps unfetched updates for 24 hours
// (https://core.telegram.org/bots/api#getting-updates); no platform repeats
// one later than that.
const keepUpdates = 48 * time.Hour

// Begin implements bots.Inbox.
func (s *Store) Begin(ctx bots.Context, p bots.Platform, update string) (bots.UpdateState, error) {
	r, err := s.write.NewRaw(`INSERT INTO updates (platform, update_id, state, begun_at)
		VALUES (?, ?, ?, ?) ON CONFLICT (platform, update_id) DO NOTHING`,
		p, update, bots.Begun, millis(time.Now())).Exec(ctx)
	if err != nil {
		return bots.Fresh, s.failed(err, "begin an update of %s", p)
	}
	if affected(r) == 1 {
		return bots.Fresh, nil
	}
	var states []int
	err = s.write.NewRaw(`SELECT state FROM updates WHERE platform = ? AND update_id = ?`,
		p, update).Scan(ctx, &states)
	if err != nil || len(states) == 0 {
		return bots.Begun, s.failed(err, "look up an update of %s", p)
	}
	return bots.UpdateState(states[0]), nil
}

// Finish implements bots.Inbox.
func (s *Store) Finish(ctx bots.Context, p bots.Platform, update string) error {
	_, err := s.write.NewRaw(`UPDATE updates SET state = ? WHERE platform = ? AND update_id = ? AND state = ?`,
		bots.Answered, p, update, bots.Begun).Exec(ctx)
	return s.failed(err, "finish an update of %s", p)
}

// Wait implements bots.Inbox.
func (s *Store) Wait(ctx bots.Context, p bots.Platform, chat bots.ChatID, until time.Time) error {
	_, err := s.write.NewRaw(`INSERT INTO waits (platform, chat, until_at) VALUES (?, ?, ?)
		ON CONFLICT (platform, chat) DO UPDATE SET until_at = excluded.until_at`,
		p, chat, millis(until)).Exec(ctx)
	return s.failed(err, "keep a wait of %s", p)
}

// Waits implements bots.Inbox.
func (s *Store) Waits(ctx bots.Context, p bots.Platform, now time.Time) (map[bots.ChatID]time.Time, error) {
	var rows []struct {
		Chat    bots.ChatID
		UntilAt int64
	}
	err := s.read.NewRaw(`SELECT chat, until_at FROM waits WHERE platform = ? AND until_at > ?`,
		p, millis(now)).Scan(ctx, &rows)
	if err != nil {
		return nil, s.failed(err, "read the waits of %s", p)
	}
	out := make(map[bots.ChatID]time.Time, len(rows))
	for _, r := range rows {
		out[r.Chat] = moment(r.UntilAt)
	}
	return out, nil
}

// RetainInbox forgets updates that no platform repeats any more and waits
// that are over. It may be called at any time.
func (s *Store) RetainInbox(ctx bots.Context, now time.Time) error {
	_, err := s.write.NewRaw(`DELETE FROM updates WHERE begun_at < ?`, millis(now.Add(-keepUpdates))).Exec(ctx)
	if err != nil {
		return s.failed(err, "forget old updates")
	}
	_, err = s.write.NewRaw(`DELETE FROM waits WHERE until_at <= ?`, millis(now)).Exec(ctx)
	return s.failed(err, "forget waits that are over")
}
