package botstest

import (
	"strings"
	"sync"

	"github.com/idmbot/idmbot/bots"
)

// Script is a Handler whose answers a test wrote down. It keeps what it was
// asked. It may be used by several goroutines at once.
type Script struct {
	// Answer makes the reply; nil echoes the text of each message.
	Answer func(ctx bots.Context, m bots.Message) bots.Reply
	// Later makes the better version of a pending reply; nil has none.
	Later func(ctx bots.Context, m bots.Message, first bots.Reply) (bots.Reply, bool)

	// Sentences makes the summary of a pending reply sentence by sentence, and
	// returns whether it stands in the end; it goes before Later.
	Sentences func(ctx bots.Context, m bots.Message, each func(sentence string)) bool

	mu    sync.Mutex
	asked []bots.Message
}

var (
	_ bots.Handler       = (*Script)(nil)
	_ bots.LiveCompleter = (*Script)(nil)
)

// Handle implements bots.Handler.
func (s *Script) Handle(ctx bots.Context, m bots.Message) bots.Reply {
	s.mu.Lock()
	s.asked = append(s.asked, m)
	s.mu.Unlock()
	if s.Answer == nil {
		return Say(m.Text)
	}
	return s.Answer(ctx, m)
}

// Complete implements bots.Completer.
func (s *Script) Complete(ctx bots.Context, m bots.Message, first bots.Reply) (bots.Reply, bool) {
	if s.Later == nil {
		return bots.Reply{}, false
	}
	return s.Later(ctx, m, first)
}

// CompleteLive implements bots.LiveCompleter.
func (s *Script) CompleteLive(ctx bots.Context, m bots.Message, first bots.Reply, each func(bots.Summary)) (bots.Reply, bool) {
	if s.Sentences == nil {
		return s.Complete(ctx, m, first)
	}
	var told []string
	stands := s.Sentences(ctx, m, func(sentence string) {
		told = append(told, sentence)
		each(bots.Summary{Label: SummaryLabel, Text: sentence})
	})
	if !stands || len(told) == 0 {
		return first, false
	}
	first.Pending = false
	first.Blocks = append([]bots.Block{bots.Summary{Label: SummaryLabel, Text: strings.Join(told, " ")}, bots.Rule{}}, first.Blocks...)
	return first, true
}

// SummaryLabel stands above the summaries of a Script.
const SummaryLabel = "In short"

// Asked returns the messages that reached the handler, in their order.
func (s *Script) Asked() []bots.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]bots.Message(nil), s.asked...)
}

// Say is a reply of one plain paragraph.
func Say(text string) bots.Reply {
	if text == "" {
		return bots.Reply{}
	}
	return bots.Reply{Lang: "en", Blocks: []bots.Block{bots.Paragraph{Text: text}}}
}
