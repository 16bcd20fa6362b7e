package web_test

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/idmbot/idmbot/adapters/web"
	"github.com/idmbot/idmbot/bots"
)

func get(t testing.TB, h http.Handler, path string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func post(t testing.TB, h http.Handler, path, contentType, body string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestPages: every address answers, in the language asked for, under the
// security policy.
func TestPages(t *testing.T) {
	h := newServer(t, "").Handler()
	for _, c := range []struct {
		path, want string
		code       int
	}{
		{"/?lang=en", "Key messages of the International Dialogue", 200},
		{"/?lang=ar", `dir="rtl"`, 200},
		{"/?lang=fr", `lang="fr"`, 200},
		{"/?lang=en&q=what+did+the+2020+dialogue+say+about+women", "Support women&#39;s needs and resources", 200},
		{"/?lang=en&q=visa+fee+for+Canada", "not in my sources", 200},
		{"/?lang=en&a=e:idm2024-outcome-avenue-2", "Avenue 2", 200},
		{"/?lang=en&q=women&why=1", "Why this answer", 200},
		{"/m/idm30-key-message-2?lang=en", "Support women’s needs and resources", 200},
		{"/m/imd2020-azoulay-nayeri?lang=en", "Dina Nayeri", 200},
		{"/m/no-such-entry?lang=en", "There is no such page", 404},
		{"/themes?lang=en", "/themes/gender", 200},
		{"/themes/gender?lang=en", "/m/idm30-key-message-2", 200},
		{"/themes/no-such-theme", "", 404},
		{"/sources?lang=en", "/sources/idm30", 200},
		{"/sources/imd2020?lang=en", "/m/imd2020-guterres-vaccination", 200},
		{"/years?lang=en", "/years/2024", 200},
		{"/years/2024?lang=en", "/m/idm2024-outcome-avenues", 200},
		{"/years/abc", "", 404},
		{"/gcm?lang=en", "/gcm/13", 200},
		{"/gcm/13?lang=en", "/m/gcm-objective-13", 200},
		{"/sdgs?lang=en", "/sdgs/5", 200},
		{"/sdgs/99", "", 404},
		{"/search?q=vaccines&lang=en", "/m/imd2020-guterres-vaccination", 200},
		{"/about?lang=en", "Statement by one person", 200},
		{"/nowhere?lang=es", "no existe", 404},
		{"/robots.txt", "Disallow: /api/", 200},
		{"/static/chat.js", "import { suggest }", 200},
		{"/api/v1/nowhere", `"error"`, 404},
	} {
		w := get(t, h, c.path)
		if w.Code != c.code || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s: code %d, want %d with %q", c.path, w.Code, c.code, c.want)
		}
		if p := w.Header().Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'none'") || strings.Contains(p, "unsafe") {
			t.Errorf("%s: policy %q", c.path, p)
		}
	}
}

// TestNothingFromElsewhere: pages load nothing from third parties, and carry no
// script or style of their own.
func TestNothingFromElsewhere(t *testing.T) {
	h := newServer(t, "").Handler()
	for _, path := range []string{"/?lang=en", "/m/idm30-key-message-2?lang=en", "/themes?lang=en", "/?q=women&lang=en"} {
		body := get(t, h, path).Body.String()
		for _, bad := range []string{`src="http`, `<link rel="stylesheet" href="http`, "<style", ` style="`, "onclick=", "javascript:"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %q", path, bad)
			}
		}
	}
}

func TestVersionStandsOnEveryAnswer(t *testing.T) {
	h := newServer(t, "").Handler()
	v := bots.ShortVersion(engine().Corpus().Version)
	for _, path := range []string{"/?q=women&lang=en", "/m/idm30-key-message-2", "/search?q=women", "/themes"} {
		if !strings.Contains(get(t, h, path).Body.String(), v) {
			t.Errorf("%s does not name the knowledge version", path)
		}
	}
}

// TestStrangersTextIsNotMarkup: what people type comes back as text.
func TestStrangersTextIsNotMarkup(t *testing.T) {
	h := newServer(t, "").Handler()
	for _, text := range []string{"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "javascript:alert(1)", "{{.}}", "</title><b>"} {
		for _, path := range []string{"/?lang=en&q=", "/search?lang=en&q="} {
			body := get(t, h, path+url.QueryEscape(text)).Body.String()
			if strings.Contains(body, "<script>alert") || strings.Contains(body, "<img src=x") || strings.Contains(body, "</title><b>") {
				t.Errorf("%s%s comes back as markup", path, text)
			}
		}
	}
}

func TestAsk(t *testing.T) {
	h := newServer(t, "").Handler()
	w := post(t, h, "/api/v1/ask", "application/json", `{"text":"What did the 2020 dialogue say about women?","lang":"en"}`)
	var o bots.Object
	if err := json.Unmarshal(w.Body.Bytes(), &o); err != nil || w.Code != 200 {
		t.Fatalf("code %d: %v", w.Code, err)
	}
	if o.Outcome != "answer" || len(o.Shown) != 1 || o.Shown[0] != "idm30-key-message-2" || o.KnowledgeVersion == "" || len(o.Citations) != 1 {
		t.Errorf("got %+v", o)
	}
	for _, key := range []string{`"lang"`, `"outcome"`, `"confidence"`, `"results"`, `"shown"`, `"text"`, `"citations"`, `"latency_us"`, `"knowledge_version"`} {
		if !strings.Contains(w.Body.String(), key) {
			t.Errorf("the answer object has no %s", key)
		}
	}
}

