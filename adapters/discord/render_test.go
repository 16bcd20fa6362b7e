package discord

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
	"pgregory.net/rapid"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// What people and entries say is shown letter by letter, and begins no markup.
func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"plain words":                     "plain words",
		"**bold** _it_ ~~x~~ ||y|| `z`":   "\\*\\*bold\\*\\* \\_it\\_ \\~\\~x\\~\\~ \\|\\|y\\|\\| \\`z\\`",
		"<@123> <#4> <@&5> </ask:6>":      `\<\@123\> \<\#4\> \<\@&5\> \</ask:6\>`,
		"@everyone @here":                 `\@everyone \@here`,
		"[label](https://evil.example)":   `\[label\](https://evil.example)`,
		"[label](<https://evil.example>)": `\[label\](\<https://evil.example\>)`,
		"# heading":                       `\# heading`,
		"-# small":                        `-\# small`,
		"> quote":                         `\> quote`,
		"- item":                          `\- item`,
		"+ item":                          `\+ item`,
		"12. item":                        `12\. item`,
		"  3) item":                       `  3\) item`,
		"2024 - a year":                   "2024 - a year",
		"https://example.org/a_b?c=d#e":   "https://example.org/a_b?c=d#e",
		"see https://example.org/a_b.":    "see https://example.org/a_b.",
		"https://example.org/__x__":       `https://example.org/\_\_x\_\_`,
		`back\slash`:                      `back\\slash`,
	} {
		if got := escape(in); got != want {
			t.Errorf("escape(%q) = %q; want %q", in, got, want)
		}
	}
}

// Only addresses that lead where they say become links.
func TestGoodURL(t *testing.T) {
	for in, want := range map[string]bool{
		"https://example.org/m/1":       true,
		"http://example.org":            true,
		"javascript:alert(1)":           false,
		"https://user:pass@example.org": false,
		"https://localhost":             false,
		"https://example.org/ a":        false,
		"https://example.org/>x":        false,
		"":                              false,
		"https://" + strings.Repeat("a", 600) + ".org": false,
	} {
		if got := goodURL(in); got != want {
			t.Errorf("goodURL(%.40q) = %v", in, got)
		}
	}
}

// Everything that a reply can hold is written in its place.
func TestMessageOfEverything(t *testing.T) {
	bodies := compose(bots.Reply{Colour: "#1a6fb0", Blocks: []bots.Block{
		bots.Heading{Text: "Title *with* stars"},
		bots.Paragraph{Text: "Outcome", Tone: bots.Meta},
		bots.Paragraph{Text: "First.\n\nSecond\nline."},
		bots.Quotation{Text: "exact words", By: "Somebody"},
		bots.Summary{Label: "Summary", Text: "In short."},
		bots.Rule{},
		bots.Heading{Text: "Another"},
		bots.List{Ordered: true, Items: []bots.Item{{Text: "one"}, {Text: "two", URL: "https://example.org/2"}}},
		bots.Citation{Text: "Report", Label: "Source", URL: "https://example.org/(x)"},
		bots.Paragraph{Text: "Knowledge 123", Tone: bots.Fine},
	}})
	want := `-# Outcome

First.

Second
line.

> exact words
> — *Somebody*

✨ **Summary**
In short.

───────────
### Another
1. one
2. [two](<https://example.org/2>)

📖 Report · [Source](<https://example.org/%28x%29>)`
	if len(bodies) != 1 {
		t.Fatalf("%d messages", len(bodies))
	}
	e := bodies[0].Embeds[0]
	if e.Description != want {
		t.Errorf("the text is\n%s\nwant\n%s", e.Description, want)
	}
	if e.Title != `Title \*with\* stars` || e.Footer.Text != "Knowledge 123" || e.Color != 0x1a6fb0 {
		t.Errorf("title %q, footer %q, colour %#x", e.Title, e.Footer.Text, e.Color)
	}
}

// Arabic lines read from the right even where they begin with Latin letters.
func TestDirection(t *testing.T) {
	d := render(bots.Reply{Lang: "ar", Blocks: []bots.Block{
		bots.Paragraph{Text: "IOM تقول"}, bots.Paragraph{Text: "تقول IOM"}, bots.Paragraph{Text: "English only"},
	}})
	for i, want := range []bool{true, false, false} {
		if got := strings.HasPrefix(d.lines[i].text, locale.RightMark); got != want {
			t.Errorf("line %d has a mark: %v", i, got)
		}
	}
}

