package discord

import (
	"slices"
	"strings"
	"testing"

	"github.com/idmbot/idmbot/bots"
)

// TestPreviewIsWhatIsSent: a text for each message, and the buttons as they
// stand.
func TestPreviewIsWhatIsSent(t *testing.T) {
	buttons := [][]bots.Button{{{Label: "Stop", Action: bots.Action{Name: "x"}}, {Label: "Read", URL: "https://example.org/"}}}
	r := bots.Reply{Lang: "en", Blocks: []bots.Block{bots.Heading{Text: "A *day*"}, bots.Paragraph{Text: "One & all."}}, Buttons: buttons}
	if got, want := Preview(r), []string{"**A \\*day\\***\n\nOne & all.\n\n[Stop] [Read]"}; !slices.Equal(got, want) {
		t.Errorf("%q; want %q", got, want)
	}
	long := bots.Reply{Blocks: []bots.Block{bots.Paragraph{Text: strings.Repeat("word and more of it. ", 600)}}, Buttons: buttons}
	if got, want := len(Preview(long)), len(compose(long)); got != want || got < 3 {
		t.Errorf("%d messages are shown; %d are sent", got, want)
	}
	if got := Preview(bots.Reply{}); len(got) != 0 {
		t.Errorf("nothing is shown as %q", got)
	}
}
