package summary

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPiecesMakeTheWhole: however an answer is cut into pieces, the same claims
// come out in the same order as from the whole, each as soon as it is complete.
func TestPiecesMakeTheWhole(t *testing.T) {
	texts := []string{"Plain words.", `With "quotes" and \ strokes.`, "Braces } ] { and , commas.", "كلمات بالعربية.", "Ünïcödé \u2028 \U0001F600", "", strings.Repeat("long ", 100)}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 10).Draw(t, "sentences")
		var list []sentence
		for range n {
			list = append(list, sentence{rapid.SampledFrom(texts).Draw(t, "text"), rapid.SampledFrom([]string{"E1", "[E2]", ""}).Draw(t, "entry")})
		}
		data, err := json.MarshalIndent(map[string]any{"sentences": list}, "", rapid.SampledFrom([]string{"", " "}).Draw(t, "indent"))
		if err != nil {
			t.Fatal(err)
		}
		whole := rapid.SampledFrom([]string{"", "Here it is:\n```json\n"}).Draw(t, "before") + string(data) + rapid.SampledFrom([]string{"", "\n```"}).Draw(t, "after")
		var r reader
		var got []claim
		for rest := whole; rest != ""; {
			k := rapid.IntRange(1, len(rest)).Draw(t, "piece")
			got = append(got, r.feed(rest[:k])...)
			rest = rest[k:]
		}
		if want := parse(whole); !slices.Equal(got, want) || !r.structured() && list != nil {
			t.Errorf("%q gives %v, want %v", whole, got, want)
		}
	})
}

// TestASentenceComesAsSoonAsItIsWhole and not before.
func TestASentenceComesAsSoonAsItIsWhole(t *testing.T) {
	const text = `{"sentences":[{"text":"One.","entry":"E1"},{"text":"Two.","entry":"E2"}]}`
	first, second := strings.Index(text, "}"), strings.Index(text, `"E2"`)+4
	var r reader
	for i := range len(text) {
		got := r.feed(text[i : i+1])
		if want := i == first || i == second; (len(got) == 1) != want {
			t.Fatalf("at %d of %q: %v", i, text, got)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add(`{"sentences":[{"text":"a","entry":"E1"}]}`, 3)
	f.Add("no JSON [E1]", 1)
	f.Add(`{"sentences":[{"text":"\`, 2)
	f.Add(`{"sentences":[[[[{}{}`, 1)
	f.Fuzz(func(t *testing.T, text string, size int) {
		size = 1 + (size&0xff+0x100)&0xff
		var r reader
		n := 0
		for rest := text; rest != ""; {
			k := min(size, len(rest))
			for _, c := range r.feed(rest[:k]) {
				n++
				if c.text == "" {
					t.Error("an empty claim")
				}
			}
			rest = rest[k:]
		}
		if n > maxClaims || len(r.buf) > maxOutput {
			t.Errorf("%d claims, %d bytes kept", n, len(r.buf))
		}
	})
}
