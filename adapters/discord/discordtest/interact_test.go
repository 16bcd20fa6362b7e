package discordtest

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// respond makes a handler that answers each interaction with what do returns.
func respond(do func(*discordgo.Interaction) *discordgo.InteractionResponse) func(*discordgo.Session, *discordgo.InteractionCreate) {
	return func(b *discordgo.Session, i *discordgo.InteractionCreate) {
		if r := do(i.Interaction); r != nil {
			_ = b.InteractionRespond(i.Interaction, r)
		}
	}
}

// fresh is an interaction as discordgo knows it, for answers by hand.
func fresh(i *Interaction) *discordgo.Interaction {
	return &discordgo.Interaction{ID: i.ID, Token: i.Token, AppID: AppID}
}

func text(kind discordgo.InteractionResponseType, content string) *discordgo.InteractionResponse {
	return &discordgo.InteractionResponse{Type: kind, Data: &discordgo.InteractionResponseData{Content: content}}
}

const (
	reply    = discordgo.InteractionResponseChannelMessageWithSource
	deferred = discordgo.InteractionResponseDeferredChannelMessageWithSource
)

// TestThreeSeconds promises that an answer in time is taken, and a late one
// refused with 10062 and shown as a failure.
func TestThreeSeconds(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		b := bot(t, s)
		i := s.Slash(InDM("111"), "ask")
		time.Sleep(3*time.Second - time.Millisecond)
		if err := b.InteractionRespond(fresh(i), text(reply, "in time")); err != nil {
			t.Error(err)
		}
		if a := i.Wait(); a.Type != AckMessage || a.After != 3*time.Second-time.Millisecond {
			t.Errorf("%+v", a)
		}
		late := s.Slash(InDM("111"), "ask")
		time.Sleep(3 * time.Second)
		if err := b.InteractionRespond(fresh(late), text(reply, "late")); code(t, err) != 10062 {
			t.Error(err)
		}
		if a := late.Wait(); a.Type != 0 {
			t.Errorf("%+v", a)
		}
		if late.Failure() == "" || late.Done() != nil || len(s.Failures()) != 1 {
			t.Error("a late answer is no failure")
		}
		if len(s.Violations()) != 0 {
			t.Error(s.Violations())
		}
	})
}

// TestOneAnswer promises 40060 for a second answer, and that a refused body
// does not use the interaction up.
func TestOneAnswer(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		b := bot(t, s)
		i := s.Slash(InDM("111"), "ask")
		if err := b.InteractionRespond(fresh(i), text(reply, strings.Repeat("x", 2001))); code(t, err) != 50035 {
			t.Error(err)
		}
		violated(t, s, "content: Must be 2000")
		if err := b.InteractionRespond(fresh(i), text(reply, "shorter")); err != nil {
			t.Error(err)
		}
		if err := b.InteractionRespond(fresh(i), text(reply, "again")); code(t, err) != 40060 {
			t.Error(err)
		}
		violated(t, s, "answered twice")
		other := s.Slash(InDM("111"), "ask")
		wrong := fresh(other)
		wrong.Token = "guessed"
		if err := b.InteractionRespond(wrong, text(reply, "x")); code(t, err) != 10062 {
			t.Error(err)
		}
		if err := b.InteractionRespond(fresh(other), text(discordgo.InteractionResponseUpdateMessage, "x")); code(t, err) != 50035 {
			t.Error(err)
		}
		violated(t, s, "takes no answer of this type")
	})
}

// TestDeferred promises the life of a token: 10015 before the first answer,
// edits and follow-ups for 15 minutes, 50027 afterwards.
func TestDeferred(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		b := bot(t, s)
		i := s.Slash(InGuild("111"), "ask")
		content := "done"
		edit := &discordgo.WebhookEdit{Content: &content}
		if _, err := b.InteractionResponseEdit(fresh(i), edit); code(t, err) != 10015 {
			t.Error(err)
		}
		later := &discordgo.InteractionResponse{Type: deferred, Data: &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral}}
		if err := b.InteractionRespond(fresh(i), later); err != nil {
			t.Fatal(err)
		}
		if m := i.Message(); !m.Loading || !m.Ephemeral() {
			t.Errorf("%+v", m)
		}
		go func() {
			time.Sleep(10 * time.Second)
			if _, err := b.InteractionResponseEdit(fresh(i), edit); err != nil {
				t.Error(err)
			}
		}()
		if m := i.Done(); m == nil || m.Content != "done" || m.Edits != 0 || !m.Ephemeral() {
			t.Errorf("%+v", m)
		}
		if _, err := b.FollowupMessageCreate(fresh(i), true, &discordgo.WebhookParams{Content: "more"}); err != nil {
			t.Error(err)
		}
		if f := i.Followups(); len(f) != 1 || f[0].Content != "more" {
			t.Errorf("%+v", f)
		}
		if m, err := b.InteractionResponse(fresh(i)); err != nil || m.Content != "done" {
			t.Error(m, err)
		}
		noViolations(t, s)
		forgotten := s.Slash(InGuild("111"), "ask")
		if err := b.InteractionRespond(fresh(forgotten), &discordgo.InteractionResponse{Type: deferred}); err != nil {
			t.Error(err)
		}
		time.Sleep(15 * time.Minute)
		if _, err := b.InteractionResponseEdit(fresh(i), edit); code(t, err) != 50027 {
			t.Error(err)
		}
		if f := forgotten.Failure(); f != "thinking without an end" {
			t.Error(f)
		}
	})
}

