package store_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// TestMovingCarriesEverythingAlong: every table of ours, and the numbers of
// subscribers who are gone stay theirs.
func TestMovingCarriesEverythingAlong(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		from, to := open(t, address), open(t, "sqlite:"+filepath.Join(t.TempDir(), "to.db"))
		ours, err := to.TableNames(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range ours {
			if !slices.Contains(store.Copied, name) {
				t.Errorf("the table %s is not copied", name)
			}
		}
		sub := digest.Subscription{Chat: bots.Chat{Platform: "p", ID: "7", Kind: bots.Private}, By: "7", Zone: "UTC", Lang: "en", State: digest.Active,
			Schedule: digest.Schedule{At: 480, Days: digest.EveryDay, Every: digest.Daily}}
		gone, err := from.Save(t.Context(), sub, []digest.Row{{Platform: "p", Day: 20000, Kind: digest.KindDigest, State: digest.Sent}})
		if err != nil {
			t.Fatal(err)
		}
		if err := from.Erase(t.Context(), "p", "7"); err != nil {
			t.Fatal(err)
		}
		if err := from.CopyTo(t.Context(), to); err != nil {
			t.Fatal(err)
		}
		back := to // and back to the engine it came from, if that is another
		if from.Engine() != to.Engine() {
			back = open(t, addresses(t)[from.Engine()](t))
			if err := to.CopyTo(t.Context(), back); err != nil {
				t.Fatal(err)
			}
		}
		for _, s := range []*store.Store{to, back} {
			sub.Chat.ID += "0"
			next, err := s.Save(t.Context(), sub, nil)
			if err != nil || next.ID <= gone.ID {
				t.Errorf("%s: after subscriber %d is gone the next one is %d, %v", s.Engine(), gone.ID, next.ID, err)
			}
		}
	})
}
