package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// RunDigest checks a store against the promises of digest.Store. open returns
// an empty one for each test.
func RunDigest(t *testing.T, open func(t *testing.T) digest.Store) {
	for _, c := range []struct {
		name  string
		check func(t *testing.T, s digest.Store)
	}{
		{"a subscription is kept in every part", subscriptionKept},
		{"a change based on an old state is refused", revisions},
		{"many are stored at once, those there stay", loading},
		{"a chat moves, with all its threads", moving},
		{"a person is forgotten, the books stay", erasing},
		{"all are visited in order", visiting},
		{"planning twice adds nothing", planningTwice},
		{"planning leaves a changed promise alone", planningChanged},
		{"planning wakes who paused until then", planningWakes},
		{"a row is claimed by one only", claiming},
		{"lanes, platforms and times are kept apart", claimingApart},
		{"only the owner begins, and once", beginning},
		{"what was sent enters the history", recording},
		{"a row goes back and comes again", goingBack},
		{"a late answer corrects unknown", lateAnswer},
		{"what was not begun is given back", releasing},
		{"leases end", leases},
		{"repairs find the late and the lost", finding},
		{"old rows and drafts are dropped", retaining},
		{"what is in doubt stays so for who is forgotten", doubting},
		{"what is in doubt stays so in a broadcast that is cancelled", doubtingBroadcast},
		{"thousands of rows are changed and dropped", manyRows},
		{"the ledger is read by day, kind and person", reading},
		{"a broadcast is kept, held, let go and cancelled", broadcasting},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t, open(t)) })
	}
}

// noon is the time of these tests.
var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

var today = digest.DateOf(noon)

// subscriber is an active subscription of a chat that is due at noon.
func subscriber(chat string) digest.Subscription {
	return digest.Subscription{
		Chat: bots.Chat{Platform: "one", ID: bots.ChatID(chat)}, By: bots.UserID(chat),
		Schedule: digest.Schedule{At: 12 * 60, Days: digest.EveryDay, Every: digest.Daily},
		Zone:     "UTC", Lang: "en", State: digest.Active, Created: noon.Add(-time.Hour), NextDay: today, NextAt: noon,
	}
}

func stored(t *testing.T, s digest.Store, subs ...digest.Subscription) []digest.Subscription {
	t.Helper()
	out := make([]digest.Subscription, len(subs))
	for i, sub := range subs {
		out[i] = must(s.Save(t.Context(), sub, nil))(t)
	}
	return out
}

func promise(sub digest.Subscription) digest.Row {
	return digest.Row{Subscriber: sub.ID, Platform: sub.Chat.Platform, Day: today, Kind: digest.KindDigest,
		Due: noon, NotBefore: noon, Deadline: noon.Add(6 * time.Hour), State: digest.Planned}
}

func claim(owner string) digest.Claim {
	return digest.Claim{Platform: "one", Owner: owner, Now: noon, Until: noon.Add(time.Minute), N: 100}
}

// planned stores n subscribers with a planned row each.
func planned(t *testing.T, s digest.Store, n int) []digest.Subscription {
	t.Helper()
	var subs []digest.Subscription
	for i := range n {
		subs = append(subs, stored(t, s, subscriber(fmt.Sprint("c", i)))[0])
	}
	var plans []digest.Plan
	for _, sub := range subs {
		plans = append(plans, digest.Plan{Subscriber: sub.ID, Was: noon, NextDay: today + 1, NextAt: noon.Add(24 * time.Hour),
			LastDay: today, Rows: []digest.Row{promise(sub)}})
	}
	if added := must(s.Plan(t.Context(), plans))(t); added != n {
		t.Fatalf("planning %d subscribers added %d rows", n, added)
	}
	return subs
}

func ledger(t *testing.T, s digest.Store, q digest.RowQuery) []digest.Row {
	t.Helper()
	var out []digest.Row
	check(t, s.Rows(t.Context(), q, func(r digest.Row, _ digest.Subscription) bool {
		out = append(out, r)
		return true
	}))
	return out
}

func oneRow(t *testing.T, s digest.Store) digest.Row {
	t.Helper()
	rows := ledger(t, s, digest.RowQuery{})
	if len(rows) != 1 {
		t.Fatalf("the ledger has %d rows; want 1", len(rows))
	}
	return rows[0]
}

