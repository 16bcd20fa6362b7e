package discordtest

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"pgregory.net/rapid"
)

// do sends a request by hand.
func do(t *testing.T, s *Server, method, path, body string) (*http.Response, string, error) {
	t.Helper()
	var in io.Reader
	if body != "" {
		in = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(t.Context(), method, "https://discord.test"+path, in)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+Token)
	req.Header.Set("User-Agent", "DiscordBot (https://idm.test, 1)")
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := s.Transport().RoundTrip(req)
	if err != nil {
		return nil, "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(data), nil
}

const (
	inChannel = "/api/v10/channels/" + ChannelID + "/messages"
	hello     = `{"content":"hello"}`
)

// TestBuckets promises the headers of a bucket, and 429 over it.
func TestBuckets(t *testing.T) {
	bubble(t, Options{Rates: true}, func(t *testing.T, s *Server) {
		for n := range 5 {
			resp, _, err := do(t, s, "POST", inChannel, hello)
			if err != nil || resp.StatusCode != http.StatusOK || resp.Header.Get("X-RateLimit-Remaining") != string(rune('4'-n)) ||
				resp.Header.Get("X-RateLimit-Limit") != "5" || resp.Header.Get("X-RateLimit-Bucket") == "" {
				t.Fatal(n, resp, err)
			}
		}
		time.Sleep(2 * time.Second)
		resp, body, _ := do(t, s, "POST", inChannel, hello)
		if resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") != "3" || resp.Header.Get("X-RateLimit-Scope") != "user" ||
			body != `{"global":false,"message":"You are being rate limited.","retry_after":3}` {
			t.Error(resp, body)
		}
		if len(s.Violations()) != 0 {
			t.Error(s.Violations())
		}
		time.Sleep(time.Second)
		if resp, _, _ := do(t, s, "POST", inChannel, hello); resp.StatusCode != http.StatusTooManyRequests {
			t.Error(resp)
		}
		violated(t, s, "before retry_after was over")
		time.Sleep(2 * time.Second)
		if resp, _, _ := do(t, s, "POST", inChannel, hello); resp.StatusCode != http.StatusOK {
			t.Error(resp)
		}
		if s.Invalid() != 2 || s.Count("429") != 2 || s.Count("POST /channels/{channel_id}/messages") != 8 {
			t.Error(s.Invalid(), s.Count("429"))
		}
	})
}

// TestGlobalLimit promises 50 requests a second, with the headers of a global
// 429, and none for interactions.
func TestGlobalLimit(t *testing.T) {
	bubble(t, Options{Rates: true}, func(t *testing.T, s *Server) {
		for n := range perSecond {
			path := "/api/v10/channels/" + s.DM(string(rune('a'+n/26))+string(rune('a'+n%26))) + "/messages"
			if resp, _, _ := do(t, s, "POST", path, hello); resp.StatusCode != http.StatusOK {
				t.Fatal(n, resp)
			}
		}
		resp, body, _ := do(t, s, "GET", "/api/v10/users/@me", "")
		if resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("X-RateLimit-Global") != "true" || resp.Header.Get("X-RateLimit-Scope") != "global" ||
			resp.Header.Get("X-RateLimit-Bucket") != "" || !strings.Contains(body, `"global":true`) {
			t.Error(resp, body)
		}
		i := s.Slash(InDM("1"), "ask")
		if resp, body, _ := do(t, s, "POST", "/api/v10/interactions/"+i.ID+"/"+i.Token+"/callback", `{"type":5}`); resp.StatusCode != http.StatusNoContent {
			t.Error(resp, body)
		}
		time.Sleep(time.Second)
		if resp, _, _ := do(t, s, "GET", "/api/v10/users/@me", ""); resp.StatusCode != http.StatusOK || s.MostInASecond() != 50 {
			t.Error(resp, s.MostInASecond())
		}
	})
}

// TestBan promises the page of the edge after too many invalid requests, and
// that it ends with the window.
func TestBan(t *testing.T) {
	bubble(t, Options{BanAfter: 3}, func(t *testing.T, s *Server) {
		s.Silence(ChannelID, true)
		for range 3 {
			_, _, _ = do(t, s, "POST", inChannel, hello)
		}
		resp, body, _ := do(t, s, "POST", inChannel, hello)
		if resp.StatusCode != http.StatusTooManyRequests || body != "error code: 1015" || json.Valid([]byte(body)) {
			t.Error(resp, body)
		}
		time.Sleep(banWindow)
		if resp, _, _ := do(t, s, "POST", inChannel, hello); resp.StatusCode != http.StatusForbidden {
			t.Error(resp)
		}
	})
}

// TestTroubles promises each scripted failure, and what of the call happens.
func TestTroubles(t *testing.T) {
	const route = "/channels/{channel_id}/messages"
	for _, c := range []struct {
		name    string
		trouble Trouble
		status  int // 0 for a broken connection
		body    string
		stored  int
	}{
		{"server error", Trouble{Status: 500}, 500, `{"code":0,"message":"Internal Server Error"}`, 0},
		{"code", Trouble{Status: 403, Code: 50013}, 403, `{"code":50013,"message":"Forbidden"}`, 0},
		{"throttled", Trouble{Status: 429, RetryAfter: 1500 * time.Millisecond}, 429,
			`{"global":false,"message":"You are being rate limited.","retry_after":1.5}`, 0},
		{"page", Trouble{Status: 502, Page: "<html>"}, 502, "<html>", 0},
		{"garbage", Trouble{Status: 200, Page: "{"}, 200, "{", 0},
		{"reset", Trouble{Reset: true}, 0, "", 0},
		{"lost", Trouble{Lose: true}, 0, "", 1},
		{"slow", Trouble{Delay: time.Minute}, 200, "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, Options{}, func(t *testing.T, s *Server) {
				s.Break(1, "POST", route, c.trouble)
				if resp, _, _ := do(t, s, "GET", "/api/v10/users/@me", ""); resp.StatusCode != http.StatusOK {
					t.Error("another route fails:", resp)
				}
				resp, body, err := do(t, s, "POST", inChannel, hello)
				switch {
				case c.status == 0:
					if !errors.Is(err, io.ErrUnexpectedEOF) {
						t.Error(resp, err)
					}
				case err != nil || resp.StatusCode != c.status || c.body != "" && body != c.body:
					t.Error(resp, body, err)
				}
				if n := len(s.Messages(ChannelID)); n != c.stored {
					t.Errorf("%d messages, want %d", n, c.stored)
				}
				time.Sleep(2 * time.Second)
				if resp, _, err := do(t, s, "POST", inChannel, hello); err != nil || resp.StatusCode != http.StatusOK {
					t.Error("the trouble goes on:", resp, err)
				}
				noViolations(t, s)
			})
		})
	}
}

