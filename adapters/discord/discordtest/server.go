package discordtest

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Server is Discord for one bot. Make it with New.
type Server struct {
	o   Options
	key ed25519.PrivateKey

	mu      sync.Mutex
	changed chan struct{} // closed at the next change
	nextID  uint64

	guilds       map[string]*guild
	channels     map[string]*channel
	direct       map[string]string // user -> channel
	closed       map[string]bool   // users who take no direct messages
	gone         map[string]bool   // users who do not exist
	commands     map[string][]*command
	creates      map[string][]time.Time
	interactions map[string]*Interaction // by id
	tokens       map[string]*Interaction
	order        []*Interaction
	endpoint     http.Handler

	gateway gateway
	limits  limits

	calls      []Call
	counts     map[string]int
	violations []string
	troubles   []*trouble
	story      []line

	listening listening
}

// Options tell how the server behaves. Only Clock has to be set inside a
// synctest bubble, where it is the bubble's time.
type Options struct {
	Token string // Token if empty
	Clock func() time.Time
	// Latency is how long each call takes.
	Latency time.Duration
	// Rates enforces 50 requests a second over all, buckets of routes, and one
	// identify in 5 s. The headers of the buckets are sent in any case.
	Rates bool
	// KeepCalls keeps every call for Calls; off, only their number is kept.
	KeepCalls bool
	// Lenient does not check calls against the description, for benchmarks.
	Lenient bool
	// Privileged are privileged intents that the bot was granted.
	Privileged int
	// Shards is what GET /gateway/bot recommends, 1 if zero.
	Shards int
	// Heartbeat is the interval that HELLO asks for, 41.25 s if zero.
	Heartbeat time.Duration
	// BanAfter is the number of invalid requests in 10 minutes after which the
	// address is banned, 10,000 if zero.
	BanAfter int
	// Sent is called after each new message of the bot, with its channel.
	Sent func(channel string)
}

// Call is one request of the bot. Path is its template, such as
// "/channels/{channel_id}/messages".
type Call struct {
	Method, Path string
	Params       map[string]string
	Body         []byte
	At           time.Time
	Status       int
}

// The bot, and what is there from the beginning: a guild and a text channel in
// it.
const (
	Token     = "MTAw.test.token-of-the-fake"
	AppID     = "100000000000000001"
	BotID     = AppID
	GuildID   = "200000000000000001"
	ChannelID = "300000000000000001"
)

// firstID comes before the first id that the server gives, above the constants.
const firstID = 400000000000000000

// New returns a server with one guild and one channel.
func New(o Options) *Server {
	if o.Token == "" {
		o.Token = Token
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	o.Shards = max(1, o.Shards)
	if o.Heartbeat == 0 {
		o.Heartbeat = 41250 * time.Millisecond
	}
	if o.BanAfter == 0 {
		o.BanAfter = 10000
	}
	seed := sha256.Sum256([]byte("the key of the fake"))
	s := &Server{
		o: o, key: ed25519.NewKeyFromSeed(seed[:]), changed: make(chan struct{}), nextID: firstID,
		guilds: map[string]*guild{}, channels: map[string]*channel{}, direct: map[string]string{},
		closed: map[string]bool{}, gone: map[string]bool{}, commands: map[string][]*command{},
		creates: map[string][]time.Time{}, interactions: map[string]*Interaction{},
		tokens: map[string]*Interaction{}, counts: map[string]int{}, limits: newLimits(),
		gateway: gateway{sessions: map[string]*session{}, remaining: identifiesADay},
	}
	s.guilds[GuildID] = &guild{id: GuildID, name: "IDM test"}
	s.channels[ChannelID] = &channel{id: ChannelID, guild: GuildID, name: "general"}
	return s
}

// epoch is the first moment that a snowflake can name
// (https://docs.discord.com/developers/reference#snowflakes).
var epoch = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// id returns a new snowflake, which tells when it was made. Before the epoch,
// as in a synctest bubble, they only count. The caller holds mu.
func (s *Server) id() string {
	s.nextID++
	if age := s.o.Clock().Sub(epoch); age > 0 {
		s.nextID = max(s.nextID, uint64(age.Milliseconds())<<22) //nolint:gosec // not negative: see above
	}
	return strconv.FormatUint(s.nextID, 10)
}

// violation notes what a correct bot never does; the caller holds mu.
func (s *Server) violation(format string, args ...any) {
	s.violations = append(s.violations, fmt.Sprintf(format, args...))
}

// Violations are what a correct bot never does. They name fields and ids, not
// what people wrote.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.violations...)
}

// Forgive forgets the violations so far, for tests that provoke some.
func (s *Server) Forgive() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violations = nil
}

// Calls returns the calls of "METHOD /path/{template}", or all if it is
// empty, if Options.KeepCalls is set.
func (s *Server) Calls(route string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if route == "" || c.Method+" "+c.Path == route {
			out = append(out, c)
		}
	}
	return out
}

// Count is how often "METHOD /path/{template}" was called, or how many answers
// had a status, such as "429".
func (s *Server) Count(route string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[route]
}

// wake tells those who wait that something changed; the caller holds mu.
func (s *Server) wake() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// patience is how long Until waits, by the server's clock: in a synctest
// bubble a day passes in a moment, and a test that waits in vain has to end.
const patience = 24 * time.Hour

// Until blocks until enough returns true; it is called after each change, and
// may call the methods of s. It panics after a day.
func (s *Server) Until(enough func() bool) {
	began := s.o.Clock()
	for {
		if s.o.Clock().Sub(began) > patience {
			panic("discordtest: waited for a day in vain")
		}
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if enough() {
			return
		}
		<-changed
	}
}

// listening is the part of a server that is reached by connections.
type listening struct {
	once     sync.Once
	server   *http.Server
	incoming chan net.Conn
	done     chan struct{}
}
