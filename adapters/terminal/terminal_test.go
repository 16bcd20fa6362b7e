package terminal_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/idmbot/idmbot/adapters/terminal"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// paper is a terminal's output, one piece a reply.
type paper struct {
	mu     sync.Mutex
	more   *sync.Cond
	pieces []botstest.Shown
}

func newPaper() *paper {
	p := &paper{}
	p.more = sync.NewCond(&p.mu)
	return p
}

var offered = regexp.MustCompile(`\[\d+\] (.*?)(?:   |\n|$)`)

// buttonLine is the line of choices under a reply.
var buttonLine = regexp.MustCompile(`(?m)^\[\d+\] .*$`)

func (p *paper) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	text := string(b)
	var labels []string
	for _, m := range offered.FindAllStringSubmatch(text, -1) {
		labels = append(labels, m[1])
	}
	p.pieces = append(p.pieces, botstest.Shown{Text: strings.TrimSpace(buttonLine.ReplaceAllString(text, "")), Labels: labels})
	p.more.Broadcast()
	return len(b), nil
}

func (p *paper) await(enough func([]botstest.Shown) bool) []botstest.Shown {
	p.mu.Lock()
	defer p.mu.Unlock()
	for !enough(p.pieces) {
		p.more.Wait()
	}
	return p.pieces
}

// TestPromises runs the suite of every adapter.
func TestPromises(t *testing.T) {
	botstest.Exercise(t, botstest.Options{}, func(t *testing.T) botstest.Rig {
		in, keys := io.Pipe()
		t.Cleanup(func() { _ = keys.Close() })
		out := newPaper()
		chat := bots.Chat{Platform: terminal.Platform, ID: "terminal"}
		say := func(text string) { _, _ = fmt.Fprintln(keys, text) }
		return botstest.Rig{
			Adapter: terminal.New(terminal.Config{In: in, Out: out}),
			Chats:   1,
			Say:     func(_ int, text string) { say(text) },
			Await:   func(_ int, enough func([]botstest.Shown) bool) []botstest.Shown { return out.await(enough) },
			Chat:    func(int) bots.Chat { return chat },
			Press: func(_ int, label string) {
				var n int
				out.await(func(pieces []botstest.Shown) bool {
					for _, piece := range pieces {
						for i, l := range piece.Labels {
							if l == label {
								n = i + 1
							}
						}
					}
					return n > 0
				})
				say(fmt.Sprint(n))
			},
		}
	})
}

// talk runs a conversation and returns what stands on the paper.
func talk(t *testing.T, cfg terminal.Config, lines string, h bots.Handler) string {
	t.Helper()
	var out bytes.Buffer
	cfg.In, cfg.Out = strings.NewReader(lines), &out
	if err := terminal.New(cfg).Run(t.Context(), h); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

type handler func(bots.Message) bots.Reply

func (h handler) Handle(_ context.Context, m bots.Message) bots.Reply { return h(m) }

func TestLinesBecomeMessages(t *testing.T) {
	var got []string
	talk(t, terminal.Config{}, "a question\n\n  \n/cite women un\n/\nlast without end", handler(func(m bots.Message) bots.Reply {
		got = append(got, fmt.Sprintf("%d|%s|%s|%s", m.Kind, m.Text, m.Command, m.Args.Line))
		return bots.Reply{}
	}))
	want := []string{"0|a question||", "1|/cite women un|cite|women un", "0|/||", "0|last without end||"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestQuitEnds(t *testing.T) {
	n := 0
	talk(t, terminal.Config{}, "one\n/quit\ntwo\n", handler(func(bots.Message) bots.Reply { n++; return bots.Reply{} }))
	if n != 1 {
		t.Errorf("%d messages were handled", n)
	}
}

// TestTextCannotSteerTheTerminal: escape sequences in any text are taken out.
func TestTextCannotSteerTheTerminal(t *testing.T) {
	evil := "a\x1b]0;owned\x07b\x1b[2J\x9bc\r\x08d"
	out := talk(t, terminal.Config{Colour: false}, "x\n", handler(func(bots.Message) bots.Reply {
		return bots.Reply{Blocks: []bots.Block{bots.Heading{Text: evil}, bots.Paragraph{Text: evil}, bots.Quotation{Text: evil, By: evil},
			bots.Citation{Text: evil, Label: evil, URL: evil}, bots.List{Items: []bots.Item{{Text: evil}}}, bots.Summary{Label: evil, Text: evil}},
			Buttons: [][]bots.Button{{{Label: evil, Action: bots.Action{Name: "e"}}}}}
	}))
	for _, r := range out {
		if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0) {
			t.Fatalf("control character %q in %q", r, out)
		}
	}
}

func TestColoursOnlyWhenAsked(t *testing.T) {
	h := handler(func(bots.Message) bots.Reply {
		return bots.Reply{Blocks: []bots.Block{bots.Heading{Text: "Title"}, bots.Paragraph{Text: "Text", Tone: bots.Meta}}}
	})
	if out := talk(t, terminal.Config{}, "x\n", h); strings.Contains(out, "\x1b") {
		t.Errorf("colours in a pipe: %q", out)
	}
	if out := talk(t, terminal.Config{Colour: true}, "x\n", h); !strings.Contains(out, "\x1b[1mTitle\x1b[0m") {
		t.Errorf("no colours: %q", out)
	}
}

func TestLinesAreWrapped(t *testing.T) {
	out := talk(t, terminal.Config{Width: 30}, "x\n", handler(func(bots.Message) bots.Reply {
		return bots.Reply{Blocks: []bots.Block{bots.Paragraph{Text: strings.Repeat("migration ", 20)}, bots.Quotation{Text: strings.Repeat("word ", 20)}}}
	}))
	for _, line := range strings.Split(out, "\n") {
		if len([]rune(line)) > 30 {
			t.Errorf("%d runes in %q", len([]rune(line)), line)
		}
	}
}
