package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	// callTimeout is how long any call but a poll may take.
	callTimeout = 30 * time.Second
	// maxAnswer is more than the 4 MB that a poll may bring.
	maxAnswer = 16 << 20
	// idleConns keeps a connection for each worker; the default of 2 would
	// open a new one for most calls.
	idleConns = DefaultWorkers
)

// client calls the Bot API. It is the one place that bridges what the library
// lacks: contexts, newer parameters, and errors without the token that say
// whether the call may have arrived.
type client struct {
	token    Secret
	endpoint string
	http     *http.Client
}

func newClient(c Config, transport http.RoundTripper) *client {
	if transport == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConnsPerHost = idleConns
		t.MaxIdleConns = idleConns
		transport = t
	}
	return &client{
		token: c.Token,
		// The library puts token and method into the address by Sprintf.
		endpoint: strings.ReplaceAll(c.APIURL, "%", "%%") + "/bot%s/%s",
		http:     &http.Client{Transport: transport, CheckRedirect: stayHere},
	}
}

// stayHere follows no redirect: the Bot API has none, and where one leads, the
// token would be read in the Referer and the message in the body.
func stayHere(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// call makes one call and decodes its result into out, unless that is nil.
// Errors are *failure.
func (c *client) call(ctx context.Context, method string, p tgbotapi.Params, out any) error {
	return c.finish(ctx, method, out, func(bot *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
		return bot.MakeRequest(method, p)
	})
}

// upload is call with a file.
func (c *client) upload(ctx context.Context, method string, p tgbotapi.Params, f tgbotapi.RequestFile, out any) error {
	return c.finish(ctx, method, out, func(bot *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
		return bot.UploadFiles(method, p, []tgbotapi.RequestFile{f})
	})
}

func (c *client) finish(
	ctx context.Context, method string, out any,
	do func(*tgbotapi.BotAPI) (*tgbotapi.APIResponse, error),
) error {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, callTimeout)
		defer cancel()
	}
	trip := &trip{ctx: ctx, http: c.http}
	bot := &tgbotapi.BotAPI{Token: string(c.token), Client: trip}
	bot.SetAPIEndpoint(c.endpoint)
	resp, err := do(bot)
	if err != nil {
		return c.failed(method, trip, err)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(resp.Result, out); err != nil {
		return &failure{method: method, arrived: true, text: "the result is of another shape", err: err}
	}
	return nil
}

// failed turns what the library returns into a failure without secrets.
func (c *client) failed(method string, t *trip, err error) *failure {
	f := &failure{method: method, status: t.status, maybe: t.wrote.Load(), err: err}
	var refused *tgbotapi.Error
	if errors.As(err, &refused) && t.json {
		f.refused(refused, t.retryAfter)
		f.text = c.token.redact(f.text)
		f.err = nil
		return f
	}
	if t.status == http.StatusTooManyRequests {
		f.code, f.maybe, f.retryAfter = t.status, false, max(t.retryAfter, 1)
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err // The rest of it is the address, with the token.
	}
	if ctxErr := t.ctx.Err(); ctxErr != nil {
		err = ctxErr
	}
	f.text = c.token.redact(err.Error())
	f.err = bare(err)
	return f
}

// bare keeps of an error what callers may ask about, and nothing that could
// print an address.
func bare(err error) error {
	for _, known := range []error{context.Canceled, context.DeadlineExceeded, io.EOF, io.ErrUnexpectedEOF} {
		if errors.Is(err, known) {
			return known
		}
	}
	return nil
}

// trip is one HTTP round trip, as the library's HTTPClient.
type trip struct {
	ctx  context.Context
	http *http.Client

	wrote      atomic.Bool // something of the request left this machine
	status     int
	json       bool // the answer was the API's own
	retryAfter int
}

// Do implements tgbotapi.HTTPClient.
func (t *trip) Do(req *http.Request) (*http.Response, error) {
	ctx := httptrace.WithClientTrace(t.ctx, &httptrace.ClientTrace{
		WroteHeaderField: func(string, []string) { t.wrote.Store(true) },
		WroteHeaders:     func() { t.wrote.Store(true) },
	})
	resp, err := t.http.Do(req.WithContext(ctx))
	if err != nil {
		if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
			t.wrote.Store(false)
		}
		return nil, err
	}
	t.status = resp.StatusCode
	t.retryAfter, _ = strconv.Atoi(resp.Header.Get("Retry-After"))
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	_ = resp.Body.Close()
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	if t.json = isAnswer(body); !t.json {
		return nil, fmt.Errorf("status %d with something that is no answer of the Bot API", resp.StatusCode)
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// isAnswer reports whether the body is an object with "ok", as every answer
// of the API is. Proxies in between answer with pages of their own.
func isAnswer(body []byte) bool {
	body = bytes.TrimLeft(body, " \t\r\n")
	if len(body) == 0 || body[0] != '{' {
		return false
	}
	var probe struct {
		OK *bool `json:"ok"`
	}
	if bytes.HasPrefix(body, []byte(`{"ok":true,`)) {
		return true // The common case; the library reads it in any case.
	}
	return json.Unmarshal(body, &probe) == nil && probe.OK != nil
}
