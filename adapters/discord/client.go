package discord

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	// callTimeout is how long any call may take.
	callTimeout = 15 * time.Second
	// idleConns keeps a connection for each answer under way; the default of
	// 2 would open a new one for most calls.
	idleConns = 128
	// userAgent has the form that Discord demands
	// (https://discord.com/developers/docs/reference#user-agent).
	userAgent = "DiscordBot (https://github.com/idmbot/idmbot, 1)"
)

// client makes the calls of the REST API through discordgo's session, at the
// permitted rates.
type client struct {
	session *discordgo.Session
	base    string
	clock   func() time.Time
	budget  *budget
	limiter *limiter
	global  *global
}

func newClient(s settings, transport http.RoundTripper, clock func() time.Time, log *slog.Logger) (*client, error) {
	if transport == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConnsPerHost = idleConns
		t.MaxIdleConns = idleConns
		transport = t
	}
	session, err := discordgo.New("Bot " + s.token)
	if err != nil {
		return nil, err
	}
	session.Client = &http.Client{Transport: recording{transport}}
	session.UserAgent = userAgent
	// Both repeat at once and for ever; we decide by the outcome.
	session.MaxRestRetries, session.ShouldRetryOnRateLimit = 0, false
	session.StateEnabled = false
	return &client{
		session: session, base: s.api, clock: clock,
		budget: &budget{log: log}, limiter: newLimiter(clock), global: newGlobal(clock),
	}, nil
}

// request is one call.
type request struct {
	method string
	// route is the template of the address, such as
	// "/channels/{}/messages/{}"; args fill it in order. The first of them
	// says whose bucket it is.
	route string
	args  []string
	query string
	body  any // nil for none
	files []*discordgo.File
	prio  priority
	// outside is set where the global limit does not count: for answers to
	// interactions (https://discord.com/developers/docs/interactions/receiving-and-responding#endpoints).
	outside bool
	// once is set for the first answer to an interaction: the only call that
	// is ever made in its bucket.
	once bool
	// patience is how long to wait for our turn.
	patience time.Duration
}

func (q request) name() string { return q.method + " " + q.route }

// major is what the bucket belongs to: channel, guild, application, or
// interaction and token.
func (q request) major() string {
	switch {
	case len(q.args) == 0:
		return ""
	case strings.HasPrefix(q.route, "/interactions/"), strings.HasPrefix(q.route, "/webhooks/"):
		return q.args[1]
	default:
		return q.args[0]
	}
}

func (q request) address(base string) string {
	parts := strings.Split(q.route, "{}")
	var b strings.Builder
	b.WriteString(base)
	for i, p := range parts {
		b.WriteString(p)
		if i < len(q.args) {
			// "@original" and "@me" stay readable.
			b.WriteString(strings.ReplaceAll(url.PathEscape(q.args[i]), "%40", "@"))
		}
	}
	if q.query != "" {
		b.WriteString("?" + q.query)
	}
	return b.String()
}

// call makes one call and decodes its result into out, unless that is nil.
func (c *client) call(ctx context.Context, q request, out any) *failure {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, callTimeout)
		defer cancel()
	}
	if err := c.budget.check(c.clock()); err != nil {
		return &failure{route: q.name(), text: err.Error(), err: err}
	}
	var b *bucket
	var o *outcome
	if !q.once {
		var until time.Time
		var err error
		b, until, err = c.limiter.enter(ctx, q.name(), q.major(), q.patience)
		switch {
		case err != nil:
			return &failure{route: q.name(), text: err.Error(), err: err}
		case b == nil:
			return &failure{route: q.name(), text: "this route asks to wait", until: until}
		}
		defer func() {
			var h http.Header
			if o != nil {
				h = o.header
			}
			c.limiter.leave(b, q.name(), q.major(), h)
		}()
	}
	if !q.outside {
		until, err := c.global.enter(ctx, q.prio, q.patience)
		switch {
		case err != nil:
			return &failure{route: q.name(), text: err.Error(), err: err}
		case !until.IsZero():
			return &failure{route: q.name(), text: "all calls have to wait", until: until, global: true}
		}
		began := c.clock()
		defer func() { c.global.leave(c.clock().Sub(began)) }()
	}
	o = c.send(ctx, q)
	return c.result(ctx, q, o, b, out)
}

// send makes the request through discordgo. Its result and its error are not
// looked at: see transport.go.
func (c *client) send(ctx context.Context, q request) *outcome {
	ctx, o := observe(ctx)
	var data []byte
	kind := "application/json"
	switch {
	case len(q.files) > 0:
		kind, data, o.err = discordgo.MultipartBodyWithJSON(q.body, q.files)
	case q.body != nil:
		data, o.err = json.Marshal(q.body)
	}
	if o.err != nil {
		return o
	}
	// A bucket of its own: discordgo would keep one for each address, for
	// ever, and let edits of different messages wait for each other.
	bucket := c.session.Ratelimiter.LockBucketObject(&discordgo.Bucket{})
	_, _ = c.session.RequestWithLockedBucket(q.method, q.address(c.base), kind, data, bucket, 0,
		discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
	return o
}

// result says what became of a call.
func (c *client) result(ctx context.Context, q request, o *outcome, b *bucket, out any) *failure {
	f := &failure{route: q.name(), status: o.status}
	now := c.clock()
	switch {
	case o.status == 0 || o.err != nil:
		f.status = 0
		f.maybe = o.left.Load()
		f.err = o.err
		if ctx.Err() != nil {
			f.err = ctx.Err()
		}
		f.text = "no connection"
		if f.err != nil {
			f.text = f.err.Error()
		}
		return f
	case o.status < 300:
		if out == nil {
			return nil
		}
		if err := json.Unmarshal(o.body, out); err != nil {
			// It was carried out, but nobody knows with what result.
			return &failure{route: q.name(), maybe: true, text: "the result is of another shape", err: err}
		}
		return nil
	}
	c.budget.note(now, o.status, o.header.Get("X-RateLimit-Scope"))
	f.refused(o.body)
	switch o.status {
	case http.StatusTooManyRequests:
		f.until = now.Add(retryAfter(o.header, o.body) + resetMargin)
		banned := !json.Valid(o.body)
		if f.global = o.header.Get("X-RateLimit-Global") != "" || banned; f.global {
			c.global.pause(f.until)
		} else if b != nil {
			c.limiter.pause(b, f.until)
		}
	case http.StatusUnauthorized:
		if f.code == 0 {
			if c.budget.stop(errToken) {
				c.budget.log.Error("discord: no call is made any more", "error", errToken)
			}
			f.err = errToken
		}
	}
	return f
}
