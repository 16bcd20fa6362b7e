package store_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// TestAFullDiskLosesNothing: what was written stays, what cannot be written is
// an error of one line, and when there is room again work goes on where it was.
func TestAFullDiskLosesNothing(t *testing.T) {
	ctx := t.Context()
	s, err := store.Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "full.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	now := time.Date(2026, 7, 1, 8, 0, 0, 0, time.UTC)
	pages, err := s.Pages(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.LimitPages(ctx, pages+40); err != nil {
		t.Fatal(err)
	}
	sub := func(i int) digest.Subscription {
		return digest.Subscription{
			Chat: bots.Chat{Platform: "p", ID: bots.ChatID(fmt.Sprint(i)), Kind: bots.Private}, By: "1", Zone: "UTC", Lang: "en", State: digest.Active,
			Schedule: digest.Schedule{At: 480, Days: digest.EveryDay, Every: digest.Daily}, Created: now, NextDay: digest.DateOf(now), NextAt: now,
			Themes: []string{strings.Repeat("x", 1000)},
		}
	}
	stored := 0
	for ; stored < 10000; stored++ {
		if _, err = s.Save(ctx, sub(stored), nil); err != nil {
			break
		}
	}
	if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "full") {
		t.Fatalf("after %d subscriptions: %v", stored, err)
	}
	planner := &digest.Planner{Store: s}
	if _, err := planner.Run(ctx, now); err == nil {
		t.Error("planning on a full disk is no error")
	}
	if err := s.LimitPages(ctx, 0); err != nil {
		t.Fatal(err)
	}
	done, err := planner.Run(ctx, now)
	if err != nil || done.Rows != stored {
		t.Errorf("%d of %d are planned when there is room again: %v", done.Rows, stored, err)
	}
	if again, err := planner.Run(ctx, now); err != nil || again.Rows != 0 {
		t.Errorf("%d are planned twice, %v", again.Rows, err)
	}
}
