package telegram_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/adapters/telegram"
	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

const (
	loadChats     = 500
	loadQuestions = 10_000
)

func chatNumber(i int) int64 { return int64(10_000 + i%loadChats) }

// checkAnswers checks that every question was answered, in order within its
// chat. It returns how many were answered twice.
func checkAnswers(t *testing.T, s *telegramtest.Server, questions int) (twice int) {
	t.Helper()
	for c := range loadChats {
		var want []string
		for i := c; i < questions; i += loadChats {
			want = append(want, "q"+strconv.Itoa(i))
		}
		got := texts(s.Shown(chatNumber(c)))
		once := slices.Compact(slices.Clone(got))
		twice += len(got) - len(once)
		if !slices.Equal(once, want) {
			t.Fatalf("chat %d shows %d answers (%.200q); want %d in order", chatNumber(c), len(got), got, len(want))
		}
	}
	return twice
}

// 10,000 questions from 500 chats at once: none lost, none answered twice, in
// order within each chat, and nothing stays behind in memory.
func TestManyQuestions(t *testing.T) {
	r := newRig(t, telegramtest.Options{}, func(c *telegram.Config, d *telegram.Deps) {
		d.Log = nil
		c.StaleAfter = time.Hour
	})
	for i := range loadQuestions {
		r.say(chatNumber(i), "q"+strconv.Itoa(i))
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	stop := r.run(t, &botstest.Script{})
	r.Until(func() bool { return r.Waiting() == 0 })
	stop()
	if n := checkAnswers(t, r.Server, loadQuestions); n > 0 {
		t.Errorf("%d questions were answered twice", n)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(r)
	// The answers of the fake server itself are some megabytes.
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 64<<20 {
		t.Errorf("the heap grew by %d MB", grown>>20)
	}
	if s := r.adapter.Stats(); s.Updates != loadQuestions || s.Released != 0 {
		t.Errorf("counted %+v", s)
	}
}

// The environment of a bot that a test starts and kills.
const (
	childAPI   = "TELEGRAM_TEST_CHILD_API"
	childStore = "TELEGRAM_TEST_CHILD_STORE"
)

func TestMain(m *testing.M) {
	if api := os.Getenv(childAPI); api != "" {
		if err := child(api, os.Getenv(childStore)); err != nil {
			fmt.Println("FAILED:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child runs a bot until it is killed.
func child(api, database string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, database, nil)
	if err != nil {
		return err
	}
	a, err := telegram.New(telegram.Config{Token: telegramtest.Token, APIURL: api, StaleAfter: time.Hour}, telegram.Deps{Inbox: s})
	if err != nil {
		return err
	}
	go func() {
		for range time.Tick(20 * time.Millisecond) {
			fmt.Println("repeated", a.Stats().Repeated)
		}
	}()
	return a.Run(ctx, &botstest.Script{})
}

// kill -9 in the middle, several times: no question is lost, and none is
// answered twice but those that were in work, which are counted.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	const questions = 4000
	s := telegramtest.New(telegramtest.Options{Latency: 2 * time.Millisecond, Lenient: true})
	server := httptest.NewServer(s)
	defer server.Close()
	for i := range questions {
		s.Say(telegramtest.Said{Chat: chatNumber(i), Text: "q" + strconv.Itoa(i)})
	}
	database := "sqlite:" + filepath.Join(t.TempDir(), "idmbot.db")
	repeated := 0
	for kill := range 3 {
		at := s.Count("sendMessage") + 900
		repeated += runChild(t, server.URL, database, func() bool { return s.Count("sendMessage") >= at })
		t.Logf("killed after %d answers (%d)", s.Count("sendMessage"), kill+1)
	}
	repeated += runChild(t, server.URL, database, func() bool { return s.Waiting() == 0 })
	twice := checkAnswers(t, s, questions)
	t.Logf("%d questions answered twice, %d counted as perhaps answered twice", twice, repeated)
	if twice > repeated {
		t.Errorf("%d were answered twice, but only %d counted as in work", twice, repeated)
	}
	if most := 3 * telegram.DefaultWorkers; repeated > most {
		t.Errorf("%d were in work at the kills; want at most %d", repeated, most)
	}
	for _, v := range s.Violations() {
		t.Errorf("violation: %s", v)
	}
}

// runChild runs a bot in a process of its own until enough, kills it, and
// returns how many updates it counted as repeated.
func runChild(t *testing.T, api, database string, enough func() bool) (repeated int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), childAPI+"="+api, childStore+"="+database)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var lines sync.WaitGroup
	lines.Go(func() {
		for sc := bufio.NewScanner(out); sc.Scan(); {
			if n, ok := strings.CutPrefix(sc.Text(), "repeated "); ok {
				repeated, _ = strconv.Atoi(n)
			} else {
				t.Error(sc.Text())
			}
		}
	})
	for !enough() {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(30 * time.Millisecond) // Once more than it tells.
	_ = cmd.Process.Kill()
	lines.Wait()
	_ = cmd.Wait()
	return repeated
}

var _ bots.Inbox = (*store.Store)(nil)
