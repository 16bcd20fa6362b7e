package web

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// growing is the media type of an answer that grows: one JSON value a line.
const growing = "application/x-ndjson"

// piece is one line of it: first the turn as a piece of the page, then each
// sentence of the summary with its label, as text.
type piece struct {
	Turn     string `json:"turn,omitempty"`
	Label    string `json:"label,omitempty"`
	Sentence string `json:"sentence,omitempty"`
}

// grow answers with the curated answer at once, and with each sentence of the
// summary when it was verified. When the person leaves, the request's context
// ends and with it the call of the model.
func (s *Server) grow(v *visit, t *turn, m bots.Message) {
	html, err := v.render("fragment", page{Lang: t.Reply.Lang, Data: t})
	if err != nil {
		http.Error(v.w, v.say("failed"), http.StatusInternalServerError)
		return
	}
	h := v.w.Header()
	h.Set("Content-Type", growing)
	h.Set("Content-Language", t.Reply.Lang)
	h.Set("X-Accel-Buffering", "no") // a proxy in front must not collect the lines
	out := pieces{http.NewResponseController(v.w), json.NewEncoder(v.w)}
	out.send(piece{Turn: html.String()})
	s.deps.Bot.CompleteLive(v.r.Context(), m, t.Reply, func(one bots.Summary) {
		out.send(piece{Label: one.Label, Sentence: one.Text})
	})
}

// pieces writes lines and sends each at once.
type pieces struct {
	rc  *http.ResponseController
	enc *json.Encoder
}

// send ignores errors: the other side may have gone, which ends the context.
func (p pieces) send(one piece) {
	// The server's bound on writing counts from the request; a summary may
	// take longer than that, a line may not.
	_ = p.rc.SetWriteDeadline(time.Now().Add(bodyTime))
	if p.enc.Encode(one) == nil {
		_ = p.rc.Flush()
	}
}

// keptInside reports whether a browser says that its user wants nothing given
// to third parties: Global Privacy Control, or Do Not Track before it. It is
// the switch for the summary here, where nothing about a person is kept.
func keptInside(r *http.Request) bool {
	return r.Header.Get("Sec-GPC") == "1" || r.Header.Get("DNT") == "1"
}
