package web

import (
	"embed"
	"net/http"
	"strings"
)

//go:embed static
var static embed.FS

// routes is the table of all addresses.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.chatPage)
	mux.HandleFunc("POST /chat", s.chatTurn)
	mux.HandleFunc("GET /m/{id}", s.entryPage)
	mux.HandleFunc("GET /themes", s.themesPage)
	mux.HandleFunc("GET /themes/{id}", s.themePage)
	mux.HandleFunc("GET /sources", s.sourcesPage)
	mux.HandleFunc("GET /sources/{id}", s.sourcePage)
	mux.HandleFunc("GET /years", s.yearsPage)
	mux.HandleFunc("GET /years/{year}", s.yearPage)
	mux.HandleFunc("GET /gcm", s.objectivesPage)
	mux.HandleFunc("GET /gcm/{n}", s.objectivePage)
	mux.HandleFunc("GET /sdgs", s.goalsPage)
	mux.HandleFunc("GET /sdgs/{n}", s.goalPage)
	mux.HandleFunc("GET /search", s.searchPage)
	mux.HandleFunc("GET /about", s.aboutPage)
	mux.HandleFunc("GET /feed.atom", s.atomFeed)
	mux.HandleFunc("GET /feed.json", s.jsonFeed)
	mux.HandleFunc("POST /api/v1/ask", s.apiAsk)
	mux.HandleFunc("POST /api/v1/suggest", s.apiSuggest)
	mux.HandleFunc("GET /robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("User-agent: *\nDisallow: /api/\nDisallow: /*?q=\nAllow: /\n"))
	})
	files := http.FileServerFS(static)
	mux.HandleFunc("GET /static/{file}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=300")
		files.ServeHTTP(w, r)
	})
	for pattern, h := range s.deps.Mount {
		mux.Handle(pattern, h)
	}
	mux.HandleFunc("/", s.notFound)
	return secure(shed(methods(mux)))
}

// methods answers a wrong method on a known API path in JSON.
func methods(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/v1/ask") && r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			apiError(w, http.StatusMethodNotAllowed, "use POST with a JSON body: {\"text\":\"your question\"}")
			return
		}
		next.ServeHTTP(w, r)
	})
}