// TestDeferredInVain promises to notice what a deferred answer cannot hold.
func TestDeferredInVain(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		b := bot(t, s)
		i := s.Slash(InDM("111"), "ask")
		if err := b.InteractionRespond(fresh(i), text(deferred, "wait")); err != nil {
			t.Error(err)
		}
		violated(t, s, "holds content in vain")
		if m := i.Message(); !m.Loading || m.Content != "" {
			t.Errorf("%+v", m)
		}
	})
}

// TestFollowupInsteadOfEdit promises the deprecated way, as a violation.
func TestFollowupInsteadOfEdit(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		b := bot(t, s)
		i := s.Slash(InDM("111"), "ask")
		_ = b.InteractionRespond(fresh(i), &discordgo.InteractionResponse{Type: deferred})
		if _, err := b.FollowupMessageCreate(fresh(i), true, &discordgo.WebhookParams{Content: "x"}); err != nil {
			t.Error(err)
		}
		if m := i.Done(); m.Content != "x" || len(i.Followups()) != 0 {
			t.Errorf("%+v", m)
		}
		violated(t, s, "a follow-up instead of an edit")
	})
}

// TestUserInstalled promises at most 5 follow-ups where the app is installed
// by the user only.
func TestUserInstalled(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		b := bot(t, s)
		i := s.Slash(Person{ID: "111", Guild: "999", Channel: "998", UserInstalled: true}, "ask")
		if err := b.InteractionRespond(fresh(i), text(reply, "x")); err != nil {
			t.Error(err)
		}
		var err error
		for n := range maxUserFollowups + 1 {
			_, err = b.FollowupMessageCreate(fresh(i), true, &discordgo.WebhookParams{Content: "x"})
			if err != nil && n < maxUserFollowups {
				t.Error(err)
			}
		}
		if code(t, err) != 40094 {
			t.Error(err)
		}
		if _, err := b.ChannelMessageSend("998", "x"); code(t, err) != 50001 {
			t.Error("a channel of a foreign guild could be written in:", err)
		}
		noViolations(t, s)
	})
}

// TestComponents promises presses and choices by label, updates in place, and
// modals with their values.
func TestComponents(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		p := InGuild("111")
		online(t, s, respond(func(i *discordgo.Interaction) *discordgo.InteractionResponse {
			switch i.Type {
			case discordgo.InteractionApplicationCommand:
				r := text(reply, "pick")
				r.Data.Components = []discordgo.MessageComponent{
					discordgo.ActionsRow{Components: []discordgo.MessageComponent{
						discordgo.Button{Label: "More", CustomID: "more"},
						discordgo.Button{Label: "Page", Style: discordgo.LinkButton, URL: "https://www.iom.int"}}},
					discordgo.ActionsRow{Components: []discordgo.MessageComponent{
						discordgo.SelectMenu{CustomID: "theme", Placeholder: "Theme", Options: []discordgo.SelectMenuOption{
							{Label: "Return", Value: "r"}, {Label: "Climate", Value: "c"}}}}}}
				return r
			case discordgo.InteractionMessageComponent:
				d := i.MessageComponentData()
				if d.CustomID == "more" {
					return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseModal, Data: &discordgo.InteractionResponseData{
						CustomID: "form", Title: "When?", Components: []discordgo.MessageComponent{
							discordgo.ActionsRow{Components: []discordgo.MessageComponent{
								discordgo.TextInput{CustomID: "time", Label: "Time", Style: discordgo.TextInputShort}}}}}}
				}
				return text(discordgo.InteractionResponseUpdateMessage, "chosen "+strings.Join(d.Values, ","))
			}
			in := i.ModalSubmitData().Components[0].(*discordgo.ActionsRow).Components[0].(*discordgo.TextInput)
			return text(reply, "at "+in.Value)
		}))
		first := s.Slash(p, "ask").Done()
		form := s.Press(p, "More")
		if m := form.Modal(); m == nil || m.Title != "When?" {
			t.Fatalf("%+v", m)
		}
		if m := s.Submit(form, map[string]string{"time": "08:00"}).Done(); m.Content != "at 08:00" {
			t.Errorf("%+v", m)
		}
		i := s.Choose(p, "Climate")
		if m := i.Done(); m == nil || m.ID != first.ID || m.Content != "chosen c" || m.Edits != 1 || i.Wait().Type != AckUpdate {
			t.Errorf("%+v", m)
		}
		noViolations(t, s)
		golden(t, "components.txt", s.Transcript(ChannelID))
	})
}

