package openai

import (
	"context"
	"errors"
	"io"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"github.com/idmbot/idmbot/bots/summary"
)

// Stream implements summary.Streamer. A call is tried again only as long as
// nothing of it was handed over.
func (c *Client) Stream(ctx context.Context, p summary.Prompt, each func(piece string) bool) (summary.Completion, error) {
	begun := false
	var out summary.Completion
	var failed error
	_, err := patiently(ctx, c, func(plain bool) (summary.Completion, error) {
		out, failed = c.stream(ctx, p, plain, func(piece string) bool {
			begun = true
			return each(piece)
		})
		if begun {
			return out, nil
		}
		return out, failed
	})
	if begun {
		return out, failed
	}
	return out, err
}

// stream makes one call and hands over its pieces until it ends, or until each
// returns false.
func (c *Client) stream(ctx context.Context, p summary.Prompt, plain bool, each func(piece string) bool) (summary.Completion, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // ends the call where the rest is not wanted
	req := c.request(p, plain)
	if !plain {
		req.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	var out summary.Completion
	s, err := c.api.CreateChatCompletionStream(ctx, req)
	if err != nil {
		return out, classify(ctx, err)
	}
	defer s.Close() //nolint:errcheck // the context has the last word
	var text strings.Builder
	finish := openai.FinishReasonNull
	for {
		chunk, err := s.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return out, classify(ctx, err)
		}
		if chunk.Usage != nil {
			out.In, out.Out = chunk.Usage.PromptTokens, chunk.Usage.CompletionTokens
		}
		if len(chunk.Choices) == 0 {
			continue
		}
		one := chunk.Choices[0]
		if one.FinishReason != "" {
			finish = one.FinishReason
		}
		if one.Delta.Refusal != "" {
			return out, errNoText
		}
		if one.Delta.Content == "" {
			continue
		}
		text.WriteString(one.Delta.Content)
		out.Text = text.String()
		if !each(one.Delta.Content) {
			return out, nil
		}
	}
	switch {
	case finish == openai.FinishReasonLength:
		return out, errLength
	case finish == openai.FinishReasonNull || finish == "":
		// The library takes a broken connection for the end.
		return out, &Error{What: "the answer broke off"}
	case strings.TrimSpace(out.Text) == "":
		return out, errNoText
	}
	return out, nil
}
