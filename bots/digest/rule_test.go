package digest_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/bots/daily"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/idm"
)

// corpus is the curated one: the rule is about its variety.
func corpus(t testing.TB) *knowledge.Corpus {
	t.Helper()
	c, err := knowledge.Load(idm.Files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestNeverTheSameBeforeAllWereHad goes through a year and more of one reader.
func TestNeverTheSameBeforeAllWereHad(t *testing.T) {
	c := corpus(t)
	for _, r := range []digest.Reader{
		{Seed: "a", Every: digest.Daily}, {Seed: "b", Every: digest.Daily, Themes: []string{"gender"}},
		{Seed: "c", Every: digest.Weekly}, {Seed: "d", Every: digest.Monthly, Themes: []string{"diaspora", "labour"}},
	} {
		had := digest.History{}
		day := digest.NewDate(2026, time.January, 1)
		again := 0
		for range 200 {
			choice := digest.Choose(c, had, r, day)
			for _, e := range choice.Entries {
				least := leastHad(c, had, r)
				if n := had[e.Entry.ID].Times; n > least && (e.Cause == digest.ForTheme || e.Cause == digest.ForVariety) {
					t.Fatalf("reader %s: %s was had %d times, and others only %d", r.Seed, e.Entry.ID, n, least)
				}
				if had[e.Entry.ID].Times > 0 {
					again++
					if rested := day - had[e.Entry.ID].Last; rested < 30 {
						t.Fatalf("reader %s: %s came again after %d days", r.Seed, e.Entry.ID, rested)
					}
				}
				if !strings.Contains("day, day theme", string(e.Cause)) && len(r.Themes) > 0 && e.Theme == "" {
					t.Errorf("reader %s: %s was chosen for no theme of theirs", r.Seed, e.Entry.ID)
				}
				had.Add(e.Entry.ID, day)
			}
			if len(choice.Entries) == 0 && choice.Nothing == "" {
				t.Fatalf("reader %s: neither an entry nor a reason", r.Seed)
			}
			day += map[digest.Frequency]digest.Date{digest.Daily: 1, digest.Weekly: 7, digest.Monthly: 31}[r.Every]
		}
		t.Logf("reader %s: %d entries had, %d came round again", r.Seed, len(had), again)
	}
}

// leastHad is how often the entry was had that this reader had least often, of
// those on their themes.
func leastHad(c *knowledge.Corpus, had digest.History, r digest.Reader) int {
	least := -1
	for _, e := range c.Select(daily.Sendable) {
		on := len(r.Themes) == 0 || slices.ContainsFunc(r.Themes, func(theme string) bool { return slices.Contains(e.Themes, theme) })
		if n := had[e.ID].Times; on && (least < 0 || n < least) {
			least = n
		}
	}
	return least
}

// TestChoiceIsStable: the same question has the same answer, whatever the order
// of maps, and differs between readers.
func TestChoiceIsStable(t *testing.T) {
	c := corpus(t)
	day := digest.NewDate(2026, time.February, 3)
	had := digest.History{"idm30-key-message-1": {Times: 1, Last: day - 1}, "idm30-key-message-2": {Times: 1, Last: day - 2}}
	seen := map[string]bool{}
	for _, seed := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		first := digest.Choose(c, had, digest.Reader{Seed: seed, Every: digest.Daily}, day)
		for range 20 {
			if again := digest.Choose(c, had, digest.Reader{Seed: seed, Every: digest.Daily}, day); again.Entries[0].Entry != first.Entries[0].Entry {
				t.Fatalf("%s and then %s", first.Entries[0].Entry.ID, again.Entries[0].Entry.ID)
			}
		}
		seen[first.Entries[0].Entry.ID] = true
	}
	if len(seen) < 2 {
		t.Error("every reader gets the same entry")
	}
}

// TestVariety: two days in a row bring no two statements of one person, and a
// week brings several kinds and sources.
func TestVariety(t *testing.T) {
	c := corpus(t)
	had := digest.History{}
	kinds, folders := map[knowledge.Kind]bool{}, map[string]bool{}
	var before *knowledge.Entry
	for i := range 14 {
		day := digest.NewDate(2026, time.January, 10) + digest.Date(i)
		choice := digest.Choose(c, had, digest.Reader{Seed: "v", Every: digest.Daily}, day)
		e := choice.Entries[0].Entry
		if before != nil && e.Source.Speaker != "" && e.Source.Speaker == before.Source.Speaker && choice.Entries[0].Cause == digest.ForVariety {
			t.Errorf("%s and %s are both by %s", before.ID, e.ID, e.Source.Speaker)
		}
		had.Add(e.ID, day)
		kinds[e.Kind], folders[e.Folder] = true, true
		before = e
	}
	if len(kinds) < 3 || len(folders) < 3 {
		t.Errorf("two weeks bring %d kinds from %d sources", len(kinds), len(folders))
	}
}

// TestCalendarComesFirst: on a day of the calendar its entries in their order;
// nothing before its embargo is over.
func TestCalendarComesFirst(t *testing.T) {
	entry := func(id string, themes ...string) string {
		return `{"id":"` + id + `","text":"` + id + `.","kind":"key-message","themes":["` + strings.Join(themes, `","`) + `"]}` + "\n"
	}
	c, err := knowledge.ReadJSONL(strings.NewReader(entry("a", "x")+entry("b", "x")+entry("c", "y")+entry("d", "y")), "test")
	if err != nil {
		t.Fatal(err)
	}
	c.Calendar = []knowledge.CalendarDay{
		{ID: "day", From: "12-18", Entries: []string{"b", "a"}, Themes: []string{"y"}},
		{ID: "launch", From: "2027-01-05", Entries: []string{"d"}, NotBefore: "2027-01-05"},
	}
	r := digest.Reader{Seed: "s", Every: digest.Daily}
	had := digest.History{}
	day := digest.NewDate(2026, time.December, 18)
	for _, want := range []struct {
		id    string
		cause digest.Cause
	}{{"b", digest.ForDay}, {"a", digest.ForDay}, {"c", digest.ForDayTheme}} {
		choice := digest.Choose(c, had, r, day)
		if len(choice.Entries) == 0 || choice.Entries[0].Entry.ID != want.id || choice.Entries[0].Cause != want.cause {
			t.Fatalf("got %+v; want %+v", choice.Entries, want)
		}
		had.Add(want.id, day)
	}
	if got := digest.Choose(c, had, r, day); got.Nothing != digest.Nothing {
		t.Errorf("before the embargo is over: %+v", got.Entries)
	}
	if got := digest.Choose(c, had, r, digest.NewDate(2027, time.January, 5)); len(got.Entries) == 0 || got.Entries[0].Entry.ID != "d" || !got.Last {
		t.Errorf("on the day of the launch: %+v", got)
	}
}

// TestNothingToSay: no entry at all, and none that may be sent, have reasons.
func TestNothingToSay(t *testing.T) {
	empty, err := knowledge.ReadJSONL(strings.NewReader(`{"id":"a","text":"A.","kind":"key-message","themes":["x"]}`+"\n"), "test")
	if err != nil {
		t.Fatal(err)
	}
	day := digest.NewDate(2026, time.July, 1)
	if got := digest.Choose(empty, nil, digest.Reader{Themes: []string{"z"}, Every: digest.Daily}, day); got.Nothing != digest.NoEntry {
		t.Errorf("a theme without entries: %+v", got)
	}
	had := digest.History{"a": {Times: 1, Last: day - 1}}
	if got := digest.Choose(empty, had, digest.Reader{Every: digest.Daily}, day); got.Nothing != digest.Nothing {
		t.Errorf("all had yesterday: %+v", got)
	}
	if got := digest.Choose(empty, had, digest.Reader{Every: digest.Daily}, day+40); len(got.Entries) != 1 {
		t.Errorf("after a rest it may come again: %+v", got)
	}
}
