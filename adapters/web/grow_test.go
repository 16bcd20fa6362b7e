package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/idmbot/idmbot/adapters/web"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/daily"
)

// writer is a Summaries whose sentences a test lets go one by one.
type writer struct {
	sentences chan string // closed at the end of the summary
	asked     chan bots.SummaryRequest
	left      chan struct{} // closed when the person left
}

func newWriter() *writer {
	return &writer{make(chan string), make(chan bots.SummaryRequest, 8), make(chan struct{})}
}

func (w *writer) Summarise(ctx bots.Context, q bots.SummaryRequest) (answer.Summary, bool) {
	return w.SummariseLive(ctx, q, func(answer.SummarySentence) {})
}

func (w *writer) SummariseLive(ctx bots.Context, q bots.SummaryRequest, each func(answer.SummarySentence)) (answer.Summary, bool) {
	w.asked <- q
	var s answer.Summary
	for {
		select {
		case <-ctx.Done():
			close(w.left)
			return s, len(s.Sentences) > 0
		case text, ok := <-w.sentences:
			if !ok {
				return s, len(s.Sentences) > 0
			}
			one := answer.SummarySentence{Text: text, Entry: q.Answer.Shown[0].ID}
			s.Sentences = append(s.Sentences, one)
			s.Text = strings.TrimSpace(s.Text + " " + text)
			each(one)
		}
	}
}

// writing starts the web with a bot that has summaries.
func writing(t *testing.T, s bots.Summaries) string {
	t.Helper()
	bot := bots.New(bots.Options{Engine: engine(), Today: daily.Today, Clock: clock, Summaries: s})
	server, err := web.New(web.Config{PublicURL: "https://idm.example.org"},
		web.Deps{Bot: bot, Today: daily.Today, Clock: clock, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(server.Handler())
	t.Cleanup(h.Close)
	return h.URL
}

type growingLine struct{ Turn, Label, Sentence string }

// growing asks as the page's script does.
func growing(t *testing.T, ctx context.Context, base string, header ...string) (*http.Response, func() (growingLine, error)) {
	t.Helper()
	form := url.Values{"q": {"What did Vitorino say about vaccines?"}, "lang": {"en"}, "live": {"1"}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/chat", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	in := bufio.NewReader(res.Body)
	return res, func() (growingLine, error) {
		var l growingLine
		data, err := in.ReadBytes('\n')
		if err == nil {
			err = json.Unmarshal(data, &l)
		}
		return l, err
	}
}

// TestTheAnswerDoesNotWaitForTheSummary: the curated answer is whole before the
// model wrote anything, and each sentence follows when it is known.
func TestTheAnswerDoesNotWaitForTheSummary(t *testing.T) {
	w := newWriter()
	res, next := growing(t, t.Context(), writing(t, w))
	first, err := next() // the model has written nothing yet
	if err != nil || !strings.Contains(first.Turn, "vaccine") || strings.Contains(first.Turn, `class="summary"`) {
		t.Fatalf("%v: %.300s", err, first.Turn)
	}
	if p := res.Header.Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'none'") || res.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("policy %q", p)
	}
	for _, text := range []string{"One <b>sentence</b>.", "Another."} {
		w.sentences <- text
		if got, err := next(); err != nil || got.Sentence != text || !strings.Contains(got.Label, "Automatic summary") {
			t.Errorf("%v: %+v", err, got)
		}
	}
	close(w.sentences)
	if _, err := next(); err != io.EOF { //nolint:errorlint // bufio returns it bare
		t.Errorf("the answer does not end: %v", err)
	}
}

// TestNoSummaryIsNoLoss: where nothing comes, the answer is all there is.
func TestNoSummaryIsNoLoss(t *testing.T) {
	w := newWriter()
	close(w.sentences)
	_, next := growing(t, t.Context(), writing(t, w))
	if first, err := next(); err != nil || first.Turn == "" {
		t.Errorf("%v: %+v", err, first)
	}
	if _, err := next(); err != io.EOF { //nolint:errorlint // bufio returns it bare
		t.Errorf("something follows: %v", err)
	}
}

// TestTheModelStopsWhenThePersonLeaves.
func TestTheModelStopsWhenThePersonLeaves(t *testing.T) {
	w := newWriter()
	ctx, leave := context.WithCancel(t.Context())
	_, next := growing(t, ctx, writing(t, w))
	if _, err := next(); err != nil {
		t.Fatal(err)
	}
	leave()
	<-w.left
}

// TestWithoutAScriptTheSummaryIsThere too, in the page as a whole.
func TestWithoutAScriptTheSummaryIsThere(t *testing.T) {
	w := newWriter()
	base := writing(t, w)
	go func() { w.sentences <- "A <i>true</i> sentence."; close(w.sentences) }()
	res, err := http.Get(base + "/?lang=en&q=What+did+Vitorino+say+about+vaccines%3F") //nolint:noctx // ends with the server
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || !strings.Contains(string(body), "A &lt;i&gt;true&lt;/i&gt; sentence.") || !strings.Contains(string(body), `class="summary"`) {
		t.Errorf("%v: no summary in the page", err)
	}
}

// TestPrivacySignals: a browser whose user wants nothing given away gets no
// summary, and the model is not asked.
func TestPrivacySignals(t *testing.T) {
	for _, h := range []string{"Sec-GPC", "DNT"} {
		w := newWriter()
		res, _ := growing(t, t.Context(), writing(t, w), h, "1")
		if kind := res.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/html") || len(w.asked) > 0 {
			t.Errorf("%s: %s, asked %d times", h, kind, len(w.asked))
		}
	}
}

// TestTheSummaryGrowsInTheBrowser: the answer stands still while sentences
// appear below it as text, and the next question ends it.
func TestTheSummaryGrowsInTheBrowser(t *testing.T) {
	ctx := browser(t)
	w := newWriter()
	base := writing(t, w)
	do(t, ctx, chromedp.Navigate(base+"/?lang=en"), chromedp.WaitVisible("#q"))
	eval[bool](t, ctx, watch)
	do(t, ctx, chromedp.SendKeys("#q", "What did Vitorino say about vaccines?\r"), chromedp.WaitVisible(".answer"))
	top := eval[float64](t, ctx, `document.querySelector(".answer h2").getBoundingClientRect().top`)
	if eval[bool](t, ctx, `!!document.querySelector(".summary")`) {
		t.Error("an empty summary is shown")
	}
	w.sentences <- "First <img src=x onerror=alert(1)>."
	do(t, ctx, chromedp.WaitVisible(".summary span"))
	w.sentences <- "Second."
	do(t, ctx, chromedp.WaitVisible(".summary span:nth-child(2)"))
	if got := eval[string](t, ctx, `document.querySelector(".summary p:last-child").textContent`); got != "First <img src=x onerror=alert(1)>. Second." {
		t.Errorf("the summary reads %q", got)
	}
	if now := eval[float64](t, ctx, `document.querySelector(".answer h2").getBoundingClientRect().top`); now != top {
		t.Errorf("the answer moved by %v pixels", now-top)
	}
	if eval[bool](t, ctx, `!!document.querySelector(".summary img")`) {
		t.Error("a sentence became markup")
	}
	do(t, ctx, chromedp.SendKeys("#q", "visa fee for Canada\r"), chromedp.WaitVisible(".turn:nth-child(2) .answer"))
	<-w.left
	quiet(t, ctx, base)
}
