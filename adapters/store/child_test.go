package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/digesttest"
	"github.com/idmbot/idmbot/knowledge"
)

// childVariable makes this test binary a child that a test kills.
const childVariable = "IDMBOT_STORE_TEST_CHILD"

// childSettings is what a child is told.
type childSettings struct {
	Address string
	// Conductor says which minute it is, and hears when all was done in it.
	Conductor string
	// Plain and Keyed are the addresses of the two platforms.
	Plain, Keyed string
	Window       time.Duration
}

// minute is one step of the compressed day.
type minute struct {
	N   int
	Now time.Time
	End bool
}

// done is what a child says after a step.
type done struct {
	N int
	// Open says that something was left for later, Next when something is due.
	Open bool
	Next time.Time
}

// runChild is the bot as a process of its own: it plans, sends and repairs,
// minute by minute as the conductor says.
func runChild(text string) int {
	if err := child(text); err != nil {
		fmt.Fprintln(os.Stderr, "child:", err)
		return 1
	}
	return 0
}

func child(text string) error {
	var set childSettings
	if err := json.Unmarshal([]byte(text), &set); err != nil {
		return err
	}
	ctx := context.Background()
	s, err := store.Open(ctx, set.Address, nil)
	if err != nil {
		return err
	}
	defer s.Close()
	var now atomic.Pointer[time.Time]
	clock := func() time.Time { return *now.Load() }
	plain := &digesttest.Remote{Name: "plain", URL: set.Plain, Clock: clock}
	keyed := &digesttest.Keyed{Remote: digesttest.Remote{Name: "keyed", URL: set.Keyed, Clock: clock}, Window: set.Window}
	jobs := digest.Work{Store: s, Adapters: []bots.Adapter{plain, keyed}, Composer: dated{newMessages(smallCorpus())},
		Owner: fmt.Sprint("child-", os.Getpid()), Clock: clock}.Jobs()
	last := 0
	for {
		var m minute
		if err := ask(set.Conductor, done{N: last}, &m, "/minute"); err != nil {
			return err
		}
		if m.End {
			return nil
		}
		now.Store(&m.Now)
		if err := work(ctx, jobs); err != nil {
			return err
		}
		d, err := left(ctx, s, m)
		if err != nil {
			return err
		}
		if err := ask(set.Conductor, d, nil, "/done"); err != nil {
			return err
		}
		last = m.N
	}
}

// work runs every job until it has nothing to do at this minute: the planner
// and the reconciler first, the senders beside each other.
func work(ctx context.Context, jobs []digest.Job) error {
	var wg sync.WaitGroup
	errs := make([]error, len(jobs))
	for i, j := range jobs {
		if j.Name == "retain" {
			continue // it comes once a day, and has its own tests
		}
		run := func() {
			for again := time.Duration(0); again == 0 && errs[i] == nil; {
				again, errs[i] = j.Run(ctx)
			}
		}
		if i < 4 {
			run()
		} else {
			wg.Go(run)
		}
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// left is what is still to be done after a minute.
func left(ctx context.Context, s *store.Store, m minute) (done, error) {
	far := m.Now.AddDate(10, 0, 0)
	next, err := s.Due(ctx, far, 1)
	if err != nil {
		return done{}, err
	}
	inHand, err := s.Expired(ctx, far, 1)
	if err != nil {
		return done{}, err
	}
	planned, err := s.Overdue(ctx, far, 1)
	d := done{N: m.N, Open: len(inHand)+len(planned) > 0, Next: far}
	if len(next) > 0 {
		d.Next = next[0].NextAt
	}
	return d, err
}

// ask posts a value and reads the answer.
func ask(base string, in, out any, path string) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	resp, err := http.Post(base+path, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if out == nil {
		return nil
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

// dated composes as in earnest but shows the date, so that a test can tell one
// day's message from another's.
type dated struct{ *digest.Messages }

func (d dated) Compose(ctx context.Context, row digest.Row, s digest.Subscription, h digest.History) (bots.Reply, []string, digest.Reason, error) {
	r, entries, why, err := d.Messages.Compose(ctx, row, s, h)
	r.Blocks = []bots.Block{bots.Paragraph{Text: row.Day.String()}}
	return r, entries, why, err
}

func newMessages(c *knowledge.Corpus) *digest.Messages {
	return &digest.Messages{
		Corpus: func() *knowledge.Corpus { return c },
		Card: func(e *knowledge.Entry, lang string) bots.Reply {
			return bots.Reply{Lang: lang, Entries: []string{e.ID}}
		},
	}
}

// smallCorpus is a handful of messages.
func smallCorpus() *knowledge.Corpus {
	var entries []*knowledge.Entry
	for i := range 12 {
		entries = append(entries, &knowledge.Entry{ID: fmt.Sprint("entry-", i), Lang: "en", Title: fmt.Sprint("Entry ", i),
			Text: "Text.", Kind: knowledge.KeyMessage, Year: 2015 + i})
	}
	return knowledge.New(entries, "sha256:0")
}
