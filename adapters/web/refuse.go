package web

import (
	"net/http"
	"strings"
)

// refusals are the words for programs; people get those of the pages.
var refusals = map[int]struct{ api, title, text string }{
	http.StatusNotFound:            {"there is no such address; see /about", "lost", "lost_text"},
	http.StatusMethodNotAllowed:    {`this address does not take that method; questions go by POST with a JSON body: {"text":"your question"}`, "wrong_way", "lost_text"},
	http.StatusTooManyRequests:     {"too many requests from this address; please try again in a few seconds", "busy_title", "busy_text"},
	http.StatusServiceUnavailable:  {"too many requests at the moment; please try again in a few seconds", "busy_title", "busy_text"},
	http.StatusInternalServerError: {"something went wrong on our side; please try again in a moment", "failed_title", "failed_text"},
}

// refuse answers a request that cannot be served: in JSON for programs, with a
// page in their language for people.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, code int) {
	why := refusals[code]
	if code == http.StatusTooManyRequests || code == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "2")
	}
	if strings.HasPrefix(r.URL.Path, "/api/") {
		apiError(w, code, why.api)
		return
	}
	v := s.visit(w, r)
	v.show(code, "lost", page{Title: v.word(why.title), Data: v.word(why.text)})
}
