package openaitest

import (
	"encoding/json"
	"hash/fnv"
	"net/http"
	"strings"
)

// Dims is the length of the server's vectors.
const Dims = 64

// maxTexts is how many texts one call may hold, as with OpenAI
// (https://platform.openai.com/docs/api-reference/embeddings).
const maxTexts = 2048

// Vectors says what is wrong with an answer of vectors; the zero value is right.
type Vectors struct {
	// Shuffled sends them in another order, with their right numbers.
	Shuffled bool
	// Fewer and More leave one out and add one; Twice repeats a number.
	Fewer, More, Twice bool
	// Short makes the last one shorter; Zero makes it without direction.
	Short, Zero bool
	// Dims makes all of another length.
	Dims int
}

func readTexts(r *http.Request) (Call, string) {
	var c Call
	var raw struct {
		Model string
		Input []string
	}
	if json.NewDecoder(r.Body).Decode(&raw) != nil || raw.Model == "" {
		return c, "the body is not a model and texts"
	}
	if len(raw.Input) == 0 || len(raw.Input) > maxTexts {
		return c, "no text, or too many"
	}
	for _, text := range raw.Input {
		if strings.TrimSpace(text) == "" {
			return c, "an empty text"
		}
	}
	c.Model, c.Input = raw.Model, raw.Input
	return c, ""
}

func vectors(w http.ResponseWriter, c Call, v Vectors) {
	dims := Dims
	if v.Dims > 0 {
		dims = v.Dims
	}
	var data []map[string]any
	add := func(i int, vector []float32) {
		data = append(data, map[string]any{"object": "embedding", "index": i, "embedding": vector})
	}
	tokens := 0
	for i, text := range c.Input {
		tokens += len(text)/4 + 1
		add(i, Vector(text, dims))
	}
	last := len(data) - 1
	if v.Short {
		data[last]["embedding"] = Vector(c.Input[last], dims-1)
	}
	if v.Zero {
		data[last]["embedding"] = make([]float32, dims)
	}
	if v.Twice {
		data[last]["index"] = 0
	}
	if v.More {
		add(len(data), Vector("more", dims))
	}
	if v.Fewer {
		data = data[:last]
	}
	if v.Shuffled {
		for i := range data[:len(data)/2] {
			data[i], data[len(data)-1-i] = data[len(data)-1-i], data[i]
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"object": "list", "model": c.Model, "data": data,
		"usage": map[string]int{"prompt_tokens": tokens, "total_tokens": tokens}})
}

// Vector is the server's vector of a text: texts that share words are near.
func Vector(text string, dims int) []float32 {
	out := make([]float32, dims)
	out[0] = 0.01 // no text is without direction
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		h := fnv.New32a()
		_, _ = h.Write([]byte(strings.Trim(word, ".,;:!?\"'")))
		out[int(h.Sum32())%dims]++
	}
	return out
}
