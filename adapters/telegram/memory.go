package telegram

import (
	"sync"

	"github.com/idmbot/idmbot/bots"
)

// messageKey is a message of ours.
type messageKey struct {
	chat bots.ChatID
	id   int
}

// keepLast bounds a lastOf.
const keepLast = 20_000

// lastOf remembers one word a chat.
type lastOf struct {
	mu    sync.Mutex
	words map[bots.ChatID]string
}

func newLastOf() *lastOf { return &lastOf{words: map[bots.ChatID]string{}} }

// change sets the chat's word and reports whether it was another.
func (l *lastOf) change(chat bots.ChatID, word string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.words[chat] == word {
		return false
	}
	if len(l.words) >= keepLast {
		clear(l.words) // Something is said twice then; that is all.
	}
	l.words[chat] = word
	return true
}

func (l *lastOf) forget(chat bots.ChatID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.words, chat)
}