// Words of any length are cut so that none is lost and nothing is too long.
func TestSplitKeepsEveryWord(t *testing.T) {
	word := rapid.StringMatching(`[a-zA-Z*_~.<>@é中😀]{1,12}`)
	rapid.Check(t, func(rt *rapid.T) {
		limit := rapid.IntRange(300, 2500).Draw(rt, "limit")
		var lines []line
		var words []string
		for range rapid.IntRange(1, 8).Draw(rt, "lines") {
			list := rapid.SliceOfN(word, 1, 400).Draw(rt, "words")
			words = append(words, list...)
			lines = append(lines, line{text: strings.Join(list, " "),
				prefix: rapid.SampledFrom([]string{"", quote, subtext, "- "}).Draw(rt, "prefix"),
				gap:    rapid.Bool().Draw(rt, "gap")})
		}
		parts := split(lines, limit)
		var got []string
		for _, p := range parts {
			if n := units(p); n > limit {
				rt.Fatalf("a part has %d units; the limit is %d", n, limit)
			}
			got = append(got, strings.Fields(unmarked(p))...)
		}
		if strings.Join(got, " ") != strings.Join(words, " ") {
			rt.Fatalf("%d words came out of %d", len(got), len(words))
		}
	})
}

var (
	starts  = regexp.MustCompile(`(?m)^(-# |### |> |- )`)
	escapes = regexp.MustCompile(`\\([^A-Za-z0-9\s])`)
)

func unmarked(md string) string {
	return escapes.ReplaceAllString(starts.ReplaceAllString(md, ""), "$1")
}

// Blocks of code are closed and opened again around a break.
func TestSplitCode(t *testing.T) {
	record := "@misc{x,\n" + strings.Repeat("  note = {some words that fill a line},\n", 100) + "}"
	parts := split(quotation(bots.Quotation{Text: record}), 1000)
	if len(parts) < 4 {
		t.Fatalf("%d parts", len(parts))
	}
	for i, p := range parts {
		if !strings.HasPrefix(p, "```bibtex\n") || !strings.HasSuffix(p, "\n```") || units(p) > 1000 {
			t.Errorf("part %d is %d long and reads\n%s", i, units(p), p)
		}
	}
}

// Buttons and menus stay within what Discord takes, whatever they are asked
// to show.
func TestLayoutFits(t *testing.T) {
	text := rapid.StringN(0, 120, -1)
	action := rapid.Custom(func(rt *rapid.T) bots.Action {
		return bots.Action{Name: rapid.SampledFrom([]string{"", "e", "t"}).Draw(rt, "name"), Arg: rapid.StringMatching(`[a-z0-9-]{0,90}`).Draw(rt, "arg")}
	})
	button := rapid.Custom(func(rt *rapid.T) bots.Button {
		return bots.Button{Label: text.Draw(rt, "label"), Action: action.Draw(rt, "action"),
			URL: rapid.SampledFrom([]string{"", "https://example.org/1", "https://example.org/2", "ftp://x"}).Draw(rt, "url")}
	})
	rapid.Check(t, func(rt *rapid.T) {
		r := bots.Reply{Buttons: rapid.SliceOfN(rapid.SliceOfN(button, 0, 9), 0, 12).Draw(rt, "buttons")}
		var l bots.List
		for range rapid.IntRange(0, 60).Draw(rt, "items") {
			l.Items = append(l.Items, bots.Item{Text: text.Draw(rt, "item"), Action: action.Draw(rt, "act")})
		}
		r.Blocks = []bots.Block{bots.Heading{Text: text.Draw(rt, "title")}, l}
		if rapid.Bool().Draw(rt, "typed") {
			r.Input = &bots.Input{Label: text.Draw(rt, "label"), Example: text.Draw(rt, "example"), Action: "typed"}
		}
		checkComponents(rt, layout(r, text.Draw(rt, "hint")))
	})
}

type fataler interface {
	Fatalf(format string, args ...any)
}

