package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/locale"
)

// showBroadcast writes the message as each platform of its recipients shows
// it, in each language in which it differs, and who gets it.
func showBroadcast(w io.Writer, draft digest.Broadcast, m *digest.Messages, to digest.Reach) {
	on := slices.Sorted(maps.Keys(to.Platforms))
	for _, lang := range locale.Languages {
		if _, own := draft.In(lang); draft.Entry == "" && !own && (lang != locale.Languages[0] || draft.Text[""] == "") {
			continue
		}
		reply, why := m.Announce(draft, lang)
		if why != "" {
			fmt.Fprintf(w, "--- %s\nnothing would be sent: %s\n", locale.Own[lang], why)
			continue
		}
		shown := false
		for _, p := range on {
			preview := previewOn(p)
			if preview == nil {
				continue
			}
			shown = true
			for i, text := range preview(reply) {
				if i == 0 {
					fmt.Fprintf(w, "--- %s, %s\n", locale.Own[lang], p)
				} else {
					fmt.Fprintf(w, "--- %s, %s, message %d\n", locale.Own[lang], p, i+1)
				}
				fmt.Fprintln(w, strings.TrimSpace(text))
			}
		}
		if !shown {
			fmt.Fprintf(w, "--- %s\n%s\n", locale.Own[lang], strings.TrimSpace(bots.PlainText(reply)))
		}
	}
	fmt.Fprintf(w, "---\nRecipients: %d\n", to.Total)
	if len(on) > 1 {
		for _, p := range on {
			fmt.Fprintf(w, "  %s: %d\n", p, to.Platforms[p])
		}
	}
	if to.Without > 0 {
		fmt.Fprintf(w, "Left out, for want of a text in their language: %d\n", to.Without)
	}
}

// previewOn is how a platform shows replies, nil for one that is none of ours.
func previewOn(p bots.Platform) func(bots.Reply) []string {
	for _, one := range platforms {
		if strings.EqualFold(one.name, string(p)) {
			return one.preview
		}
	}
	return nil
}
