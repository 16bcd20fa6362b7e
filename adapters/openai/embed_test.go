package openai_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/idmbot/idmbot/adapters/openai"
	"github.com/idmbot/idmbot/adapters/openai/openaitest"
)

// TestEveryStateOfVectors: vectors come in the order of the texts, or there is
// an error; never another text's vector.
func TestEveryStateOfVectors(t *testing.T) {
	texts := []string{"one text", "another text", "ein dritter", "نص رابع"}
	type wrong = openaitest.Vectors
	for _, c := range []struct {
		name   string
		answer openaitest.Answer
		ok     bool
		calls  int
	}{
		{"correct", openaitest.Answer{}, true, 1},
		{"in another order", openaitest.Answer{Vectors: wrong{Shuffled: true}}, true, 1},
		{"one too few", openaitest.Answer{Vectors: wrong{Fewer: true}}, false, 1},
		{"one too many", openaitest.Answer{Vectors: wrong{More: true}}, false, 1},
		{"a number twice", openaitest.Answer{Vectors: wrong{Twice: true}}, false, 1},
		{"different lengths", openaitest.Answer{Vectors: wrong{Short: true}}, false, 1},
		{"no direction", openaitest.Answer{Vectors: wrong{Zero: true}}, false, 1},
		{"an error with status 200", openaitest.Answer{Raw: `{"error":{"message":"no"}}`}, false, 1},
		{"garbage", openaitest.Answer{Raw: `[[[`}, false, 3},
		{"overloaded", openaitest.Answer{Status: 503}, false, 3},
		{"wrong key", openaitest.Answer{Status: 401, Body: `{"error":{"message":"test-key-hunter2"}}`}, false, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := openaitest.New(func(int, openaitest.Call) openaitest.Answer { return c.answer })
			defer s.Close()
			e := openai.NewEmbedder(openai.Config{Key: openaitest.Key, BaseURL: s.URL + "/v1", EmbeddingModel: "vectors"})
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			got, err := e.Embed(ctx, texts)
			if (err == nil) != c.ok {
				t.Fatalf("error %v", err)
			}
			if n := len(s.Calls()); n != c.calls {
				t.Errorf("%d calls, want %d", n, c.calls)
			}
			if err != nil {
				if strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "another") || got.Vectors != nil {
					t.Errorf("it tells too much: %v", err)
				}
				return
			}
			want := make([][]float32, len(texts))
			for i, text := range texts {
				want[i] = openaitest.Vector(text, openaitest.Dims)
			}
			if d := cmp.Diff(want, got.Vectors); d != "" || got.Tokens == 0 {
				t.Errorf("%d tokens, %s", got.Tokens, d)
			}
		})
	}
}
