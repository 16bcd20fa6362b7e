package digest

import (
	"strings"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest/place"
	"github.com/idmbot/idmbot/bots/locale"
)

// HandleText implements bots.TextHandler: it takes a text as the answer to a
// question of ours, if it can be one. Anything else is a question to the bot.
func (c *Conversation) HandleText(ctx bots.Context, m bots.Message, lang string) (bots.Reply, bool) {
	st := c.asked.what(m)
	if st == "" || !mayChange(m) {
		return bots.Reply{}, false
	}
	p := locale.In(lang)
	text := strings.TrimSpace(m.Text)
	switch st {
	case stepTime:
		if at, err := ParseClock(text); err == nil {
			c.asked.forget(m)
			return c.setTime(ctx, m, p, at), true
		}
		if looksLikeTime(text) {
			return note(p, "digest_unknown_time"), true
		}
	case stepZone:
		zones := place.Find(text)
		switch {
		case len(zones) == 1:
			c.asked.forget(m)
			return c.setZone(ctx, m, p, zones[0]), true
		case len(zones) > 1:
			return c.askWhich(c.askAgain(ctx, m, p, stepZone), p, zones), true
		case looksLikePlace(text):
			return note(p, "digest_unknown_zone"), true
		}
	}
	return bots.Reply{}, false
}

// looksLikeTime tells a mistyped time from a question.
func looksLikeTime(s string) bool {
	const longest = 12
	return len([]rune(s)) <= longest && strings.ContainsAny(asciiDigits(s), "0123456789")
}

// looksLikePlace tells an unknown place from a question.
func looksLikePlace(s string) bool {
	const mostWords = 3
	return s != "" && len(strings.Fields(s)) <= mostWords && !strings.ContainsAny(s, "?؟¿")
}
