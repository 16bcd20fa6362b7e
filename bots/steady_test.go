package bots_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// fickle is a database that hangs or fails while it is away.
type fickle struct {
	bots.VolatileInbox
	bots.Volatile
	hangs, fails bool
	calls        int
}

func (f *fickle) trouble(ctx context.Context) error {
	f.calls++
	switch {
	case f.hangs:
		<-ctx.Done()
		return ctx.Err()
	case f.fails:
		return errors.New("no connection")
	}
	return nil
}

func (f *fickle) Begin(ctx bots.Context, p bots.Platform, update string) (bots.UpdateState, error) {
	if err := f.trouble(ctx); err != nil {
		return 0, err
	}
	return f.VolatileInbox.Begin(ctx, p, update)
}

func (f *fickle) Finish(ctx bots.Context, p bots.Platform, update string) error {
	if err := f.trouble(ctx); err != nil {
		return err
	}
	return f.VolatileInbox.Finish(ctx, p, update)
}

func (f *fickle) Get(ctx bots.Context, o bots.Owner, key string) (string, error) {
	if err := f.trouble(ctx); err != nil {
		return "", err
	}
	return f.Volatile.Get(ctx, o, key)
}

func (f *fickle) Set(ctx bots.Context, o bots.Owner, key, value string) error {
	if err := f.trouble(ctx); err != nil {
		return err
	}
	return f.Volatile.Set(ctx, o, key, value)
}

// TestAnswersGoOnWithoutTheDatabase: a database that hangs costs one short
// wait, not one a message; nothing is answered twice; a setting is refused and
// not lost silently; the log says it once, and once that it is back.
func TestAnswersGoOnWithoutTheDatabase(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		db := &fickle{}
		s := &bots.Steady{Inbox: db, Memory: db, Clock: time.Now, Log: slog.New(slog.NewTextHandler(&log, nil))}
		inbox, memory := &bots.SteadyInbox{Steady: s}, &bots.SteadyMemory{Steady: s}
		ctx := t.Context()
		me := bots.Owner{Platform: "p", ID: "1"}
		if err := memory.Set(ctx, me, "lang", "fr"); err != nil {
			t.Fatal(err)
		}
		if state, err := inbox.Begin(ctx, "p", "1"); state != bots.Fresh || err != nil {
			t.Fatalf("%v %v", state, err)
		}
		db.hangs = true
		began := time.Now()
		for _, update := range []string{"2", "3", "4", "5"} {
			if state, err := inbox.Begin(ctx, "p", update); state != bots.Fresh || err != nil {
				t.Errorf("update %s: %v %v", update, state, err)
			}
			if _, err := memory.Get(ctx, me, "lang"); err != nil {
				t.Error(err)
			}
			if err := inbox.Finish(ctx, "p", update); err != nil {
				t.Error(err)
			}
			if state, err := inbox.Begin(ctx, "p", update); state != bots.Answered || err != nil {
				t.Errorf("update %s again: %v %v", update, state, err)
			}
		}
		if d := time.Since(began); d > 3*time.Second {
			t.Errorf("four messages waited %v", d)
		}
		if err := memory.Set(ctx, me, "lang", "es"); err == nil {
			t.Error("a setting seems to be kept that is not")
		}
		if n := strings.Count(log.String(), "level=ERROR"); n != 1 {
			t.Errorf("%d errors are logged:\n%s", n, &log)
		}
		db.hangs, db.fails = false, true
		time.Sleep(time.Minute) // of the bubble
		if _, err := memory.Get(ctx, me, "lang"); err != nil {
			t.Error(err)
		}
		db.fails = false
		time.Sleep(time.Minute)
		if v, err := memory.Get(ctx, me, "lang"); v != "fr" || err != nil {
			t.Errorf("after all: %q %v", v, err)
		}
		if err := inbox.Finish(ctx, "p", "1"); err != nil {
			t.Error(err)
		}
		if state, _ := db.VolatileInbox.Begin(ctx, "p", "1"); state != bots.Answered {
			t.Errorf("the database holds %v", state)
		}
		if strings.Count(log.String(), "\n") != 2 || !strings.Contains(log.String(), "the database is back") {
			t.Errorf("the log says:\n%s", &log)
		}
		// Who gives up does not make the database away.
		gone, cancel := context.WithCancel(ctx)
		cancel()
		db.hangs = true
		if _, err := memory.Get(gone, me, "lang"); err != nil {
			t.Error(err)
		}
		if strings.Count(log.String(), "\n") != 2 {
			t.Errorf("the log says:\n%s", &log)
		}
	})
}
