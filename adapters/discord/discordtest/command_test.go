package discordtest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

func slashes(n int) (out []*discordgo.ApplicationCommand) {
	for i := range n {
		out = append(out, &discordgo.ApplicationCommand{Name: fmt.Sprint("c", i), Description: "x"})
	}
	return out
}

// TestBulk promises that equal names keep their ids, that the rest goes, and
// that only new ones count against the day.
func TestBulk(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		b := bot(t, s)
		first, err := b.ApplicationCommandBulkOverwrite(AppID, "", slashes(3))
		if err != nil {
			t.Fatal(err)
		}
		changed := slashes(2)
		changed[1].Description = "y"
		second, err := b.ApplicationCommandBulkOverwrite(AppID, "", changed)
		if err != nil {
			t.Fatal(err)
		}
		if len(second) != 2 || second[0].ID != first[0].ID || second[0].Version != first[0].Version ||
			second[1].ID != first[1].ID || second[1].Version == first[1].Version {
			t.Error("ids or versions are wrong")
		}
		if s.Creates("") != 3 {
			t.Errorf("%d creates", s.Creates(""))
		}
		if _, err := b.ApplicationCommandBulkOverwrite(AppID, "", slashes(100)); err != nil {
			t.Error(err)
		}
		// 101 creates so far; 98 more are too many with 2 kept.
		if _, err := b.ApplicationCommandBulkOverwrite(AppID, "", nil); err != nil {
			t.Error(err)
		}
		if _, err := b.ApplicationCommandBulkOverwrite(AppID, "", slashes(100)); code(t, err) != 30034 {
			t.Error(err)
		}
		time.Sleep(24 * time.Hour)
		if _, err := b.ApplicationCommandBulkOverwrite(AppID, "", slashes(100)); err != nil {
			t.Error(err)
		}
		noViolations(t, s)
		if _, err := b.ApplicationCommandBulkOverwrite(AppID, "", slashes(101)); code(t, err) != 30032 {
			t.Error(err)
		}
		violated(t, s, "too many commands")
	})
}

// TestEntryPoint promises that a bulk update cannot drop the Entry Point.
func TestEntryPoint(t *testing.T) {
	s := New(Options{})
	const path = "/api/v10/applications/" + AppID + "/commands"
	if resp, body, _ := do(t, s, "POST", path, `{"name":"launch","type":4,"handler":2}`); resp.StatusCode != http.StatusCreated {
		t.Fatal(body)
	}
	noViolations(t, s)
	if _, err := bot(t, s).ApplicationCommandBulkOverwrite(AppID, "", slashes(1)); code(t, err) != 50240 {
		t.Error(err)
	}
	violated(t, s, "without the Entry Point")
}

// TestOneByOne promises the single operations.
func TestOneByOne(t *testing.T) {
	s := New(Options{})
	b := bot(t, s)
	made, err := b.ApplicationCommandCreate(AppID, GuildID, slashes(1)[0])
	if err != nil || made.GuildID != GuildID {
		t.Fatal(made, err)
	}
	again, err := b.ApplicationCommandCreate(AppID, GuildID, &discordgo.ApplicationCommand{Name: "c0", Description: "new"})
	if err != nil || again.ID != made.ID || s.Creates(GuildID) != 1 {
		t.Error("the same name was created twice:", err)
	}
	if all, err := b.ApplicationCommands(AppID, GuildID); err != nil || len(all) != 1 || all[0].Description != "new" {
		t.Error(all, err)
	}
	if _, err := b.ApplicationCommandEdit(AppID, GuildID, made.ID, &discordgo.ApplicationCommand{Name: "c0", Description: "edited"}); err != nil {
		t.Error(err)
	}
	if got, err := b.ApplicationCommand(AppID, GuildID, made.ID); err != nil || got.Description != "edited" {
		t.Error(got, err)
	}
	if err := b.ApplicationCommandDelete(AppID, GuildID, made.ID); err != nil || len(s.Commands(GuildID)) != 0 {
		t.Error(err)
	}
	if _, err := b.ApplicationCommand(AppID, GuildID, made.ID); code(t, err) != 10063 {
		t.Error(err)
	}
	if _, err := b.ApplicationCommands(AppID, "5"); code(t, err) != 50001 {
		t.Error(err)
	}
	if _, err := b.ApplicationCommands("5", ""); code(t, err) != 20012 {
		t.Error(err)
	}
	noViolations(t, s)
}

