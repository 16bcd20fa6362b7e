package bots

import "sync"

// Owner is whom a remembered value belongs to: a person, or a chat that
// several people share.
type Owner struct {
	Platform Platform
	// ID is the text of a UserID or a ChatID; Shared tells which.
	ID     string
	Shared bool
}

// Memory keeps the few settings people ask us to keep, such as their language.
// It is declared here because Bot needs it; adapters/store implements it.
type Memory interface {
	// Get returns "" for what was never set.
	Get(ctx Context, o Owner, key string) (string, error)
	Set(ctx Context, o Owner, key, value string) error
	// All returns everything that is kept about the owner.
	All(ctx Context, o Owner) (map[string]string, error)
	// Forget removes all of it.
	Forget(ctx Context, o Owner) error
	// Count adds one to a counter that belongs to nobody, such as how often
	// an entry was called helpful.
	Count(ctx Context, counter string) error
}

// Volatile is a Memory that ends with the process, for the terminal and for
// tests. Its zero value is ready to use.
type Volatile struct {
	mu     sync.Mutex
	values map[Owner]map[string]string
	counts map[string]int
}

// Get implements Memory.
func (v *Volatile) Get(_ Context, o Owner, key string) (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.values[o][key], nil
}

// Set implements Memory.
func (v *Volatile) Set(_ Context, o Owner, key, value string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.values == nil {
		v.values = map[Owner]map[string]string{}
	}
	if v.values[o] == nil {
		v.values[o] = map[string]string{}
	}
	v.values[o][key] = value
	return nil
}

// All implements Memory.
func (v *Volatile) All(_ Context, o Owner) (map[string]string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	out := make(map[string]string, len(v.values[o]))
	for k, val := range v.values[o] {
		out[k] = val
	}
	return out, nil
}

// Forget implements Memory.
func (v *Volatile) Forget(_ Context, o Owner) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.values, o)
	return nil
}

// Count implements Memory.
func (v *Volatile) Count(_ Context, counter string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.counts == nil {
		v.counts = map[string]int{}
	}
	v.counts[counter]++
	return nil
}
