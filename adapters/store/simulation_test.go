package store_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/digesttest"
)

// fullVariable runs the simulation at full size: 20,000 subscribers on each
// platform and ten kills.
const fullVariable = "IDMBOT_FULL_SIMULATION"

// zones of the simulation: all corners, half hours, both hemispheres, and on
// 29 March 2026 many whose clocks change.
var zones = strings.Fields(`Pacific/Kiritimati Pacific/Apia Pacific/Auckland Pacific/Chatham Australia/Sydney Australia/Lord_Howe
	Australia/Adelaide Asia/Tokyo Asia/Shanghai Asia/Kathmandu Asia/Kolkata Asia/Karachi Asia/Kabul Asia/Dubai Asia/Tehran
	Africa/Nairobi Asia/Beirut Europe/Athens Africa/Cairo Africa/Johannesburg Europe/Berlin Europe/Paris Europe/Zurich Europe/Madrid
	Africa/Lagos Africa/Casablanca Europe/London Europe/Lisbon Africa/Dakar Atlantic/Azores America/Nuuk America/Sao_Paulo
	America/St_Johns America/Halifax America/New_York America/Bogota America/Mexico_City America/Los_Angeles Pacific/Marquesas Pacific/Pago_Pago`)

// changeDay is the local date that is accounted for: the clocks of Europe go
// forward. The simulation begins before it dawns anywhere and ends when the
// last lateness window of it is over.
var (
	changeDay = digest.NewDate(2026, time.March, 29)
	dawn      = time.Date(2026, time.March, 28, 9, 0, 0, 0, time.UTC)
	dusk      = time.Date(2026, time.March, 30, 19, 0, 0, 0, time.UTC)
)

// TestEverybodyIsAccountedFor lets the bot live through a day with a clock
// change on two platforms that throttle, fail and lose answers, kills it with
// SIGKILL again and again, and balances the books to the person.
func TestEverybodyIsAccountedFor(t *testing.T) {
	each, kills := 150, 5
	if os.Getenv(fullVariable) != "" {
		each, kills = 20000, 10
	}
	onEach(t, func(t *testing.T, address string) {
		t.Parallel()
		simulate(t, address, each, kills)
	})
}

func simulate(t *testing.T, address string, each, kills int) {
	subs := settle(t, address, each)
	c := &conductor{now: dawn, minute: 1, kills: kills, rand: rand.New(rand.NewPCG(7, uint64(each)))}
	// About two messages a subscriber are sent in these two and a half days.
	c.every = 3 * each / (kills + 1)
	const window = 5 * time.Minute
	c.plain = &digesttest.Platform{Throttles: 6, Fails: 6, Loses: 2, BlockedOf: 3, LongestWait: 30 * time.Minute, Arrived: c.arrived}
	// A wait beyond the window would leave a message in doubt for good.
	c.keyed = &digesttest.Platform{Throttles: 6, Fails: 6, Loses: 2, BlockedOf: 3, LongestWait: window / 5, Keyed: true, Window: window, Arrived: c.arrived}
	c.plain.Set(dawn)
	c.keyed.Set(dawn)
	plain, keyed, conduct := httptest.NewServer(c.plain), httptest.NewServer(c.keyed), httptest.NewServer(c)
	for _, s := range []*httptest.Server{plain, keyed, conduct} {
		s.Config.ErrorLog = nil
		defer s.Close()
	}
	settings, err := json.Marshal(childSettings{Address: address, Conductor: conduct.URL, Plain: plain.URL, Keyed: keyed.URL, Window: window})
	if err != nil {
		t.Fatal(err)
	}
	starts := 0
	for !c.over() {
		starts++
		if starts > kills+1 {
			t.Fatalf("the bot ended by itself")
		}
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), childVariable+"="+string(settings))
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		c.watch(cmd.Process)
		err := cmd.Wait()
		if err != nil && !c.wasKilled(cmd.ProcessState) {
			t.Fatalf("the bot failed: %v", err)
		}
	}
	balance(t, address, subs, c, kills, c.plain, c.keyed)
}

