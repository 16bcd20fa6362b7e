package discord

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// failure is a call that did not succeed. It holds no token and nothing that a
// person wrote.
type failure struct {
	// route is the template of the call's address.
	route string
	// status is that of HTTP, 0 if there was no answer; code is Discord's own
	// (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json).
	status, code int
	text         string
	// until is when to come back, after a 429 or when our own limits say so;
	// global is true where all calls are meant.
	until  time.Time
	global bool
	// maybe is true where the call may have had its effect.
	maybe bool
	err   error
}

func (f *failure) Error() string {
	switch {
	case f.status != 0:
		return fmt.Sprintf("discord %s: status %d, code %d: %s", f.route, f.status, f.code, f.text)
	case f.maybe:
		return fmt.Sprintf("discord %s: no answer, it may have arrived: %s", f.route, f.text)
	default:
		return fmt.Sprintf("discord %s: %s", f.route, f.text)
	}
}

func (f *failure) Unwrap() error { return f.err }

// The codes that decide what follows.
const (
	codeUnknownChannel     = 10003
	codeUnknownGuild       = 10004
	codeUnknownMessage     = 10008
	codeUnknownUser        = 10013
	codeUnknownWebhook     = 10015
	codeUnknownInteraction = 10062
	codeAcknowledged       = 40060
	codeMissingAccess      = 50001
	codeNotOurs            = 50005
	codeNoDirect           = 50007
	codeMissingPermissions = 50013
	codeTokenExpired       = 50027
	codeNoRecipient        = 50033
	codeInvalidBody        = 50035
	codeThreadArchived     = 50083
	codeNoDirectGuild      = 50278
)

// goneReasons are the codes that mean that a chat takes no messages.
var goneReasons = map[int]bots.GoneReason{
	codeUnknownChannel:     bots.NotFound,
	codeUnknownGuild:       bots.Kicked,
	codeUnknownUser:        bots.Deactivated,
	codeNoRecipient:        bots.NotFound,
	codeMissingAccess:      bots.NoRight,
	codeMissingPermissions: bots.NoRight,
	codeNoDirect:           bots.Closed,
	codeNoDirectGuild:      bots.Closed,
	codeThreadArchived:     bots.Closed,
}

// over reports whether nobody waits for an interaction's answer any more: it
// came too late, somebody else gave it, or its 15 minutes are over. Trying
// again is in vain.
func (f *failure) over() bool {
	return f != nil && (f.code == codeUnknownInteraction || f.code == codeAcknowledged ||
		f.code == codeTokenExpired || f.code == codeUnknownWebhook)
}

// again reports whether the same call may be made once more: it had no effect
// and the fault is not ours.
func (f *failure) again() bool {
	return f.status >= 500 || f.status == 0 && !f.maybe && f.until.IsZero()
}

// unusable reports whether Discord refuses the bot as such.
func (f *failure) unusable() bool {
	return f.status == http.StatusUnauthorized || errors.Is(f.err, errToken)
}

// sendError says what the core needs to know about the failure of a send.
func (f *failure) sendError() *bots.SendError {
	e := &bots.SendError{Kind: bots.Rejected, Err: f}
	reason, gone := goneReasons[f.code]
	switch {
	case !f.until.IsZero():
		e.Kind, e.Until, e.Global = bots.Throttled, f.until, f.global
	case f.maybe:
		e.Kind = bots.Unknown
	case f.status == 0, f.status >= 500, f.status == http.StatusUnauthorized:
		// A wrong token is the operator's to mend; no message is at fault.
		e.Kind = bots.Unavailable
	case gone:
		e.Kind, e.Reason = bots.Gone, reason
	case f.status == http.StatusForbidden:
		e.Kind, e.Reason = bots.Gone, bots.NoRight
	}
	return e
}

// refused reads Discord's answer to a call that it did not carry out.
func (f *failure) refused(body []byte) {
	var said struct {
		Code    int             `json:"code"`
		Message string          `json:"message"`
		Errors  json.RawMessage `json:"errors"`
	}
	if json.Unmarshal(body, &said) != nil {
		f.text = http.StatusText(f.status)
		return
	}
	f.code, f.text = said.Code, said.Message
	if places := faults(said.Errors); len(places) > 0 {
		f.text += " (" + strings.Join(places, ", ") + ")"
	}
}

const (
	// maxFaults bounds what an error lists.
	maxFaults = 5
	// maxDepth is deeper than any body of ours.
	maxDepth = 20
)

// faults lists where Discord found something wrong and by which code. Its
// sentences are left out: they may quote what a person wrote.
func faults(errs json.RawMessage) []string {
	var out []string
	var walk func(at string, raw json.RawMessage, depth int)
	walk = func(at string, raw json.RawMessage, depth int) {
		var here map[string]json.RawMessage
		if depth > maxDepth || json.Unmarshal(raw, &here) != nil {
			return
		}
		var list []struct {
			Code string `json:"code"`
		}
		if json.Unmarshal(here["_errors"], &list) == nil {
			for _, e := range list {
				out = append(out, strings.TrimPrefix(at, ".")+" "+e.Code)
			}
		}
		keys := make([]string, 0, len(here))
		for k := range here {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			if k != "_errors" {
				walk(at+"."+k, here[k], depth+1)
			}
		}
	}
	walk("", errs, 0)
	return out[:min(len(out), maxFaults)]
}

// retryAfter is how long a 429 asks to wait. Its body has fractions of a
// second, the header whole ones; a ban by the network's edge has neither.
func retryAfter(h http.Header, body []byte) time.Duration {
	var said struct {
		After float64 `json:"retry_after"`
	}
	if json.Unmarshal(body, &said) == nil && said.After > 0 && said.After < 7*24*60*60 {
		return time.Duration(said.After * float64(time.Second))
	}
	if s, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && s > 0 && s < 7*24*60*60 {
		return time.Duration(s * float64(time.Second))
	}
	return bannedFor
}

// bannedFor is how long nothing is called after a 429 without a time, as at a
// ban of the address. It lasts an hour or longer; asking more often prolongs
// nothing, but does not help either.
const bannedFor = time.Minute
