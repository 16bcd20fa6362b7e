package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/knowledge"
)

// digests are the daily messages of a running program: the conversation that
// subscribes people, and the work that sends.
type digests struct {
	store        *store.Store
	bot          *bots.Bot // set before anything runs
	settings     settings
	messages     *digest.Messages
	operator     *digest.Operator
	conversation *digest.Conversation
	log          *slog.Logger
}

// newDigests prepares the daily messages; nil without a database, since
// nothing could be promised then.
func newDigests(s settings, db *store.Store, admins []bots.Owner, log *slog.Logger) *digests {
	if db == nil {
		return nil
	}
	d := &digests{store: db, settings: s, log: log}
	d.messages = &digest.Messages{
		Corpus:     func() *knowledge.Corpus { return d.bot.Engine().Corpus() },
		Card:       func(e *knowledge.Entry, lang string) bots.Reply { return d.bot.Card(e, lang) },
		Broadcasts: db,
	}
	d.operator = &digest.Operator{
		Broadcaster: newBroadcaster(s, db), Messages: d.messages, Admins: admins, Testers: testers(admins),
	}
	d.conversation = digest.NewConversation(db, d.messages.Corpus, time.Now, log, d.operator)
	return d
}

// newBroadcaster takes broadcasts through their life, as the settings want.
func newBroadcaster(s settings, db *store.Store) *digest.Broadcaster {
	return &digest.Broadcaster{Store: db, Clock: time.Now, Approval: s.BroadcastApproval}
}

// testers are the administrators' own chats: where platforms number chats and
// people alike, that is the private chat.
func testers(admins []bots.Owner) []bots.Chat {
	var out []bots.Chat
	for _, a := range admins {
		out = append(out, bots.Chat{Platform: a.Platform, ID: bots.ChatID(a.ID), Kind: bots.Private})
	}
	return out
}

// extensions are the bot's, with those of the daily messages.
func (d *digests) extensions() []bots.Extension {
	if d == nil {
		return nil
	}
	return []bots.Extension{d.conversation}
}

// part is the work that sends through the adapters. Without any there is
// nobody to send to.
func (d *digests) part(adapters []bots.Adapter) part {
	const name = "Digests"
	switch {
	case d == nil:
		return part{name: name, state: "off: there is no database"}
	case len(adapters) == 0:
		return part{name: name, state: "off: no chat platform is on"}
	}
	d.operator.Adapters = adapters
	work := digest.Work{
		Store: d.store, Adapters: adapters, Composer: d.messages, Owner: processName(), Clock: time.Now, Log: d.log,
		Window: d.settings.DigestWindow, BroadcastRate: d.settings.BroadcastRate, ResendUnknown: d.settings.resendUnknown(),
	}
	return part{name: name, state: fmt.Sprintf("one message a day to each subscriber, at most %s late", shortTime(d.settings.DigestWindow)),
		run: func(ctx context.Context) error {
			runner := &store.Runner{Store: d.store, Jobs: work.Jobs(), Log: d.log}
			return runner.Run(ctx)
		}}
}

// statusTime bounds what /status may count.
const statusTime = 3 * time.Second

// status is for /status: how many subscribe, and how today's messages fare.
func (d *digests) status(ctx context.Context) []string {
	if d == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, statusTime)
	defer cancel()
	states := map[digest.State]int{}
	err := d.store.Each(ctx, func(s digest.Subscription) bool {
		states[s.State]++
		return true
	})
	var books digest.Report
	day := digest.DateOf(time.Now().UTC())
	if err == nil {
		books, err = digest.NewReport(ctx, d.store, day, digest.KindDigest, nil)
	}
	if err != nil {
		return []string{"Subscriptions: cannot be counted now; see idmbot digest report"}
	}
	b := books.All
	return []string{
		fmt.Sprintf("Subscriptions: %d active, %d paused, %d ended", states[digest.Active], states[digest.Paused], states[digest.Ended]),
		fmt.Sprintf("Messages of %s: %d due, %d sent, %d failed, %d unknown, %d skipped, %d open", day, b.Due, b.Sent, b.Failed, b.Unknown, b.Skipped, b.Open),
	}
}

// processName names this process in the ledger: host and process for people,
// and something that no other start has.
func processName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "host"
	}
	return fmt.Sprintf("%s-%d-%s", host, os.Getpid(), rand.Text()[:8])
}

// shortTime is a duration without parts that are zero: 6h, 1h30m.
func shortTime(d time.Duration) string {
	s := d.Round(time.Minute).String()
	for _, zero := range []string{"0s", "0m"} {
		if len(s) > len(zero)+1 && s[len(s)-len(zero):] == zero && (s[len(s)-len(zero)-1] == 'm' || s[len(s)-len(zero)-1] == 'h') {
			s = s[:len(s)-len(zero)]
		}
	}
	return s
}