// settle stores the subscribers.
func settle(t *testing.T, address string, each int) map[bots.ChatID]digest.Subscription {
	s, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var all []digest.Subscription
	for i := range 2 * each {
		sub := digest.Subscription{
			Chat:     bots.Chat{Platform: []bots.Platform{"plain", "keyed"}[i%2], ID: bots.ChatID("chat-" + strconv.Itoa(i))},
			By:       bots.UserID(strconv.Itoa(i)),
			Schedule: digest.Schedule{At: []digest.Clock{7 * 60, 2*60 + 30, 8*60 + 15, 23*60 + 59, 0, 18 * 60}[i/80%6], Days: digest.EveryDay, Every: digest.Daily},
			Zone:     zones[i/2%len(zones)], Lang: "en", State: digest.Active, Created: dawn,
		}
		sub.Promise(nil, dawn)
		all = append(all, sub)
	}
	stored, err := s.Load(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	out := map[bots.ChatID]digest.Subscription{}
	for _, sub := range stored {
		out[sub.Chat.ID] = sub
	}
	return out
}

// conductor says which minute it is and when the bot has to die.
type conductor struct {
	plain, keyed *digesttest.Platform

	mu      sync.Mutex
	now     time.Time
	minute  int
	ended   bool
	kills   int // left
	killed  bool
	every   int // messages between two kills
	counted int
	process *os.Process
	rand    *rand.Rand
	// doubt is how many messages were under way when the bot died.
	doubt map[*digesttest.Platform]int
}

func (c *conductor) over() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

func (c *conductor) watch(p *os.Process) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.process, c.killed = p, false
}

func (c *conductor) wasKilled(*os.ProcessState) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.killed
}

// arrived is called with every message that arrived, before its answer. Now
// and then, at random, the bot dies at that moment.
func (c *conductor) arrived(int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.counted++
	if c.counted >= c.every+c.rand.IntN(1+c.every/4) {
		c.kill()
	}
}

// kill ends the bot as kill -9 does; the caller holds mu.
func (c *conductor) kill() {
	if c.kills == 0 || c.killed || c.process == nil {
		return
	}
	c.counted, c.killed = 0, true
	c.kills--
	if c.doubt == nil {
		c.doubt = map[*digesttest.Platform]int{}
	}
	for _, p := range []*digesttest.Platform{c.plain, c.keyed} {
		c.doubt[p] += p.InFlight()
	}
	_ = c.process.Kill() // it may have ended meanwhile
}

// ServeHTTP tells a bot the minute and hears what it did in it.
func (c *conductor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var d done
	if err := json.NewDecoder(r.Body).Decode(&d); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if r.URL.Path == "/minute" {
		_ = json.NewEncoder(w).Encode(minute{N: c.minute, Now: c.now, End: c.ended}) // the bot may be dead
		return
	}
	if d.N != c.minute || c.killed {
		return // of a bot that died
	}
	c.minute++
	next := c.now.Add(time.Minute)
	if d.Open {
		// Senders come back as soon as a pause is over, not at full minutes.
		next = c.now.Add(time.Minute / 3)
	} else if d.Next.After(next) {
		next = d.Next // nothing happens before
	}
	c.now = next
	c.ended = c.now.After(dusk)
	c.plain.Set(c.now)
	c.keyed.Set(c.now)
}

