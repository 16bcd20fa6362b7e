package bots

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"
)

// Action is what a button does. It is stateless: it carries all that is needed
// to carry it out, so that old buttons work after a restart and after a change
// of the knowledge.
type Action struct {
	// Name is one of the Action names, or one that an Extension registered.
	Name string
	// Arg is usually an id of an entry, a theme or a language.
	Arg string
	// Extra is a second, short argument.
	Extra string
}

// The actions of the bot itself.
const (
	ActionShow    = "e"  // Arg: entry. Show it
	ActionRelated = "r"  // Arg: entry. Related entries
	ActionTheme   = "t"  // Arg: theme, Extra: page. Its entries
	ActionThemes  = "ts" // Extra: page. All themes
	ActionSource  = "s"  // Arg: source, Extra: page. Its entries
	ActionSources = "ss" // All sources
	ActionCite    = "c"  // Arg: entry, Extra: style
	ActionHelpful = "h"  // Arg: entry, Extra: "y" or "n"
	ActionToday   = "d"  // Today's message
	ActionLang    = "l"  // Arg: language. Set the language
	ActionCommand = "x"  // Arg: command name. As if the command was given
	ActionForget  = "f"  // Extra: "y" after the person confirmed
	ActionBrief   = "b"  // Arg: theme. Talking points
	ActionCompare = "k"  // Arg: theme
	ActionSummary = "m"  // Extra: "on" or "off", for the person

	ActionSummaryHere = "mh" // Extra: "on" or "off", for a chat that several people share
)

// MaxActionData is the number of bytes an encoded action may have: Telegram's
// limit for callback data, the smallest of all platforms
// (https://core.telegram.org/bots/api#inlinekeyboardbutton).
const MaxActionData = 64

// ErrAction is returned for data that no action has.
var ErrAction = errors.New("not the data of a button of this bot")

// Encode returns the action as at most MaxActionData bytes. An argument that
// does not fit is replaced by its short code, which Bot resolves again.
func (a Action) Encode() string {
	s := a.Name + ":" + a.Arg
	if a.Extra != "" {
		s += ":" + a.Extra
	}
	if len(s) <= MaxActionData && !strings.Contains(a.Arg, ":") {
		return s
	}
	a.Arg = ShortCode(a.Arg)
	return a.Encode()
}

// DecodeAction reads what Encode wrote.
func DecodeAction(data string) (Action, error) {
	if len(data) > MaxActionData {
		return Action{}, ErrAction
	}
	parts := strings.SplitN(data, ":", 3)
	if len(parts) < 2 || parts[0] == "" || len(parts[0]) > 8 {
		return Action{}, ErrAction
	}
	a := Action{Name: parts[0], Arg: parts[1]}
	if len(parts) == 3 {
		a.Extra = parts[2]
	}
	return a, nil
}

// ShortCode is a stable 13-byte stand-in for an id that is too long for a
// button or a deep link: "~" is not allowed in ids, and 12 characters of
// base64url hold 72 bits of the id's hash.
func ShortCode(id string) string {
	sum := sha256.Sum256([]byte(id))
	return "~" + base64.RawURLEncoding.EncodeToString(sum[:9])
}
