package discord_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/digesttest"
	"github.com/idmbot/idmbot/knowledge"
)

var screenshots = flag.String("screenshots", "", "write pictures to testdata/screenshots: all, or the one of this name")

// picture is a kind of message: what somebody does and then presses, and what
// the last of it shows.
type picture struct {
	name, locale string
	command      string
	options      []discordtest.Option
	presses      []string
}

// pictures are of every kind of message there is.
func pictures() []picture {
	ask := func(name, question string, more ...discordtest.Option) picture {
		return picture{name: name, command: "ask", options: append([]discordtest.Option{opt("question", question)}, more...)}
	}
	women := "What did the 2020 Dialogue say about women?"
	return []picture{
		ask("answer", women),
		ask("answer-number", "the second avenue", opt("private", true)),
		ask("answer-translated", "que dit le Dialogue de 2020 sur les femmes ?", opt("language", "fr")),
		ask("arabic", "ما هي رسائل الحوار عن النساء في 2020؟", opt("language", "ar")),
		ask("summary", "What did Guterres say on vaccines?"),
		ask("choice", "what was said about xenophobia"),
		ask("related", "what should states do"),
		ask("not-found", "How do I cook rice?"),
		ask("referral", "I am in danger, they want to deport me, please help me"),
		ask("small-talk", "hello"),
		{name: "why", command: "ask", options: []discordtest.Option{opt("question", women)}, presses: []string{"/why"}},
		{name: "see-also", command: "ask", options: []discordtest.Option{opt("question", women)}, presses: []string{"Related"}},
		{name: "noted", command: "ask", options: []discordtest.Option{opt("question", women)}, presses: []string{"👍 Helpful"}},
		{name: "start", command: "start"},
		{name: "help", command: "help", locale: "fr"},
		{name: "themes", command: "themes"},
		{name: "theme", command: "themes", presses: []string{"▾ Women and gender"}},
		{name: "sources", command: "sources", locale: "es-ES"},
		{name: "today", command: "today"},
		{name: "compare", command: "compare", options: []discordtest.Option{opt("theme", "climate-conflict")}},
		{name: "brief", command: "brief", options: []discordtest.Option{opt("theme", "private-sector")}},
		{name: "cite", command: "cite", options: []discordtest.Option{opt("entry", "idm30-key-message-2")}},
		{name: "quote-exact", command: "checkquote", options: []discordtest.Option{opt("text", "Support women’s needs and resources")}},
		{name: "quote-altered", command: "checkquote", options: []discordtest.Option{opt("text", "Support women’s wishes and resources")}},
		{name: "quote-not-held", command: "checkquote", options: []discordtest.Option{opt("text", "The door in the night")}},
		{name: "subscribe-time", command: "subscribe"},
		{name: "subscribe-themes", command: "subscribe", presses: []string{"07:30", "Next ›", "✓ English", "Women and gender"}},
		{name: "subscribed", command: "subscribe", options: []discordtest.Option{opt("time", "07:30"), opt("zone", "Africa/Nairobi")}},
		{name: "daily", command: "subscribe", options: []discordtest.Option{opt("time", "07:30"), opt("zone", "Africa/Nairobi")}, presses: []string{"the next morning"}},
		{name: "settings", command: "settings"},
		{name: "privacy", command: "privacy"},
		{name: "mydata", command: "subscribe", options: []discordtest.Option{opt("time", "07:30"), opt("zone", "UTC")}, presses: []string{"/mydata"}},
		{name: "forgetme", command: "forgetme"},
		{name: "status", command: "status"},
		{name: "not-allowed", command: "unsubscribe", locale: "server"},
	}
}

// alwaysTrue is a Summaries with one summary.
type alwaysTrue struct{}

// Summarise implements bots.Summaries for one question.
func (alwaysTrue) Summarise(_ bots.Context, q bots.SummaryRequest) (answer.Summary, bool) {
	const text = "António Guterres called on countries to include migrants in their plans for vaccines."
	return answer.Summary{Text: text}, strings.Contains(q.Question, "vaccines")
}

// TestScreenshots draws the messages about as Discord's apps show them:
// go test ./adapters/discord -run TestScreenshots -screenshots all
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("pictures are made with -screenshots all only")
	}
	pages := map[string]string{}
	synctest.Test(t, func(t *testing.T) {
		e, err := engine()
		if err != nil {
			t.Fatal(err)
		}
		var db digesttest.Store
		messages := &digest.Messages{Corpus: e.Corpus}
		daily := digest.NewConversation(&db, e.Corpus, time.Now, nil, nil)
		b := bots.New(bots.Options{Engine: e, Memory: &bots.Volatile{}, PublicURL: "https://idm.example.org", Today: today,
			Extensions: []bots.Extension{daily}, Summaries: alwaysTrue{}, Admins: []bots.Owner{{Platform: "discord", ID: operator}},
			Status: func(bots.Context) []string {
				return []string{"Subscriptions: 212 active, 9 paused, 4 ended", "Messages of 1 January: 212 due, 212 sent, 0 failed"}
			}})
		messages.Card = func(entry *knowledge.Entry, lang string) bots.Reply { return b.Card(entry, lang) }
		connect := withBot(b)
		r := newRig(t, discordtest.Options{}, func(cfg *discord.Config, d *discord.Deps) { connect(cfg, d); d.Inbox = &db })
		r.run(t, b)
		r.Until(func() bool { return len(r.Commands("")) > 0 })
		work := digest.Work{Store: &db, Adapters: []bots.Adapter{r.adapter}, Composer: messages, Owner: "test", Clock: time.Now}
		for n, k := range pictures() {
			pages[k.name] = page(take(t, r, k, discordtest.InDM(fmt.Sprint(110000000000000600+n)), work))
		}
	})
	dir := filepath.Join("testdata", "screenshots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range pages {
		if *screenshots != "all" && *screenshots != name {
			continue
		}
		draw(t, filepath.Join(dir, name+".png"), text)
	}
}

// take lets somebody do what a picture is of, and returns the message.
func take(t *testing.T, r *rig, k picture, p discordtest.Person, jobs digest.Work) discordtest.Message {
	t.Helper()
	switch {
	case k.name == "status":
		p.ID = operator
	case k.locale == "server":
		p = discordtest.InGuild(p.ID)
	default:
		p.Locale = k.locale
	}
	i := r.Slash(p, k.command, k.options...)
	m := i.Done()
	for _, label := range k.presses {
		synctest.Wait()
		switch name, menu := strings.CutPrefix(label, "▾ "); {
		case label == "the next morning":
			time.Sleep(5 * time.Hour)
			work(t, jobs)
			all := r.Messages(r.DM(p.ID))
			m = &all[len(all)-1]
			continue
		case strings.HasPrefix(label, "/"):
			i = r.Slash(p, label[1:])
		case menu:
			i = r.Choose(p, entryOf(r.Messages(r.DM(p.ID)), name))
		default:
			i = r.Press(p, label)
		}
		m = i.Done()
	}
	if k.name == "summary" {
		time.Sleep(time.Minute)
		m = i.Message()
	}
	if m == nil {
		t.Fatalf("%s: nothing to see", k.name)
	}
	return *m
}

// entryOf is the whole label of a menu's entry that begins so.
func entryOf(ms []discordtest.Message, begin string) string {
	for _, m := range ms {
		for _, l := range labels(m.Components) {
			if strings.HasPrefix(l, begin) {
				return l
			}
		}
	}
	return begin
}
