package web

import (
	"encoding/hex"
	"io"
	"net/http"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/knowledge"
)

// maxForm bounds a form, in bytes: a question of 100,000 characters in any
// script is still read, and cut by the engine.
const maxForm = 1 << 20

// turn is one question or choice with its answer.
type turn struct {
	Asked string
	Reply bots.Reply
	// Conversation is the name under which a follow-up is understood.
	Conversation string
	// Why is true where the answer can be explained.
	Why bool
	// PageLang is the language of the page around it.
	PageLang string
}

type chatData struct {
	Turn         *turn
	Conversation string
	Examples     []string
	Today        *entryItem
	Themes       []tile
}

// chatPage is the start: the chat, or, without JavaScript, a question's answer.
func (s *Server) chatPage(v *visit) {
	p := page{Title: v.word("title"), Description: v.word("lead"), Current: "ask"}
	data := chatData{}
	if in, ok := readInput(v); ok {
		if in.lang != "" {
			v.w.Header().Set("Cache-Control", "no-store")
			http.Redirect(v.w, v.r, "/?lang="+in.lang, http.StatusSeeOther)
			return
		}
		data.Turn = s.answer(v, in)
		data.Conversation = data.Turn.Conversation
		p.Title = firstHeading(data.Turn.Reply, p.Title)
		p.Data = data
		v.show(http.StatusOK, "chat", p)
		return
	}
	for _, k := range []string{"example_1", "example_2", "example_3", "example_4"} {
		data.Examples = append(data.Examples, v.say(k))
	}
	if s.deps.Today != nil {
		if e, _ := s.deps.Today(v.corpus(), s.deps.Clock().UTC()); e != nil {
			one := v.items([]*knowledge.Entry{e})[0]
			data.Today = &one
		}
	}
	data.Themes = v.themeTiles()
	p.Data = data
	v.show(http.StatusOK, "chat", p)
}

// chatTurn answers a question or a choice of the page's script with a piece of
// the page. A choice of the language is answered with the address of the page
// in that language, since nothing about a person is kept here.
func (s *Server) chatTurn(v *visit) {
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, maxForm)
	if err := v.r.ParseForm(); err != nil {
		http.Error(v.w, v.say("failed"), http.StatusBadRequest)
		return
	}
	v.lang = langOf(v.r)
	in, _ := readInput(v)
	if in.lang != "" {
		v.w.Header().Set("Content-Location", "/?lang="+in.lang)
		v.w.WriteHeader(http.StatusNoContent)
		return
	}
	t, m := s.first(v, in)
	if t.Reply.Pending && v.r.PostForm.Get("live") != "" {
		s.grow(v, t, m)
		return
	}
	s.complete(v, t, m)
	v.show(http.StatusOK, "fragment", page{Lang: t.Reply.Lang, Data: t})
}

// answer has the bot answer, and waits for the better version where there may
// be one: without a script, a page cannot grow.
func (s *Server) answer(v *visit, in input) *turn {
	t, m := s.first(v, in)
	s.complete(v, t, m)
	return t
}

func (s *Server) complete(v *visit, t *turn, m bots.Message) {
	if t.Reply.Pending {
		if better, ok := s.deps.Bot.Complete(v.r.Context(), m, t.Reply); ok {
			t.Reply = better
		}
	}
}

// first is what the bot answers at once, with the message it answers.
func (s *Server) first(v *visit, in input) (*turn, bots.Message) {
	t := &turn{Asked: in.asked, Conversation: in.conversation, PageLang: v.lang}
	if t.Conversation == "" {
		t.Conversation = s.newConversation()
	}
	if in.reply != nil {
		t.Reply = *in.reply
		return t, in.message
	}
	m := in.message
	m.ID = bots.MessageID(s.newConversation())
	m.Chat = bots.Chat{Platform: Platform, ID: bots.ChatID(t.Conversation)}
	m.From = bots.Person{ID: bots.UserID(t.Conversation), Lang: v.lang, Manager: true}
	m.Inside = keptInside(v.r)
	if in.why {
		t.Asked = v.word("why")
		t.Reply = s.deps.Bot.Why(m.Text, v.lang)
		return t, m
	}
	t.Why = m.Kind == bots.Text && m.Text != ""
	t.Reply = s.deps.Bot.Handle(v.r.Context(), m)
	return t, m
}

// conversationBytes are enough that nobody guesses the name of another's
// conversation, which would show what it was about.
const conversationBytes = 16

// newConversation makes a name for those whose browser runs no script, and one
// for each message. Without randomness there is none, and follow-ups are not
// understood.
func (s *Server) newConversation() string {
	b := make([]byte, conversationBytes)
	if _, err := io.ReadFull(s.deps.Random, b); err != nil {
		return ""
	}
	return hex.EncodeToString(b)
}

// firstHeading is the title of a page that shows a reply.
func firstHeading(r bots.Reply, otherwise string) string {
	for _, b := range r.Blocks {
		if h, ok := b.(bots.Heading); ok {
			return h.Text
		}
	}
	return otherwise
}
