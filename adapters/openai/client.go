package openai

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
	openai "github.com/sashabaranov/go-openai"

	"github.com/idmbot/idmbot/bots/summary"
)

// Config says which model to ask, and where.
type Config struct {
	// Key is the secret of the service; BaseURL its address, empty for OpenAI.
	Key, BaseURL, Model string
	// EmbeddingModel makes vectors, empty if none are wanted.
	EmbeddingModel string
	// Transport makes the calls; nil is HTTP.
	Transport http.RoundTripper
}

// Client asks a model. It is safe for use by several goroutines.
type Client struct {
	api   *openai.Client
	model string
	hints *hints
}

const (
	// maxAnswer bounds an answer of the server, in bytes: the texts asked for
	// are a hundred times smaller.
	maxAnswer = 1 << 20
	// maxVectors bounds an answer with vectors: 32 of 3,072 numbers of some 22
	// characters are 2 MB.
	maxVectors = 16 << 20
	// firstByte is how long a server may be silent; a summary later than that
	// comes too late anyway.
	firstByte = 30 * time.Second
	// tries is how often a call is made in all, if the time allows.
	tries = 3
)

// New returns a client. It makes no call.
func New(c Config) *Client {
	transport := c.Transport
	if transport == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.ResponseHeaderTimeout = firstByte
		t.MaxIdleConnsPerHost = 8
		transport = t
	}
	h := &hints{next: transport}
	cfg := openai.DefaultConfig(c.Key)
	if c.BaseURL != "" {
		cfg.BaseURL = strings.TrimRight(c.BaseURL, "/")
	}
	cfg.HTTPClient = &http.Client{Transport: h}
	// Servers that think for long keep a stream alive with comments; the bound
	// on bytes and the time-out end those that never say anything.
	cfg.EmptyMessagesLimit = maxAnswer
	return &Client{api: openai.NewClientWithConfig(cfg), model: c.Model, hints: h}
}

var _ summary.Streamer = (*Client)(nil)

// Name implements summary.Model.
func (c *Client) Name() string { return c.model }

// Error is a failed call, told without anything that was sent or received.
type Error struct {
	// Status is the HTTP status, 0 where there was no answer.
	Status int
	What   string
	err    error
}

func (e *Error) Error() string {
	if e.Status == 0 {
		return "the language model did not answer: " + e.What
	}
	return fmt.Sprintf("the language model answered with status %d: %s", e.Status, e.What)
}

// Unwrap returns a context's error, if that is why the call failed.
func (e *Error) Unwrap() error { return e.err }

// Complete implements summary.Model.
func (c *Client) Complete(ctx context.Context, p summary.Prompt) (summary.Completion, error) {
	return patiently(ctx, c, func(plain bool) (summary.Completion, error) { return c.once(ctx, p, plain) })
}

// patiently makes a call, again where another try may help, and without what
// not every server knows where a server refuses it.
func patiently[T any](ctx context.Context, c *Client, call func(plain bool) (T, error)) (T, error) {
	plain := false
	return backoff.Retry(ctx, func() (T, error) {
		out, err := call(plain)
		if err == nil {
			return out, nil
		}
		if !plain && refusedFormat(err) {
			plain = true
			if out, err = call(plain); err == nil {
				return out, nil
			}
		}
		return out, c.retry(ctx, err)
	}, backoff.WithBackOff(waits()), backoff.WithMaxTries(tries))
}

// waits are the pauses between tries: short, since somebody is waiting, and
// with jitter, so that many do not come back at once.
func waits() backoff.BackOff {
	return &backoff.ExponentialBackOff{InitialInterval: 200 * time.Millisecond, RandomizationFactor: 0.5,
		Multiplier: 2, MaxInterval: 2 * time.Second}
}

