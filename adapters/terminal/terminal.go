package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// Platform is the adapter's name.
const Platform bots.Platform = "terminal"

// maxLine bounds one line, in bytes; a longer one is cut.
const maxLine = 1 << 20

// Config is what the terminal needs.
type Config struct {
	In  io.Reader
	Out io.Writer
	// Lines reads lines with editing and history; nil reads In line by line.
	Lines LineReader
	// Colour turns colours and links on.
	Colour bool
	// Width is the width to wrap at, 0 for no wrapping.
	Width int
	// Lang is the language of the person's environment.
	Lang string
	// Welcome is shown first, if the reply is not empty.
	Welcome bots.Reply
}

// LineReader reads lines from a person.
type LineReader interface {
	// ReadLine returns io.EOF at the end.
	ReadLine() (string, error)
}

// Adapter is the terminal.
type Adapter struct {
	cfg Config
	// mu guards what follows: Send may be called while Run reads.
	mu sync.Mutex
	// actions are the buttons under the last reply, chosen by their number.
	actions []bots.Button
	sent    int
}

// New returns a terminal.
func New(cfg Config) *Adapter { return &Adapter{cfg: cfg} }

// Platform implements bots.Adapter.
func (a *Adapter) Platform() bots.Platform { return Platform }

// Limits implements bots.Adapter: a terminal takes any text.
func (a *Adapter) Limits() bots.Limits {
	return bots.Limits{Rows: 99, PerRow: 9, Label: 200}
}

var _ bots.Adapter = (*Adapter)(nil)

// chat is the one chat of a terminal.
var chat = bots.Chat{Platform: Platform, ID: "terminal"}

// Send implements bots.Adapter.
func (a *Adapter) Send(_ context.Context, _ bots.Chat, r bots.Reply) (bots.MessageID, error) {
	if r.Empty() {
		return "", nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, err := io.WriteString(a.cfg.Out, a.render(r)); err != nil {
		return "", &bots.SendError{Kind: bots.Unavailable, Err: fmt.Errorf("write to the terminal: %w", err)}
	}
	a.sent++
	return bots.MessageID("r" + strconv.Itoa(a.sent)), nil
}

// Run talks until the input ends or the person says /quit.
func (a *Adapter) Run(ctx context.Context, h bots.Handler) error {
	if !a.cfg.Welcome.Empty() {
		if _, err := a.Send(ctx, chat, a.cfg.Welcome); err != nil {
			return err
		}
	}
	lines := a.cfg.Lines
	if lines == nil {
		lines = &plainLines{bufio.NewReaderSize(a.cfg.In, 1<<16)}
	}
	type read struct {
		line string
		err  error
	}
	for n := 1; ; n++ {
		next := make(chan read, 1)
		// A read from a terminal cannot be interrupted: at the end of the
		// context it is left behind and ends with the process.
		go func() {
			line, err := lines.ReadLine()
			next <- read{line, err}
		}()
		select {
		case <-ctx.Done():
			return nil
		case got := <-next:
			if got.err != nil && (got.line == "" || !errors.Is(got.err, io.EOF)) {
				if errors.Is(got.err, io.EOF) {
					return nil
				}
				return fmt.Errorf("read from the terminal: %w", got.err)
			}
			m, ok := a.message(got.line, n)
			if !ok {
				return nil
			}
			if m.Kind == bots.Text && strings.TrimSpace(m.Text) == "" {
				continue
			}
			r := a.answer(ctx, h, m)
			if _, err := a.Send(ctx, chat, r); err != nil {
				return err
			}
		}
	}
}

// answer asks the handler. A handler that panics costs its answer, not the
// conversation.
func (a *Adapter) answer(ctx context.Context, h bots.Handler, m bots.Message) (r bots.Reply) {
	defer func() {
		if recover() != nil {
			r = bots.Reply{Blocks: []bots.Block{bots.Paragraph{Text: locale.In(a.cfg.Lang).T("failed")}}}
		}
	}()
	r = h.Handle(ctx, m)
	if c, ok := h.(bots.Completer); ok && r.Pending {
		if better, ok := c.Complete(ctx, m, r); ok {
			r = better
		}
	}
	return r
}

// message reads a line: /command, the number of an offered choice, or a
// question. It returns false at /quit.
func (a *Adapter) message(line string, n int) (bots.Message, bool) {
	line = strings.TrimRight(line, "\r\n")
	if len(line) > maxLine {
		line = strings.ToValidUTF8(line[:maxLine], "")
	}
	m := bots.Message{ID: bots.MessageID(strconv.Itoa(n)), Chat: chat, At: time.Now(),
		From: bots.Person{ID: "you", Lang: a.cfg.Lang, Manager: true}, Kind: bots.Text, Text: line}
	trimmed := strings.TrimSpace(line)
	a.mu.Lock()
	defer a.mu.Unlock()
	if choice, err := strconv.Atoi(trimmed); err == nil && choice >= 1 && choice <= len(a.actions) {
		m.Kind, m.Action = bots.Press, a.actions[choice-1].Action
		return m, true
	}
	if name, ok := strings.CutPrefix(trimmed, "/"); ok && name != "" {
		word, rest, _ := strings.Cut(name, " ")
		if word == "quit" || word == "exit" {
			return m, false
		}
		m.Kind, m.Command, m.Args = bots.Command, word, bots.Args{Line: strings.TrimSpace(rest)}
	}
	return m, true
}

type plainLines struct{ r *bufio.Reader }

// ReadLine implements LineReader.
func (p *plainLines) ReadLine() (string, error) { return p.r.ReadString('\n') }
