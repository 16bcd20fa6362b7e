package digest_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/digesttest"
	"github.com/idmbot/idmbot/knowledge"
)

// platform is one whose answers a test dictates.
type platform struct {
	window time.Duration // 0: it does not recognize repetitions

	mu      sync.Mutex
	answers []error // to the calls in turn; after them all is well
	calls   []post
}

// post is one call.
type post struct {
	Chat bots.Chat
	Key  string
	Text string
}

var _ bots.KeyedSender = (*platform)(nil)

func (*platform) Platform() bots.Platform                    { return "telegram" }
func (*platform) Limits() bots.Limits                        { return bots.Limits{} }
func (*platform) Run(ctx bots.Context, _ bots.Handler) error { <-ctx.Done(); return nil }
func (p *platform) KeyWindow() time.Duration                 { return p.window }
func (p *platform) Send(ctx bots.Context, to bots.Chat, r bots.Reply) (bots.MessageID, error) {
	return p.SendKeyed(ctx, to, r, "")
}

func (p *platform) SendKeyed(_ bots.Context, to bots.Chat, r bots.Reply, key string) (bots.MessageID, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls = append(p.calls, post{to, key, bots.PlainText(r)})
	n := len(p.calls)
	if n <= len(p.answers) && p.answers[n-1] != nil {
		return "", p.answers[n-1]
	}
	return bots.MessageID(fmt.Sprint(n)), nil
}

// office is all that sends, on a store in memory, at a time that stands still
// until a test moves it.
type office struct {
	t        *testing.T
	now      time.Time
	store    *digesttest.Store
	platform *platform
	corpus   *knowledge.Corpus
	messages *digest.Messages
	work     digest.Work
}

var eight = time.Date(2026, 7, 1, 8, 0, 0, 0, time.UTC)

func newOffice(t *testing.T, p *platform) *office {
	o := &office{t: t, now: eight.Add(-time.Hour), store: &digesttest.Store{}, platform: p, corpus: fewEntries(9)}
	o.messages = &digest.Messages{
		Corpus: func() *knowledge.Corpus { return o.corpus },
		Card: func(e *knowledge.Entry, lang string) bots.Reply {
			return bots.Reply{Lang: lang, Entries: []string{e.ID}}
		},
		Broadcasts: o.store,
	}
	o.work = digest.Work{Store: o.store, Adapters: []bots.Adapter{p}, Composer: o.messages, Owner: "test",
		Clock: func() time.Time { return o.now }}
	return o
}

func fewEntries(n int) *knowledge.Corpus {
	var entries []*knowledge.Entry
	for i := range n {
		entries = append(entries, &knowledge.Entry{ID: fmt.Sprint("entry-", i), Lang: "en", Title: "Title", Text: "Text.",
			Kind: knowledge.KeyMessage, Year: 2020})
	}
	return knowledge.New(entries, "sha256:0")
}