var updateGolden = flag.Bool("golden", false, "write the golden files anew")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *updateGolden {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("the transcript differs from %s; got:\n%s", path, got)
	}
}

// TestAutocomplete promises suggestions, and only them, while typing.
func TestAutocomplete(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		b := bot(t, s)
		_, err := b.ApplicationCommandBulkOverwrite(AppID, "", []*discordgo.ApplicationCommand{{Name: "cite", Description: "Cite",
			Options: []*discordgo.ApplicationCommandOption{{Type: discordgo.ApplicationCommandOptionString, Name: "entry",
				Description: "Which", Autocomplete: true}}}})
		if err != nil {
			t.Fatal(err)
		}
		offer := func(n int) *discordgo.InteractionResponse {
			r := &discordgo.InteractionResponse{Type: discordgo.InteractionApplicationCommandAutocompleteResult, Data: &discordgo.InteractionResponseData{}}
			for k := range n {
				r.Data.Choices = append(r.Data.Choices, &discordgo.ApplicationCommandOptionChoice{Name: fmt.Sprint("entry ", k), Value: fmt.Sprint(k)})
			}
			return r
		}
		i := s.Complete(InGuild("111"), "cite", Option{"entry", "ent"})
		var focus struct {
			Data struct {
				Options []struct {
					Focused bool   `json:"focused"`
					Value   string `json:"value"`
				} `json:"options"`
			} `json:"data"`
		}
		if err := json.Unmarshal(i.Raw, &focus); err != nil || !focus.Data.Options[0].Focused || focus.Data.Options[0].Value != "ent" {
			t.Errorf("%s", i.Raw)
		}
		if err := b.InteractionRespond(fresh(i), text(reply, "no")); code(t, err) != 50035 {
			t.Error(err)
		}
		violated(t, s, "takes no answer of this type")
		if err := b.InteractionRespond(fresh(i), offer(26)); code(t, err) != 50035 {
			t.Error(err)
		}
		violated(t, s, "data.choices: Must be 25 or fewer")
		if err := b.InteractionRespond(fresh(i), offer(25)); err != nil {
			t.Error(err)
		}
		if c := i.Choices(); len(c) != 25 || c[24].Value != "24" {
			t.Errorf("%+v", c)
		}
		slash := s.Slash(InGuild("111"), "cite")
		if err := b.InteractionRespond(fresh(slash), offer(1)); code(t, err) != 50035 {
			t.Error("suggestions were taken as an answer to a command")
		}
	})
}

// TestMessageCommand promises the message with its content, without an intent.
func TestMessageCommand(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		online(t, s, respond(func(i *discordgo.Interaction) *discordgo.InteractionResponse {
			d := i.ApplicationCommandData()
			return text(reply, "about: "+d.Resolved.Messages[d.TargetID].Content)
		}))
		id := s.Say(InGuild("222"), "What is the IDM?")
		if m := s.Ask(InGuild("111"), "Ask the IDM about this", id).Done(); m.Content != "about: What is the IDM?" {
			t.Errorf("%+v", m)
		}
		noViolations(t, s)
	})
}

// TestPings promises that a message that notifies people is noticed.
func TestPings(t *testing.T) {
	none := &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
	for _, c := range []struct {
		name    string
		content string
		allowed *discordgo.MessageAllowedMentions
		pings   int
	}{
		{"all by default", "@everyone <@&5> <@6>", nil, 3},
		{"none allowed", "@everyone <@&5> <@6>", none, 0},
		{"one user", "<@6> <@7>", &discordgo.MessageAllowedMentions{Users: []string{"6"}}, 1},
		{"roles", "<@&5> <@7>", &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{discordgo.AllowedMentionTypeRoles}}, 1},
		{"nothing to mention", "mail a@b.org", nil, 0},
	} {
		s := New(Options{})
		if _, err := bot(t, s).ChannelMessageSendComplex(ChannelID, &discordgo.MessageSend{Content: c.content, AllowedMentions: c.allowed}); err != nil {
			t.Fatal(err)
		}
		if got := len(s.Messages(ChannelID)[0].Pings); got != c.pings || (got > 0) != (len(s.Violations()) > 0) {
			t.Errorf("%s: %d pings, violations %q", c.name, got, s.Violations())
		}
	}
	s := New(Options{})
	id := s.Say(InGuild("111"), "hello")
	_, err := bot(t, s).ChannelMessageSendComplex(ChannelID, &discordgo.MessageSend{Content: "hi", Reference: &discordgo.MessageReference{MessageID: id}})
	if err != nil {
		t.Fatal(err)
	}
	violated(t, s, "notifies 1")
}
