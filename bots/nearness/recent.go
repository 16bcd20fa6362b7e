package nearness

import (
	"crypto/sha256"
	"sync"
)

// maxRecent bounds the vectors of questions in memory: 1,000 of 1,536 numbers
// are 6 MB.
const maxRecent = 1000

// recent holds vectors of questions under the hash of what they depend on. Its
// zero value is ready to use.
type recent struct {
	mu sync.Mutex
	of map[[sha256.Size]byte][]float32
}

func (r *recent) get(key string) ([]float32, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok := r.of[sha256.Sum256([]byte(key))]
	return v, ok
}

func (r *recent) put(key string, v []float32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of == nil {
		r.of = map[[sha256.Size]byte][]float32{}
	}
	for k := range r.of {
		if len(r.of) < maxRecent {
			break
		}
		delete(r.of, k)
	}
	r.of[sha256.Sum256([]byte(key))] = v
}