// subscribe stores one who gets a message at eight o'clock UTC every day.
func (o *office) subscribe(chat string, edit func(*digest.Subscription)) digest.Subscription {
	o.t.Helper()
	s := digest.Subscription{Chat: bots.Chat{Platform: "telegram", ID: bots.ChatID(chat), Kind: bots.Private}, By: bots.UserID(chat),
		Schedule: digest.Schedule{At: 8 * 60, Days: digest.EveryDay, Every: digest.Daily}, Zone: "UTC", Lang: "en",
		State: digest.Active, Created: o.now}
	if edit != nil {
		edit(&s)
	}
	s.Promise(nil, o.now)
	saved, err := o.store.Save(o.t.Context(), s, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	return saved
}

// at runs all jobs at a moment, until they have nothing more to do in it.
func (o *office) at(now time.Time) {
	o.t.Helper()
	o.now = now
	for range 4 { // what one job lets go the others see in the next round
		for _, j := range o.work.Jobs() {
			if j.Name == "retain" {
				continue
			}
			if _, err := j.Run(o.t.Context()); err != nil {
				o.t.Fatalf("%s: %v", j.Name, err)
			}
		}
	}
}

// row is the only row of the first day.
func (o *office) row() digest.Row {
	o.t.Helper()
	return o.rows(digest.RowQuery{Day: digest.DateOf(eight)})[0]
}

func (o *office) rows(q digest.RowQuery) []digest.Row {
	o.t.Helper()
	var out []digest.Row
	err := o.store.Rows(o.t.Context(), q, func(r digest.Row, _ digest.Subscription) bool { out = append(out, r); return true })
	if err != nil || len(out) == 0 {
		o.t.Fatalf("%d rows, %v", len(out), err)
	}
	return out
}

func lost() error { return &bots.SendError{Kind: bots.Unknown, Err: context.DeadlineExceeded} }
func down() error { return &bots.SendError{Kind: bots.Unavailable, Err: context.DeadlineExceeded} }

// TestDoubtOutlivesWhateverFollows: a message whose answer got lost may have
// arrived, whatever happens to its subscriber before it can be repeated. The
// books must not say that it was left out.
func TestDoubtOutlivesWhateverFollows(t *testing.T) {
	stop := func(state digest.State) func(*office, digest.Subscription) {
		return func(o *office, s digest.Subscription) {
			s.State, s.NextDay, s.NextAt = state, 0, time.Time{}
			if _, err := o.store.Save(t.Context(), s, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, then := range map[string]func(*office, digest.Subscription){
		"unsubscribes":         stop(digest.Ended),
		"pauses":               stop(digest.Paused),
		"the entry disappears": func(o *office, _ digest.Subscription) { o.corpus = fewEntries(0) },
		"is forgotten":         func(o *office, _ digest.Subscription) { _ = o.store.Erase(t.Context(), "telegram", "7") },
		"quiet hours come late": func(o *office, s digest.Subscription) {
			s.Quiet = digest.Quiet{From: 8*60 + 1, To: 20 * 60}
			_, _ = o.store.Save(t.Context(), s, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t, &platform{window: time.Hour, answers: []error{lost()}})
			o.subscribe("7", nil)
			o.at(eight)
			if r := o.row(); r.State != digest.Planned || r.Reason != digest.LostAnswer {
				t.Fatalf("after the lost answer: %s (%s)", r.State, r.Reason)
			}
			s, _, err := o.store.Find(t.Context(), bots.Chat{Platform: "telegram", ID: "7"})
			if err != nil {
				t.Fatal(err)
			}
			then(o, s)
			o.at(eight.Add(15 * time.Minute))
			if r := o.row(); r.State != digest.Unknown || r.Reason != digest.LostAnswer {
				t.Errorf("the books say %s (%s) after %d calls; want unknown", r.State, r.Reason, len(o.platform.calls))
			}
		})
	}
}

// TestLatenessCountsTheAttemptThatArrived: calls that the platform certainly
// did not take are no messages, neither in the books nor for its memory of
// keys.
func TestLatenessCountsTheAttemptThatArrived(t *testing.T) {
	p := &platform{window: 2 * time.Minute, answers: []error{down(), down(), lost()}}
	o := newOffice(t, p)
	o.subscribe("7", nil)
	for i := range 8 {
		o.at(eight.Add(time.Duration(i) * 30 * time.Minute))
		if len(p.calls) == 3 {
			break
		}
	}
	sent := o.now
	o.at(sent.Add(30 * time.Second))
	r := o.row()
	if r.State != digest.Sent || len(p.calls) != 4 || p.calls[3].Key != p.calls[2].Key {
		t.Fatalf("%s (%s) after %d calls; want the lost answer repeated within the key's window", r.State, r.Reason, len(p.calls))
	}
	if want := sent.Sub(eight); r.Late() != want || want < time.Hour {
		t.Errorf("it counts as %v late; want %v", r.Late(), want)
	}
}
