package telegram

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
)

// accepted checks a rendered reply against the strict parser: every part is
// accepted and short enough, and put together again no word is lost.
func accepted(t rapid.TB, r bots.Reply, limit int) {
	whole := render(r)
	var said, shown []string
	said = words(whole.text)
	for _, part := range split(whole, limit) {
		text, entities, err := telegramtest.ParseHTML(part.html())
		if err != nil {
			t.Fatalf("refused: %v\n%q", err, part.html())
		}
		if n := telegramtest.Units(text); n > limit || n == 0 {
			t.Fatalf("a part of %d units; the limit is %d", n, limit)
		}
		if entities > 100 {
			t.Fatalf("%d entities in a part", entities)
		}
		if len(part.html()) > 32<<10 {
			t.Fatalf("%d bytes before parsing", len(part.html()))
		}
		if !utf8.ValidString(text) {
			t.Fatalf("a character is cut: %q", text)
		}
		if plain := telegramtest.Trim(part.text); plain != text {
			t.Fatalf("the plain text %q differs from what is shown, %q", plain, text)
		}
		shown = append(shown, words(text)...)
	}
	if a, b := strings.Join(said, ""), strings.Join(shown, ""); a != b {
		t.Fatalf("said %q\nshown %q", a, b)
	}
}

// words are the visible words: a word longer than a message is cut, so that
// tests compare them joined.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc, unicode.Mn, unicode.Me) || r == '\u2800' || r == '\u3164'
	})
}

var someText = rapid.OneOf(
	rapid.String(),
	rapid.StringMatching(`([a-zé]{1,12}[ .!\n<>&"'@]){0,60}`),
	rapid.SampledFrom([]string{"👨‍👩‍👧‍👦", "🇫🇷🇩🇪", "e\u0301", "</b><a href=x>", "&amp;&lt;", "ماذا عن النساء؟ IOM", "\u202e abc", "@everyone", "", " ", "\u2800", "\xff\xfe"}),
)

func blockGen() *rapid.Generator[bots.Block] {
	url := rapid.SampledFrom([]string{"", "https://example.org/a?b=1&c=\"2\"", "javascript:alert(1)", "https://x", "http://e.org/" + strings.Repeat("y", 1500)})
	item := rapid.Custom(func(t *rapid.T) bots.Item {
		return bots.Item{Text: someText.Draw(t, "item"), URL: url.Draw(t, "url")}
	})
	return rapid.OneOf(
		rapid.Map(someText, func(s string) bots.Block { return bots.Heading{Text: s} }),
		rapid.Custom(func(t *rapid.T) bots.Block {
			return bots.Paragraph{Text: someText.Draw(t, "text"), Tone: bots.Tone(rapid.IntRange(0, 3).Draw(t, "tone"))}
		}),
		rapid.Custom(func(t *rapid.T) bots.Block {
			return bots.Quotation{Text: someText.Draw(t, "text"), By: someText.Draw(t, "by")}
		}),
		rapid.Custom(func(t *rapid.T) bots.Block {
			return bots.Citation{Text: someText.Draw(t, "text"), Label: someText.Draw(t, "label"), URL: url.Draw(t, "url")}
		}),
		rapid.Custom(func(t *rapid.T) bots.Block {
			return bots.List{Ordered: rapid.Bool().Draw(t, "ordered"), Items: rapid.SliceOfN(item, 0, 150).Draw(t, "items")}
		}),
		rapid.Custom(func(t *rapid.T) bots.Block {
			return bots.Summary{Label: someText.Draw(t, "label"), Text: someText.Draw(t, "text")}
		}),
		rapid.Just[bots.Block](bots.Rule{}),
	)
}

// Whatever a reply says, Telegram takes it, and no word is lost.
func TestRenderedIsAccepted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := bots.Reply{
			Lang:   rapid.SampledFrom([]string{"en", "ar", ""}).Draw(t, "lang"),
			Blocks: rapid.SliceOfN(blockGen(), 0, 12).Draw(t, "blocks"),
		}
		accepted(t, r, rapid.SampledFrom([]int{16, 64, 300, maxText}).Draw(t, "limit"))
	})
}

