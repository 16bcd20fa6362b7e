package discord_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// questions are asked in turn.
var questions = []string{"What about women?", "the second avenue", "what did Guterres say on vaccines?", "2020 and 2024 on climate",
	"visa fee for Canada", "les femmes en 2020", "diasporas", "¿Qué se dijo sobre los niños?"}

// bareEcho is the shortest bot on discordgo: it answers a command with its
// option.
func bareEcho(b *testing.B, url string) (stop func()) {
	b.Helper()
	// The library's addresses are variables of the package.
	discordgo.EndpointDiscord = url + "/"
	discordgo.APIVersion = "10"
	discordgo.EndpointAPI = discordgo.EndpointDiscord + "api/v10/"
	discordgo.EndpointGateway = discordgo.EndpointAPI + "gateway"
	discordgo.EndpointGatewayBot = discordgo.EndpointGateway + "/bot"
	discordgo.EndpointWebhooks = discordgo.EndpointAPI + "webhooks/"
	s, err := discordgo.New("Bot " + discordtest.Token)
	if err != nil {
		b.Fatal(err)
	}
	s.Client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}}
	s.Identify.Intents = discordgo.IntentGuilds
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		text := i.ApplicationCommandData().Options[0].StringValue()
		err := s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: text},
		})
		if err != nil {
			b.Error(err)
		}
	})
	if err := s.Open(); err != nil {
		b.Fatal(err)
	}
	return func() { _ = s.Close() }
}

// quietEcho answers with the question; unlike botstest.Script it keeps
// nothing.
type quietEcho struct{}

func (quietEcho) Handle(_ bots.Context, m bots.Message) bots.Reply {
	return botstest.Say(m.Args.Get("question"))
}

// ours is the adapter with an echo or the whole bot, in memory or on a
// database.
func ours(b *testing.B, kind, url string, change func(*discord.Config)) (a *discord.Adapter, stop func()) {
	b.Helper()
	var memory bots.Memory
	deps := discord.Deps{}
	if strings.HasSuffix(kind, "-sqlite") {
		s, err := store.Open(b.Context(), "sqlite:"+filepath.Join(b.TempDir(), "idmbot.db"), nil)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = s.Close() })
		deps.Inbox, memory = s, s
	}
	var h bots.Handler = quietEcho{}
	if strings.HasPrefix(kind, "bot") {
		e, err := engine()
		if err != nil {
			b.Fatal(err)
		}
		h = realBot(e, memory)
	}
	cfg := discord.Config{Token: discordtest.Token, APIURL: url}
	if change != nil {
		change(&cfg)
	}
	a, err := discord.New(cfg, deps)
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	var running sync.WaitGroup
	running.Go(func() {
		if err := a.Run(ctx, h); err != nil {
			b.Error(err)
		}
	})
	return a, func() { cancel(); running.Wait() }
}

// person asks from one of many chats: the whole bot does not let one person
// ask a hundred times a second.
func person(n int) discordtest.Person { return discordtest.InGuild(fmt.Sprint(110000 + n)) }

// BenchmarkInFlight measures from an interaction to its first answer, over
// loopback, with 50 people who ask again as soon as they are answered.
func BenchmarkInFlight(b *testing.B) {
	for _, kind := range []string{"discordgo-echo", "echo", "bot", "bot-sqlite", "bot-http"} {
		b.Run(kind, func(b *testing.B) { benchInFlight(b, kind, 50) })
	}
}

func benchInFlight(b *testing.B, kind string, people int) {
	s := discordtest.New(discordtest.Options{Lenient: true})
	server := httptest.NewServer(s)
	defer server.Close()
	defer s.Close()
	stop := connectFor(b, s, kind, server.URL)
	defer stop()
	n := max(b.N, 4*people)
	turns := make(chan int)
	var all sync.WaitGroup
	var late atomic.Int64 // announced first, as on a machine that does other things too
	for range people {
		all.Go(func() {
			for k := range turns {
				i := s.Slash(person(k%(people*200)), "ask", opt("question", questions[k%len(questions)]))
				if i.Wait().Type != discordtest.AckMessage {
					late.Add(1)
				}
			}
		})
	}
	b.ResetTimer()
	began := time.Now()
	for k := range n {
		turns <- k
	}
	close(turns)
	all.Wait()
	took := time.Since(began)
	b.StopTimer()
	report(b, s.Latencies())
	b.ReportMetric(float64(n)/took.Seconds(), "answers/s")
	b.ReportMetric(float64(late.Load()), "deferred")
}

