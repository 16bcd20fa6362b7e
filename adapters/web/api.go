package web

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// maxBody bounds a request's body, in bytes: a question of 100,000 characters
// is still read, and cut by the engine.
const maxBody = 1 << 20

// apiAsk answers POST /api/v1/ask as the contract says.
func (s *Server) apiAsk(w http.ResponseWriter, r *http.Request) {
	if t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || t != "application/json" {
		apiError(w, http.StatusUnsupportedMediaType, "send JSON with Content-Type: application/json")
		return
	}
	var q struct {
		Text    *string `json:"text"`
		Lang    string  `json:"lang"`
		Summary bool    `json:"summary"`
	}
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	if err := dec.Decode(&q); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			apiError(w, http.StatusRequestEntityTooLarge, "the body is larger than 1 MiB")
			return
		}
		apiError(w, http.StatusBadRequest, `the body is not JSON of the form {"text":"your question"}`)
		return
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		apiError(w, http.StatusBadRequest, "the body holds more than one JSON value")
		return
	}
	switch {
	case q.Text == nil:
		apiError(w, http.StatusBadRequest, `"text" is missing: {"text":"your question"}`)
		return
	case q.Lang != "" && locale.Match(q.Lang) == "":
		apiError(w, http.StatusBadRequest, `"lang" must be one of `+strings.Join(locale.Languages, ", "))
		return
	}
	writeJSON(w, http.StatusOK, s.deps.Bot.Ask(r.Context(), bots.Request{Text: *q.Text, Lang: q.Lang, Summary: q.Summary}))
}

// apiSuggest offers completions for a form with q and lang. It is a POST, so
// that what people type stands in no address and no log.
func (s *Server) apiSuggest(w http.ResponseWriter, r *http.Request) {
	const most = 8
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	out := []string{}
	seen := map[string]bool{}
	for _, c := range s.deps.Bot.Engine().Suggest(r.FormValue("q"), locale.Match(r.FormValue("lang")), most) {
		if !seen[c.Text] {
			seen[c.Text] = true
			out = append(out, c.Text)
		}
	}
	writeJSON(w, http.StatusOK, out)
}

func apiError(w http.ResponseWriter, code int, message string) {
	writeJSON(w, code, map[string]string{"error": message})
}

func writeJSON(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // the other side may have gone
}