// request is what is sent; a plain one leaves out what older servers refuse.
func (c *Client) request(p summary.Prompt, plain bool) openai.ChatCompletionRequest {
	req := openai.ChatCompletionRequest{
		Model: c.model,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: p.System},
			{Role: openai.ChatMessageRoleUser, Content: p.User},
		},
	}
	if reasons(c.model) {
		req.MaxCompletionTokens = 4 * p.MaxTokens // they think aloud first
	} else {
		req.MaxTokens = p.MaxTokens //nolint:staticcheck // the newer name is unknown to most compatible servers
		// The library leaves a zero out, and the server's default is not zero.
		req.Temperature = math.SmallestNonzeroFloat32
	}
	if !plain {
		req.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "summary", Strict: true, Schema: sentences}}
	}
	return req
}

// once makes one call.
func (c *Client) once(ctx context.Context, p summary.Prompt, plain bool) (summary.Completion, error) {
	res, err := c.api.CreateChatCompletion(ctx, c.request(p, plain))
	out := summary.Completion{In: res.Usage.PromptTokens, Out: res.Usage.CompletionTokens}
	if err != nil {
		return out, classify(ctx, err)
	}
	// A server may answer 200 with an error, or with nothing at all.
	if len(res.Choices) == 0 {
		return out, &Error{Status: http.StatusOK, What: "an answer without any text"}
	}
	first := res.Choices[0]
	if first.FinishReason == openai.FinishReasonLength {
		return out, errLength
	}
	if first.Message.Refusal != "" || strings.TrimSpace(first.Message.Content) == "" {
		return out, errNoText
	}
	out.Text = first.Message.Content
	return out, nil
}

// What a model may do instead of answering.
var (
	errLength = &Error{Status: http.StatusOK, What: "the answer was cut off at its greatest length"}
	errNoText = &Error{Status: http.StatusOK, What: "no text"}
)

// reasons reports the models that refuse max_tokens and a temperature.
func reasons(model string) bool {
	for _, prefix := range []string{"o1", "o3", "o4", "gpt-5"} {
		if strings.HasPrefix(model, prefix) {
			return true
		}
	}
	return false
}

// classify turns the library's errors, which may quote the whole exchange,
// into ours.
func classify(ctx context.Context, err error) *Error {
	if ctx.Err() != nil {
		return &Error{What: "out of time", err: ctx.Err()}
	}
	var api *openai.APIError
	if errors.As(err, &api) && api.HTTPStatusCode != 0 {
		return &Error{Status: api.HTTPStatusCode, What: http.StatusText(api.HTTPStatusCode)}
	}
	var req *openai.RequestError
	if errors.As(err, &req) && req.HTTPStatusCode != 0 {
		return &Error{Status: req.HTTPStatusCode, What: http.StatusText(req.HTTPStatusCode)}
	}
	var network net.Error
	if errors.As(err, &network) && network.Timeout() {
		return &Error{What: "out of time"}
	}
	if errors.Is(err, errTooLarge) {
		return &Error{What: "the answer is too large"}
	}
	return &Error{What: "the connection failed or the answer cannot be read"}
}

func refusedFormat(err error) bool {
	var e *Error
	return errors.As(err, &e) && (e.Status == http.StatusBadRequest || e.Status == http.StatusUnprocessableEntity || e.Status == http.StatusNotFound)
}

// retry decides whether another try may help, and when.
func (c *Client) retry(ctx context.Context, err error) error {
	var e *Error
	if !errors.As(err, &e) || ctx.Err() != nil {
		return backoff.Permanent(err)
	}
	switch {
	case e.Status == http.StatusTooManyRequests:
		wait := c.hints.after.Load()
		if deadline, ok := ctx.Deadline(); wait > 0 && ok && time.Until(deadline) < time.Duration(wait)*time.Second {
			return backoff.Permanent(err)
		}
		if wait > 0 {
			return backoff.RetryAfter(int(wait))
		}
		return err
	case e.Status >= 500 || e.Status == 0 && e.What != "the answer is too large":
		return err
	}
	return backoff.Permanent(err)
}

var errTooLarge = errors.New("answer too large")

// bounded is a body that ends with an error at its bound.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLarge
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

// retryAfter reads a Retry-After header in seconds; 0 if there is none.
func retryAfter(h http.Header) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(h.Get("Retry-After")), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