func TestAskRefusesKindly(t *testing.T) {
	h := newServer(t, "").Handler()
	for _, c := range []struct {
		contentType, body string
		code              int
	}{
		{"application/json", `{"text":`, 400},
		{"application/json", `{}`, 400},
		{"application/json", `{"text":5}`, 400},
		{"application/json", `{"text":"a"}{"text":"b"}`, 400},
		{"application/json", `{"text":"a","lang":"xx"}`, 400},
		{"application/json", `{"text":"` + strings.Repeat("a", 2<<20) + `"}`, 413},
		{"text/plain", `{"text":"a"}`, 415},
		{"application/json; charset=utf-8", `{"text":""}`, 200},
		{"application/json", `{"text":"` + strings.Repeat("migrants ", 11000) + `"}`, 200},
		{"application/json", `{"text":"\u0000\u202e\ud800"}`, 200},
	} {
		w := post(t, h, "/api/v1/ask", c.contentType, c.body)
		if w.Code != c.code {
			t.Errorf("%.40q: code %d, want %d", c.body, w.Code, c.code)
		}
		if !json.Valid(w.Body.Bytes()) {
			t.Errorf("%.40q: the answer is not JSON", c.body)
		}
	}
	if w := get(t, h, "/api/v1/ask"); w.Code != 405 || w.Header().Get("Allow") != "POST" {
		t.Errorf("GET: %d, Allow %q", w.Code, w.Header().Get("Allow"))
	}
}

func TestSuggest(t *testing.T) {
	h := newServer(t, "").Handler()
	w := post(t, h, "/api/v1/suggest", "application/x-www-form-urlencoded", "q=vacc&lang=en")
	var out []string
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil || len(out) == 0 {
		t.Errorf("%s %v", w.Body, err)
	}
}

func TestFeeds(t *testing.T) {
	h := newServer(t, "").Handler()
	var atom struct {
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Entries []struct {
			ID, Title, Updated string
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(get(t, h, "/feed.atom").Body.Bytes(), &atom); err != nil || len(atom.Entries) != 30 || atom.Updated == "" {
		t.Errorf("atom: %d entries, %v", len(atom.Entries), err)
	}
	var feed struct {
		Version string
		Items   []struct{ ID, URL string }
	}
	first := get(t, h, "/feed.json").Body.String()
	if err := json.Unmarshal([]byte(first), &feed); err != nil || len(feed.Items) != 30 || feed.Version != "https://jsonfeed.org/version/1.1" {
		t.Errorf("json: %d items, %v", len(feed.Items), err)
	}
	if again := get(t, h, "/feed.json").Body.String(); again != first {
		t.Error("the feed of one day is not the same twice")
	}
}

func TestNotModified(t *testing.T) {
	h := newServer(t, "").Handler()
	tag := get(t, h, "/themes").Header().Get("ETag")
	if w := get(t, h, "/themes", "If-None-Match", tag); tag == "" || w.Code != http.StatusNotModified {
		t.Errorf("tag %q, code %d", tag, w.Code)
	}
}

// TestManyAtOnce: a thousand questions at once all get an answer, if the machine
// is fast enough: time stands still while it works.
func TestManyAtOnce(t *testing.T) {
	h := newServer(t, "").Handler()
	synctest.Test(t, func(t *testing.T) {
		codes := make(chan int, 1000)
		for range cap(codes) {
			go func() {
				r := httptest.NewRequest(http.MethodPost, "/api/v1/ask", strings.NewReader(`{"text":"vaccines for migrants"}`))
				r.Header.Set("Content-Type", "application/json")
				r.RemoteAddr = "127.0.0.1:5000"
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				codes <- w.Code
			}()
		}
		for range cap(codes) {
			if code := <-codes; code != 200 {
				t.Fatalf("code %d", code)
			}
		}
	})
}

// TestOneAddressCannotTakeAll: a flood from one address is refused with a hint
// when to come back.
func TestOneAddressCannotTakeAll(t *testing.T) {
	h := newServer(t, "").Handler()
	for range 5000 {
		r := httptest.NewRequest(http.MethodGet, "/robots.txt", nil)
		r.RemoteAddr = "203.0.113.5:1234"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code == http.StatusTooManyRequests {
			if w.Header().Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
			return
		}
	}
	t.Error("5000 requests in a row were all answered")
}

func TestPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := newServer(t, l.Addr().String()).Listen(); !errors.Is(err, web.ErrInUse) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
}

func TestServeEndsWithItsContext(t *testing.T) {
	s := newServer(t, "127.0.0.1:0")
	l, err := s.Listen()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	r, err := http.Get("http://" + l.Addr().String() + "/robots.txt")
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Body.Close()
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func FuzzChat(f *testing.F) {
	h := newServer(f, "").Handler()
	f.Add("women", "", "en")
	f.Add("", "e:idm30-aims", "fr")
	f.Add("/cite \xff", "~:::", "\x00")
	f.Fuzz(func(t *testing.T, q, a, lang string) {
		body := url.Values{"q": {q}, "a": {a}, "lang": {lang}, "c": {"x"}}.Encode()
		w := post(t, h, "/chat", "application/x-www-form-urlencoded", body)
		if w.Code != 200 || strings.Contains(w.Body.String(), "<script") {
			t.Errorf("code %d", w.Code)
		}
	})
}

func BenchmarkAsk(b *testing.B) {
	h := newServer(b, "").Handler()
	for b.Loop() {
		post(b, h, "/api/v1/ask", "application/json", `{"text":"What did the 2020 dialogue say about women?"}`)
	}
}

func BenchmarkAskParallel(b *testing.B) {
	h := newServer(b, "").Handler()
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			post(b, h, "/api/v1/ask", "application/json", `{"text":"What did Guterres say about vaccines?"}`)
		}
	})
}