func FuzzRender(f *testing.F) {
	f.Add("a <b> & c", "by", "https://example.org/?a=b&c", "en", 40)
	f.Add("👨‍👩‍👧‍👦🇫🇷🇩🇪 e\u0301", "@name", "javascript:x", "ar", 16)
	f.Add(strings.Repeat("x", 9000), strings.Repeat("word. ", 900), "", "ar", 4096)
	f.Fuzz(func(t *testing.T, text, by, url, lang string, limit int) {
		if limit < 16 || limit > maxText || len(text)+len(by) > 60_000 {
			t.Skip("outside of what occurs")
		}
		accepted(t, bots.Reply{Lang: lang, Blocks: []bots.Block{
			bots.Heading{Text: by}, bots.Paragraph{Text: text, Tone: bots.Fine}, bots.Quotation{Text: text, By: by},
			bots.List{Items: []bots.Item{{Text: text, URL: url}, {Text: by}}}, bots.Citation{Text: by, Label: text, URL: url},
			bots.Summary{Label: by, Text: text},
		}}, limit)
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("One sentence. Another one!\n\nA paragraph.", 20)
	f.Add("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if limit < 2 || limit > maxText {
			t.Skip("no such limit")
		}
		whole := rich{text: clean(s)}
		var got []string
		for _, part := range split(whole, limit) {
			if n := units(part.text); n > limit {
				t.Fatalf("a part of %d units; the limit is %d", n, limit)
			}
			got = append(got, words(part.text)...)
		}
		if a, b := strings.Join(words(whole.text), ""), strings.Join(got, ""); a != b {
			t.Fatalf("said %q\nshown %q", a, b)
		}
	})
}

// Good places to cut, in the order in which they are preferred.
func TestSplitAtGoodPlaces(t *testing.T) {
	for _, c := range []struct {
		name, text string
		limit      int
		want       []string
	}{
		{"fits", "All of it.", 20, []string{"All of it."}},
		{"paragraphs", "First one.\n\nSecond one is here.", 22, []string{"First one.", "Second one is here."}},
		{"sentences", "Short one. A longer sentence follows here.", 36, []string{"Short one.", "A longer sentence follows here."}},
		{"words", "no sentence ends in this text", 12, []string{"no sentence", "ends in this", "text"}},
		{"long word", strings.Repeat("a", 25), 10, []string{strings.Repeat("a", 10), strings.Repeat("a", 10), strings.Repeat("a", 5)}},
		{"emoji are two units", "😀😀😀", 4, []string{"😀😀", "😀"}},
		{"a family stays together", "ab👨‍👩‍👧", 9, []string{"ab", "👨‍👩‍👧"}},
		{"Arabic full stop", "جملة أولى؟ جملة ثانية طويلة", 22, []string{"جملة أولى؟", "جملة ثانية طويلة"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, part := range split(rich{text: c.text}, c.limit) {
				got = append(got, part.text)
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("split into %q; want %q", got, c.want)
			}
		})
	}
}

// Tags are closed at the end of a part and opened again in the next.
func TestSplitKeepsTagsClosed(t *testing.T) {
	r := render(bots.Reply{Blocks: []bots.Block{bots.Quotation{Text: "One two three four five six.", By: "A"}}})
	parts := split(r, 16)
	if len(parts) < 2 {
		t.Fatalf("%d parts", len(parts))
	}
	for _, p := range parts {
		if h := p.html(); !strings.HasPrefix(h, "<blockquote>") || !strings.HasSuffix(h, "</blockquote>") {
			t.Errorf("a part is %q; want it quoted", h)
		}
	}
}

