package telegram

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// TestPreviewIsWhatIsSent: the same texts that Send plans, and the buttons as
// they stand.
func TestPreviewIsWhatIsSent(t *testing.T) {
	r := bots.Reply{Lang: "en", Blocks: []bots.Block{bots.Heading{Text: "A <day>"}, bots.Paragraph{Text: "One & all."}},
		Buttons: [][]bots.Button{{{Label: "Stop", Action: bots.Action{Name: "x"}}, {Label: "Read", URL: "https://example.org/"}}}}
	if got, want := Preview(r), []string{"<b>A &lt;day&gt;</b>\n\nOne &amp; all.\n\n[Stop] [Read]"}; !slices.Equal(got, want) {
		t.Errorf("%q; want %q", got, want)
	}
	long := bots.Reply{Blocks: []bots.Block{bots.Paragraph{Text: strings.Repeat("word and more of it. ", 600)}}, Buttons: r.Buttons}
	d := plan(bots.Chat{ID: "7"}, long, bulk, time.Time{})
	got := Preview(long)
	if len(got) != len(d.parts) || len(got) < 3 {
		t.Fatalf("%d messages are shown; %d are sent", len(got), len(d.parts))
	}
	for i, part := range d.parts {
		if !strings.HasPrefix(got[i], part.html()) {
			t.Errorf("message %d differs", i)
		}
	}
	if got := Preview(bots.Reply{}); len(got) != 0 {
		t.Errorf("nothing is shown as %q", got)
	}
}
