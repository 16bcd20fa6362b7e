package digest

import (
	"errors"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// Verdict is what follows from the result of a send. This file is the one
// place that decides it.
type Verdict struct {
	// State is where the row goes: Sent, Failed, Unknown, or back to Planned.
	State  RowState
	Reason Reason
	Detail string
	// NotBefore is when a row that goes back may be sent again.
	NotBefore time.Time
	// Counts is true where the attempt counts towards the pause before the
	// next one.
	Counts bool
	// Wait is a wait that the platform asked for; WaitAll says that it is
	// meant for the whole bot.
	Wait    time.Time
	WaitAll bool
	// End and Pause are what happens to the subscription, for the reason
	// Gone; MovedTo is its chat's new id.
	End, Pause bool
	Gone       Reason
	MovedTo    bots.ChatID
}

// How long to wait before the next attempt: doubled from the first pause up to
// the longest. A platform that is down for minutes is then asked again soon
// enough, and one that is down for hours not more than it can bear.
const (
	firstPause   = 5 * time.Second
	longestPause = 10 * time.Minute
)

// detailLength bounds the platform's words in the ledger, in runes.
const detailLength = 200

// judge decides what follows from the error of a send, nil for success.
// attempts is how many were made before this one; resend says whether a
// message in doubt may be sent again now.
func judge(err error, now time.Time, attempts int, resend bool) Verdict {
	if err == nil {
		return Verdict{State: Sent}
	}
	detail := clipTo(err.Error(), detailLength)
	pause := now.Add(min(longestPause, firstPause<<min(attempts, 10)))
	send, ok := errors.AsType[*bots.SendError](err)
	if !ok {
		send = &bots.SendError{Kind: bots.Unknown, Err: err}
	}
	switch send.Kind {
	case bots.Throttled:
		until := send.Until
		if until.Before(now) {
			until = now.Add(firstPause)
		}
		return Verdict{State: Planned, Detail: detail, NotBefore: until, Wait: until, WaitAll: send.Global}
	case bots.Unavailable:
		return Verdict{State: Planned, Reason: Down, Detail: detail, NotBefore: pause, Counts: true}
	case bots.Gone:
		return judgeGone(send, detail, now, pause, attempts)
	case bots.Rejected:
		return Verdict{State: Failed, Reason: Refused, Detail: detail}
	default:
		if resend {
			return Verdict{State: Planned, Reason: LostAnswer, Detail: detail, NotBefore: pause, Counts: true}
		}
		return Verdict{State: Unknown, Reason: LostAnswer, Detail: detail}
	}
}

// judgeGone decides about chats that take no messages any more. Where people
// have to act themselves before anything can arrive again, the subscription
// ends, and they are welcomed back; where somebody else changed a right, it
// pauses.
func judgeGone(send *bots.SendError, detail string, now, pause time.Time, attempts int) Verdict {
	v := Verdict{State: Failed, Reason: Reason(send.Reason), Gone: Reason(send.Reason), Detail: detail}
	switch send.Reason {
	case bots.MovedAway:
		if send.MovedTo == "" {
			v.End = true
			return v
		}
		v := Verdict{State: Planned, Detail: detail, NotBefore: now, Counts: true, MovedTo: send.MovedTo}
		if attempts > 0 {
			v.NotBefore = pause // of chats that lead to each other in a circle
		}
		return v
	case bots.NoRight, bots.Closed:
		v.Pause = true
	default:
		v.End = true
	}
	return v
}

// byPlatform reports whether a subscription ended or paused because the
// platform said so, and not because a person did.
func byPlatform(r Reason) bool {
	switch bots.GoneReason(r) {
	case bots.Blocked, bots.Deactivated, bots.Kicked, bots.NoRight, bots.Closed, bots.NotFound, bots.MovedAway:
		return true
	}
	return false
}

func clipTo(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
