package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen collects what the program says on standard error.
type screen struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// started runs serve and returns the addresses of the web and of operations.
func started(t *testing.T, s settings) (web, ops string, out *screen) {
	t.Helper()
	web, ops, out, _ = startedUntil(t, s)
	return web, ops, out
}

// startedUntil is started, with a function that ends the program before the
// test does.
func startedUntil(t *testing.T, s settings) (web, ops string, out *screen, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out = &screen{}
	done := make(chan error, 1)
	go func() { done <- serve(ctx, s, out) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("serve ended with %v", err)
		}
	})
	t.Cleanup(stop)
	address := regexp.MustCompile(`(?m)^  (Web|Operations) +(http://\S+)`)
	await(t, "the start screen", func() bool {
		found := address.FindAllStringSubmatch(out.String(), -1)
		if len(found) == 2 {
			web, ops = found[0][2], found[1][2]
		}
		return web != ""
	})
	return web, ops, out, stop
}

// await waits for something that a real process does in its own time.
func await(t *testing.T, what string, is func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(90 * time.Second) // more than the minute in which jobs look again
	for !is() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("%s did not come", what)
		}
	}
}

func defaults(t *testing.T) settings {
	t.Helper()
	s, err := readSettings("", nil)
	if err != nil {
		t.Fatal(err)
	}
	s.HTTPAddr, s.OpsAddr = "127.0.0.1:0", "127.0.0.1:0"
	s.Database = Secret("sqlite:" + filepath.Join(t.TempDir(), "data", "test.db"))
	return s
}

func fetch(t *testing.T, method, url, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(data)
}

// TestServeWithoutAnySetting: it starts, says what is on and what is off and
// why, and is useful.
func TestServeWithoutAnySetting(t *testing.T) {
	web, ops, out := started(t, defaults(t))
	for _, want := range []string{"Knowledge", "off: OPENAI_API_KEY is not set", "idmbot doctor"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the start screen does not say %q:\n%s", want, out)
		}
	}
	if code, body := fetch(t, "POST", web+"/api/v1/ask", `{"text":"What did the 2020 dialogue say about women?"}`); code != 200 || !strings.Contains(body, "idm30-key-message-2") {
		t.Errorf("%d %s", code, body)
	}
	for _, path := range []string{"/healthz", "/readyz", "/metrics", "/debug/pprof/"} {
		if code, _ := fetch(t, "GET", ops+path, ""); code != 200 {
			t.Errorf("%s: %d", path, code)
		}
		if code, _ := fetch(t, "GET", web+path, ""); code != 404 {
			t.Errorf("%s is public: %d", path, code)
		}
	}
}

const goodEntry = `---
title: Boats
kind: statement
level: reporting
themes: [sea]
questions: [boats, ships, "how many boats", vessels, ferries, rafts, dinghies, "what floats"]
---

There were COUNT boats.
`

func writeFolder(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestChangedKnowledgeIsPickedUp: a changed folder is in force without a
// restart, a broken one is refused with its findings and the old one stays.
func TestChangedKnowledgeIsPickedUp(t *testing.T) {
	dir := t.TempDir()
	writeFolder(t, dir, map[string]string{
		"corpus.yaml": "name: test\nlanguages: [en]\n", "themes.yaml": "- id: sea\n  name: {en: Sea}\n",
		"port/source.yaml": "title: The port\n", "port/boats.md": strings.Replace(goodEntry, "COUNT", "11", 1)})
	s := defaults(t)
	s.Knowledge = dir
	web, _, out := started(t, s)
	text := func() string {
		_, body := fetch(t, "POST", web+"/api/v1/ask", `{"text":"how many boats"}`)
		var o struct{ Text string }
		if err := json.Unmarshal([]byte(body), &o); err != nil {
			t.Fatal(err)
		}
		return o.Text
	}
	if !strings.Contains(text(), "There were 11 boats.") {
		t.Fatalf("at the start: %s", text())
	}
	writeFolder(t, dir, map[string]string{"port/boats.md": strings.Replace(goodEntry, "COUNT", "twelve", 1)})
	await(t, "the changed knowledge", func() bool { return strings.Contains(text(), "There were twelve boats.") })
	writeFolder(t, dir, map[string]string{"port/boats.md": "---\ntitle: half"})
	await(t, "the refusal", func() bool { return strings.Contains(out.String(), "port/boats.md:1: the head has no end") })
	if !strings.Contains(text(), "There were twelve boats.") {
		t.Errorf("broken knowledge replaced the old one: %s", text())
	}
}

// TestPortInUse: one line with the variable and the remedy.
func TestPortInUse(t *testing.T) {
	web, _, _ := started(t, defaults(t))
	s := defaults(t)
	s.HTTPAddr = strings.TrimPrefix(web, "http://")
	err := serve(t.Context(), s, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "IDMBOT_HTTP_ADDR") || !strings.Contains(err.Error(), "in use") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
}

// TestSecretsAreNeverShown goes through every way a value can be printed.
func TestSecretsAreNeverShown(t *testing.T) {
	s, err := readSettings("", []string{"TELEGRAM_BOT_TOKEN=123:hunter2", "OPENAI_API_KEY=hunter2", "OPENAI_MODEL=m"})
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	newLogger(s, &log).Info("settings", "settings", s, "token", s.TelegramToken)
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if all := log.String() + string(data); strings.Contains(all, "hunter2") {
		t.Errorf("a secret is shown: %s", all)
	}
}

// TestExampleDocumentsEverySetting: .env.example names every variable, and
// every variable it names exists.
func TestExampleDocumentsEverySetting(t *testing.T) {
	data, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^([A-Z_]+)=`).FindAllStringSubmatch(string(data), -1) {
		documented[m[1]] = true
	}
	for _, name := range variables() {
		if !documented[name] {
			t.Errorf(".env.example does not document %s", name)
		}
		delete(documented, name)
	}
	for name := range documented {
		t.Errorf(".env.example documents %s, which does not exist", name)
	}
	if _, err := readSettings("../../.env.example", nil); err != nil {
		t.Errorf(".env.example itself is refused: %v", err)
	}
}
