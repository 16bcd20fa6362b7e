package web

import (
	"net/http"
	"strings"

	"github.com/idmbot/idmbot/bots"
)

// maxForm bounds a form, in bytes.
const maxForm = 1 << 20

// turn is one question or choice with its answer.
type turn struct {
	Asked string
	Reply bots.Reply
	// Why is what to send to have the answer explained.
	Why bool
}

type chatData struct {
	Turn     *turn
	Examples []string
	Today    *entryItem
}

// chatPage is the start: the chat, or, without JavaScript, a question's answer.
func (s *Server) chatPage(rw http.ResponseWriter, r *http.Request) {
	lang := langOf(r)
	p := page{Title: w(lang, "title"), Description: w(lang, "lead"), Current: "ask"}
	data := chatData{}
	if m, asked, ok := message(r, lang); ok {
		reply := s.deps.Bot.Handle(r.Context(), m)
		data.Turn = &turn{Asked: asked, Reply: reply, Why: m.Kind == bots.Text}
		if m.Kind == bots.Text && r.FormValue("why") != "" {
			data.Turn.Reply = s.deps.Bot.Why(m.Text, lang)
		}
	}
	for _, k := range []string{"example_1", "example_2", "example_3", "example_4"} {
		data.Examples = append(data.Examples, say(lang, k))
	}
	if s.deps.Today != nil {
		if e, _ := s.deps.Today(s.deps.Bot.Engine().Corpus(), s.deps.Clock()); e != nil {
			one := list(lang, []*entry{e})[0]
			data.Today = &one
		}
	}
	p.Data = data
	s.show(rw, r, http.StatusOK, "chat", p)
}

// chatTurn answers a question or a choice of the page's script with a piece of
// the page.
func (s *Server) chatTurn(rw http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(rw, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		http.Error(rw, "the form cannot be read", http.StatusBadRequest)
		return
	}
	lang := langOf(r)
	m, asked, ok := message(r, lang)
	if !ok {
		m = bots.Message{Chat: bots.Chat{Platform: Platform}, From: bots.Person{Lang: lang, Manager: true}, Kind: bots.Text}
	}
	reply := s.deps.Bot.Handle(r.Context(), m)
	if reply.Pending {
		if better, ok := s.deps.Bot.Complete(r.Context(), m, reply); ok {
			reply = better
		}
	}
	s.show(rw, r, http.StatusOK, "fragment", page{Lang: reply.Lang,
		Data: turn{Asked: asked, Reply: reply, Why: m.Kind == bots.Text}})
}

// message reads a question (q), a command in it, or a pressed button (a). The
// conversation's name (c) is made by the page and lasts as long as the page.
func message(r *http.Request, lang string) (m bots.Message, asked string, ok bool) {
	conversation := r.FormValue("c")
	if len(conversation) > 64 {
		conversation = ""
	}
	m = bots.Message{
		Chat: bots.Chat{Platform: Platform, ID: bots.ChatID(conversation)},
		From: bots.Person{ID: bots.UserID(conversation), Lang: lang, Manager: true},
	}
	if action := r.FormValue("a"); action != "" {
		a, err := bots.DecodeAction(action)
		if err != nil {
			return m, "", false
		}
		m.Kind, m.Action = bots.Press, a
		return m, r.FormValue("label"), true
	}
	q := strings.TrimSpace(r.FormValue("q"))
	if q == "" {
		return m, "", false
	}
	if name, isCommand := strings.CutPrefix(q, "/"); isCommand && name != "" {
		word, rest, _ := strings.Cut(name, " ")
		m.Kind, m.Command, m.Args = bots.Command, word, bots.Args{Line: strings.TrimSpace(rest)}
		return m, q, true
	}
	m.Kind, m.Text = bots.Text, q
	return m, q, true
}
