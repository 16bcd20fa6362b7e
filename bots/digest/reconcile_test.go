package digest_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/digesttest"
)

// TestTheLostAreFound: a subscription without a promise gets one; where its zone
// is gone from the zone data, in UTC, as the planner does.
func TestTheLostAreFound(t *testing.T) {
	store := &digesttest.Store{}
	save := func(chat, zone string) digest.Subscription {
		s := digest.Subscription{Chat: bots.Chat{Platform: "telegram", ID: bots.ChatID(chat)}, Zone: zone, Lang: "en", State: digest.Active,
			Schedule: digest.Schedule{At: 8 * 60, Days: digest.EveryDay, Every: digest.Daily}}
		saved, err := store.Save(t.Context(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		return saved
	}
	for i := range 600 {
		save(fmt.Sprint("x", i), "Nowhere/Gone")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	r := &digest.Reconciler{Store: store}
	done, err := r.Run(ctx, eight)
	if err != nil || ctx.Err() != nil || done.Promised != 600 {
		t.Fatalf("%+v, %v, %v", done, err, ctx.Err())
	}
	lost := save("lost", "UTC")
	if done, err = r.Run(ctx, eight); err != nil || done.Promised != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	got, _, err := store.Find(t.Context(), lost.Chat)
	if want := eight.AddDate(0, 0, 1); err != nil || !got.NextAt.Equal(want) {
		t.Errorf("the next message of the lost one comes at %v, %v; want %v", got.NextAt, err, want)
	}
}