func subscriptionKept(t *testing.T, s digest.Store) {
	full := digest.Subscription{
		Chat:     bots.Chat{Platform: "one", ID: "-100'5", Thread: "7", Kind: bots.Group},
		Schedule: digest.Schedule{At: 7*60 + 31, Days: digest.Workdays, Every: digest.Weekly},
		Zone:     "America/Argentina/Buenos_Aires", Lang: "ar", Themes: []string{"gender", "gcm"},
		Quiet: digest.Quiet{From: 22 * 60, To: 6 * 60}, State: digest.Paused, Until: today + 3, Reason: digest.ByPerson,
		Created: noon, NextDay: today + 4, NextAt: noon.Add(90 * time.Hour), LastDay: today - 1,
	}
	person := subscriber("7")
	for _, want := range []digest.Subscription{full, person} {
		saved := must(s.Save(t.Context(), want, nil))(t)
		got, ok, err := s.Find(t.Context(), want.Chat)
		check(t, err)
		want.ID, want.Revision = saved.ID, saved.Revision
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("found %v (-want +got):\n%s", ok, diff)
		}
	}
	if _, ok, err := s.Find(t.Context(), bots.Chat{Platform: "one", ID: "-100'5"}); ok || err != nil {
		t.Errorf("the chat itself has the subscription of its thread: %v, %v", ok, err)
	}
	if got := must(s.Of(t.Context(), "one", "-100'5"))(t); len(got) != 1 {
		t.Errorf("the chat has %d subscriptions; want 1", len(got))
	}
	if got := must(s.By(t.Context(), "one", "7"))(t); len(got) != 1 || got[0].Chat.ID != "7" {
		t.Errorf("the person has %v; want their own chat's", got)
	}
	if got := must(s.By(t.Context(), "one", ""))(t); len(got) != 0 {
		t.Errorf("nobody has %d subscriptions", len(got))
	}
}

func revisions(t *testing.T, s digest.Store) {
	first := stored(t, s, subscriber("a"))[0]
	if _, err := s.Save(t.Context(), subscriber("a"), nil); !isChanged(err) {
		t.Errorf("a second subscription of a chat: %v; want ErrChanged", err)
	}
	changed := first
	changed.Lang = "fr"
	row := promise(first)
	row.State, row.Reason = digest.Skipped, digest.NotToday
	second := must(s.Save(t.Context(), changed, []digest.Row{row}))(t)
	if got := oneRow(t, s); got.Reason != digest.NotToday || got.Subscriber != first.ID {
		t.Errorf("the row that came with the change is %+v", got)
	}
	changed.Lang = "es"
	row.Day++
	if _, err := s.Save(t.Context(), changed, []digest.Row{row}); !isChanged(err) {
		t.Errorf("a change of revision %d over %d: %v; want ErrChanged", changed.Revision, second.Revision, err)
	}
	if got, _, _ := s.Find(t.Context(), first.Chat); got.Lang != "fr" || got.Revision != second.Revision {
		t.Errorf("stored is %+v; want the first change", got)
	}
	oneRow(t, s) // that of the refused change is not there
	changed.ID = 9999
	if _, err := s.Save(t.Context(), changed, nil); !isChanged(err) {
		t.Errorf("a change of what is not there: %v; want ErrChanged", err)
	}
}

func loading(t *testing.T, s digest.Store) {
	old := stored(t, s, subscriber("c5"))[0]
	var many []digest.Subscription
	for i := range 2500 {
		many = append(many, subscriber(fmt.Sprint("c", i)))
		many[i].Lang = "fr"
	}
	got := must(s.Load(t.Context(), many))(t)
	if len(got) != 2499 {
		t.Fatalf("%d were stored; want 2499", len(got))
	}
	for _, sub := range got {
		if sub.ID == 0 || sub.Chat.ID == "c5" {
			t.Fatalf("returned as stored: %+v", sub)
		}
	}
	if sub, _, _ := s.Find(t.Context(), old.Chat); sub.Lang != "en" {
		t.Error("one that was there was replaced")
	}
}

func moving(t *testing.T, s digest.Store) {
	group := subscriber("g")
	group.Chat.Kind, group.By = bots.Group, ""
	topic := group
	topic.Chat.Thread = "3"
	there := group
	there.Chat.ID, there.Chat.Thread = "G", "3"
	stored(t, s, group, topic, there)
	check(t, s.Move(t.Context(), "one", "g", "G"))
	check(t, s.Move(t.Context(), "one", "g", "G"))
	check(t, s.Move(t.Context(), "one", "nobody", "N"))
	got := must(s.Of(t.Context(), "one", "G"))(t)
	if len(got) != 2 || got[0].State != digest.Active || got[1].State != digest.Active || got[0].NextAt.IsZero() {
		t.Errorf("the new chat has %+v; want the moved one and the one that was there", got)
	}
	left := must(s.Of(t.Context(), "one", "g"))(t)
	if len(left) != 1 || left[0].State != digest.Ended || left[0].Reason != digest.Reason(bots.MovedAway) || !left[0].NextAt.IsZero() {
		t.Errorf("the old chat has %+v; want one that ended", left)
	}
}