// TestNonce promises that a repeat returns the first message for some
// minutes, and 10008 if that was deleted.
func TestNonce(t *testing.T) {
	const body = `{"content":"hello","nonce":"n1","enforce_nonce":true}`
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		s.Break(1, "POST", "", Trouble{Lose: true})
		if _, _, err := do(t, s, "POST", inChannel, body); err == nil {
			t.Fatal("nothing was lost")
		}
		resp, got, err := do(t, s, "POST", inChannel, body)
		if err != nil || resp.StatusCode != http.StatusOK || len(s.Messages(ChannelID)) != 1 || !strings.Contains(got, s.Messages(ChannelID)[0].ID) {
			t.Error(resp, got, err)
		}
		if resp, _, _ := do(t, s, "POST", "/api/v10/channels/"+s.DM("1")+"/messages", body); resp.StatusCode != http.StatusOK || len(s.Messages(s.DM("1"))) != 1 {
			t.Error("a nonce counts beyond its channel")
		}
		s.DeleteMessage(ChannelID, s.Messages(ChannelID)[0].ID)
		if resp, got, _ := do(t, s, "POST", inChannel, body); resp.StatusCode != http.StatusNotFound || !strings.Contains(got, "10008") {
			t.Error(resp, got)
		}
		time.Sleep(nonceWindow)
		if resp, _, _ := do(t, s, "POST", inChannel, body); resp.StatusCode != http.StatusOK {
			t.Error(resp)
		}
		if resp, got, _ := do(t, s, "POST", inChannel, `{"content":"x","nonce":"`+strings.Repeat("n", 26)+`"}`); resp.StatusCode != http.StatusBadRequest {
			t.Error(got)
		}
	})
}