// Buttons are always what Telegram accepts.
func TestKeyboardIsAccepted(t *testing.T) {
	button := rapid.Custom(func(t *rapid.T) bots.Button {
		b := bots.Button{Label: someText.Draw(t, "label"), Style: bots.Style(rapid.IntRange(0, 2).Draw(t, "style"))}
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			b.Action = bots.Action{Name: "e", Arg: rapid.StringMatching(`[a-z-]{1,90}`).Draw(t, "arg"), Extra: "2"}
		case 1:
			b.URL = rapid.SampledFrom([]string{"https://example.org", "x", "ftp://a.b"}).Draw(t, "url")
		default:
			b.Copy = rapid.StringN(0, 300, -1).Draw(t, "copy")
			b.Fallback = bots.Action{Name: "c", Arg: "x"}
		}
		return b
	})
	rapid.Check(t, func(t *rapid.T) {
		r := bots.Reply{Buttons: rapid.SliceOfN(rapid.SliceOfN(button, 0, 10), 0, 20).Draw(t, "rows")}
		raw := keyboardJSON(r)
		if raw == "" {
			return
		}
		var k keyboard
		if err := json.Unmarshal([]byte(raw), &k); err != nil {
			t.Fatal(err)
		}
		total := 0
		for _, row := range k.Rows {
			if len(row) == 0 || len(row) > perRow {
				t.Fatalf("%d buttons in a row", len(row))
			}
			for _, b := range row {
				total++
				if len(b.Data) > 64 || b.Copy != nil && (units(b.Copy.Text) > 256 || b.Copy.Text == "") || !visible(b.Text) {
					t.Fatalf("button %+v", b)
				}
			}
		}
		if total > maxButtons {
			t.Fatalf("%d buttons", total)
		}
	})
}

// A text too long for a copy button shows itself when pressed, or has none if
// it is shown already.
func TestLongCopyFallsBack(t *testing.T) {
	long := bots.Button{Label: "Copy", Copy: strings.Repeat("x", 257), Fallback: bots.Action{Name: "c", Arg: "e"}, FallbackLabel: "Show"}
	short := bots.Button{Label: "Copy", Copy: strings.Repeat("x", 256)}
	nothing := bots.Button{Label: "Copy", Copy: strings.Repeat("x", 257)}
	rows := keyboardRows(bots.Reply{Buttons: [][]bots.Button{{nothing, long, short}}})
	if len(rows[0]) != 2 || rows[0][0].Data != "c:e" || rows[0][0].Text != "Show" || rows[0][0].Copy != nil || rows[0][1].Copy == nil || rows[0][1].Text != "Copy" {
		t.Errorf("buttons %+v", rows[0])
	}
}

// What stands around a quotation and behind a long line.
func TestRenderedLines(t *testing.T) {
	long := strings.Repeat("a sentence that goes on ", 6) + "and ends."
	for _, c := range []struct {
		name string
		r    bots.Reply
		want string
	}{
		{"the core sets a dash of its own", bots.Reply{Blocks: []bots.Block{bots.Quotation{Text: "Words", By: "— Somebody"}}},
			"<blockquote>Words\n<i>— Somebody</i></blockquote>"},
		{"and others set none", bots.Reply{Blocks: []bots.Block{bots.Quotation{Text: "Words", By: "Somebody"}}},
			"<blockquote>Words\n<i>— Somebody</i></blockquote>"},
		{"a short line is its link", bots.Reply{Blocks: []bots.Block{bots.List{Items: []bots.Item{{Text: "Here", URL: "https://www.example.org/x"}}}}},
			`• <a href="https://www.example.org/x">Here</a>`},
		{"a long one ends with it", bots.Reply{Blocks: []bots.Block{bots.List{Items: []bots.Item{{Text: long, URL: "https://www.example.org/x"}}}}},
			"• " + long + ` <a href="https://www.example.org/x">example.org</a>`},
		{"or holds it", bots.Reply{Blocks: []bots.Block{bots.List{Items: []bots.Item{{Text: "Write to hq@example.org or look at example.org/help, or at example.org. " + long, URL: "https://www.example.org/x"}}}}},
			`• Write to hq@example.org or look at example.org/help, or at <a href="https://www.example.org/x">example.org</a>. ` + long},
		{"half a theme is no hashtag", bots.Reply{Blocks: []bots.Block{bots.Paragraph{Text: "For #Women and gender, C# and # 1"}}},
			"For #\u2060Women and gender, C# and # 1"},
	} {
		if got := render(c.r).html(); got != c.want {
			t.Errorf("%s: %q; want %q", c.name, got, c.want)
		}
	}
}