func erasing(t *testing.T, s digest.Store) {
	subs := planned(t, s, 2)
	check(t, s.Remember(t.Context(), subs[0].ID, digest.History{"e": {Times: 1, Last: today}}))
	group := subscriber("group")
	group.Chat.Kind, group.By = bots.Group, "c0"
	stored(t, s, group)
	check(t, s.Erase(t.Context(), "one", "c0"))
	check(t, s.Erase(t.Context(), "one", "c0"))
	check(t, s.Erase(t.Context(), "one", ""))
	if _, ok, _ := s.Find(t.Context(), subs[0].Chat); ok {
		t.Error("the person's subscription is still there")
	}
	if h := must(s.Histories(t.Context(), []int64{subs[0].ID}))(t); len(h) != 0 {
		t.Errorf("the person's history is still %v", h)
	}
	if _, ok, _ := s.Find(t.Context(), group.Chat); !ok {
		t.Error("the subscription of a shared chat is gone with a person")
	}
	rows := ledger(t, s, digest.RowQuery{Subscriber: subs[0].ID})
	if len(rows) != 1 || rows[0].State != digest.Skipped || rows[0].Reason != digest.Forgotten {
		t.Errorf("the books say %+v; want one row skipped as forgotten", rows)
	}
	if rows := ledger(t, s, digest.RowQuery{Subscriber: subs[1].ID}); rows[0].State != digest.Planned {
		t.Error("somebody else's row was touched")
	}
}

func visiting(t *testing.T, s digest.Store) {
	var many []digest.Subscription
	for i := range 2300 {
		many = append(many, subscriber(fmt.Sprint("c", i)))
	}
	must(s.Load(t.Context(), many))(t)
	var ids []int64
	check(t, s.Each(t.Context(), func(sub digest.Subscription) bool {
		ids = append(ids, sub.ID)
		return true
	}))
	if len(ids) != 2300 || !slices.IsSorted(ids) {
		t.Errorf("visited %d, sorted %v", len(ids), slices.IsSorted(ids))
	}
	n := 0
	check(t, s.Each(t.Context(), func(digest.Subscription) bool { n++; return n < 5 }))
	if n != 5 {
		t.Errorf("visited %d after being told to stop at 5", n)
	}
	after := must(s.After(t.Context(), ids[10], 3))(t)
	if len(after) != 3 || after[0].ID != ids[11] {
		t.Errorf("after %d come %d, the first being %d", ids[10], len(after), after[0].ID)
	}
}

func planningTwice(t *testing.T, s digest.Store) {
	sub := planned(t, s, 1)[0]
	again := []digest.Plan{{Subscriber: sub.ID, Was: noon, NextDay: today + 5, NextAt: noon.Add(time.Hour), LastDay: today + 4,
		Rows: []digest.Row{promise(sub)}}}
	if added := must(s.Plan(t.Context(), again))(t); added != 0 {
		t.Errorf("planning again added %d rows", added)
	}
	got, _, _ := s.Find(t.Context(), sub.Chat)
	if got.NextDay != today+1 || got.LastDay != today || got.Revision == sub.Revision {
		t.Errorf("the subscription is %+v; want the first plan's promise and a new revision", got)
	}
	if due := must(s.Due(t.Context(), noon.Add(time.Hour), 10))(t); len(due) != 0 {
		t.Errorf("%d are due after planning", len(due))
	}
	if due := must(s.Due(t.Context(), noon.Add(24*time.Hour), 10))(t); len(due) != 1 {
		t.Errorf("%d are due a day later; want 1", len(due))
	}
	row := oneRow(t, s)
	want := promise(sub)
	want.ID = row.ID
	if diff := cmp.Diff(want, row); diff != "" {
		t.Errorf("the row (-want +got):\n%s", diff)
	}
}