// connectFor starts the bot that a benchmark is about, and waits until it is
// there.
func connectFor(b *testing.B, s *discordtest.Server, kind, url string) (stop func()) {
	b.Helper()
	switch kind {
	case "discordgo-echo":
		stop = bareEcho(b, url)
	case "bot-http":
		var a *discord.Adapter
		a, stop = ours(b, kind, url, func(c *discord.Config) { c.PublicKey = s.PublicKey() })
		s.Endpoint(a.Endpoint())
		// Until Run is there, the endpoint says so.
		for s.Count("GET /applications/@me") == 0 {
			time.Sleep(time.Millisecond)
		}
		return stop
	default:
		_, stop = ours(b, kind, url, nil)
	}
	s.Until(func() bool { return s.Connected() > 0 })
	return stop
}

func report(b *testing.B, took []time.Duration) {
	b.Helper()
	slices.Sort(took)
	at := func(q float64) float64 { return float64(took[int(q*float64(len(took)-1))].Microseconds()) / 1000 }
	b.ReportMetric(at(0.5), "p50-ms")
	b.ReportMetric(at(0.99), "p99-ms")
	b.ReportMetric(at(1), "max-ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkSteady is 200 interactions a second for 60 s (or for b.N of them,
// if -benchtime gives a number), the gateway dropped five times meanwhile.
func BenchmarkSteady(b *testing.B) {
	for _, kind := range []string{"bot", "bot-sqlite"} {
		b.Run(kind, func(b *testing.B) { benchSteady(b, kind) })
	}
}

func benchSteady(b *testing.B, kind string) {
	const rate, drops = 200, 5
	n := 60 * rate
	s := discordtest.New(discordtest.Options{Lenient: true, Rates: true})
	server := httptest.NewServer(s)
	defer server.Close()
	defer s.Close()
	stop := connectFor(b, s, kind, server.URL)
	defer stop()
	tick := time.NewTicker(time.Second / rate)
	defer tick.Stop()
	b.ResetTimer()
	for k := range n {
		<-tick.C
		if k%(n/drops) == n/drops/2 {
			s.Drop()
		}
		s.Slash(person(k%4000), "ask", opt("question", questions[k%len(questions)]))
	}
	for _, i := range s.Interactions() {
		i.Wait()
	}
	b.StopTimer()
	took := s.Latencies()
	report(b, took)
	b.ReportMetric(float64(n-len(took)), "lost")
	b.ReportMetric(float64(len(s.Violations())), "violations")
	b.ReportMetric(float64(len(s.Failures())), "failures")
}

// BenchmarkSuggest measures the suggestions for one letter over the curated
// corpus.
func BenchmarkSuggest(b *testing.B) {
	e, err := engine()
	if err != nil {
		b.Fatal(err)
	}
	bot := realBot(e, nil)
	for _, kind := range []string{"question", "entry", "theme"} {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				bot.Suggest(b.Context(), kind, "wom", "en", 25)
			}
		})
	}
}

// BenchmarkMessages sends 5,000 messages over loopback at the permitted rate.
func BenchmarkMessages(b *testing.B) {
	s := discordtest.New(discordtest.Options{Lenient: true, Rates: true})
	server := httptest.NewServer(s)
	defer server.Close()
	a, err := discord.New(discord.Config{Token: discordtest.Token, APIURL: server.URL}, discord.Deps{})
	if err != nil {
		b.Fatal(err)
	}
	const n = 5000
	next := make(chan int)
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			for k := range next {
				id := fmt.Sprint(300000000001000000 + k)
				s.AddChannel(discordtest.GuildID, id)
				if _, err := a.Send(b.Context(), channel(id), botstest.Say("hello")); err != nil {
					b.Error(err)
				}
			}
		})
	}
	b.ResetTimer()
	began := time.Now()
	for k := range n {
		next <- k
	}
	close(next)
	all.Wait()
	b.StopTimer()
	b.ReportMetric(time.Since(began).Seconds(), "s")
	b.ReportMetric(float64(s.Count("429")), "429s")
	b.ReportMetric(0, "ns/op")
}