// TestCommandRules promises what Discord refuses in a command.
func TestCommandRules(t *testing.T) {
	option := func(name string, required bool) *discordgo.ApplicationCommandOption {
		return &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionString, Name: name, Description: "x", Required: required}
	}
	with := func(options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
		return &discordgo.ApplicationCommand{Name: "ask", Description: "x", Options: options}
	}
	var many, long []*discordgo.ApplicationCommandOptionChoice
	for n := range 26 {
		many = append(many, &discordgo.ApplicationCommandOptionChoice{Name: fmt.Sprint(n), Value: fmt.Sprint(n)})
	}
	for n := range 25 {
		long = append(long, &discordgo.ApplicationCommandOptionChoice{Name: strings.Repeat("n", 98) + fmt.Sprint(10+n), Value: strings.Repeat("v", 98) + fmt.Sprint(10+n)})
	}
	choices := func(list []*discordgo.ApplicationCommandOptionChoice, auto bool) *discordgo.ApplicationCommandOption {
		o := option("style", false)
		o.Choices, o.Autocomplete = list, auto
		return o
	}
	big := choices(long, false)
	bigger := choices(long, false)
	bigger.Name = "other"
	for _, c := range []struct {
		name, says string
		cmd        *discordgo.ApplicationCommand
	}{
		{"upper case", "name: Command name is invalid", &discordgo.ApplicationCommand{Name: "Ask", Description: "x"}},
		{"blank", "name: Command name is invalid", &discordgo.ApplicationCommand{Name: "ask me", Description: "x"}},
		{"long name", "name: Must be between 1 and 32", &discordgo.ApplicationCommand{Name: strings.Repeat("a", 33), Description: "x"}},
		{"no description", "description: This field is required", &discordgo.ApplicationCommand{Name: "ask"}},
		{"long description", "description: Must be 100 or fewer", &discordgo.ApplicationCommand{Name: "ask", Description: strings.Repeat("x", 101)}},
		{"menu with description", "cannot have description", &discordgo.ApplicationCommand{Type: discordgo.MessageApplicationCommand, Name: "Ask this", Description: "x"}},
		{"unknown locale", "name_localizations.ar: Value is not", &discordgo.ApplicationCommand{Name: "ask", Description: "x",
			NameLocalizations: &map[discordgo.Locale]string{"ar": "اسأل"}}},
		{"upper case locale", "name_localizations.fr: Command name", &discordgo.ApplicationCommand{Name: "ask", Description: "x",
			NameLocalizations: &map[discordgo.Locale]string{discordgo.French: "Demander"}}},
		{"required last", "Required options must be placed", with(option("a", false), option("b", true))},
		{"same option", "Option name already exists", with(option("a", false), option("a", false))},
		{"26 choices", "choices: Must be 25 or fewer", with(choices(many, false))},
		{"choices and suggestions", "exclude each other", with(choices(many[:3], true))},
		{"too large", "exceeds maximum size", with(big, bigger)},
	} {
		s := New(Options{})
		_, err := bot(t, s).ApplicationCommandBulkOverwrite(AppID, "", []*discordgo.ApplicationCommand{c.cmd})
		if err == nil || len(s.Commands("")) != 0 {
			t.Errorf("%s was taken", c.name)
			continue
		}
		found := false
		for _, v := range s.Violations() {
			found = found || strings.Contains(v, c.says)
		}
		if !found || code(t, err) != 50035 {
			t.Errorf("%s: %q, want %q", c.name, s.Violations(), c.says)
		}
	}
	s := New(Options{})
	b := bot(t, s)
	if _, err := b.ApplicationCommandBulkOverwrite(AppID, "", append(slashes(1), slashes(1)...)); code(t, err) != 50035 {
		t.Error(err)
	}
	violated(t, s, "must be unique")
	zero := int64(0)
	good := []*discordgo.ApplicationCommand{
		{Name: "demander-à", Description: "x", DefaultMemberPermissions: &zero,
			NameLocalizations:        &map[discordgo.Locale]string{discordgo.French: "demander", discordgo.SpanishES: "preguntar"},
			DescriptionLocalizations: &map[discordgo.Locale]string{discordgo.Japanese: "質問"},
			Contexts:                 &[]discordgo.InteractionContextType{0, 1, 2}, IntegrationTypes: &[]discordgo.ApplicationIntegrationType{0, 1},
			Options: []*discordgo.ApplicationCommandOption{option("質問", true), big}},
		{Type: discordgo.MessageApplicationCommand, Name: "Ask the IDM about this"},
	}
	if _, err := b.ApplicationCommandBulkOverwrite(AppID, "", good); err != nil {
		t.Error(err)
	}
	noViolations(t, s)
}

// TestOffers promises that people can use only what Discord would offer them.
func TestOffers(t *testing.T) {
	s := New(Options{})
	zero := int64(0)
	_, err := bot(t, s).ApplicationCommandBulkOverwrite(AppID, "", []*discordgo.ApplicationCommand{
		{Name: "ask", Description: "x", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "x", Required: true},
			{Type: discordgo.ApplicationCommandOptionString, Name: "style", Description: "x",
				Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: "un", Value: "un"}}}}},
		{Name: "status", Description: "x", DefaultMemberPermissions: &zero},
		{Name: "here", Description: "x", Contexts: &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild}},
	})
	if err != nil {
		t.Fatal(err)
	}
	admin := InGuild("1")
	admin.Permissions = Administrator
	user := Person{ID: "1", Guild: "9", Channel: "8", UserInstalled: true}
	question := Option{"question", "why"}
	for _, c := range []struct {
		name  string
		use   func()
		taken bool
	}{
		{"right", func() { s.Slash(InDM("1"), "ask", question) }, true},
		{"unknown", func() { s.Slash(InDM("1"), "nothing") }, false},
		{"without the required", func() { s.Slash(InDM("1"), "ask") }, false},
		{"unknown option", func() { s.Slash(InDM("1"), "ask", question, Option{"colour", "red"}) }, false},
		{"wrong type", func() { s.Slash(InDM("1"), "ask", Option{"question", true}) }, false},
		{"wrong choice", func() { s.Slash(InDM("1"), "ask", question, Option{"style", "mla"}) }, false},
		{"no suggestions", func() { s.Complete(InDM("1"), "ask", question) }, false},
		{"member", func() { s.Slash(Manager("1"), "status") }, false},
		{"administrator", func() { s.Slash(admin, "status") }, true},
		{"not in private", func() { s.Slash(InDM("1"), "here") }, false},
		{"in the guild", func() { s.Slash(InGuild("1"), "here") }, true},
		{"not for users", func() { s.Slash(user, "ask", question) }, false},
		{"no button", func() { s.Press(InDM("1"), "More") }, false},
	} {
		taken := func() (ok bool) {
			defer func() { ok = recover() == nil }()
			c.use()
			return true
		}()
		if taken != c.taken {
			t.Errorf("%s: taken is %v", c.name, taken)
		}
	}
}