func planningChanged(t *testing.T, s digest.Store) {
	sub := stored(t, s, subscriber("a"))[0]
	changed := sub
	changed.NextAt = noon.Add(5 * time.Minute)
	stored(t, s, changed)
	n := must(s.Plan(t.Context(), []digest.Plan{{Subscriber: sub.ID, Was: noon, NextAt: noon.Add(time.Hour),
		Rows: []digest.Row{promise(sub)}}}))(t)
	got, _, _ := s.Find(t.Context(), sub.Chat)
	if n != 0 || !got.NextAt.Equal(changed.NextAt) {
		t.Errorf("a promise that was changed meanwhile was planned: %d rows, next %v", n, got.NextAt)
	}
}

func planningWakes(t *testing.T, s digest.Store) {
	sub := subscriber("a")
	sub.State, sub.Until, sub.Reason = digest.Paused, today, digest.ByPerson
	sub = stored(t, s, sub)[0]
	must(s.Plan(t.Context(), []digest.Plan{{Subscriber: sub.ID, Was: noon, NextDay: today + 1, NextAt: noon.Add(time.Hour), LastDay: today}}))(t)
	got, _, _ := s.Find(t.Context(), sub.Chat)
	if got.State != digest.Active || got.Until != 0 || got.Reason != "" {
		t.Errorf("after its pause it is %s until %v because %q", got.State, got.Until, got.Reason)
	}
}

