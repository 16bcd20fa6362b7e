package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// TestCompression promises large payloads in zlib to a bot that asks for it,
// as discordgo does, and small ones as they are.
func TestCompression(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		c := connect(t, s, "ws://discord.test/")
		c.next(opHello, "")
		id := identity(intentGuilds)
		id["compress"] = true
		c.send(opIdentify, id)
		c.next(opDispatch, "READY")
		for n := range 40 {
			s.AddChannel(GuildID, "77"+string(rune('0'+n/10))+string(rune('0'+n%10)))
		}
		c.next(opDispatch, "GUILD_CREATE")
		s.Outage(GuildID, true)
		kind, data, err := c.ws.ReadMessage()
		if err != nil || kind != websocket.BinaryMessage {
			t.Fatal(kind, err)
		}
		r, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(r)
		var got received
		if err != nil || json.Unmarshal(plain, &got) != nil || got.Type != "GUILD_CREATE" {
			t.Error(got.Type, err)
		}
	})
}

// TestComponentsV2 promises the rules of the flag: no content or embeds, it
// cannot be taken back, 40 components and 4000 characters.
func TestComponentsV2(t *testing.T) {
	s := New(Options{})
	send := func(body string) (int, string) {
		resp, got, err := do(t, s, "POST", inChannel, body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, got
	}
	part := `{"type":10,"content":"` + strings.Repeat("x", 1500) + `"}`
	for body, says := range map[string]string{
		`{"flags":32768,"content":"x","components":[{"type":10,"content":"x"}]}`:                              "content: The 'content'",
		`{"flags":32768,"embeds":[{"title":"x"}],"components":[{"type":10,"content":"x"}]}`:                   "embeds: The 'content'",
		`{"flags":32768,"components":[` + part + "," + part + "," + part + `]}`:                               "4000 characters",
		`{"flags":32768,"components":[` + strings.Repeat(`{"type":14},`, 40) + `{"type":14}]}`:                "components: Must be 40 or fewer",
		`{"flags":32768,"components":[{"type":17,"components":[` + fill39 + `]},{"type":14}]}`:                "40 components",
		`{"components":[{"type":10,"content":"x"}]}`:                                                          "components.0.type",
		`{"flags":32768,"components":[{"type":1,"components":[{"type":2,"style":1}]}]}`:                       "",
		`{"flags":32768,"components":[{"type":9,"components":[{"type":10,"content":"x"}],"accessory":null}]}`: "accessory: This field is required",
	} {
		status, got := send(body)
		if status != 400 {
			t.Errorf("%.60s: status %d", body, status)
		}
		found := false
		for _, v := range s.Violations() {
			found = found || strings.Contains(v, says)
		}
		if !found {
			t.Errorf("%.60s: violations %q, body %s", body, s.Violations(), got)
		}
		s.Forgive()
	}
	if status, got := send(`{"flags":32768,"components":[{"type":17,"accent_color":255,"components":[{"type":10,"content":"# Title"},{"type":14},
		{"type":1,"components":[{"type":2,"style":1,"label":"More","custom_id":"m"}]}]}]}`); status != 200 {
		t.Fatal(got)
	}
	id := s.Messages(ChannelID)[0].ID
	if resp, got, _ := do(t, s, "PATCH", inChannel+"/"+id, `{"flags":0,"content":"x"}`); resp.StatusCode != http.StatusBadRequest {
		t.Error("the flag was taken back:", got)
	}
	violated(t, s, "content: The 'content'")
	if i := s.Press(InGuild("1"), "More"); i.message.ID != id {
		t.Error("a button in a container was not found")
	}
	noViolations(t, s)
}

// fill39 are 39 components: with their container 40.
var fill39 = strings.TrimSuffix(strings.Repeat(`{"type":14},`, 39), ",")

// TestDoubles promises to name what a guild sees twice.
func TestDoubles(t *testing.T) {
	s := New(Options{})
	b := bot(t, s)
	for _, scope := range []string{"", GuildID} {
		if _, err := b.ApplicationCommandBulkOverwrite(AppID, scope, slashes(2)); err != nil {
			t.Fatal(err)
		}
	}
	if d := s.Doubles(GuildID); len(d) != 2 {
		t.Errorf("doubles %q", d)
	}
	if _, err := b.ApplicationCommandBulkOverwrite(AppID, "", []*discordgo.ApplicationCommand{}); err != nil {
		t.Fatal(err)
	}
	if d := s.Doubles(GuildID); len(d) != 0 {
		t.Errorf("doubles %q", d)
	}
	noViolations(t, s)
}

// TestWithResponse promises the id of the answer without another call.
func TestWithResponse(t *testing.T) {
	s := New(Options{})
	i := s.Slash(InGuild("1"), "ask")
	resp, body, err := do(t, s, "POST", "/api/v10/interactions/"+i.ID+"/"+i.Token+"/callback?with_response=true", `{"type":5,"data":{"flags":64}}`)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatal(resp, err)
	}
	var got struct {
		Interaction struct {
			ID        string `json:"response_message_id"`
			Loading   bool   `json:"response_message_loading"`
			Ephemeral bool   `json:"response_message_ephemeral"`
		} `json:"interaction"`
		Resource struct {
			Type    int `json:"type"`
			Message struct {
				ID    string `json:"id"`
				Flags int    `json:"flags"`
			} `json:"message"`
		} `json:"resource"`
	}
	if err := json.Unmarshal([]byte(body), &got); err != nil {
		t.Fatal(err)
	}
	m := i.Message()
	if got.Interaction.ID != m.ID || !got.Interaction.Loading || !got.Interaction.Ephemeral || got.Resource.Type != AckDeferred ||
		got.Resource.Message.ID != m.ID || got.Resource.Message.Flags != FlagEphemeral|FlagLoading {
		t.Errorf("%s", body)
	}
	noViolations(t, s)
}
