package discord_test

import (
	"context"
	"fmt"
	"html"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
)

// chromium is the browser that draws; the test is skipped where there is none.
const chromium = "/usr/bin/chromium"

const (
	// drawTime bounds one picture.
	drawTime = 2 * time.Minute
	// A picture is as wide as a message on a desktop and as tall as it has to be.
	wide, tallest = 640, 2400
)

// draw makes a picture of a page.
func draw(t *testing.T, file, page string) {
	t.Helper()
	if _, err := os.Stat(chromium); err != nil {
		t.Skip("no Chromium is installed: no pictures are made")
	}
	source := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(source, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), drawTime)
	defer cancel()
	out, err := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
		"--disable-sync", "--disable-component-update", "--hide-scrollbars", fmt.Sprintf("--window-size=%d,%d", wide, tallest),
		"--screenshot="+file, "file://"+source).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	crop(t, file)
}

// crop cuts off what is empty below the message.
func crop(t *testing.T, file string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	whole, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	const margin = 16
	bottom := whole.Bounds().Max.Y - 1
	blank := whole.At(0, bottom)
	empty := func(y int) bool {
		for x := range whole.Bounds().Dx() {
			if whole.At(x, y) != blank {
				return false
			}
		}
		return true
	}
	for bottom > 0 && empty(bottom) {
		bottom--
	}
	part := whole.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(image.Rect(0, 0, whole.Bounds().Dx(), min(bottom+margin, whole.Bounds().Dy())))
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(out, part); err != nil {
		t.Fatal(err)
	}
}

const style = `body{margin:0;background:#313338;color:#dbdee1;font:16px/1.375 "gg sans","Noto Sans",Helvetica,Arial,sans-serif}
main{padding:16px}.who{font-weight:600;color:#f2f3f5;margin-bottom:4px}.who b{background:#5865f2;color:#fff;font-size:10px;border-radius:4px;padding:1px 5px;margin-left:6px}
.embed{background:#2b2d31;border-radius:4px;border-left:4px solid;padding:8px 16px 16px 12px;max-width:516px;font-size:14px;line-height:18px}
.embed{overflow-wrap:anywhere}.glyph{display:inline-block;width:14px;height:11px;border:2px solid #dbdee1;border-radius:2px;vertical-align:-1px;box-shadow:inset 5px 0 0 #2b2d31,inset 6px 0 0 #dbdee1}
.author{font-size:14px;font-weight:600;margin-top:8px}.title{font-size:16px;font-weight:600;margin-top:8px;color:#f2f3f5}.text{margin-top:8px;white-space:pre-wrap;unicode-bidi:plaintext}
.footer{font-size:12px;margin-top:8px}.quote{border-left:4px solid #4e5058;border-radius:4px;padding-left:12px;display:block;unicode-bidi:plaintext}
small{font-size:13px;color:#949ba4;display:block;unicode-bidi:plaintext}h3{font-size:16px;margin:8px 0 4px}a{color:#00a8fc;text-decoration:none}pre{background:#1e1f22;border-radius:4px;padding:8px;margin:6px 0;white-space:pre-wrap;font-size:13px}
.line{display:block;min-height:9px;unicode-bidi:plaintext}.item{padding-inline-start:18px;text-indent:-18px}.row{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px;max-width:560px}
.button{background:#4e5058;color:#fff;border-radius:8px;padding:7px 14px;font-size:14px;font-weight:500}.menu{background:#1e1f22;border-radius:8px;padding:10px 12px;width:380px;color:#949ba4;display:flex;justify-content:space-between}
.file{background:#2b2d31;border:1px solid #1e1f22;border-radius:8px;padding:12px;width:380px;margin-top:8px}
.hidden{font-size:12px;color:#949ba4;margin-top:6px}`

