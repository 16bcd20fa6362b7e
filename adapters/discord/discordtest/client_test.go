package discordtest

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// bot returns a discordgo session that reaches the server in memory.
func bot(t *testing.T, s *Server) *discordgo.Session {
	t.Helper()
	b, err := discordgo.New("Bot " + Token)
	if err != nil {
		t.Fatal(err)
	}
	b.Client = &http.Client{Transport: s.Transport()}
	b.Dialer = &websocket.Dialer{NetDialContext: s.Dial}
	b.ShouldRetryOnRateLimit = false
	b.ShouldReconnectOnError = false
	b.StateEnabled = false
	b.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	return b
}

// online is bot with an open gateway, for a synctest bubble.
func online(t *testing.T, s *Server, handlers ...any) *discordgo.Session {
	t.Helper()
	b := bot(t, s)
	for _, h := range handlers {
		b.AddHandler(h)
	}
	if err := b.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// discordgo's Close sleeps with a lock that an answer to its heartbeat
		// wants, which a bubble never ends: first let that come.
		synctest.Wait()
		_ = b.Close()
		s.Close()
	})
	return b
}

// code is the error code of Discord's refusal.
func code(t *testing.T, err error) int {
	t.Helper()
	var rest *discordgo.RESTError
	if !errors.As(err, &rest) || rest.Message == nil {
		t.Fatalf("no refusal: %v", err)
	}
	return rest.Message.Code
}

func noViolations(t *testing.T, s *Server) {
	t.Helper()
	for _, v := range s.Violations() {
		t.Error("violation:", v)
	}
	for _, f := range s.Failures() {
		t.Error("failure:", f)
	}
}

// violated wants exactly one violation with the text, and forgives it.
func violated(t *testing.T, s *Server, text string) {
	t.Helper()
	v := s.Violations()
	if len(v) != 1 || !strings.Contains(v[0], text) {
		t.Errorf("violations %q, want one with %q", v, text)
	}
	s.Forgive()
}

