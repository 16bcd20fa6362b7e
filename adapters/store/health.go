package store

import (
	"context"
	"log/slog"
	"sync"
)

// health logs when work begins to fail and when it goes on, not every failure
// between.
type health struct {
	log    *slog.Logger
	mu     sync.Mutex
	failed map[string]bool
}

// note takes the result of a piece of work.
func (h *health) note(ctx context.Context, name string, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.failed == nil {
		h.failed = map[string]bool{}
	}
	was := len(h.failed) > 0
	if err == nil {
		delete(h.failed, name)
		if was && len(h.failed) == 0 {
			h.log.InfoContext(ctx, "digests go on")
		}
		return
	}
	h.failed[name] = true
	if !was {
		h.log.ErrorContext(ctx, "digests are held up; nothing is lost, and it is tried again", "job", name, "err", err)
	}
}