func checkComponents(t fataler, rows []discordgo.MessageComponent) {
	if len(rows) > maxRows {
		t.Fatalf("%d rows", len(rows))
	}
	seen := map[string]bool{}
	for _, row := range rows {
		inner := row.(discordgo.ActionsRow).Components
		if len(inner) == 0 || len(inner) > perRow {
			t.Fatalf("a row of %d", len(inner))
		}
		for _, c := range inner {
			var id string
			switch c := c.(type) {
			case discordgo.Button:
				id = c.CustomID
				if c.Style == discordgo.LinkButton != (c.URL != "") || c.URL == "" == (id == "") {
					t.Fatalf("a button that is neither: %+v", c)
				}
				if n := utf8.RuneCountInString(c.Label); n == 0 || n > labelUnits {
					t.Fatalf("a label of %d", n)
				}
			case discordgo.SelectMenu:
				id = c.CustomID
				if len(c.Options) == 0 || len(c.Options) > maxOptions || len(inner) != 1 {
					t.Fatalf("a menu of %d options beside %d", len(c.Options), len(inner)-1)
				}
				values := map[string]bool{}
				for _, o := range c.Options {
					if values[o.Value] || o.Value == "" || units(o.Value) > optionText || o.Label == "" || utf8.RuneCountInString(o.Label) > optionText {
						t.Fatalf("an option %+v", o)
					}
					values[o.Value] = true
				}
			}
			if units(id) > maxCustomID || id != "" && seen[id] {
				t.Fatalf("a custom id %q", id)
			}
			seen[id] = id != ""
		}
	}
}

// FuzzCompose makes messages of anything: they stay within Discord's limits,
// are valid JSON, ping nobody, and hold no link that the reply does not have.
func FuzzCompose(f *testing.F) {
	f.Add("Title", "text with *stars* and <@1>", "a quotation", "who", "https://example.org", "ar", "item")
	f.Add("", "```\ncode\n```", "@misc{x}", "", "javascript:x", "en", "- [a](b)")
	f.Add(strings.Repeat("t", 300), strings.Repeat("word ", 3000), strings.Repeat("*", 5000), "n", "", "", "\u202e")
	f.Add("\xff", "\u200b", "\x00", "\n\n", "https://a.b/)", "he", strings.Repeat("e\u0301", 3000))
	f.Fuzz(func(t *testing.T, title, text, quote, by, url, lang, item string) {
		r := bots.Reply{Lang: lang, Blocks: []bots.Block{
			bots.Heading{Text: title}, bots.Paragraph{Text: text}, bots.Paragraph{Text: item, Tone: bots.Strong},
			bots.Quotation{Text: quote, By: by}, bots.Summary{Label: by, Text: text},
			bots.List{Items: []bots.Item{{Text: item, URL: url}, {Text: text, Action: bots.Action{Name: "e", Arg: "x"}}}},
			bots.Citation{Text: text, Label: by, URL: url}, bots.Heading{Text: item}, bots.Paragraph{Text: title, Tone: bots.Fine},
		}, Buttons: [][]bots.Button{{{Label: item, URL: url}, {Label: title, Action: bots.Action{Name: "t", Arg: item}}}}}
		for _, b := range compose(r) {
			checkBody(t, b)
			checkBody(t, b.bare())
		}
	})
}

var linkStart = regexp.MustCompile(`(?:^|[^\\])\]\(`)

func checkBody(t *testing.T, b body) {
	t.Helper()
	if n := units(b.Content); n > maxContent {
		t.Fatalf("content of %d units", n)
	}
	all := 0
	for _, e := range b.Embeds {
		if units(e.Title) > maxTitle || units(e.Description) > maxDescription {
			t.Fatalf("a title of %d, a text of %d units", units(e.Title), units(e.Description))
		}
		all += units(e.Title) + units(e.Description)
		if e.Footer != nil {
			all += units(e.Footer.Text)
		}
		if e.Author != nil {
			if all += units(e.Author.Name); units(e.Author.Name) > maxTitle {
				t.Fatalf("a line above the title of %d units", units(e.Author.Name))
			}
		}
		for _, at := range linkStart.FindAllStringIndex(e.Description, -1) {
			if rest := e.Description[at[1]:]; !strings.HasPrefix(rest, "<https://") && !strings.HasPrefix(rest, "<http://") {
				t.Fatalf("a link that is not ours: %.60q", rest)
			}
		}
		if !utf8.ValidString(e.Description) {
			t.Fatal("not UTF-8")
		}
	}
	if all > 6000 {
		t.Fatalf("embeds of %d units", all)
	}
	checkComponents(t, b.Components)
	if b.AllowedMentions == nil || len(b.AllowedMentions.Parse) != 0 {
		t.Fatal("somebody would be notified")
	}
	if _, err := json.Marshal(b); err != nil {
		t.Fatal(err)
	}
}