func claiming(t *testing.T, s digest.Store) {
	planned(t, s, 120)
	var mu sync.Mutex
	owners := map[int64]string{}
	var wg sync.WaitGroup
	for i := range 4 {
		owner := fmt.Sprint("o", i)
		wg.Go(func() {
			for {
				c := claim(owner)
				c.N = 7
				rows, err := s.Claim(t.Context(), c)
				if err != nil {
					t.Error(err)
				}
				if len(rows) == 0 {
					return
				}
				mu.Lock()
				for _, r := range rows {
					if o := owners[r.ID]; o != "" {
						t.Errorf("row %d was claimed by %s and %s", r.ID, o, owner)
					}
					owners[r.ID] = owner
					if r.State != digest.Claimed || r.Owner != owner || !r.Lease.Equal(c.Until) {
						t.Errorf("claimed is %+v", r)
					}
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(owners) != 120 {
		t.Errorf("%d rows were claimed; want 120", len(owners))
	}
}

func claimingApart(t *testing.T, s digest.Store) {
	subs := stored(t, s, subscriber("a"), subscriber("b"), subscriber("c"), subscriber("d"))
	rows := []digest.Row{promise(subs[0]), promise(subs[1]), promise(subs[2]), promise(subs[3])}
	rows[0].NotBefore = noon.Add(time.Minute)
	rows[1].Lane = digest.BroadcastLane
	rows[2].Platform = "two"
	rows[3].Lane = digest.HeldLane
	must(s.Enqueue(t.Context(), rows))(t)
	c := claim("o")
	if got := must(s.Claim(t.Context(), c))(t); len(got) != 0 {
		t.Errorf("claimed before its time: %+v", got)
	}
	c.Lane = digest.BroadcastLane
	if got := must(s.Claim(t.Context(), c))(t); len(got) != 1 || got[0].Subscriber != subs[1].ID {
		t.Errorf("claimed in the lane of broadcasts: %+v", got)
	}
	c.Lane, c.Now = digest.DigestLane, noon.Add(time.Minute)
	if got := must(s.Claim(t.Context(), c))(t); len(got) != 1 || got[0].Subscriber != subs[0].ID {
		t.Errorf("claimed at its time: %+v", got)
	}
}

func beginning(t *testing.T, s digest.Store) {
	planned(t, s, 1)
	row := must(s.Claim(t.Context(), claim("me")))(t)[0]
	row.Entries = []string{"e1", "e2"}
	if got := must(s.StartSending(t.Context(), "other", []digest.Row{row}, noon))(t); len(got) != 0 {
		t.Error("somebody else began the row")
	}
	if got := must(s.StartSending(t.Context(), "me", []digest.Row{row}, noon))(t); !slices.Equal(got, []int64{row.ID}) {
		t.Errorf("begun %v", got)
	}
	if got := must(s.StartSending(t.Context(), "me", []digest.Row{row}, noon))(t); len(got) != 0 {
		t.Error("the row was begun twice")
	}
	got := oneRow(t, s)
	if got.State != digest.Sending || !got.Begun.Equal(noon) || !slices.Equal(got.Entries, row.Entries) {
		t.Errorf("the row is %+v", got)
	}
}

// sending brings the only row into the hands of an owner.
func sending(t *testing.T, s digest.Store, owner string) digest.Row {
	t.Helper()
	rows := must(s.Claim(t.Context(), claim(owner)))(t)
	if len(rows) != 1 {
		t.Fatalf("claimed %d rows; want 1", len(rows))
	}
	rows[0].Entries = []string{"e1", "e2"}
	must(s.StartSending(t.Context(), owner, rows, noon))(t)
	return rows[0]
}

func recording(t *testing.T, s digest.Store) {
	sub := planned(t, s, 1)[0]
	row := sending(t, s, "me")
	sent := digest.Outcome{Row: row.ID, Owner: "other", State: digest.Sent, Message: "m9", At: noon.Add(time.Second)}
	check(t, s.Record(t.Context(), []digest.Outcome{sent}))
	if got := oneRow(t, s); got.State != digest.Sending {
		t.Errorf("somebody else finished the row: %s", got.State)
	}
	sent.Owner = "me"
	for range 2 {
		check(t, s.Record(t.Context(), []digest.Outcome{sent}))
	}
	if got := oneRow(t, s); got.State != digest.Sent || got.Message != "m9" || !got.Finished.Equal(sent.At) {
		t.Errorf("the row is %+v", got)
	}
	want := map[int64]digest.History{sub.ID: {"e1": {Times: 1, Last: today}, "e2": {Times: 1, Last: today}}}
	if diff := cmp.Diff(want, must(s.Histories(t.Context(), []int64{sub.ID, 77}))(t)); diff != "" {
		t.Errorf("the history (-want +got):\n%s", diff)
	}
	check(t, s.Remember(t.Context(), sub.ID, digest.History{"e1": {Times: 5, Last: today - 9}}))
	if got := must(s.Histories(t.Context(), []int64{sub.ID}))(t)[sub.ID]["e1"]; got.Times != 5 || got.Last != today-9 {
		t.Errorf("remembered is %+v", got)
	}
}

func goingBack(t *testing.T, s digest.Store) {
	sub := planned(t, s, 1)[0]
	row := sending(t, s, "me")
	check(t, s.Record(t.Context(), []digest.Outcome{{Row: row.ID, Owner: "me", State: digest.Planned, Reason: digest.Down,
		Detail: "it's \x00 down", NotBefore: noon.Add(time.Minute), Attempts: 1, At: noon}}))
	if got := must(s.Claim(t.Context(), claim("you")))(t); len(got) != 0 {
		t.Errorf("claimed before the pause was over: %+v", got)
	}
	c := claim("you")
	c.Now = noon.Add(time.Minute)
	got := must(s.Claim(t.Context(), c))(t)
	if len(got) != 1 || got[0].Attempts != 1 || got[0].Reason != digest.Down || !got[0].Begun.IsZero() || len(got[0].Entries) != 2 {
		t.Errorf("claimed again: %+v", got)
	}
	must(s.StartSending(t.Context(), "you", got, c.Now))(t)
	if r := oneRow(t, s); !r.Begun.Equal(c.Now) || r.Due != noon {
		t.Errorf("the second attempt is not the one that counts: %+v", r)
	}
	check(t, s.Record(t.Context(), []digest.Outcome{{Row: row.ID, Owner: "you", State: digest.Planned, Reason: digest.LostAnswer,
		NotBefore: noon.Add(2 * time.Minute), Attempts: 2, At: c.Now}}))
	c.Owner, c.Now = "them", noon.Add(2*time.Minute)
	must(s.StartSending(t.Context(), "them", must(s.Claim(t.Context(), c))(t), c.Now))(t)
	if r := oneRow(t, s); !r.Begun.Equal(noon.Add(time.Minute)) {
		t.Errorf("after a lost answer it began at %v; want the attempt that may have arrived", r.Begun)
	}
	if h := must(s.Histories(t.Context(), []int64{sub.ID}))(t); len(h) != 0 {
		t.Errorf("what was not sent stands in the history: %v", h)
	}
}

func lateAnswer(t *testing.T, s digest.Store) {
	sub := planned(t, s, 1)[0]
	row := sending(t, s, "me")
	was := must(s.Expired(t.Context(), noon.Add(time.Hour), 10))(t)
	n := must(s.Settle(t.Context(), was, []digest.Outcome{{Row: row.ID, Owner: "me", State: digest.Unknown,
		Reason: digest.Interrupted, At: noon.Add(time.Hour)}}))(t)
	if got := oneRow(t, s); n != 1 || got.State != digest.Unknown {
		t.Fatalf("settled %d; the row is %s", n, got.State)
	}
	check(t, s.Record(t.Context(), []digest.Outcome{{Row: row.ID, Owner: "me", State: digest.Planned, At: noon}}))
	check(t, s.Record(t.Context(), []digest.Outcome{{Row: row.ID, Owner: "you", State: digest.Sent, At: noon}}))
	if got := oneRow(t, s); got.State != digest.Unknown {
		t.Errorf("the row became %s", got.State)
	}
	check(t, s.Record(t.Context(), []digest.Outcome{{Row: row.ID, Owner: "me", State: digest.Sent, Message: "m", At: noon}}))
	if got := oneRow(t, s); got.State != digest.Sent || got.Message != "m" {
		t.Errorf("the late answer left it %+v", got)
	}
	if h := must(s.Histories(t.Context(), []int64{sub.ID}))(t)[sub.ID]; h["e1"].Times != 1 {
		t.Errorf("it counts %d times in the history; want once", h["e1"].Times)
	}
}

func releasing(t *testing.T, s digest.Store) {
	planned(t, s, 3)
	rows := must(s.Claim(t.Context(), claim("me")))(t)
	must(s.StartSending(t.Context(), "me", rows[:1], noon))(t)
	check(t, s.Release(t.Context(), "other"))
	if got := must(s.Claim(t.Context(), claim("you")))(t); len(got) != 0 {
		t.Errorf("somebody else gave %d rows back", len(got))
	}
	check(t, s.Release(t.Context(), "me"))
	if got := must(s.Claim(t.Context(), claim("you")))(t); len(got) != 2 {
		t.Errorf("%d rows came back; want the 2 that were not begun", len(got))
	}
}

func leases(t *testing.T, s digest.Store) {
	planned(t, s, 2)
	rows := must(s.Claim(t.Context(), claim("me")))(t)
	must(s.StartSending(t.Context(), "me", rows[:1], noon))(t)
	if got := must(s.Expired(t.Context(), noon.Add(time.Minute), 10))(t); len(got) != 0 {
		t.Errorf("%d leases ended too early", len(got))
	}
	was := must(s.Expired(t.Context(), noon.Add(time.Minute+time.Millisecond), 10))(t)
	if len(was) != 2 {
		t.Fatalf("%d leases ended; want 2", len(was))
	}
	// Meanwhile the owner finishes one of them after all.
	check(t, s.Record(t.Context(), []digest.Outcome{{Row: rows[0].ID, Owner: "me", State: digest.Sent, At: noon}}))
	var out []digest.Outcome
	for _, r := range was {
		out = append(out, digest.Outcome{Row: r.ID, Owner: r.Owner, State: digest.Planned, At: noon})
	}
	if n := must(s.Settle(t.Context(), was, out))(t); n != 1 {
		t.Errorf("%d rows were settled; want only the one that was still claimed", n)
	}
	for _, r := range ledger(t, s, digest.RowQuery{}) {
		if want := map[bool]digest.RowState{true: digest.Sent, false: digest.Planned}[r.ID == rows[0].ID]; r.State != want {
			t.Errorf("row %d is %s; want %s", r.ID, r.State, want)
		}
	}
}

func finding(t *testing.T, s digest.Store) {
	sub := planned(t, s, 1)[0]
	if got := must(s.Overdue(t.Context(), noon.Add(6*time.Hour), 10))(t); len(got) != 0 {
		t.Error("late at its very deadline")
	}
	if got := must(s.Overdue(t.Context(), noon.Add(6*time.Hour+time.Millisecond), 10))(t); len(got) != 1 {
		t.Errorf("%d rows are late; want 1", len(got))
	}
	lost, waiting, paused, ended := subscriber("l"), subscriber("w"), subscriber("p"), subscriber("e")
	for _, p := range []*digest.Subscription{&lost, &waiting, &paused, &ended} {
		p.NextDay, p.NextAt = 0, time.Time{}
	}
	waiting.State, waiting.Until = digest.Paused, today+9
	paused.State, ended.State = digest.Paused, digest.Ended
	ids := stored(t, s, lost, waiting, paused, ended)
	got := must(s.Orphans(t.Context(), 10))(t)
	if len(got) != 2 || got[0].ID != ids[0].ID || got[1].ID != ids[1].ID {
		t.Errorf("without a promise are %+v; want the active one and the one with an end of its pause, not %d", got, sub.ID)
	}
}

func retaining(t *testing.T, s digest.Store) {
	planned(t, s, 2)
	row := must(s.Claim(t.Context(), digest.Claim{Platform: "one", Owner: "me", Now: noon, Until: noon, N: 1}))(t)[0]
	check(t, s.Record(t.Context(), []digest.Outcome{{Row: row.ID, Owner: "me", State: digest.Skipped, Reason: digest.Nothing, At: noon}}))
	draft, young := subscriber("d"), subscriber("y")
	draft.State, young.State = digest.Draft, digest.Draft
	young.Created = noon
	stored(t, s, draft, young)
	check(t, s.Retain(t.Context(), today, noon))
	if n := len(ledger(t, s, digest.RowQuery{})); n != 2 {
		t.Errorf("%d rows are left of those of today; want 2", n)
	}
	check(t, s.Retain(t.Context(), today+1, noon))
	if got := ledger(t, s, digest.RowQuery{}); len(got) != 1 || got[0].State != digest.Planned {
		t.Errorf("left are %+v; want the unfinished row", got)
	}
	if _, ok, _ := s.Find(t.Context(), draft.Chat); ok {
		t.Error("an old draft is still there")
	}
	if _, ok, _ := s.Find(t.Context(), young.Chat); !ok {
		t.Error("a young draft is gone")
	}
	// Those who came back and did not finish keep what they were sent.
	day, had := subscriber("day"), subscriber("had")
	day.State, had.State, day.LastDay = digest.Draft, digest.Draft, today-9
	subs := stored(t, s, day, had)
	check(t, s.Remember(t.Context(), subs[1].ID, digest.History{"e": {Times: 1, Last: today - 9}}))
	check(t, s.Retain(t.Context(), today, noon))
	for _, sub := range subs {
		if got, ok, _ := s.Find(t.Context(), sub.Chat); !ok || got.State != digest.Ended || got.ID != sub.ID {
			t.Errorf("the old draft of somebody who came back is %+v; want ended", got)
		}
	}
}

// inDoubt brings the only row back into the ledger after a lost answer.
func inDoubt(t *testing.T, s digest.Store) {
	t.Helper()
	row := sending(t, s, "me")
	check(t, s.Record(t.Context(), []digest.Outcome{{Row: row.ID, Owner: "me", State: digest.Planned, Reason: digest.LostAnswer, At: noon}}))
}

func doubting(t *testing.T, s digest.Store) {
	planned(t, s, 1)
	inDoubt(t, s)
	check(t, s.Erase(t.Context(), "one", "c0"))
	if r := oneRow(t, s); r.State != digest.Unknown || r.Reason != digest.LostAnswer || r.Finished.IsZero() {
		t.Errorf("in doubt, and then its person was forgotten: %+v", r)
	}
}

func doubtingBroadcast(t *testing.T, s digest.Store) {
	sub := stored(t, s, subscriber("a"))[0]
	r := promise(sub)
	r.Kind = "broadcast:3"
	must(s.Enqueue(t.Context(), []digest.Row{r}))(t)
	inDoubt(t, s)
	must(s.Shift(t.Context(), r.Kind, digest.DigestLane, digest.BroadcastLane, 1, noon.Add(time.Hour)))(t)
	must(s.Cancel(t.Context(), r.Kind, digest.Cancelled, noon))(t)
	if r := oneRow(t, s); r.State != digest.Unknown || r.Reason != digest.LostAnswer {
		t.Errorf("in doubt, and then cancelled: %+v", r)
	}
	if h := must(s.Histories(t.Context(), []int64{sub.ID}))(t)[sub.ID]; len(h) != 2 {
		t.Errorf("what may have arrived is not in the history: %v", h)
	}
}

// manyRows: more rows than one transaction changes.
func manyRows(t *testing.T, s digest.Store) {
	const n = 4500
	var rows []digest.Row
	for i := range n {
		r := promise(digest.Subscription{ID: int64(i + 1), Chat: bots.Chat{Platform: "one"}})
		r.Kind, r.Lane = "broadcast:3", digest.HeldLane
		rows = append(rows, r)
	}
	must(s.Enqueue(t.Context(), rows))(t)
	if moved := must(s.Shift(t.Context(), "broadcast:3", digest.HeldLane, digest.BroadcastLane, 3001, noon.Add(time.Hour)))(t); moved != 3001 {
		t.Errorf("%d of 3001 were let go", moved)
	}
	if done := must(s.Cancel(t.Context(), "broadcast:3", digest.Cancelled, noon))(t); done != n {
		t.Errorf("%d of %d were cancelled", done, n)
	}
	check(t, s.Retain(t.Context(), today+1, noon))
	if left := ledger(t, s, digest.RowQuery{}); len(left) != 0 {
		t.Errorf("%d old rows are left", len(left))
	}
}

func reading(t *testing.T, s digest.Store) {
	subs := planned(t, s, 3)
	other := promise(subs[0])
	other.Day, other.Kind = today+1, "broadcast:4"
	must(s.Enqueue(t.Context(), []digest.Row{other}))(t)
	for _, c := range []struct {
		q    digest.RowQuery
		want int
	}{
		{digest.RowQuery{}, 4},
		{digest.RowQuery{Day: today}, 3},
		{digest.RowQuery{Day: today + 1}, 1},
		{digest.RowQuery{Kind: "broadcast:4"}, 1},
		{digest.RowQuery{Kind: digest.KindDigest, Day: today + 1}, 0},
		{digest.RowQuery{Subscriber: subs[0].ID}, 2},
	} {
		if got := ledger(t, s, c.q); len(got) != c.want {
			t.Errorf("%+v selects %d rows; want %d", c.q, len(got), c.want)
		}
	}
	n := 0
	check(t, s.Rows(t.Context(), digest.RowQuery{Day: today}, func(r digest.Row, sub digest.Subscription) bool {
		if sub.ID != r.Subscriber || sub.Zone != "UTC" {
			t.Errorf("row of %d comes with %+v", r.Subscriber, sub)
		}
		n++
		return n < 2
	}))
	if n != 2 {
		t.Errorf("read %d rows after being told to stop at 2", n)
	}
}

func broadcasting(t *testing.T, s digest.Store) {
	b := digest.Broadcast{By: "one:7", Text: map[string]string{"": "it's \"on\"", "ar": "مرحبا"}, State: digest.Composed,
		To: digest.Recipients{Platforms: []bots.Platform{"one"}, Langs: []string{"fr"}}, Canary: 2, MaxErrors: 0.25, Created: noon}
	saved := must(s.SaveBroadcast(t.Context(), b))(t)
	got, ok, err := s.FindBroadcast(t.Context(), saved.ID)
	check(t, err)
	if diff := cmp.Diff(saved, got); !ok || diff != "" {
		t.Errorf("kept %v (-want +got):\n%s", ok, diff)
	}
	saved.State = digest.Filling
	again := must(s.SaveBroadcast(t.Context(), saved))(t)
	if _, err := s.SaveBroadcast(t.Context(), saved); !isChanged(err) {
		t.Errorf("a change based on an old state: %v; want ErrChanged", err)
	}
	second := must(s.SaveBroadcast(t.Context(), b))(t)
	if all := must(s.Broadcasts(t.Context(), 5))(t); len(all) != 2 || all[0].ID != second.ID || all[1].State != digest.Filling {
		t.Errorf("the list is %+v", all)
	}
	var rows []digest.Row
	for i := range 5 {
		r := promise(stored(t, s, subscriber(fmt.Sprint("b", i)))[0])
		r.Kind, r.Lane = again.Kind(), digest.HeldLane
		rows = append(rows, r)
	}
	for _, want := range []int{5, 0} {
		if n := must(s.Enqueue(t.Context(), rows))(t); n != want {
			t.Errorf("%d rows were added; want %d", n, want)
		}
	}
	if n := must(s.Shift(t.Context(), again.Kind(), digest.HeldLane, digest.BroadcastLane, 2, noon.Add(time.Hour)))(t); n != 2 {
		t.Errorf("%d rows were let go; want 2", n)
	}
	if n := must(s.Shift(t.Context(), second.Kind(), digest.HeldLane, digest.BroadcastLane, 9, noon.Add(time.Hour)))(t); n != 0 {
		t.Errorf("%d rows of another broadcast were let go", n)
	}
	c := claim("me")
	c.Lane, c.N = digest.BroadcastLane, 1
	if got := must(s.Claim(t.Context(), c))(t); len(got) != 1 || !got[0].Deadline.Equal(noon.Add(time.Hour)) {
		t.Errorf("claimed were %+v; want 1 with the deadline that it got when it was let go", got)
	}
	if n := must(s.Cancel(t.Context(), again.Kind(), digest.Cancelled, noon))(t); n != 4 {
		t.Errorf("%d rows were cancelled; want the 4 that nobody claimed", n)
	}
	total := map[digest.RowState]int{}
	for _, count := range must(s.Tally(t.Context(), again.Kind()))(t) {
		total[count.State] += count.N
	}
	if !cmp.Equal(total, map[digest.RowState]int{digest.Claimed: 1, digest.Skipped: 4}) {
		t.Errorf("the tally is %v", total)
	}
}

func isChanged(err error) bool { return errors.Is(err, digest.ErrChanged) }
