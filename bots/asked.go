package bots

import (
	"hash/maphash"
	"sync"
	"time"
)

const (
	// CorrectionTime is how long a person may go on changing a question: after
	// it they have read the answer, and look elsewhere.
	CorrectionTime = 5 * time.Minute
	// maxAsked bounds the memory: some 200 bytes a question.
	maxAsked = 4096
)

// Correction says what follows where a person changed what they wrote.
type Correction int

// The corrections.
const (
	// Unheeded: what was asked is what was answered, or it is too late. There
	// is nothing to say.
	Unheeded Correction = iota
	// InPlace: the new answer replaces the one before.
	InPlace
	// Anew: there is an answer to give, and none to replace, or the person is
	// further on and would not see that it changed.
	Anew
)

// Asked remembers, for CorrectionTime, which messages answered which question,
// so that a corrected question gets a corrected answer. S is what an adapter
// knows these messages by. Nothing of a question is kept but a keyed hash, whose
// key is made anew in every process.
type Asked[S any] struct {
	clock func() time.Time
	seed  maphash.Seed

	mu sync.Mutex
	of map[questionKey]*askedOnce[S]
	// latest is the last question that was answered in a conversation, the zero
	// key where that was something else.
	latest map[turnKey]latestAsked
	queue  []askedAt
}

type questionKey struct {
	chat ChatID
	id   MessageID
}

type askedOnce[S any] struct {
	question uint64
	shown    S
	at       time.Time
	settled  bool
}

type latestAsked struct {
	question questionKey
	at       time.Time
}

// askedAt is what to forget, in the order of time.
type askedAt struct {
	question questionKey
	turn     turnKey
	at       time.Time
}

// NewAsked returns an empty memory; clock tells the time.
func NewAsked[S any](clock func() time.Time) *Asked[S] {
	return &Asked[S]{clock: clock, seed: maphash.MakeSeed(), of: map[questionKey]*askedOnce[S]{}, latest: map[turnKey]latestAsked{}}
}

// Answered notes that a typed question was answered by r, shown in messages.
func (a *Asked[S]) Answered(m Message, r Reply, shown S) {
	a.mu.Lock()
	defer a.mu.Unlock()
	k := questionKey{m.Chat.ID, m.ID}
	now := a.note(m, k)
	a.of[k] = &askedOnce[S]{question: a.hash(m), shown: shown, at: now, settled: r.Settled}
}

// Another notes that something else came after the answers of a conversation:
// that of a press or of a command that cannot be edited.
func (a *Asked[S]) Another(m Message) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.note(m, questionKey{})
}

// Shown notes that an answer is shown in other messages by now, as after it
// grew.
func (a *Asked[S]) Shown(m Message, shown S) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if one, ok := a.of[questionKey{m.Chat.ID, m.ID}]; ok && one.question == a.hash(m) {
		one.shown = shown
	}
}

// Corrected decides about an edited message that the person sent at asked, and
// returns what shows the answer where that is to be replaced.
func (a *Asked[S]) Corrected(m Message, asked time.Time) (c Correction, shown S) {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.clock()
	a.forget(now)
	k := questionKey{m.Chat.ID, m.ID}
	one, known := a.of[k]
	switch {
	case known && (one.settled || one.question == a.hash(m)):
		return Unheeded, shown
	case known && a.latest[turnKey{m.Chat, m.From.ID}].question == k:
		return InPlace, one.shown
	case known || now.Sub(asked) <= CorrectionTime:
		return Anew, shown
	}
	return Unheeded, shown
}

// note makes room, and notes what is latest; the caller holds mu.
func (a *Asked[S]) note(m Message, k questionKey) time.Time {
	now := a.clock()
	a.forget(now)
	for len(a.queue) >= maxAsked {
		a.drop()
	}
	turn := turnKey{m.Chat, m.From.ID}
	a.latest[turn] = latestAsked{k, now}
	a.queue = append(a.queue, askedAt{k, turn, now})
	return now
}

// forget drops what is over; the caller holds mu.
func (a *Asked[S]) forget(now time.Time) {
	for len(a.queue) > 0 && now.Sub(a.queue[0].at) > CorrectionTime {
		a.drop()
	}
}

// drop forgets the oldest note, unless there is a newer one of the same.
func (a *Asked[S]) drop() {
	old := a.queue[0]
	a.queue[0] = askedAt{}
	a.queue = a.queue[1:]
	if one, ok := a.of[old.question]; ok && !one.at.After(old.at) {
		delete(a.of, old.question)
	}
	if last, ok := a.latest[old.turn]; ok && !last.at.After(old.at) {
		delete(a.latest, old.turn)
	}
}

// hash stands for what was asked.
func (a *Asked[S]) hash(m Message) uint64 {
	return maphash.String(a.seed, m.Command+"\x00"+m.Args.Line+"\x00"+m.Text)
}
