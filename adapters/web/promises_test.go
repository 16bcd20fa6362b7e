package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/idmbot/idmbot/adapters/web"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/botstest"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// visitors are people with a page open, as an adapter: what they write and
// press goes through the web and the bot to the handler under test, and what
// the page shows is read from its HTML. Nothing can be sent to somebody who has
// a page open, so that Send is a visit that is answered with the reply.
type visitors struct {
	handler http.Handler

	mu    sync.Mutex
	more  *sync.Cond
	h     bots.Handler
	ready chan struct{}
	next  map[bots.ChatID][]bots.Reply // replies to be shown by Send
	shown map[bots.ChatID][]botstest.Shown
	html  map[bots.ChatID]string
	lines map[bots.ChatID]chan visit
	wg    sync.WaitGroup
}

// visit is a form that somebody sends; done, if not nil, is closed when they see
// the answer.
type visit struct {
	form url.Values
	done chan struct{}
}

func newVisitors(t *testing.T, chats int) *visitors {
	t.Helper()
	v := &visitors{ready: make(chan struct{}), next: map[bots.ChatID][]bots.Reply{}, shown: map[bots.ChatID][]botstest.Shown{},
		html: map[bots.ChatID]string{}, lines: map[bots.ChatID]chan visit{}}
	v.more = sync.NewCond(&v.mu)
	c := &knowledge.Corpus{}
	b := bots.New(bots.Options{Engine: answer.New(c, index.Build(c), locale.Languages), Extensions: []bots.Extension{v}})
	s, err := web.New(web.Config{PublicURL: "https://idm.example.org"}, web.Deps{Bot: b})
	if err != nil {
		t.Fatal(err)
	}
	v.handler = s.Handler()
	for n := range chats {
		line := make(chan visit, 64)
		v.lines[conversation(n)] = line
		v.wg.Go(func() {
			for one := range line {
				v.visit(t, conversation(n), one.form)
				if one.done != nil {
					close(one.done)
				}
			}
		})
	}
	t.Cleanup(func() {
		for _, line := range v.lines {
			close(line)
		}
		v.wg.Wait()
	})
	return v
}

// conversation is the name of a person's conversation.
func conversation(n int) bots.ChatID { return bots.ChatID(fmt.Sprintf("conversation%08d", n)) }

func (*visitors) Platform() bots.Platform { return web.Platform }

// Limits are none: a page is as long as it has to be, and other pages follow it.
func (*visitors) Limits() bots.Limits { return bots.Limits{} }

func (v *visitors) Run(ctx bots.Context, h bots.Handler) error {
	v.mu.Lock()
	v.h = h
	v.mu.Unlock()
	close(v.ready)
	<-ctx.Done()
	return nil
}

func (v *visitors) Send(_ bots.Context, to bots.Chat, r bots.Reply) (bots.MessageID, error) {
	v.mu.Lock()
	v.next[to.ID] = append(v.next[to.ID], r)
	v.mu.Unlock()
	done := make(chan struct{})
	v.lines[to.ID] <- visit{url.Values{"q": {"…"}}, done}
	<-done
	return "shown", nil
}

// Commands, Handles, Handle and HandleText let everything pass to the handler.
func (*visitors) Commands() []bots.CommandSpec { return nil }
func (*visitors) Handles(string) bool          { return true }

func (v *visitors) Handle(ctx bots.Context, m bots.Message, _ string) (bots.Reply, bool) {
	return v.answer(ctx, m), true
}

func (v *visitors) HandleText(ctx bots.Context, m bots.Message, _ string) (bots.Reply, bool) {
	return v.answer(ctx, m), true
}

func (v *visitors) answer(ctx bots.Context, m bots.Message) bots.Reply {
	v.mu.Lock()
	if waiting := v.next[m.Chat.ID]; len(waiting) > 0 {
		v.next[m.Chat.ID] = waiting[1:]
		v.mu.Unlock()
		return waiting[0]
	}
	v.mu.Unlock()
	<-v.ready
	return v.h.Handle(ctx, m)
}

// visit sends a form and reads what the page shows then.
func (v *visitors) visit(t *testing.T, in bots.ChatID, form url.Values) {
	form.Set("c", string(in))
	form.Set("lang", "en")
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/chat", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	v.handler.ServeHTTP(w, r)
	one := read(w.Body.String())
	v.mu.Lock()
	defer v.mu.Unlock()
	if w.Code == http.StatusOK && one.Text+strings.Join(one.Labels, "") != "" {
		v.shown[in] = append(v.shown[in], one)
		v.html[in] = w.Body.String()
	}
	v.more.Broadcast()
}

var (
	article     = regexp.MustCompile(`(?s)<article[^>]*>(.*)</article>`)
	buttonsDiv  = regexp.MustCompile(`(?s)<div class="buttons">(.*?)</div>`)
	whyForm     = regexp.MustCompile(`(?s)<form class="why".*?</form>`)
	button      = regexp.MustCompile(`(?s)<button class="button[^>]*name="a" value="([^"]*)">([^<]*)</button>`)
	orderedList = regexp.MustCompile(`(?s)<ol>(.*?)</ol>`)
	listItem    = regexp.MustCompile(`<li>`)
	blockEnd    = regexp.MustCompile(`</(?:p|h2|li|blockquote|footer|aside)>`)
	tag         = regexp.MustCompile(`<[^>]*>`)
)

// read is what a person sees of a turn.
func read(page string) botstest.Shown {
	found := article.FindStringSubmatch(page)
	if found == nil {
		return botstest.Shown{}
	}
	text := found[1]
	var one botstest.Shown
	for _, b := range button.FindAllStringSubmatch(text, -1) {
		one.Labels = append(one.Labels, html.UnescapeString(b[2]))
	}
	text = whyForm.ReplaceAllString(buttonsDiv.ReplaceAllString(text, ""), "")
	text = orderedList.ReplaceAllStringFunc(text, func(list string) string {
		n := 0
		return listItem.ReplaceAllStringFunc(list, func(string) string { n++; return fmt.Sprintf("<li>%d. ", n) })
	})
	text = tag.ReplaceAllString(blockEnd.ReplaceAllString(text, "\n"), "")
	one.Text = strings.TrimSpace(html.UnescapeString(text))
	return one
}

// The web keeps the promises of every adapter, as far as a page can.
func TestKeepsThePromises(t *testing.T) {
	botstest.Exercise(t, botstest.Options{}, func(t *testing.T) botstest.Rig {
		const chats = 3
		v := newVisitors(t, chats)
		return botstest.Rig{
			Adapter: v,
			Chats:   chats,
			Chat:    func(n int) bots.Chat { return bots.Chat{Platform: web.Platform, ID: conversation(n)} },
			Say:     func(n int, text string) { v.lines[conversation(n)] <- visit{form: url.Values{"q": {text}}} },
			Await: func(n int, enough func([]botstest.Shown) bool) []botstest.Shown {
				v.mu.Lock()
				defer v.mu.Unlock()
				for !enough(v.shown[conversation(n)]) {
					v.more.Wait()
				}
				return v.shown[conversation(n)]
			},
			Press: func(n int, label string) {
				v.mu.Lock()
				defer v.mu.Unlock()
				for _, b := range button.FindAllStringSubmatch(v.html[conversation(n)], -1) {
					if html.UnescapeString(b[2]) == label {
						v.lines[conversation(n)] <- visit{form: url.Values{"a": {html.UnescapeString(b[1])}, "label": {label}}}
						return
					}
				}
				t.Errorf("no button %q", label)
			},
		}
	})
}