// FuzzRead reads anything as an interaction and as a message.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"id":"1","token":"t","type":2,"channel_id":"5","user":{"id":"2"},"data":{"name":"ask","options":[{"name":"question","value":"x"}]}}`))
	f.Add([]byte(`{"id":"1","token":"t","type":3,"channel_id":"5","guild_id":"6","member":{"user":{"id":"2"},"permissions":"32"},"data":{"custom_id":"e:x","values":["t:y"]},"message":{"id":"7","flags":64}}`))
	f.Add([]byte(`{"id":"1","token":"t","type":2,"channel_id":"5","user":{"id":"2"},"data":{"type":3,"target_id":"8","resolved":{"messages":{"8":{"content":"q"}}}}}`))
	f.Add([]byte(`{"id":"9","channel_id":"5","guild_id":"6","author":{"id":"2"},"content":"<@1> hi","mentions":[{"id":"1"}]}`))
	f.Add([]byte(`{"id":"9","channel_id":"5","author":{"id":"2"},"content":"hi","edited_timestamp":"2026-01-01T00:00:00.000000+00:00"}`))
	f.Add([]byte(`{"id":"1","token":"t","type":5,"channel_id":"5","guild_id":"6","member":{"user":{"id":"2"},"permissions":"0"},"data":{"custom_id":"form:subtt","components":[{"type":1,"components":[{"type":4,"custom_id":"text","value":"7:30"}]}]},"message":{"id":"7","flags":64}}`))
	f.Add([]byte(`{"id":"1","token":"t","type":5,"channel_id":"5","user":{"id":"2"},"data":{"custom_id":"form:","components":[]}}`))
	f.Add([]byte(`{"id":"1","token":"t","type":5,"channel_id":"5","user":{"id":"2"},"data":{"custom_id":"other","components":[{}]}}`))
	f.Add([]byte(`{"id":"1","token":"t","type":3,"channel_id":"5","user":{"id":"2"},"data":{"custom_id":"menu:0","values":["form:subtz:A:b"]}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var i interaction
		if json.Unmarshal(raw, &i) == nil {
			in, ok := readInteraction(&i, madeAt(i.ID))
			if ok && (in.m.From.ID == "" || in.m.Chat.ID == "") {
				t.Fatalf("a message from nobody or nowhere: %+v", in)
			}
			if ok && i.GuildID != "" && in.m.Chat.Kind == bots.Group && in.m.From.Manager && !i.Member.manages() {
				t.Fatalf("a manager by mistake: %+v", in)
			}
		}
		var m message
		if json.Unmarshal(raw, &m) == nil {
			if in, ok := readMessage(&m, "1"); ok && in.m.From.ID == "" && m.Author.ID != "" {
				t.Fatalf("from nobody: %+v", in)
			}
			if in, ok := readEdit(&m, "1"); ok && (!in.m.Edited || in.m.Text == "" || in.m.Kind != bots.Text || m.Edited == "") {
				t.Fatalf("no corrected question: %+v", in)
			}
		}
		_ = faults(raw)
		_ = retryAfter(nil, raw)
	})
}

func ExampleConfig() {
	_, err := New(Config{Token: "Bot abc"}, Deps{})
	fmt.Println(err)
	fmt.Printf("%v %+v\n", Secret("abc"), Config{Token: "abc"})
	// Output:
	// DISCORD_BOT_TOKEN begins with "Bot "; example: the token alone, as Discord shows it
	// *** {Token:*** ApplicationID: APIURL: PublicKey: GuildID: DeferAfter:0s StaleAfter:0s Workers:0 Grace:0s}
}
