package discordtest

import (
	"regexp"
	"slices"
	"strings"
)

var mention = regexp.MustCompile(`<@[!&]?\d+>|@everyone|@here`)

// pings are whom a new message notifies. Without allowed_mentions a channel
// message pings all, an answer to an interaction users only.
func pings(m *Message, body map[string]any, interaction bool) []string {
	found := mention.FindAllString(m.text(), -1)
	allowed, given := body["allowed_mentions"].(map[string]any)
	var out []string
	for _, f := range found {
		kind := kindOf(f)
		if !given && (kind == "users" || !interaction) || given && pinged(allowed, kind, f) {
			out = append(out, f)
		}
	}
	if m.Reference != "" && (!given || allowed["replied_user"] == true) {
		out = append(out, "the author of "+m.Reference)
	}
	return out
}

func kindOf(mention string) string {
	switch {
	case strings.HasPrefix(mention, "@"):
		return "everyone"
	case strings.HasPrefix(mention, "<@&"):
		return "roles"
	}
	return "users"
}

func pinged(allowed map[string]any, kind, mention string) bool {
	id := strings.Trim(mention, "<@!&>")
	return slices.Contains(list(allowed["parse"]), any(kind)) || slices.Contains(list(allowed[kind]), any(id))
}

// text is what can mention: the content, and the texts of components.
func (m *Message) text() string {
	var b strings.Builder
	b.WriteString(m.Content)
	var walk func([]Component)
	walk = func(components []Component) {
		for _, c := range components {
			if c.Type == textType {
				b.WriteString("\n" + c.Content)
			}
			walk(c.Components)
		}
	}
	walk(m.Components)
	return b.String()
}
