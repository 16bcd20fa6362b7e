package digest

import (
	"errors"
	"testing"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// TestConsequences: what follows from each result of a send.
func TestConsequences(t *testing.T) {
	now := time.Date(2026, 7, 1, 8, 0, 0, 0, time.UTC)
	gone := func(why bots.GoneReason) error { return &bots.SendError{Kind: bots.Gone, Reason: why} }
	for _, c := range []struct {
		name     string
		err      error
		attempts int
		resend   bool
		want     Verdict
	}{
		{"sent", nil, 0, false, Verdict{State: Sent}},
		{"told to wait", &bots.SendError{Kind: bots.Throttled, Until: now.Add(3 * time.Hour), Global: true}, 0, false,
			Verdict{State: Planned, NotBefore: now.Add(3 * time.Hour), Wait: now.Add(3 * time.Hour), WaitAll: true}},
		{"told to wait without a time", &bots.SendError{Kind: bots.Throttled}, 0, false,
			Verdict{State: Planned, NotBefore: now.Add(firstPause), Wait: now.Add(firstPause)}},
		{"down", &bots.SendError{Kind: bots.Unavailable}, 0, false,
			Verdict{State: Planned, Reason: Down, NotBefore: now.Add(firstPause), Counts: true}},
		{"down for long", &bots.SendError{Kind: bots.Unavailable}, 30, false,
			Verdict{State: Planned, Reason: Down, NotBefore: now.Add(longestPause), Counts: true}},
		{"our fault", &bots.SendError{Kind: bots.Rejected}, 0, false, Verdict{State: Failed, Reason: Refused}},
		{"lost answer", &bots.SendError{Kind: bots.Unknown}, 0, false, Verdict{State: Unknown, Reason: LostAnswer}},
		{"lost answer, keyed", &bots.SendError{Kind: bots.Unknown}, 0, true,
			Verdict{State: Planned, Reason: LostAnswer, NotBefore: now.Add(firstPause), Counts: true}},
		{"any other error", errors.New("?"), 0, false, Verdict{State: Unknown, Reason: LostAnswer}},
		{"blocked", gone(bots.Blocked), 0, false, Verdict{State: Failed, Reason: Reason(bots.Blocked), Gone: Reason(bots.Blocked), End: true}},
		{"kicked", gone(bots.Kicked), 0, false, Verdict{State: Failed, Reason: Reason(bots.Kicked), Gone: Reason(bots.Kicked), End: true}},
		{"no right", gone(bots.NoRight), 0, false, Verdict{State: Failed, Reason: Reason(bots.NoRight), Gone: Reason(bots.NoRight), Pause: true}},
		{"closed", gone(bots.Closed), 0, false, Verdict{State: Failed, Reason: Reason(bots.Closed), Gone: Reason(bots.Closed), Pause: true}},
		{"moved", &bots.SendError{Kind: bots.Gone, Reason: bots.MovedAway, MovedTo: "9"}, 0, false,
			Verdict{State: Planned, NotBefore: now, Counts: true, MovedTo: "9"}},
		{"moved again and again", &bots.SendError{Kind: bots.Gone, Reason: bots.MovedAway, MovedTo: "9"}, 3, false,
			Verdict{State: Planned, NotBefore: now.Add(8 * firstPause), Counts: true, MovedTo: "9"}},
	} {
		got := judge(c.err, now, c.attempts, c.resend)
		got.Detail = ""
		if got != c.want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

// TestDoubtIsKept: after an attempt in doubt only a success ends the doubt, and
// a next attempt that comes too late is none.
func TestDoubtIsKept(t *testing.T) {
	now := time.Date(2026, 7, 1, 8, 0, 0, 0, time.UTC)
	refused := judge(&bots.SendError{Kind: bots.Rejected}, now, 1, false)
	if got := refused.doubting(true); got.State != Unknown || got.Reason != LostAnswer {
		t.Errorf("refused after a lost answer: %s (%s)", got.State, got.Reason)
	}
	if got := (Verdict{State: Sent}).doubting(true); got.State != Sent {
		t.Errorf("sent after a lost answer: %s", got.State)
	}
	late := judge(&bots.SendError{Kind: bots.Throttled, Until: now.Add(8 * time.Hour)}, now, 0, false).within(now.Add(Window))
	if late.State != Failed || late.Reason != Down {
		t.Errorf("a wait beyond the window: %s (%s)", late.State, late.Reason)
	}
	if doubt := judge(&bots.SendError{Kind: bots.Unknown}, now, 9, true).within(now); doubt.State != Unknown {
		t.Errorf("in doubt at the deadline: %s", doubt.State)
	}
}
