package nearness

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/idmbot/idmbot/bots/costs"
	"github.com/idmbot/idmbot/knowledge"
)

const (
	// batch is how many texts are sent at once: small enough to be answered in
	// seconds by a server without a graphics card.
	batch = 32
	// batchTime bounds one batch.
	batchTime = time.Minute
	// lookEvery is how often the version of the knowledge is looked at.
	lookEvery = 2 * time.Second
	// firstPause and longestPause lie between tries after a failure.
	firstPause   = 5 * time.Second
	longestPause = 10 * time.Minute
)

// Run makes the vectors of the knowledge, and again when it changes, until ctx
// ends. Failures are logged once and tried again with growing pauses; what was
// made is kept.
func (n *Nearness) Run(ctx context.Context, corpus func() *knowledge.Corpus) error {
	pause := time.Duration(0)
	for {
		wait := lookEvery
		if c := corpus(); !n.current(c.Version) {
			switch err := n.refresh(ctx, c); {
			case err == nil:
				pause = 0
			case ctx.Err() == nil:
				if pause == 0 {
					n.o.Log.WarnContext(ctx, "vectors of the knowledge could not be made; words alone decide until they can",
						"component", "nearness", "err", err)
				}
				pause = min(max(2*pause, firstPause), longestPause)
				wait = pause
			}
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		}
	}
}

// current reports whether the vectors in force are of this version of the
// knowledge, and as long as the service makes them now.
func (n *Nearness) current(version string) bool {
	s := n.space.Load()
	return s != nil && s.version == version && n.length.Load() == int64(s.dims)
}

// errBudget is why vectors are not made for the rest of a day.
var errBudget = errors.New("the day's budget is spent")

// refresh makes what is missing of a state of the knowledge and puts it in
// force.
func (n *Nearness) refresh(ctx context.Context, c *knowledge.Corpus) error {
	all := passages(c)
	have, err := n.stored(ctx)
	if err != nil {
		return err
	}
	dims, err := n.complete(ctx, all, have)
	if err != nil {
		return err
	}
	n.length.Store(int64(dims))
	n.space.Store(newSpace(c, all, have, dims))
	n.o.Log.InfoContext(ctx, "vectors of the knowledge are in force", "component", "nearness", "texts", len(all), "dimensions", dims)
	return n.drop(ctx, all, have)
}

func (n *Nearness) stored(ctx context.Context) (map[string][]float32, error) {
	if n.store == nil {
		return map[string][]float32{}, nil
	}
	have, err := n.store.Vectors(ctx, n.embedder.Name())
	if err != nil {
		return nil, fmt.Errorf("read the vectors of %s: %w", n.embedder.Name(), err)
	}
	return have, nil
}

// complete makes the missing vectors, batch by batch, and returns the length of
// all. Where a model now makes vectors of another length, all are made anew.
func (n *Nearness) complete(ctx context.Context, all []passage, have map[string][]float32) (int, error) {
	dims := int(n.length.Load())
	for {
		missing := map[string]string{}
		for _, p := range all {
			if v, ok := have[p.hash]; !ok || dims > 0 && len(v) != dims {
				missing[p.hash] = p.text
			} else if dims == 0 {
				dims = len(v)
			}
		}
		if len(missing) == 0 {
			return dims, nil
		}
		hashes := slices.Sorted(maps.Keys(missing))
		hashes = hashes[:min(len(hashes), batch)]
		texts := make([]string, len(hashes))
		for i, h := range hashes {
			texts[i] = missing[h]
		}
		made, err := n.batch(ctx, texts)
		if err != nil {
			return 0, err
		}
		dims = len(made[0])
		n.length.Store(int64(dims))
		fresh := make(map[string][]float32, len(hashes))
		for i, h := range hashes {
			fresh[h] = made[i]
		}
		maps.Copy(have, fresh)
		if n.store != nil {
			if err := n.store.PutVectors(ctx, n.embedder.Name(), fresh); err != nil {
				return 0, fmt.Errorf("keep vectors of %s: %w", n.embedder.Name(), err)
			}
		}
	}
}

func (n *Nearness) batch(ctx context.Context, texts []string) ([][]float32, error) {
	if !n.affordable(texts) {
		return nil, errBudget
	}
	ctx, cancel := context.WithTimeout(ctx, batchTime)
	defer cancel()
	n.o.Book.Add(costs.NearBatches, 1)
	made, err := n.embed(ctx, texts)
	if err != nil {
		n.o.Book.Add(costs.NearDeclined, 1)
		return nil, fmt.Errorf("make %d vectors by %s: %w", len(texts), n.embedder.Name(), err)
	}
	n.o.Book.Add(costs.NearTexts, int64(len(texts)))
	return made, nil
}

// drop removes vectors of texts that are no longer in the knowledge.
func (n *Nearness) drop(ctx context.Context, all []passage, have map[string][]float32) error {
	if n.store == nil {
		return nil
	}
	for _, p := range all {
		delete(have, p.hash)
	}
	if len(have) == 0 {
		return nil
	}
	return n.store.DropVectors(ctx, n.embedder.Name(), slices.Sorted(maps.Keys(have)))
}
