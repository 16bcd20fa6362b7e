package bots

import (
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// Offer is an entry to choose outside a conversation, while somebody types.
type Offer struct {
	Entry *knowledge.Entry
	// Title and Meta name it; Text is the beginning of its message.
	Title, Meta, Text string
}

// Offers returns entries for a few typed words, best first, or for none the
// message of the day and the overviews; at most n after the first offset, and
// whether there are more.
func (b *Bot) Offers(typed, lang string, offset, n int) (offers []Offer, more bool) {
	e := b.engine.Load()
	p := locale.In(lang)
	var found []*knowledge.Entry
	if typed == "" {
		found = b.opening(e)
	} else {
		for _, hit := range e.Ask(answer.Question{Text: typed, Lang: locale.Match(lang)}).Results {
			found = append(found, hit.Entry)
		}
		if t, ok := b.findTheme(typed); ok {
			for _, entry := range e.ByTheme(t.ID) {
				if !has(found, entry) {
					found = append(found, entry)
				}
			}
		}
	}
	if offset >= len(found) {
		return nil, false
	}
	end := min(offset+n, len(found))
	for _, entry := range found[offset:end] {
		w, _ := entry.In(p.Lang())
		offers = append(offers, Offer{Entry: entry, Title: w.Title, Meta: standing(p, entry), Text: firstSentence(w.Text)})
	}
	return offers, end < len(found)
}

// opening is what is offered before anything was typed: the message of the
// day, then the overviews, then one entry of each theme.
func (b *Bot) opening(e *answer.Engine) []*knowledge.Entry {
	var out []*knowledge.Entry
	add := func(entry *knowledge.Entry) {
		if entry != nil && !has(out, entry) {
			out = append(out, entry)
		}
	}
	c := e.Corpus()
	if b.today != nil {
		entry, _ := b.today(c, b.clock())
		add(entry)
	}
	for _, entry := range c.Entries {
		if len(c.Parts(entry.ID)) > 0 {
			add(entry)
		}
	}
	for _, t := range c.Themes {
		if in := e.ByTheme(t.ID); len(in) > 0 {
			add(in[0])
		}
	}
	return out
}

func has(list []*knowledge.Entry, e *knowledge.Entry) bool {
	for _, one := range list {
		if one == e {
			return true
		}
	}
	return false
}

// Suggest implements Suggester: completions for an option while it is typed.
func (b *Bot) Suggest(_ Context, kind, typed, lang string, n int) []Completion {
	e := b.engine.Load()
	p := locale.In(lang)
	var out []Completion
	seen := map[string]bool{}
	add := func(label, value string) {
		if !seen[value] && len(out) < n {
			seen[value] = true
			out = append(out, Completion{Label: label, Value: value})
		}
	}
	switch kind {
	case "theme":
		if t, ok := b.findTheme(typed); ok {
			add(themeName(t, p.Lang()), t.ID)
		}
		for _, t := range e.Corpus().Themes {
			if name := themeName(t, p.Lang()); typed == "" || containsFold(name, typed) || containsFold(t.ID, typed) {
				add(name, t.ID)
			}
		}
	case "entry":
		offers, _ := b.Offers(typed, lang, 0, n)
		for _, o := range offers {
			add(o.Title, o.Entry.ID)
		}
	case "question":
		for _, s := range e.Suggest(typed, p.Lang(), n) {
			add(s.Text, s.Text)
		}
	}
	return out
}
