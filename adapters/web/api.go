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

// problem is why a request cannot be answered: a status and one line for whom
// sent it.
type problem struct {
	code int
	text string
}

// apiAsk answers POST /api/v1/ask as the contract says.
func (s *Server) apiAsk(w http.ResponseWriter, r *http.Request) {
	q, bad := readQuestion(w, r)
	if bad != nil {
		apiError(w, bad.code, bad.text)
		return
	}
	writeJSON(w, http.StatusOK, s.deps.Bot.Ask(r.Context(), q))
}

func readQuestion(w http.ResponseWriter, r *http.Request) (bots.Request, *problem) {
	if t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || t != "application/json" {
		return bots.Request{}, &problem{http.StatusUnsupportedMediaType, "send JSON with Content-Type: application/json"}
	}
	var q struct {
		Text    *string `json:"text"`
		Lang    string  `json:"lang"`
		Summary bool    `json:"summary"`
	}
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	if err := dec.Decode(&q); err != nil {
		return bots.Request{}, unreadable(err)
	}
	switch _, err := dec.Token(); {
	case err == nil:
		return bots.Request{}, &problem{http.StatusBadRequest, "the body holds more than one JSON value"}
	case !errors.Is(err, io.EOF):
		return bots.Request{}, unreadable(err)
	}
	switch {
	case q.Text == nil:
		return bots.Request{}, &problem{http.StatusBadRequest, `"text" is missing: {"text":"your question"}`}
	case q.Lang != "" && locale.Match(q.Lang) == "":
		return bots.Request{}, &problem{http.StatusBadRequest, `"lang" must be one of ` + strings.Join(locale.Languages, ", ")}
	}
	return bots.Request{Text: *q.Text, Lang: q.Lang, Summary: q.Summary}, nil
}

func unreadable(err error) *problem {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return &problem{http.StatusRequestEntityTooLarge, "the body is larger than 1 MiB; send the question alone"}
	}
	return &problem{http.StatusBadRequest, `the body is not JSON of the form {"text":"your question"}`}
}

// maxSuggestions is how many completions fit above a phone's keyboard.
const maxSuggestions = 7

// apiSuggest offers completions for a form with q and lang, as a JSON list of
// strings. It is a POST, so that what people type stands in no address and no
// log.
func (s *Server) apiSuggest(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		apiError(w, http.StatusBadRequest, "the form cannot be read; send q and lang")
		return
	}
	out := []string{}
	seen := map[string]bool{}
	for _, c := range s.deps.Bot.Engine().Suggest(r.PostForm.Get("q"), locale.Match(r.PostForm.Get("lang")), maxSuggestions) {
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
