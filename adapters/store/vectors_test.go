package store_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestVectors are kept to the bit, by model and hash.
func TestVectors(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		s := open(t, address)
		ctx := t.Context()
		one := map[string][]float32{"a": {1, -0.5, math.SmallestNonzeroFloat32}, "b": {math.MaxFloat32}, "c": {0.1, 0.2}}
		if err := s.PutVectors(ctx, "m", one); err != nil {
			t.Fatal(err)
		}
		if err := s.PutVectors(ctx, "other", map[string][]float32{"a": {9}}); err != nil {
			t.Fatal(err)
		}
		if err := s.PutVectors(ctx, "m", map[string][]float32{"b": {2}}); err != nil {
			t.Fatal(err)
		}
		if err := s.DropVectors(ctx, "m", []string{"c", "never"}); err != nil {
			t.Fatal(err)
		}
		one["b"] = []float32{2}
		delete(one, "c")
		for model, want := range map[string]map[string][]float32{"m": one, "other": {"a": {9}}, "none": {}} {
			got, err := s.Vectors(ctx, model)
			if err != nil || !cmp.Equal(got, want) {
				t.Errorf("%s: %v %s", model, err, cmp.Diff(want, got))
			}
		}
	})
}