func TestSlashOverTheGateway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		b := online(t, s, func(b *discordgo.Session, i *discordgo.InteractionCreate) {
			err := b.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
				Type: discordgo.InteractionResponseChannelMessageWithSource,
				Data: &discordgo.InteractionResponseData{
					Content: "heard: " + i.ApplicationCommandData().Options[0].StringValue(),
					Flags:   discordgo.MessageFlagsEphemeral,
				}})
			if err != nil {
				t.Error(err)
			}
		})
		_, err := b.ApplicationCommandBulkOverwrite(AppID, "", []*discordgo.ApplicationCommand{{
			Name: "ask", Description: "Ask", Options: []*discordgo.ApplicationCommandOption{{
				Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What", Required: true}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		i := s.Slash(InGuild("111"), "ask", Option{"question", "why?"})
		m := i.Done()
		if m == nil || m.Content != "heard: why?" || !m.Ephemeral() || i.Wait().Type != AckMessage {
			t.Fatalf("answer %+v", m)
		}
		if _, err := b.ChannelMessage(ChannelID, m.ID); code(t, err) != 10008 {
			t.Error("an ephemeral message could be read over REST")
		}
		noViolations(t, s)
	})
}

func TestMessagesOverREST(t *testing.T) {
	s := New(Options{})
	b := bot(t, s)
	m, err := b.ChannelMessageSend(ChannelID, "hello")
	if err != nil {
		t.Fatal(err)
	}
	if m, err = b.ChannelMessageEdit(ChannelID, m.ID, "hello again"); err != nil || m.Content != "hello again" {
		t.Fatal(m, err)
	}
	// discordgo sends two fields that only itself knows.
	for _, v := range s.Violations() {
		if !strings.Contains(v, "unknown field") {
			t.Error(v)
		}
	}
	s.Forgive()
	if err := b.ChannelTyping(ChannelID); err != nil {
		t.Error(err)
	}
	dm, err := b.UserChannelCreate("111")
	if err != nil || dm.ID != s.DM("111") {
		t.Fatal(dm, err)
	}
	if _, err := b.ChannelMessageSend(dm.ID, "psst"); err != nil {
		t.Error(err)
	}
	if err := b.ChannelMessageDelete(ChannelID, m.ID); err != nil {
		t.Error(err)
	}
	if got := s.Messages(ChannelID); len(got) != 0 {
		t.Errorf("%d messages are left", len(got))
	}
	if got := s.Messages(dm.ID); len(got) != 1 || got[0].Content != "psst" {
		t.Errorf("direct messages %+v", got)
	}
	me, err := b.User("@me")
	if err != nil || me.ID != BotID || !me.Bot {
		t.Error(me, err)
	}
	noViolations(t, s)
}

// TestRefusals promises that what Discord refuses is refused, with its code.
func TestRefusals(t *testing.T) {
	long := strings.Repeat("ä", 2001)
	button := func(b discordgo.Button) *discordgo.MessageSend {
		return &discordgo.MessageSend{Components: []discordgo.MessageComponent{
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{b}}}}
	}
	row := func(n int) (parts []discordgo.MessageComponent) {
		for i := range n {
			parts = append(parts, discordgo.Button{Label: "b", CustomID: "id" + string(rune('a'+i))})
		}
		return parts
	}
	menu := func(most int, values ...string) discordgo.SelectMenu {
		m := discordgo.SelectMenu{CustomID: "menu", MaxValues: most}
		for _, v := range values {
			m.Options = append(m.Options, discordgo.SelectMenuOption{Label: "x", Value: v})
		}
		return m
	}
	parts := func(inRow ...discordgo.MessageComponent) *discordgo.MessageSend {
		return &discordgo.MessageSend{Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: inRow}}}
	}
	for _, c := range []struct {
		name, says string
		code       int
		send       *discordgo.MessageSend
	}{
		{"a menu beside a button", "exceeds the maximum width", 50035, parts(menu(1, "a"), row(1)[0])},
		{"more choices than options", "does not fit the options", 50035, parts(menu(2, "a"))},
		{"twice the same value", "value is already used", 50035, parts(menu(1, "a", "a"))},
		{"26 options", "options: Must be between 1 and 25", 50035, parts(menu(1, strings.Split(strings.Repeat("a,b,c,d,e,f,g,", 4)[:51], ",")...))},
		{"long content", "content: Must be 2000 or fewer", 50035, &discordgo.MessageSend{Content: long}},
		{"nothing", "empty message", 50006, &discordgo.MessageSend{Content: " \n "}},
		{"embeds too large", "embeds: Embed size exceeds", 50035, &discordgo.MessageSend{Embeds: []*discordgo.MessageEmbed{
			{Description: strings.Repeat("x", 4000)}, {Description: strings.Repeat("x", 2001)}}}},
		{"long title", "embeds.0.title: Must be 256 or fewer", 50035, &discordgo.MessageSend{Embeds: []*discordgo.MessageEmbed{
			{Title: strings.Repeat("x", 257)}}}},
		{"empty embed", "embeds.0.description: This field is required", 50035, &discordgo.MessageSend{Embeds: []*discordgo.MessageEmbed{{}}}},
		{"embed link", "Scheme must be", 50035, &discordgo.MessageSend{Embeds: []*discordgo.MessageEmbed{
			{Title: "x", URL: "javascript://alert"}}}},
		{"long label", "label: Must be 80 or fewer", 50035, button(discordgo.Button{Label: long[:162], CustomID: "x"})},
		{"long custom id", "custom_id: Must be between 1 and 100", 50035, button(discordgo.Button{Label: "x", CustomID: long[:202]})},
		{"link with id", "cannot both", 50035, button(discordgo.Button{Label: "x", Style: discordgo.LinkButton, URL: "https://iom.int", CustomID: "x"})},
		{"no label", "label or an emoji", 50035, button(discordgo.Button{CustomID: "x"})},
		{"six in a row", "components.0.components: Must be between 1 and 5", 50035, &discordgo.MessageSend{
			Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: row(6)}}}},
		{"twice the same id", "duplicated", 50035, &discordgo.MessageSend{Components: []discordgo.MessageComponent{
			discordgo.ActionsRow{Components: row(1)}, discordgo.ActionsRow{Components: row(1)}}}},
		{"button outside a row", "components.0.type: Value of field", 50035, &discordgo.MessageSend{Components: row(1)}},
		{"mentions twice", "mutually exclusive", 50035, &discordgo.MessageSend{Content: "x", AllowedMentions: &discordgo.MessageAllowedMentions{
			Parse: []discordgo.AllowedMentionType{discordgo.AllowedMentionTypeUsers}, Users: []string{"1"}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(Options{})
			_, err := bot(t, s).ChannelMessageSendComplex(ChannelID, c.send)
			if got := code(t, err); got != c.code {
				t.Errorf("code %d, want %d", got, c.code)
			}
			if len(s.Messages(ChannelID)) != 0 {
				t.Error("the message was taken")
			}
			violated(t, s, c.says)
		})
	}
}

