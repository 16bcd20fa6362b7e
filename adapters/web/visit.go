package web

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"time"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// visit is one request for a page: its language, and the one state of the
// knowledge that the whole page is made from, even if a reload comes between.
type visit struct {
	*Server
	w      http.ResponseWriter
	r      *http.Request
	lang   string
	engine *answer.Engine
}

func (s *Server) visit(w http.ResponseWriter, r *http.Request) *visit {
	return &visit{Server: s, w: w, r: r, lang: langOf(r), engine: s.deps.Bot.Engine()}
}

func (v *visit) corpus() *knowledge.Corpus { return v.engine.Corpus() }

// word is an interface word, say one of the bot's.
func (v *visit) word(key string) string { return v.words.say(v.lang, key) }
func (v *visit) say(key string, pairs ...any) string {
	return locale.In(v.lang).T(key, pairs...)
}

// lost answers with the page for addresses that do not exist.
func (v *visit) lost() { v.refuse(v.w, v.r, http.StatusNotFound) }

// visited serves what is made anew each time.
func (s *Server) visited(page func(*visit)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		page(s.visit(w, r))
	})
}

// kept serves pages that are the same for everybody until the knowledge, the
// program or the day changes: a browser that has them is told so without
// making them. Whatever carries a question is never kept.
func (s *Server) kept(page func(*visit)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := s.visit(w, r)
		h := w.Header()
		h.Set("Vary", "Accept-Language")
		for name := range r.URL.Query() {
			if name != "lang" {
				h.Set("Cache-Control", "no-store")
				page(v)
				return
			}
		}
		tag := v.tag()
		if r.Header.Get("If-None-Match") == tag {
			h.Set("ETag", tag)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		page(&visit{Server: s, w: &tagged{ResponseWriter: w, tag: tag}, r: r, lang: v.lang, engine: v.engine})
	})
}

// tag names the state of a page. The day counts because pages name the message
// of the day and the day on which a citation was made.
func (v *visit) tag() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n%s\n%s", v.corpus().Version, v.assets.stamp, v.lang,
		v.r.URL.Path, v.deps.Clock().UTC().Format(time.DateOnly)))
	return fmt.Sprintf(`"%x"`, sum[:10])
}

// tagged puts the tag on answers that succeed, and on those only.
type tagged struct {
	http.ResponseWriter
	tag     string
	started bool
}

func (t *tagged) WriteHeader(code int) {
	if !t.started {
		t.started = true
		if code == http.StatusOK {
			t.Header().Set("ETag", t.tag)
			t.Header().Set("Cache-Control", "public, no-cache")
		} else {
			t.Header().Set("Cache-Control", "no-store")
		}
	}
	t.ResponseWriter.WriteHeader(code)
}

func (t *tagged) Write(p []byte) (int, error) {
	if !t.started {
		t.WriteHeader(http.StatusOK)
	}
	return t.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (t *tagged) Unwrap() http.ResponseWriter { return t.ResponseWriter }
