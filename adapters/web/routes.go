package web

import (
	"net/http"
	"slices"
	"strings"
)

// routes is the table of all addresses.
func (s *Server) routes() http.Handler {
	own := http.NewServeMux()
	for pattern, page := range map[string]func(*visit){
		"GET /{$}":          s.chatPage,
		"GET /m/{id}":       s.entryPage,
		"GET /themes":       s.themesPage,
		"GET /themes/{id}":  s.themePage,
		"GET /sources":      s.sourcesPage,
		"GET /sources/{id}": s.sourcePage,
		"GET /years":        s.yearsPage,
		"GET /years/{n}":    s.yearPage,
		"GET /gcm":          s.objectivesPage,
		"GET /gcm/{n}":      s.objectivePage,
		"GET /sdgs":         s.goalsPage,
		"GET /sdgs/{n}":     s.goalPage,
		"GET /search":       s.searchPage,
		"GET /about":        s.aboutPage,
		"GET /feed.atom":    s.atomFeed,
		"GET /feed.json":    s.jsonFeed,
		"GET /themes.css":   s.themeColours,
	} {
		own.Handle(pattern, s.kept(page))
	}
	own.Handle("POST /chat", s.visited(s.chatTurn))
	own.HandleFunc("POST /api/v1/ask", s.apiAsk)
	own.HandleFunc("POST /api/v1/suggest", s.apiSuggest)
	own.HandleFunc("GET /robots.txt", robots)
	own.HandleFunc("GET /favicon.ico", icon)
	own.Handle("GET /static/{file}", s.assets)

	all := http.NewServeMux()
	all.Handle("/", s.shed(s.calm(s.known(own))))
	for pattern, h := range s.deps.Mount {
		all.Handle(pattern, h)
	}
	return s.secure(all)
}

// known hands on what the table has, and answers the rest: 404 for an address
// that does not exist, 405 for a method it does not take.
func (s *Server) known(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := mux.Handler(r); pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		if allowed := methods(mux, r); len(allowed) > 0 {
			w.Header().Set("Allow", strings.Join(allowed, ", "))
			s.refuse(w, r, http.StatusMethodNotAllowed)
			return
		}
		s.refuse(w, r, http.StatusNotFound)
	})
}

// methods are those that the table has for an address.
func methods(mux *http.ServeMux, r *http.Request) []string {
	var out []string
	for _, m := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
		other := *r
		other.Method = m
		if _, pattern := mux.Handler(&other); pattern != "" && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}