// TestRequests promises what is refused before any route.
func TestRequests(t *testing.T) {
	s := New(Options{KeepCalls: true})
	for _, path := range []string{"/api/v10", "/api/v9", "/api", "/api/v10/api/v10"} {
		if resp, _, err := do(t, s, "GET", path+"/users/@me", ""); err != nil || resp.StatusCode != http.StatusOK {
			t.Error(path, resp, err)
		}
	}
	noViolations(t, s)
	for _, c := range []struct{ method, path, body, says string }{
		{"GET", "/users/@me", "", "not under /api/v10"},
		{"GET", "/api/v8/users/@me", "", "no such route"},
		{"POST", "/api/v10/voice", "{}", "no such route"},
		{"POST", inChannel, "{", "not JSON"},
		{"POST", inChannel, `[]`, "Only dictionaries"},
		{"POST", inChannel, `{"content":5}`, "content: Could not interpret"},
		{"POST", inChannel, `{"content":"x","tts":"yes"}`, "tts: Must be either"},
		{"POST", inChannel, `{"content":"x","embeds":{}}`, "embeds: Only iterables"},
		{"POST", inChannel, `{"content":"x","embeds":[{"title":"x","color":16777216}]}`, "color: int value"},
		{"POST", inChannel, `{"content":"x","embeds":[{"title":"x","timestamp":"now"}]}`, "timestamp: Could not parse"},
		{"POST", "/api/v10/channels/general/messages", hello, "channel_id: Value is not snowflake"},
		{"GET", inChannel + "?limit=101", "", "limit: int value"},
	} {
		resp, _, err := do(t, s, c.method, c.path, c.body)
		if err != nil || resp.StatusCode < http.StatusBadRequest {
			t.Error(c, resp, err)
		}
		violated(t, s, c.says)
	}
	// Taken by Discord, but a mistake.
	if resp, _, _ := do(t, s, "POST", inChannel, `{"content":"x","contant":"y"}`); resp.StatusCode != http.StatusOK {
		t.Error(resp)
	}
	violated(t, s, "unknown field contant")
	if got := s.Calls("POST /channels/{channel_id}/messages"); len(got) != 9 || got[8].Status != 200 {
		t.Errorf("%d calls", len(got))
	}
}

// TestAnyContent promises that a text is taken exactly if it has 1 to 2000
// characters between its blanks, whatever they are.
func TestAnyContent(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := New(Options{})
		text := rapid.StringN(0, 2010, -1).Draw(r, "text")
		n := len([]rune(text))
		b, _ := discordgo.New("Bot " + Token)
		b.Client = &http.Client{Transport: s.Transport()}
		_, err := b.ChannelMessageSend(ChannelID, text)
		fits := n <= 2000 && strings.TrimSpace(text) != ""
		if (err == nil) != fits {
			r.Errorf("%d characters: %v", n, err)
		}
	})
}

// FuzzBody promises that no body brings the server down, and that a refused
// one leaves nothing behind.
func FuzzBody(f *testing.F) {
	for _, seed := range []string{hello, `{"embeds":[{"title":"x","fields":[{"name":"a","value":"b"}]}]}`, `{"components":[{"type":1,"components":[{"type":3,"custom_id":"a","options":[{"label":"x","value":"y"}]}]}]}`,
		`{"flags":32768,"components":[{"type":17,"components":[{"type":10,"content":"x"}]}]}`, `{"allowed_mentions":{"parse":[null]},"message_reference":{"message_id":1}}`, `null`, `[1]`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if body == "" {
			return
		}
		s := New(Options{})
		resp, got, err := do(t, s, "POST", inChannel, body)
		if err != nil {
			t.Fatal("the server broke off:", err)
		}
		if n := len(s.Messages(ChannelID)); (resp.StatusCode == http.StatusOK) != (n == 1) {
			t.Errorf("status %d with %d messages: %s", resp.StatusCode, n, got)
		}
		s.Transcript(ChannelID)
	})
}
