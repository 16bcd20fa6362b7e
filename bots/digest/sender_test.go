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
	jobs     []digest.Job
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
	o.jobs = o.work.Jobs()
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
		for _, j := range o.jobs {
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

// TestWaitsOutliveTheProgram: a wait of hours is kept in the store and honoured
// by whoever sends next; meanwhile others are sent to, unless all are meant.
func TestWaitsOutliveTheProgram(t *testing.T) {
	for _, global := range []bool{false, true} {
		wait := &bots.SendError{Kind: bots.Throttled, Until: eight.Add(3 * time.Hour), Global: global, Err: context.DeadlineExceeded}
		o := newOffice(t, &platform{answers: []error{wait}})
		o.subscribe("7", nil)
		o.at(eight)
		o.subscribe("8", func(s *digest.Subscription) { s.At = 9 * 60 })
		o.jobs = o.work.Jobs() // another start
		for at := eight; at.Before(eight.Add(3 * time.Hour)); at = at.Add(30 * time.Minute) {
			o.at(at)
		}
		if want := map[bool]int{false: 2, true: 1}[global]; len(o.platform.calls) != want {
			t.Errorf("global %v: %d calls before the wait was over; want %d", global, len(o.platform.calls), want)
		}
		o.at(eight.Add(3 * time.Hour))
		o.at(eight.Add(3*time.Hour + time.Minute))
		for _, r := range o.rows(digest.RowQuery{}) {
			if r.State != digest.Sent {
				t.Errorf("global %v: after the wait %d is %s (%s)", global, r.Subscriber, r.State, r.Reason)
			}
		}
		if n := len(o.platform.calls); n != 3 {
			t.Errorf("global %v: %d calls; want the one that was throttled and one each", global, n)
		}
	}
}

// TestWhatComesTooLateStaysAway: after the window the day is skipped, and the
// books say why; at its last minute it still comes.
func TestWhatComesTooLateStaysAway(t *testing.T) {
	quiet := func(s *digest.Subscription) { s.Quiet = digest.Quiet{From: 10 * 60, To: 16 * 60} }
	for _, c := range []struct {
		name   string
		edit   func(*digest.Subscription)
		answer error
		back   time.Duration // when the program runs again
		want   digest.RowState
		why    digest.Reason
	}{
		{"in time", nil, nil, digest.Window, digest.Sent, ""},
		{"a minute over", nil, nil, digest.Window + time.Minute, digest.Skipped, digest.Late},
		{"quiet until after the window", quiet, nil, 3 * time.Hour, digest.Skipped, digest.QuietHours},
		{"before the quiet hours", quiet, nil, time.Hour, digest.Sent, ""},
		{"the platform is down", nil, down(), digest.Window + time.Minute, digest.Failed, digest.Down},
		{"the answer got lost", nil, lost(), digest.Window + time.Minute, digest.Unknown, digest.LostAnswer},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, &platform{window: 24 * time.Hour, answers: []error{c.answer}})
			o.subscribe("7", c.edit)
			if c.answer != nil {
				o.at(eight)
			}
			o.at(eight.Add(c.back))
			if r := o.row(); r.State != c.want || r.Reason != c.why {
				t.Errorf("%s (%s); want %s (%s)", r.State, r.Reason, c.want, c.why)
			}
		})
	}
}

// TestAProgramThatEndedDuringACall: what it began is repeated where the
// platform knows keys, and left in doubt elsewhere, unless the operator wants
// it otherwise.
func TestAProgramThatEndedDuringACall(t *testing.T) {
	for _, c := range []struct {
		name   string
		window time.Duration
		resend bool
		back   time.Duration
		want   digest.RowState
		calls  int
	}{
		{"keys", 10 * time.Minute, false, 2 * time.Minute, digest.Sent, 1},
		{"keys, too late", 10 * time.Minute, false, 11 * time.Minute, digest.Unknown, 0},
		{"no keys", 0, false, 2 * time.Minute, digest.Unknown, 0},
		{"no keys, rather twice", 0, true, 2 * time.Minute, digest.Sent, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, &platform{window: c.window})
			o.work.ResendUnknown = map[bots.Platform]bool{"telegram": c.resend}
			o.jobs = o.work.Jobs()
			o.subscribe("7", nil)
			o.now = eight
			if _, err := o.jobs[0].Run(t.Context()); err != nil { // plans
				t.Fatal(err)
			}
			rows, err := o.store.Claim(t.Context(), digest.Claim{Platform: "telegram", Owner: "dead", Now: eight, Until: eight.Add(90 * time.Second), N: 1})
			if err != nil || len(rows) != 1 {
				t.Fatal(rows, err)
			}
			rows[0].Entries = []string{"entry-3"}
			if _, err := o.store.StartSending(t.Context(), "dead", rows, eight); err != nil {
				t.Fatal(err)
			}
			o.at(eight.Add(time.Minute))
			if r := o.row(); r.State != digest.Sending {
				t.Fatalf("before the lease ended it is %s", r.State)
			}
			o.at(eight.Add(c.back))
			if r := o.row(); r.State != c.want || len(o.platform.calls) != c.calls || r.Entries[0] != "entry-3" {
				t.Errorf("%s (%s) with %v after %d calls; want %s after %d", r.State, r.Reason, r.Entries, len(o.platform.calls), c.want, c.calls)
			}
		})
	}
}

// TestOneWhoBlocksIsLeftAlone, once and for good, until they come back.
func TestOneWhoBlocksIsLeftAlone(t *testing.T) {
	o := newOffice(t, &platform{answers: []error{&bots.SendError{Kind: bots.Gone, Reason: bots.Blocked, Err: context.DeadlineExceeded}}})
	s := o.subscribe("7", nil)
	for day := range 3 {
		o.at(eight.AddDate(0, 0, day))
	}
	if len(o.platform.calls) != 1 {
		t.Errorf("%d calls to one who blocked the bot", len(o.platform.calls))
	}
	s, _, err := o.store.Find(t.Context(), s.Chat)
	if err != nil || s.State != digest.Ended || s.Reason != digest.Reason(bots.Blocked) {
		t.Fatalf("%s (%s), %v", s.State, s.Reason, err)
	}
	c := digest.NewConversation(o.store, o.messages.Corpus, o.work.Clock, nil, nil)
	k := &talk{t: t, c: c, chat: s.Chat, from: bots.Person{ID: "7"}, lang: "en"}
	k.event(bots.Joined)
	if len(k.last.Blocks) == 0 {
		t.Error("nobody welcomes them back")
	}
	o.at(eight.AddDate(0, 0, 3))
	if len(o.platform.calls) != 2 {
		t.Errorf("%d calls after they came back; want one more", len(o.platform.calls))
	}
}

// TestAfterAnOutageOneMessageComes, not one for each day.
func TestAfterAnOutageOneMessageComes(t *testing.T) {
	o := newOffice(t, &platform{})
	o.subscribe("7", nil)
	o.at(eight.AddDate(0, 0, 4).Add(time.Hour))
	states := map[digest.RowState]int{}
	for _, r := range o.rows(digest.RowQuery{}) {
		states[r.State]++
	}
	if len(o.platform.calls) != 1 || states[digest.Sent] != 1 || states[digest.Skipped] != 4 {
		t.Errorf("%d calls; the books say %v", len(o.platform.calls), states)
	}
}
