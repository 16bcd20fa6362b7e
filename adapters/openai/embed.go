package openai

import (
	"context"
	"math"
	"net/http"

	openai "github.com/sashabaranov/go-openai"

	"github.com/idmbot/idmbot/bots/nearness"
)

// Embedder makes vectors of texts. It is safe for use by several goroutines.
type Embedder struct {
	client *Client
	model  string
}

// NewEmbedder returns an embedder. It makes no call.
func NewEmbedder(c Config) *Embedder { return &Embedder{New(c), c.EmbeddingModel} }

var _ nearness.Embedder = (*Embedder)(nil)

// Name implements nearness.Embedder.
func (e *Embedder) Name() string { return e.model }

// Embed implements nearness.Embedder.
func (e *Embedder) Embed(ctx context.Context, texts []string) (nearness.Embedding, error) {
	return patiently(ctx, e.client, func(bool) (nearness.Embedding, error) { return e.once(ctx, texts) })
}

// errVectors is an answer that is not what was asked for. It is not tried
// again: a server that counts wrongly does so always.
var errVectors = &Error{Status: http.StatusOK, What: "the vectors are not those asked for"}

func (e *Embedder) once(ctx context.Context, texts []string) (nearness.Embedding, error) {
	res, err := e.client.api.CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{Input: texts, Model: openai.EmbeddingModel(e.model)})
	out := nearness.Embedding{Tokens: res.Usage.PromptTokens}
	if err != nil {
		return out, classify(ctx, err)
	}
	if len(res.Data) != len(texts) {
		return out, errVectors
	}
	out.Vectors = make([][]float32, len(texts))
	for _, one := range res.Data { // in any order
		if one.Index < 0 || one.Index >= len(texts) || out.Vectors[one.Index] != nil || !usable(one.Embedding, res.Data[0].Embedding) {
			return nearness.Embedding{Tokens: out.Tokens}, errVectors
		}
		out.Vectors[one.Index] = one.Embedding
	}
	return out, nil
}

// usable reports whether a vector has a direction and the length of the others.
func usable(v, other []float32) bool {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	return len(v) == len(other) && sum > 0 && !math.IsInf(sum, 0) && !math.IsNaN(sum)
}
