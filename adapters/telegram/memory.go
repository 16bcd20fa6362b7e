package telegram

import (
	"sync"

	"github.com/idmbot/idmbot/bots"
)

// keepAnswers bounds how many questions can still be edited.
const keepAnswers = 4096

// answers remember which messages answered which question, so that an edited
// question gets an edited answer. What was asked is kept as a hash only.
type answers struct {
	mu   sync.Mutex
	byID map[messageKey]given
	ring []messageKey
	at   int
}

type messageKey struct {
	chat bots.ChatID
	id   int
}

type given struct {
	question uint64
	ids      []int
}

func newAnswers() *answers { return &answers{byID: map[messageKey]given{}} }

// keep remembers the answer of a question.
func (a *answers) keep(chat bots.ChatID, id int, question uint64, ids []int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	k := messageKey{chat, id}
	if _, ok := a.byID[k]; !ok {
		if len(a.ring) < keepAnswers {
			a.ring = append(a.ring, k)
		} else {
			delete(a.byID, a.ring[a.at])
			a.ring[a.at] = k
			a.at = (a.at + 1) % keepAnswers
		}
	}
	a.byID[k] = given{question, ids}
}

// of returns the messages that answered the question.
func (a *answers) of(chat bots.ChatID, id int) []int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.byID[messageKey{chat, id}].ids
}

// same reports whether just this question was answered.
func (a *answers) same(chat bots.ChatID, id int, question uint64) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	g, ok := a.byID[messageKey{chat, id}]
	return ok && g.question == question
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
