package digest_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// broadcaster works on the office's store.
func (o *office) broadcaster() *digest.Broadcaster {
	return &digest.Broadcaster{Store: o.store, Clock: o.work.Clock}
}

// begin composes a broadcast and lets it go.
func (o *office) begin(b digest.Broadcast) digest.Broadcast {
	o.t.Helper()
	stored, err := o.broadcaster().Compose(o.t.Context(), b)
	if err != nil {
		o.t.Fatal(err)
	}
	started, err := o.broadcaster().Start(o.t.Context(), stored.ID, "x:2")
	if err != nil {
		o.t.Fatal(err)
	}
	return started
}

// state is the broadcast's state, and how many people got it.
func (o *office) state(id int64) (digest.BroadcastState, digest.Progress) {
	o.t.Helper()
	b, p, err := o.broadcaster().Progress(o.t.Context(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return b.State, p
}

// got is how many calls held a text.
func (p *platform) got(text string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, c := range p.calls {
		if strings.Contains(c.Text, text) {
			n++
		}
	}
	return n
}

func hello(canary int) digest.Broadcast {
	return digest.Broadcast{By: "x:1", Text: map[string]string{"": "Hello."}, Canary: canary}
}

// TestABroadcastGoesToAFewFirst, and then to everybody, once each.
func TestABroadcastGoesToAFewFirst(t *testing.T) {
	o := newOffice(t, &platform{})
	for i := range 12 {
		o.subscribe(fmt.Sprint(i), nil)
	}
	b := o.begin(hello(3))
	step := func() {
		for _, j := range o.jobs {
			if j.Name == "broadcast" {
				if _, err := j.Run(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	send := func() {
		if _, err := o.jobs[len(o.jobs)-1].Run(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	step() // the rows are written
	send()
	if n := o.platform.got("Hello."); n != 0 {
		t.Fatalf("%d got it before the canary", n)
	}
	for range 3 {
		step() // a few are let go; until they are answered no more
		if s, p := o.state(b.ID); s != digest.Trying || p.All != 12 {
			t.Fatalf("%s, %d rows", s, p.All)
		}
	}
	send()
	if n := o.platform.got("Hello."); n != 3 {
		t.Fatalf("%d got it first; want 3", n)
	}
	step()
	send()
	step()
	if s, p := o.state(b.ID); s != digest.Done || p.Sent != 12 || o.platform.got("Hello.") != 12 {
		t.Errorf("%s, %d sent, %d arrived; want all 12, once", s, p.Sent, o.platform.got("Hello."))
	}
}

// TestABroadcastStopsByItself when too many fail, and an operator may insist.
// People who left count for nothing.
func TestABroadcastStopsByItself(t *testing.T) {
	refused := &bots.SendError{Kind: bots.Rejected, Err: errors.New("bad")}
	left := &bots.SendError{Kind: bots.Gone, Reason: bots.Blocked, Err: errors.New("blocked")}
	for _, c := range []struct {
		name    string
		answers []error
		stops   bool
	}{
		{"refused", []error{refused, refused, refused}, true},
		{"few refused", []error{refused, refused}, false},
		{"lost answers", []error{lost(), lost(), lost(), lost()}, true},
		{"blocked", []error{left, left, left, left, left, left}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, &platform{answers: c.answers})
			for i := range 60 {
				o.subscribe(fmt.Sprint(i), nil)
			}
			b := o.begin(hello(10))
			o.at(o.now)
			o.at(o.now.Add(time.Minute))
			o.at(o.now.Add(time.Minute))
			s, p := o.state(b.ID)
			if !c.stops {
				if s != digest.Done || p.Done() != 60 {
					t.Errorf("%s after %d", s, p.Done())
				}
				return
			}
			if s != digest.Stopped || len(o.platform.calls) != 10 {
				t.Fatalf("%s after %d calls; want it stopped after its canary of 10", s, len(o.platform.calls))
			}
			if _, err := o.broadcaster().Resume(t.Context(), b.ID); err != nil {
				t.Fatal(err)
			}
			for range 4 {
				o.at(o.now.Add(time.Minute))
			}
			if s, p := o.state(b.ID); s != digest.Done || p.Done() != 60 || p.Sent != 60-len(c.answers) {
				t.Errorf("after the operator insisted: %s, %+v", s, p)
			}
		})
	}
}

// TestABroadcastIsPausedAndCancelled: what was not sent waits, or never goes.
func TestABroadcastIsPausedAndCancelled(t *testing.T) {
	o := newOffice(t, &platform{})
	for i := range 100 {
		o.subscribe(fmt.Sprint(i), nil)
	}
	b := o.begin(hello(5))
	o.at(o.now) // the budget holds for some
	if s, p := o.state(b.ID); s != digest.Running || p.Sent == 100 {
		t.Fatalf("%s, %d sent; want it under way", s, p.Sent)
	}
	if _, err := o.broadcaster().Pause(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	_, before := o.state(b.ID)
	o.at(o.now.Add(time.Minute))
	o.at(o.now.Add(time.Minute))
	if s, p := o.state(b.ID); s != digest.Held || p.Sent != before.Sent {
		t.Errorf("%s, and %d more were sent", s, p.Sent-before.Sent)
	}
	if _, err := o.broadcaster().Pause(t.Context(), b.ID); !errors.Is(err, digest.ErrState) {
		t.Errorf("pausing twice: %v", err)
	}
	if _, err := o.broadcaster().Resume(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	o.at(o.now.Add(time.Second))
	if _, err := o.broadcaster().Abandon(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	o.at(o.now.Add(time.Minute))
	s, p := o.state(b.ID)
	if s != digest.Abandoned || p.Sent <= before.Sent || p.Sent+p.Skipped != 100 || p.Reasons[digest.Cancelled] != p.Skipped || p.Skipped == 0 {
		t.Errorf("%s: %+v", s, p)
	}
	if n := o.platform.got("Hello."); n != p.Sent {
		t.Errorf("%d arrived; the books say %d", n, p.Sent)
	}
	for name, do := range map[string]error{"resume": second(o.broadcaster().Resume(t.Context(), b.ID)), "start": second(o.broadcaster().Start(t.Context(), b.ID, "x:2"))} {
		if !errors.Is(do, digest.ErrState) {
			t.Errorf("%s after the end: %v", name, do)
		}
	}
}

// TestAPauseMayBeLong: a broadcast that was held over a weekend goes on where
// it was.
func TestAPauseMayBeLong(t *testing.T) {
	o := newOffice(t, &platform{})
	for i := range 60 {
		o.subscribe(fmt.Sprint(i), func(s *digest.Subscription) { s.Every, s.Days = digest.Weekly, 1<<time.Sunday })
	}
	b := o.begin(hello(5))
	o.at(o.now)
	if _, err := o.broadcaster().Pause(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		o.at(o.now.AddDate(0, 0, 1))
	}
	if _, err := o.broadcaster().Resume(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		o.at(o.now.Add(time.Minute))
	}
	if s, p := o.state(b.ID); s != digest.Done || p.Sent != 60 {
		t.Errorf("%s: %+v", s, p)
	}
}

func second(_ digest.Broadcast, err error) error { return err }

// TestASecondOperatorApproves, if that is wanted.
func TestASecondOperatorApproves(t *testing.T) {
	o := newOffice(t, &platform{})
	o.subscribe("7", nil)
	by := o.broadcaster()
	by.Approval = true
	b, err := by.Compose(t.Context(), hello(0))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := by.Start(t.Context(), b.ID, "x:1"); !errors.Is(err, digest.ErrApproval) {
		t.Errorf("its author lets it go alone: %v", err)
	}
	o.at(o.now)
	if n := o.platform.got("Hello."); n != 0 {
		t.Fatal("it went without approval")
	}
	if _, err := by.Start(t.Context(), b.ID, "x:2"); err != nil {
		t.Errorf("somebody else: %v", err)
	}
	o.at(o.now)
	if s, _ := o.state(b.ID); s != digest.Done || o.platform.got("Hello.") != 1 {
		t.Errorf("%s after approval", s)
	}
}

// TestDigestsGoBeforeBroadcasts: at the hour of the digests a broadcast that is
// under way waits, and afterwards goes on at its own rate.
func TestDigestsGoBeforeBroadcasts(t *testing.T) {
	o := newOffice(t, &platform{})
	for i := range 150 {
		o.subscribe(fmt.Sprint(i), nil)
	}
	b := o.begin(hello(0))
	o.at(eight.Add(-time.Second)) // what the budget allows goes
	n := len(o.platform.calls)
	if n == 0 || n >= 150 {
		t.Fatalf("%d of the broadcast went before", n)
	}
	o.at(eight)
	for i, c := range o.platform.calls[n : n+150] {
		if strings.Contains(c.Text, "Hello.") {
			t.Fatalf("call %d of the hour is the broadcast's", i)
		}
	}
	for i := range 20 {
		o.at(eight.Add(time.Duration(i) * time.Second))
		if most := n + (i+3)*digest.DefaultBroadcastRate; o.platform.got("Hello.") > most {
			t.Fatalf("after %d s %d of the broadcast went; its rate allows %d", i, o.platform.got("Hello."), most)
		}
	}
	if s, p := o.state(b.ID); s != digest.Done || p.Sent != 150 {
		t.Errorf("%s: %+v", s, p)
	}
}

// TestABroadcastUsesItsRate: nothing of the budget is lost between two runs of
// a sender.
func TestABroadcastUsesItsRate(t *testing.T) {
	o := newOffice(t, &platform{})
	for i := range 400 {
		o.subscribe(fmt.Sprint(i), nil)
	}
	o.begin(hello(0))
	sender := o.jobs[len(o.jobs)-1]
	for range 2 {
		if _, err := o.jobs[2].Run(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	begun := o.now
	for o.platform.got("Hello.") < 400 {
		again, err := sender.Run(t.Context())
		if err != nil || o.now.Sub(begun) > time.Hour {
			t.Fatal(o.now.Sub(begun), err)
		}
		o.now = o.now.Add(again)
	}
	if took, most := o.now.Sub(begun), 400/digest.DefaultBroadcastRate*time.Second; took > most {
		t.Errorf("it took %v; at its rate it takes %v", took, most)
	}
}

// TestABroadcastRespectsQuietHours: it comes when they are over.
func TestABroadcastRespectsQuietHours(t *testing.T) {
	o := newOffice(t, &platform{})
	o.subscribe("7", func(s *digest.Subscription) {
		s.Zone, s.At, s.Quiet = "Asia/Tokyo", 12*60, digest.Quiet{From: 15 * 60, To: 17*60 + 30}
	})
	b := o.begin(hello(0)) // at 16:00 in Tokyo
	for at := o.now; at.Before(eight.Add(30 * time.Minute)); at = at.Add(10 * time.Minute) {
		o.at(at)
		if n := o.platform.got("Hello."); n != 0 {
			t.Fatalf("it came at %s UTC, in the quiet hours", at.Format("15:04"))
		}
	}
	o.at(eight.Add(30 * time.Minute))
	if s, _ := o.state(b.ID); o.platform.got("Hello.") != 1 || s != digest.Done {
		t.Errorf("%s after the quiet hours", s)
	}
}

// TestFillingIsRepeatedAfterACrash: rows that stand already are left alone.
func TestFillingIsRepeatedAfterACrash(t *testing.T) {
	o := newOffice(t, &platform{})
	for i := range 30 {
		o.subscribe(fmt.Sprint(i), nil)
	}
	b := o.begin(hello(0))
	o.at(o.now)
	crashed, _, err := o.store.FindBroadcast(t.Context(), b.ID)
	if err != nil {
		t.Fatal(err)
	}
	crashed.State, crashed.Cursor, crashed.Filled = digest.Filling, 0, false
	if _, err := o.store.SaveBroadcast(t.Context(), crashed); err != nil {
		t.Fatal(err)
	}
	o.at(o.now.Add(time.Minute))
	if s, p := o.state(b.ID); s != digest.Done || p.All != 30 || o.platform.got("Hello.") != 30 {
		t.Errorf("%s: %d rows, %d arrived", s, p.All, o.platform.got("Hello."))
	}
}

// TestRecipientsAreThoseWhoGetIt: no others are counted.
func TestRecipientsAreThoseWhoGetIt(t *testing.T) {
	o := newOffice(t, &platform{})
	o.subscribe("1", nil)
	o.subscribe("2", func(s *digest.Subscription) { s.Lang = "fr" })
	o.subscribe("3", func(s *digest.Subscription) { s.State = digest.Paused })
	o.subscribe("4", func(s *digest.Subscription) { s.Themes = []string{"gender"} })
	for _, c := range []struct {
		draft      digest.Broadcast
		n, without int
	}{
		{digest.Broadcast{Text: map[string]string{"": "Hello."}}, 3, 0},
		{digest.Broadcast{Text: map[string]string{"en": "Hello."}}, 2, 1},
		{digest.Broadcast{Entry: "entry-1"}, 3, 0},
		{digest.Broadcast{Entry: "entry-1", To: digest.Recipients{Langs: []string{"fr"}}}, 1, 0},
		{digest.Broadcast{Entry: "entry-1", To: digest.Recipients{Themes: []string{"labour"}}}, 2, 0},
		{digest.Broadcast{Entry: "entry-1", To: digest.Recipients{Platforms: []bots.Platform{"discord"}}}, 0, 0},
	} {
		got, err := o.broadcaster().Recipients(t.Context(), &c.draft)
		if err != nil || got.Total != c.n || got.Without != c.without || got.Platforms["telegram"] != c.n {
			t.Errorf("%+v: %+v, %v; want %d and %d", c.draft, got, err, c.n, c.without)
		}
	}
}
