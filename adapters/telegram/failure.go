package telegram

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/idmbot/idmbot/bots"
)

// failure is a call that did not succeed. It holds no token and nothing that
// a person wrote.
type failure struct {
	method string
	// code is the API's error code, 0 if the API did not answer.
	code int
	// status is that of HTTP, 0 if there was no answer.
	status int
	text   string
	// retryAfter is how many seconds to wait, after a 429.
	retryAfter int
	// movedTo is the new id of a group that became a supergroup.
	movedTo int64
	// maybe is true where the call may have had its effect.
	maybe bool
	// arrived is true where it certainly had.
	arrived bool
	err     error
}

func (f *failure) Error() string {
	switch {
	case f.code != 0:
		return fmt.Sprintf("telegram %s: %d %s", f.method, f.code, f.text)
	case f.maybe:
		return fmt.Sprintf("telegram %s: no answer, it may have arrived: %s", f.method, f.text)
	default:
		return fmt.Sprintf("telegram %s: %s", f.method, f.text)
	}
}

func (f *failure) Unwrap() error { return f.err }

// refused takes over what the API said.
func (f *failure) refused(e *tgbotapi.Error, header int) {
	f.code, f.text, f.maybe = e.Code, withoutQuotes(e.Message), false
	f.movedTo = e.MigrateToChatID
	f.retryAfter = e.RetryAfter
	if f.code == 0 {
		f.code = f.status // UploadFiles leaves it out.
	}
	if f.retryAfter > 0 {
		f.code = http.StatusTooManyRequests
	}
	if f.code == http.StatusTooManyRequests && f.retryAfter == 0 {
		f.retryAfter = max(header, 1)
	}
}

// withoutQuotes cuts an error text before the piece of the message that it
// quotes. The apostrophe of "can't" is no quotation mark.
func withoutQuotes(s string) string {
	if !strings.HasPrefix(s, "Bad Request") {
		return s
	}
	for _, mark := range []string{` "`, ` '`} {
		s, _, _ = strings.Cut(s, mark)
	}
	return s
}

// says reports whether the API's text has one of the phrases.
func (f *failure) says(phrases ...string) bool {
	for _, p := range phrases {
		if strings.Contains(f.text, p) {
			return true
		}
	}
	return false
}

func (f *failure) badRequest(phrases ...string) bool {
	return f.code == http.StatusBadRequest && f.says(phrases...)
}

// goneReasons are the texts that mean that a chat takes no messages. The
// first that fits counts.
var goneReasons = []struct {
	text   string
	reason bots.GoneReason
}{
	{"bot was blocked by the user", bots.Blocked},
	{"user is deactivated", bots.Deactivated},
	{"bot was kicked", bots.Kicked},
	{"bot is not a member", bots.Kicked},
	{"chat was deleted", bots.NotFound},
	{"group chat was deactivated", bots.NotFound},
	{"chat not found", bots.NotFound},
	{"user not found", bots.NotFound},
	{"PEER_ID_INVALID", bots.NotFound},
	{"TOPIC_CLOSED", bots.Closed},
	{"TOPIC_DELETED", bots.Closed},
	{"message thread not found", bots.Closed},
	{"can't initiate conversation", bots.NoRight},
	{"can't send messages to", bots.NoRight},
	{"not enough rights", bots.NoRight},
	{"have no rights", bots.NoRight},
	{"need administrator rights", bots.NoRight},
	{"CHAT_WRITE_FORBIDDEN", bots.NoRight},
	{"CHAT_RESTRICTED", bots.NoRight},
	{"CHAT_SEND_", bots.NoRight},
	{"CHAT_ADMIN_REQUIRED", bots.NoRight},
}

// sendError says what the core needs to know about the failure of a send.
func (f *failure) sendError(now time.Time) *bots.SendError {
	e := &bots.SendError{Kind: bots.Rejected, Err: f}
	switch {
	case f.retryAfter > 0:
		e.Kind = bots.Throttled
		e.Until = now.Add(time.Duration(f.retryAfter) * time.Second)
	case f.movedTo != 0:
		e.Kind, e.Reason = bots.Gone, bots.MovedAway
		e.MovedTo = bots.ChatID(strconv.FormatInt(f.movedTo, 10))
	case f.arrived, f.maybe:
		e.Kind = bots.Unknown
	case f.code == 0, f.code >= 500, f.code == http.StatusUnauthorized,
		f.code == http.StatusNotFound, f.code == http.StatusConflict:
		// A wrong token is the operator's to mend; no message is at fault.
		e.Kind = bots.Unavailable
	case f.code == http.StatusForbidden, f.code == http.StatusBadRequest:
		f.gone(e)
	}
	return e
}

func (f *failure) gone(e *bots.SendError) {
	for _, g := range goneReasons {
		if f.says(g.text) {
			e.Kind, e.Reason = bots.Gone, g.reason
			return
		}
	}
	if f.code == http.StatusForbidden {
		e.Kind, e.Reason = bots.Gone, bots.NoRight
	}
}

// unusable reports whether the API refuses the bot as such.
func (f *failure) unusable() bool {
	return f.code == http.StatusUnauthorized || f.code == http.StatusNotFound
}