// balance compares what the ledger says with what the platforms got.
func balance(t *testing.T, address string, subs map[bots.ChatID]digest.Subscription, c *conductor, kills int, plain, keyed *digesttest.Platform) {
	s := open(t, address)
	books := map[bots.Platform]digesttest.Books{"plain": plain.Books(), "keyed": keyed.Books()}
	platforms := map[bots.Platform]*digesttest.Platform{"plain": plain, "keyed": keyed}
	total := map[string]int{}
	seen := map[bots.ChatID]map[string]bool{}
	changeRows := map[bots.ChatID]digest.Row{}
	err := s.Rows(t.Context(), digest.RowQuery{}, func(r digest.Row, sub digest.Subscription) bool {
		chat := sub.Chat.ID
		total[fmt.Sprint(r.Platform, " ", r.State)]++
		if seen[chat] == nil {
			seen[chat] = map[string]bool{}
		}
		seen[chat][r.Day.String()] = true
		if r.Day == changeDay {
			changeRows[chat] = r
		}
		n := 0
		for _, d := range books[r.Platform].Got[chat] {
			if d.Text == r.Day.String() {
				n++
			}
		}
		least, most := 0, 0
		switch r.State {
		case digest.Sent:
			least, most = 1, 1
		case digest.Unknown:
			most = 1
		case digest.Failed, digest.Skipped:
		default:
			// The next days' rows may be on their way when the day ends.
			most = 1
			if r.Day <= changeDay {
				t.Errorf("row of %s for %s is still %s", chat, r.Day, r.State)
			}
		}
		if n < least || n > most {
			t.Errorf("%s %s: the ledger says %s (%s), and %d messages arrived", chat, r.Day, r.State, r.Reason, n)
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	for chat, sub := range subs {
		platform := platforms[sub.Chat.Platform]
		row, ok := changeRows[chat]
		loc, err := sub.Location()
		if err != nil {
			t.Fatal(err)
		}
		want, _ := digest.Instant(loc, changeDay, sub.At)
		switch {
		case platform.Blocked(chat):
			got, _, err := s.Find(t.Context(), sub.Chat)
			if err != nil || got.State != digest.Ended || got.Reason != digest.Reason(bots.Blocked) {
				t.Errorf("%s blocked the bot, and its subscription is %s (%s), %v", chat, got.State, got.Reason, err)
			}
		case !ok:
			t.Errorf("%s has no row for the day", chat)
		case !row.Due.Equal(want):
			t.Errorf("%s at %s in %s was due at %s; want %s", chat, sub.At, sub.Zone, row.Due, want)
		case row.State != digest.Sent && row.State != digest.Unknown:
			t.Errorf("%s has nothing for the day: %s (%s: %s)", chat, row.State, row.Reason, row.Detail)
		case row.State == digest.Sent && row.Begun.Before(row.Due):
			t.Errorf("%s was sent %v too early", chat, row.Due.Sub(row.Begun))
		}
		checkArrivals(t, chat, books[sub.Chat.Platform].Got[chat], seen[chat])
	}
	checkDoubt(t, total, books, c, kills)
	t.Logf("%d kills, %d steps; books %v; %d and %d calls, %d and %d answers lost; under way at the kills %d and %d",
		kills, c.minute, total, books["plain"].Calls, books["keyed"].Calls, books["plain"].Lost, books["keyed"].Lost,
		c.doubt[plain], c.doubt[keyed])
}

// checkArrivals: nobody gets a message that no row promised, nor an entry
// twice.
func checkArrivals(t *testing.T, chat bots.ChatID, got []digesttest.Delivered, rows map[string]bool) {
	entries := map[string]bool{}
	for _, d := range got {
		if !rows[d.Text] {
			t.Errorf("%s got a message for %s that is not in the ledger", chat, d.Text)
		}
		for _, e := range d.Entries {
			if entries[e] {
				t.Errorf("%s got %s twice", chat, e)
			}
			entries[e] = true
		}
	}
}

// checkDoubt: nothing is in doubt where repetitions are recognized, and
// elsewhere no more than answers that got lost and messages under way at the
// kills. Waits are kept, but for those that a kill took along.
func checkDoubt(t *testing.T, total map[string]int, books map[bots.Platform]digesttest.Books, c *conductor, kills int) {
	if n := total["keyed unknown"]; n > 0 {
		t.Errorf("%d are unknown where repetitions are recognized", n)
	}
	// Calls that reached the platform, and those on the way to or from it.
	most := books["plain"].Lost + kills*digest.DefaultLanes
	if n := total["plain unknown"]; n > most {
		t.Errorf("%d are unknown; no more than %d answers were lost and %d were under way at the kills", n, books["plain"].Lost, c.doubt[c.plain])
	}
	for name, b := range books {
		if len(b.Violations) > kills*digest.DefaultLanes {
			t.Errorf("%s: %d calls before retry_after was over, the first: %s", name, len(b.Violations), b.Violations[0])
		}
		for chat, n := range b.Refused {
			if n > 1+kills {
				t.Errorf("%s was called %d times after it blocked the bot", chat, n)
			}
		}
	}
}