// TestNestedErrors promises the shape of 50035 that clients parse.
func TestNestedErrors(t *testing.T) {
	s := New(Options{})
	_, err := bot(t, s).ChannelMessageSendComplex(ChannelID, &discordgo.MessageSend{
		Embeds: []*discordgo.MessageEmbed{{Title: strings.Repeat("x", 257)}}})
	const want = `"errors":{"embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}}}`
	var rest *discordgo.RESTError
	if !errors.As(err, &rest) || !strings.Contains(string(rest.ResponseBody), want) {
		t.Errorf("body %s", rest.ResponseBody)
	}
}

// TestWorld promises the codes of what changed around the bot.
func TestWorld(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*Server)
		code int
	}{
		{"hidden", func(s *Server) { s.Hide(ChannelID, true) }, 50001},
		{"silent", func(s *Server) { s.Silence(ChannelID, true) }, 50013},
		{"deleted", func(s *Server) { s.DeleteChannel(ChannelID) }, 10003},
		{"removed", func(s *Server) { s.RemoveGuild(GuildID) }, 50001},
	} {
		s := New(Options{})
		c.do(s)
		if _, err := bot(t, s).ChannelMessageSend(ChannelID, "x"); code(t, err) != c.code {
			t.Errorf("%s: %v, want %d", c.name, err, c.code)
		}
		noViolations(t, s)
	}
	s := New(Options{})
	s.CloseDM("111", true)
	s.DeleteUser("222")
	b := bot(t, s)
	if _, err := b.ChannelMessageSend(s.DM("111"), "x"); code(t, err) != 50007 {
		t.Error(err)
	}
	if _, err := b.UserChannelCreate("222"); code(t, err) != 10013 {
		t.Error(err)
	}
	if _, err := b.Guild("9"); code(t, err) != 10004 {
		t.Error(err)
	}
	b.Token = "Bot wrong"
	b.Identify.Token = b.Token
	if _, err := b.ChannelMessageSend(ChannelID, "x"); err == nil || !strings.Contains(err.Error(), "401") {
		t.Error("a wrong token was taken:", err)
	}
	if s.Invalid() != 2 {
		t.Errorf("%d invalid requests, want 2: 50007 and 401", s.Invalid())
	}
}

// TestGatewayRefusals promises the close codes of wrong identifies.
func TestGatewayRefusals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, c := range []struct {
			name string
			do   func(*discordgo.Session)
			code int
		}{
			{"token", func(b *discordgo.Session) { b.Identify.Token = "Bot wrong" }, 4004},
			{"privileged", func(b *discordgo.Session) { b.Identify.Intents |= discordgo.IntentMessageContent }, 4014},
		} {
			s := New(Options{})
			b := bot(t, s)
			b.Token = "Bot " + Token
			c.do(b)
			b.Token = b.Identify.Token
			err := b.Open()
			var closed *websocket.CloseError
			if !errors.As(err, &closed) || closed.Code != c.code {
				t.Errorf("%s: %v, want the close code %d", c.name, err, c.code)
			}
			s.Close()
		}
	})
}

func TestDescribedRoutesOnly(t *testing.T) {
	for _, r := range routes {
		if _, ok := api().Operations[r.name()]; !ok {
			t.Errorf("%s is not described", r.name())
		}
	}
	if !slices.Contains(locales, "es-ES") || len(locales) != 32 {
		t.Errorf("%d locales", len(locales))
	}
}
