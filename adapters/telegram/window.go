package telegram

import (
	"slices"
	"sync"

	"github.com/idmbot/idmbot/bots"
)

// window knows which updates are in work, and so how far the offset may move:
// over those that are done, and no further.
type window struct {
	mu sync.Mutex
	// ordered is false where no offset is needed, as with a webhook: then
	// updates are passed as they are done.
	ordered bool
	// pending are the updates that were seen and not passed, in the order of
	// their ids; it stays empty if not ordered.
	pending []*inWork
	byID    map[int]*inWork
	// loose are those that were released and are not done.
	loose map[int]bool
	// next is the offset when nothing is pending.
	next int
	// recent are the last passed ids: what came again is not new.
	recent map[int]bool
	ring   []int
	moved  chan struct{} // gets a token when an update is done
}

// inWork is one update in work; done is closed when it is handled.
type inWork struct {
	id   int
	chat bots.ChatID // once it is read
	over bool
	done chan struct{}
}

// remembered is more than the updates that can be unconfirmed at once.
const remembered = 4096

func newWindow(ordered bool) *window {
	return &window{ordered: ordered, byID: map[int]*inWork{}, loose: map[int]bool{}, recent: map[int]bool{}, moved: make(chan struct{}, 1)}
}

// see registers an update. fresh is false if it is in work or was done: then
// done tells when, and is nil for one that is done.
func (w *window) see(id int) (done <-chan struct{}, fresh bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if u, ok := w.byID[id]; ok {
		return u.done, false
	}
	if w.recent[id] {
		return nil, false
	}
	u := &inWork{id: id, done: make(chan struct{})}
	w.byID[id] = u
	if !w.ordered {
		return u.done, true
	}
	// Nearly always at the end: a webhook may bring them a little mixed.
	i := len(w.pending)
	for i > 0 && w.pending[i-1].id > id {
		i--
	}
	w.pending = append(w.pending, nil)
	copy(w.pending[i+1:], w.pending[i:])
	w.pending[i] = u
	// Not the largest: after a week without updates Telegram counts anew,
	// perhaps from below (https://core.telegram.org/bots/api#update).
	w.next = id + 1
	return u.done, true
}

// finish marks an update as handled.
func (w *window) finish(id int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.loose, id)
	u, ok := w.byID[id]
	if !ok || u.over {
		return
	}
	u.over = true
	close(u.done)
	if !w.ordered {
		w.passed(u)
	}
	for len(w.pending) > 0 && w.pending[0].over {
		w.pass()
	}
	select {
	case w.moved <- struct{}{}:
	default:
	}
}

// pass drops the first pending update; the caller holds mu.
func (w *window) pass() {
	u := w.pending[0]
	w.pending[0] = nil
	w.pending = w.pending[1:]
	w.passed(u)
}

// passed remembers that an update is no more in the window; the caller holds
// mu.
func (w *window) passed(u *inWork) {
	delete(w.byID, u.id)
	if len(w.ring) < remembered {
		w.ring = append(w.ring, u.id)
	} else {
		delete(w.recent, w.ring[0])
		w.ring = append(w.ring[1:], u.id)
	}
	w.recent[u.id] = true
}

// offset is what to ask for next, and whether nothing is in work.
func (w *window) offset() (offset int, idle bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.pending) > 0 {
		return w.pending[0].id, false
	}
	return w.next, true
}

// release passes the first pending update although it is not done: it goes on
// in memory, but a crash would lose it now. It reports whether there was one.
func (w *window) release() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.pending) == 0 {
		return false
	}
	w.loose[w.pending[0].id] = true
	w.pass()
	for len(w.pending) > 0 && w.pending[0].over {
		w.pass()
	}
	return true
}

// belongs notes the chat of an update.
func (w *window) belongs(id int, chat bots.ChatID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if u, ok := w.byID[id]; ok {
		u.chat = chat
	}
}

// chats counts the updates in work by chat.
func (w *window) chats() map[bots.ChatID]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := map[bots.ChatID]int{}
	for _, u := range w.pending {
		if !u.over && u.chat != "" {
			out[u.chat]++
		}
	}
	return out
}

// releaseOf is release for all updates of some chats. It returns how many.
func (w *window) releaseOf(chats map[bots.ChatID]bool) (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pending = slices.DeleteFunc(w.pending, func(u *inWork) bool {
		if u.over || !chats[u.chat] {
			return false
		}
		n++
		w.loose[u.id] = true
		w.passed(u)
		return true
	})
	for len(w.pending) > 0 && w.pending[0].over {
		w.pass()
	}
	return n
}

// unfinished is how many released updates are not done.
func (w *window) unfinished() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.loose)
}
