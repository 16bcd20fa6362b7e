package digest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// Messages composes what is sent, digests and broadcasts alike. It implements
// Composer.
type Messages struct {
	// Corpus is the knowledge in force.
	Corpus func() *knowledge.Corpus
	// Card shows one entry as in an answer; bots.Bot has it.
	Card func(e *knowledge.Entry, lang string) bots.Reply
	// Broadcasts finds a broadcast; nil if there are none.
	Broadcasts interface {
		FindBroadcast(ctx context.Context, id int64) (Broadcast, bool, error)
	}

	mu   sync.Mutex
	last Broadcast // the one composed last; it does not change once it runs
}

var _ Composer = (*Messages)(nil)

// Compose implements Composer.
func (m *Messages) Compose(ctx context.Context, row Row, s Subscription, h History) (bots.Reply, []string, Reason, error) {
	if id := row.Kind.BroadcastID(); id != 0 {
		b, err := m.broadcast(ctx, id)
		if err != nil {
			return bots.Reply{}, nil, "", err
		}
		reply, why := m.Announce(b, s.Lang)
		return reply, reply.Entries, why, nil
	}
	corpus := m.Corpus()
	choice := Choose(corpus, h, s.Reader(), row.Day)
	if len(row.Entries) > 0 && !slices.Equal(row.Entries, choice.ids()) {
		// The knowledge changed since the first attempt: what was begun then
		// is sent, without a reason that no longer holds.
		choice = held(corpus, row.Entries)
	}
	if choice.Nothing != "" {
		return bots.Reply{}, nil, choice.Nothing, nil
	}
	return m.message(corpus, choice, s, row.Day), choice.ids(), "", nil
}

// Reader is what the editorial rule needs to know of a subscription.
func (s *Subscription) Reader() Reader {
	return Reader{Seed: fmt.Sprintf("%s:%s:%s", s.Chat.Platform, s.Chat.ID, s.Chat.Thread), Themes: s.Themes, Every: s.Every}
}

func (c Choice) ids() []string {
	var out []string
	for _, e := range c.Entries {
		out = append(out, e.Entry.ID)
	}
	return out
}

// held is the choice of entries that were chosen before, as far as they are
// still there.
func held(c *knowledge.Corpus, ids []string) Choice {
	var out Choice
	for _, id := range ids {
		if e, ok := c.Entry(id); ok {
			out.Entries = append(out.Entries, Chosen{Entry: e})
		}
	}
	if len(out.Entries) == 0 {
		out.Nothing = NoEntry
	}
	return out
}

// message sets out what was chosen.
func (m *Messages) message(c *knowledge.Corpus, choice Choice, s Subscription, day Date) bots.Reply {
	p := locale.In(s.Lang)
	r := bots.Reply{Lang: p.Lang(), Entries: choice.ids()}
	head := p.T("digest_daily", "Date", sayDate(p, day))
	switch {
	case len(choice.Entries) > 1 && s.Every == Monthly:
		t := day.Time()
		head = p.T("digest_monthly", "Month", sayMonth(p, t.Month()), "Year", t.Year())
	case len(choice.Entries) > 1:
		head = p.T("digest_weekly", "Date", sayDate(p, day))
	}
	for i, chosen := range choice.Entries {
		card := m.Card(chosen.Entry, p.Lang())
		meta := chosen.Why(p.Lang(), c)
		if i == 0 {
			r.Colour = card.Colour
			meta = strings.TrimSpace(head + "\n" + meta)
		} else {
			r.Blocks = append(dropShared(r.Blocks, card.Blocks), bots.Rule{})
		}
		if meta != "" {
			r.Blocks = append(r.Blocks, bots.Paragraph{Text: meta, Tone: bots.Meta})
		}
		r.Blocks = append(r.Blocks, card.Blocks...)
		if len(choice.Entries) == 1 {
			r.Buttons = card.Buttons
			break
		}
		w, _ := chosen.Entry.In(p.Lang())
		r.Buttons = append(r.Buttons, []bots.Button{{Label: clipTo(w.Title, titleLength),
			Action: bots.Action{Name: bots.ActionShow, Arg: chosen.Entry.ID}}})
	}
	if choice.Last {
		r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_last"), Tone: bots.Fine})
	}
	r.Buttons = append(r.Buttons, subscriberButtons(p))
	return r
}

// titleLength is how much of a title a button shows, in runes.
const titleLength = 40

// dropShared leaves out the end that a card has in common with the next one,
// such as the version of the knowledge.
func dropShared(blocks, next []bots.Block) []bots.Block {
	if len(blocks) > 0 && len(next) > 0 && reflect.DeepEqual(blocks[len(blocks)-1], next[len(next)-1]) {
		return blocks[:len(blocks)-1]
	}
	return blocks
}

// subscriberButtons stand under everything that is sent unasked. What they
// open is new, and the message stays as it is.
func subscriberButtons(p locale.Printer) []bots.Button {
	return []bots.Button{
		{Label: p.T("digest_button_fewer"), Action: bots.Action{Name: actionFewer, Extra: asNew}},
		{Label: p.T("digest_button_settings"), Action: bots.Action{Name: actionSettings, Extra: asNew}},
		{Label: p.T("digest_button_stop"), Action: bots.Action{Name: actionEnd, Extra: asNew}},
	}
}

// Announce is a broadcast as subscribers of a language get it, or why there is
// nothing to send.
func (m *Messages) Announce(b Broadcast, lang string) (bots.Reply, Reason) {
	p := locale.In(lang)
	var r bots.Reply
	if b.Entry != "" {
		e, ok := m.Corpus().Entry(b.Entry)
		if !ok {
			return bots.Reply{}, NoEntry
		}
		r = m.Card(e, p.Lang())
	} else {
		text, own := b.In(p.Lang())
		if text == "" {
			return bots.Reply{}, NoEntry
		}
		r.Lang = p.Lang()
		for _, part := range strings.Split(text, "\n\n") {
			r.Blocks = append(r.Blocks, bots.Paragraph{Text: strings.TrimSpace(part)})
		}
		if !own && len(b.Text) > 1 {
			r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_other_language"), Tone: bots.Fine})
		}
	}
	r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_sent_by"), Tone: bots.Fine})
	r.Buttons = append(r.Buttons, subscriberButtons(p)[1:])
	return r, ""
}

func (m *Messages) broadcast(ctx context.Context, id int64) (Broadcast, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.last.ID == id {
		return m.last, nil
	}
	if m.Broadcasts == nil {
		return Broadcast{}, fmt.Errorf("broadcast %d: there are no broadcasts here", id)
	}
	b, ok, err := m.Broadcasts.FindBroadcast(ctx, id)
	if err != nil {
		return Broadcast{}, err
	}
	if !ok {
		return Broadcast{}, fmt.Errorf("broadcast %d is gone", id)
	}
	m.last = b
	return b, nil
}
