package digesttest

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// Platform is a messaging platform that misbehaves: it throttles, fails, loses
// answers, and some people block the bot. It writes down everything that
// arrived. It is an http.Handler, so that the bot can be another process, and
// its time is what Set says.
type Platform struct {
	// Keyed platforms recognize a repetition under the same key for Window.
	Keyed  bool
	Window time.Duration
	// Of a hundred calls each of these happens so often.
	Throttles, Fails, Loses int
	// LongestWait bounds the retry_after of a throttled call.
	LongestWait time.Duration
	// BlockedOf of a hundred chats have blocked the bot.
	BlockedOf int
	// Arrived, if set, is called after a message was written down and before
	// the answer goes out.
	Arrived func(n int)

	mu         sync.Mutex
	now        time.Time
	calls      int
	inFlight   int
	lost       int
	attempts   map[bots.ChatID]int
	got        map[bots.ChatID][]Delivered
	byKey      map[string]Delivered
	until      map[bots.ChatID]time.Time
	refused    map[bots.ChatID]int
	violations []string
}

// Delivered is a message that arrived.
type Delivered struct {
	ID      string
	Text    string
	Entries []string
	At      time.Time
}

// call is the body of a request.
type call struct {
	Chat    bots.ChatID
	Key     string
	Text    string
	Entries []string
}

// answer is the body of a response.
type answer struct {
	ID         string
	RetryAfter int // seconds
	Global     bool
	Gone       bots.GoneReason
}

// Set moves the platform's clock.
func (p *Platform) Set(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = now
}

// Blocked reports whether the chat's person has blocked the bot.
func (p *Platform) Blocked(c bots.ChatID) bool { return roll(string(c), 0, "blocked") < p.BlockedOf }

// roll is a number below 100 that only depends on its arguments.
func roll(chat string, n int, what string) int {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s|%d|%s", chat, n, what)
	return int(h.Sum64() >> 20 % 100)
}

// ServeHTTP implements http.Handler.
func (p *Platform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var c call
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&c); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	status, a, lose, n := p.take(c)
	defer func() {
		p.mu.Lock()
		p.inFlight--
		p.mu.Unlock()
	}()
	if n > 0 && p.Arrived != nil {
		p.Arrived(n)
	}
	if lose {
		panic(http.ErrAbortHandler) // the connection ends without an answer
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(a) // a client that is gone is the point of it all
}

// take decides about a call. n counts messages that arrived, 0 for none.
func (p *Platform) take(c call) (status int, a answer, lose bool, n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.got == nil {
		p.attempts, p.got = map[bots.ChatID]int{}, map[bots.ChatID][]Delivered{}
		p.byKey, p.until, p.refused = map[string]Delivered{}, map[bots.ChatID]time.Time{}, map[bots.ChatID]int{}
	}
	p.calls++
	p.inFlight++
	p.attempts[c.Chat]++
	try := p.attempts[c.Chat]
	if p.now.Before(p.until[c.Chat]) {
		p.violations = append(p.violations, fmt.Sprintf("%s was called at %s, before %s", c.Chat,
			p.now.Format(time.TimeOnly), p.until[c.Chat].Format(time.TimeOnly)))
	}
	chance := func(what string, percent int) bool { return roll(string(c.Chat), try, what) < percent }
	switch {
	case p.Blocked(c.Chat):
		p.refused[c.Chat]++
		return http.StatusForbidden, answer{Gone: bots.Blocked}, false, 0
	case chance("throttle", p.Throttles):
		after := 1 + roll(string(c.Chat), try, "after")*int(p.LongestWait/time.Second)/100
		p.until[c.Chat] = p.now.Add(time.Duration(after) * time.Second)
		return http.StatusTooManyRequests, answer{RetryAfter: after}, false, 0
	case chance("fail", p.Fails):
		return http.StatusBadGateway, answer{}, false, 0
	}
	lose = chance("lose", p.Loses)
	if lose {
		p.lost++
	}
	if first, ok := p.byKey[c.Key]; ok && p.Keyed && p.now.Sub(first.At) < p.Window {
		return http.StatusOK, answer{ID: first.ID}, lose, 0
	}
	d := Delivered{ID: fmt.Sprint(p.calls), Text: c.Text, Entries: c.Entries, At: p.now}
	p.got[c.Chat] = append(p.got[c.Chat], d)
	p.byKey[c.Key] = d
	total := 0
	for _, all := range p.got {
		total += len(all)
	}
	return http.StatusOK, answer{ID: d.ID}, lose, total
}

// Books are what the platform knows at the end.
type Books struct {
	Got        map[bots.ChatID][]Delivered
	Refused    map[bots.ChatID]int // calls to people who blocked the bot
	Lost       int                 // answers that got lost
	Calls      int
	Violations []string // calls before retry_after was over
}

// Books returns what the platform knows. Nothing may be under way.
func (p *Platform) Books() Books {
	p.mu.Lock()
	defer p.mu.Unlock()
	return Books{p.got, p.refused, p.lost, p.calls, p.violations}
}

// InFlight is how many calls are being answered now.
func (p *Platform) InFlight() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.inFlight
}