func page(m discordtest.Message) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><meta charset=utf-8><style>%s</style><main><div class=who>IDM<b>APP</b></div>`, style)
	if m.Content != "" {
		b.WriteString(markup(m.Content))
	}
	for _, e := range m.Embeds {
		fmt.Fprintf(&b, `<div class=embed style="border-color:#%06x">`, e.Color)
		for class, text := range map[string]string{"author": e.Author.Name} {
			if text != "" {
				fmt.Fprintf(&b, `<div class=%s dir=auto>%s</div>`, class, html.EscapeString(text))
			}
		}
		if e.Title != "" {
			fmt.Fprintf(&b, `<div class=title dir=auto>%s</div>`, spans(e.Title))
		}
		fmt.Fprintf(&b, `<div class=text>%s</div>`, markup(e.Description))
		if e.Footer.Text != "" {
			fmt.Fprintf(&b, `<div class=footer dir=auto>%s</div>`, html.EscapeString(e.Footer.Text))
		}
		b.WriteString(`</div>`)
	}
	for _, name := range m.Files {
		fmt.Fprintf(&b, `<div class=file><span class=glyph></span> <a>%s</a></div>`, html.EscapeString(name))
	}
	for _, row := range m.Components {
		b.WriteString(`<div class=row>`)
		for _, c := range row.Components {
			switch {
			case len(c.Options) > 0:
				fmt.Fprintf(&b, `<span class=menu>%s<span>⌄</span></span>`, html.EscapeString(c.Placeholder))
			case c.URL != "":
				fmt.Fprintf(&b, `<span class=button>%s ↗</span>`, html.EscapeString(c.Label))
			default:
				fmt.Fprintf(&b, `<span class=button>%s</span>`, html.EscapeString(c.Label))
			}
		}
		b.WriteString(`</div>`)
	}
	if m.Ephemeral() {
		b.WriteString(`<div class=hidden>👁 Only you can see this · Dismiss message</div>`)
	}
	return b.String() + `</main>`
}

// markup turns the Markdown that the bot writes into HTML, line by line.
func markup(md string) string {
	var b strings.Builder
	fenced := false
	for _, l := range strings.Split(md, "\n") {
		switch {
		case strings.HasPrefix(l, "```"):
			if fenced = !fenced; fenced {
				b.WriteString("<pre>")
			} else {
				b.WriteString("</pre>")
			}
		case fenced:
			b.WriteString(html.EscapeString(l) + "\n")
		case strings.HasPrefix(l, "-# "):
			b.WriteString("<small>" + spans(l[3:]) + "</small>")
		case strings.HasPrefix(l, "### "):
			b.WriteString("<h3 dir=auto>" + spans(l[4:]) + "</h3>")
		case strings.HasPrefix(l, "> "):
			b.WriteString("<span class=quote>" + spans(l[2:]) + "</span>")
		case strings.HasPrefix(l, "- "):
			b.WriteString("<span class='line item'>•&nbsp; " + spans(l[2:]) + "</span>")
		default:
			b.WriteString("<span class=line>" + spans(l) + "</span>")
		}
	}
	return b.String()
}

var (
	boldText   = regexp.MustCompile(`\*\*(.+?)\*\*`)
	italicText = regexp.MustCompile(`\*(.+?)\*`)
	drawnLink  = regexp.MustCompile(`\[((?:[^\\\]]|\\.)*)\]\(&lt;([^&]*(?:&amp;[^&]*)*)&gt;\)`)
	drawnMark  = regexp.MustCompile(`\\([^A-Za-z0-9\s])`)
)

// glyphs are drawn where no font of the machine has them.
var glyphs = strings.NewReplacer("📖", "<span class=glyph></span>", "🤖", "<span class=glyph></span>", "📄", "<span class=glyph></span>", "✨", "<strong>✦</strong>")

func spans(s string) string {
	s = glyphs.Replace(html.EscapeString(s))
	s = drawnLink.ReplaceAllString(s, `<a>$1</a>`)
	// Escaped marks must not pair.
	s = strings.NewReplacer(`\*`, "\x00", `\_`, "_").Replace(s)
	s = boldText.ReplaceAllString(s, "<strong>$1</strong>")
	s = italicText.ReplaceAllString(s, "<em>$1</em>")
	return drawnMark.ReplaceAllString(strings.ReplaceAll(s, "\x00", "*"), "$1")
}
