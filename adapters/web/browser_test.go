package web_test

import (
	"context"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

var screenshots = flag.Bool("screenshots", false, "write the pictures of the README to testdata/screenshots")

// browserTime bounds one browser test: a browser that hangs must not hang the
// whole run.
const browserTime = 90 * time.Second

// browser starts a headless Chromium of its own. Tests skip where there is none.
func browser(t *testing.T, flags ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	path := ""
	for _, p := range []string{"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"} {
		if _, err := os.Stat(p); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium is installed: this page is not tested in a real browser")
	}
	opts := append([]chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.Flag("no-sandbox", true),
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true),
		chromedp.WindowSize(1200, 900), chromedp.Flag("hide-scrollbars", true), chromedp.Flag("force-prefers-reduced-motion", true)}, flags...)
	ctx, cancel := context.WithTimeout(t.Context(), browserTime)
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(opts...))
	t.Cleanup(func() { stop() })
	return ctx
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

func eval[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		t.Fatalf("%s: %v", js, err)
	}
	return v
}

// watch records what the policy blocks and what is loaded from elsewhere.
const watch = `window.blocked = []; document.addEventListener("securitypolicyviolation", e => blocked.push(e.violatedDirective + " " + e.blockedURI)); true`

func quiet(t *testing.T, ctx context.Context, base string) {
	t.Helper()
	if b := eval[[]string](t, ctx, `window.blocked ?? []`); len(b) > 0 {
		t.Errorf("the policy blocked %v", b)
	}
	for _, u := range eval[[]string](t, ctx, `performance.getEntriesByType("resource").map(r => r.name)`) {
		if !strings.HasPrefix(u, base) {
			t.Errorf("%s was loaded from elsewhere", u)
		}
	}
}

// TestChatInTheBrowser: a person asks, reads the answer, follows up by a
// button and in words, by keyboard alone.
func TestChatInTheBrowser(t *testing.T) {
	ctx, base := browser(t), running(t)
	do(t, ctx, chromedp.Navigate(base+"/?lang=en"), chromedp.WaitVisible("#q"))
	eval[bool](t, ctx, watch)
	do(t, ctx, chromedp.SendKeys("#q", "what are the four avenues?\r"), chromedp.WaitVisible(".answer"))
	text, err := chromedp.Run(ctx, chromedp.Text(".turn:last-child .answer"))
	if err != nil || !strings.Contains(text, "Four avenues of action") || !strings.Contains(text, "Knowledge ") {
		t.Fatalf("%v: %s", err, text)
	}
	do(t, ctx, chromedp.SendKeys("#q", "and the second one?\r"), chromedp.WaitVisible(".turn:nth-child(2) .answer"))
	if text, _ = chromedp.Run(ctx, chromedp.Text(".turn:last-child .answer")); !strings.Contains(text, "Avenue 2") {
		t.Errorf("the follow-up got %q", text)
	}
	do(t, ctx, chromedp.Focus(".turn:last-child .buttons button.button"), chromedp.KeyEvent("\r"), chromedp.WaitVisible(".turn:nth-child(3) .answer"))
	if n := eval[int](t, ctx, `document.querySelectorAll(".turn:last-child li").length`); n == 0 {
		t.Error("related entries are not listed")
	}
	do(t, ctx, chromedp.Focus(".turn:last-child .item"), chromedp.KeyEvent("\r"), chromedp.WaitVisible(".turn:nth-child(4) .answer"))
	if u := eval[string](t, ctx, `location.href`); strings.Contains(u, "avenues") || strings.Contains(u, "q=") {
		t.Errorf("the question stands in the address: %s", u)
	}
	quiet(t, ctx, base)
}

// TestSuggestionsByKeyboard: arrow, Enter; Escape closes.
func TestSuggestionsByKeyboard(t *testing.T) {
	ctx, base := browser(t), running(t)
	do(t, ctx, chromedp.Navigate(base+"/?lang=en"), chromedp.WaitVisible("#q"), chromedp.SendKeys("#q", "vacc"),
		chromedp.WaitVisible("#suggestions li"))
	if got := eval[string](t, ctx, `document.getElementById("q").getAttribute("aria-expanded")`); got != "true" {
		t.Errorf("aria-expanded is %q", got)
	}
	do(t, ctx, chromedp.KeyEvent("\uE015"))
	arrow := eval[string](t, ctx, `(() => { const q = document.getElementById("q");
		q.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowDown", bubbles: true, cancelable: true}));
		return q.getAttribute("aria-activedescendant") ?? "" })()`)
	if arrow == "" {
		t.Error("the arrow key chooses nothing")
	}
	eval[bool](t, ctx, `document.getElementById("q").dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true, cancelable: true})), true`)
	if !eval[bool](t, ctx, `document.getElementById("suggestions").hidden`) {
		t.Error("Escape does not close the suggestions")
	}
}

// TestWithoutJavaScript: the same conversation as plain forms and links. The
// page's policy is tightened to allow no script at all, since the driver of the
// browser itself cannot work where scripts are switched off.
func TestWithoutJavaScript(t *testing.T) {
	h := newServer(t, "").Handler()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(noScript{w}, r)
	}))
	t.Cleanup(s.Close)
	ctx, base := browser(t), s.URL
	do(t, ctx, chromedp.Navigate(base+"/?lang=en"), chromedp.WaitVisible("#q"),
		chromedp.SendKeys("#q", "what did Guterres say about vaccines?\r"), chromedp.WaitVisible(".answer"))
	html, err := chromedp.Run(ctx, chromedp.OuterHTML(".answer"))
	if err != nil || !strings.Contains(html, "Guterres") || strings.Contains(html, `class="js"`) {
		t.Fatalf("%v: %.300s", err, html)
	}
	do(t, ctx, chromedp.Focus(".buttons button.button"), chromedp.KeyEvent("\r"), chromedp.WaitVisible(".answer .item"))
	where, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil || !strings.Contains(where, "a=r") {
		t.Errorf("the button leads to %s: %v", where, err)
	}
}

// noScript sends a policy that blocks every script.
type noScript struct{ http.ResponseWriter }

func (n noScript) WriteHeader(code int) {
	n.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'none'; form-action 'self'")
	n.ResponseWriter.WriteHeader(code)
}

// TestEntryPageInTheBrowser: the copy button puts the citation on the
// clipboard, or says it did where the clipboard is closed to tests.
func TestEntryPageInTheBrowser(t *testing.T) {
	ctx, base := browser(t), running(t)
	do(t, ctx, chromedp.Navigate(base+"/m/imd2020-guterres-vaccination?lang=en"), chromedp.WaitVisible("h1"))
	eval[bool](t, ctx, watch)
	eval[bool](t, ctx, `Object.defineProperty(navigator, "clipboard", {value: {writeText: async s => { window.copied = s }}}), true`)
	do(t, ctx, chromedp.Click(".cite .copy"))
	if got, want := eval[string](t, ctx, `window.copied`), eval[string](t, ctx, `document.querySelector(".cite pre").textContent`); got != want || got == "" {
		t.Errorf("copied %q, shown %q", got, want)
	}
	if got := eval[string](t, ctx, `document.querySelector(".cite .copy").textContent`); got != "Copied" {
		t.Errorf("the button says %q", got)
	}
	if n := eval[int](t, ctx, `document.querySelectorAll('meta[property^="og:"]').length`); n < 4 {
		t.Errorf("%d Open Graph tags", n)
	}
	quiet(t, ctx, base)
}

// TestArabicRunsFromRightToLeft looks at the layout, not only at the attribute.
func TestArabicRunsFromRightToLeft(t *testing.T) {
	ctx, base := browser(t), running(t)
	do(t, ctx, chromedp.Navigate(base+"/?lang=ar"), chromedp.WaitVisible("#q"))
	if !eval[bool](t, ctx, `document.querySelector(".brand").getBoundingClientRect().left > document.querySelector(".langs").getBoundingClientRect().left`) {
		t.Error("the brand does not stand on the right")
	}
}

// contrast computes the contrast of an element's text as WCAG 2 defines it.
const contrast = `(sel => { const lum = c => { const [r,g,b] = c.match(/[\d.]+/g).map(v => v/255).map(v => v <= .03928 ? v/12.92 : ((v+.055)/1.055)**2.4); return .2126*r+.7152*g+.0722*b };
	const el = document.querySelector(sel); let bg = el; while (bg && /rgba\(.*, 0\)|transparent/.test(getComputedStyle(bg).backgroundColor)) bg = bg.parentElement;
	const a = lum(getComputedStyle(el).color), b = lum(getComputedStyle(bg ?? document.documentElement).backgroundColor);
	return (Math.max(a,b)+.05)/(Math.min(a,b)+.05) })`

// TestReadableInLightAndDark: text has the contrast of WCAG 2 AA in both, every
// field has a label, and there are landmarks.
func TestReadableInLightAndDark(t *testing.T) {
	for _, c := range []struct {
		name  string
		flags []chromedp.ExecAllocatorOption
		dark  bool
	}{{"light", nil, false}, {"dark", []chromedp.ExecAllocatorOption{chromedp.Flag("blink-settings", "preferredColorScheme=0")}, true}} {
		t.Run(c.name, func(t *testing.T) {
			ctx, base := browser(t, c.flags...), running(t)
			do(t, ctx, chromedp.Navigate(base+"/?lang=en&q=what+did+the+2020+dialogue+say+about+women"), chromedp.WaitVisible(".answer"))
			if got := eval[bool](t, ctx, `matchMedia("(prefers-color-scheme: dark)").matches`); got != c.dark {
				t.Skipf("this browser cannot be told to prefer %s", c.name)
			}
			for _, sel := range []string{".asked p", ".answer h2", ".answer .meta", ".answer .plain", ".answer .fine", ".answer a", ".buttons .button", ".send", ".brand", "nav a:not([aria-current])", "footer p"} {
				if got := eval[float64](t, ctx, contrast+`("`+sel+`")`); got < 4.5 {
					t.Errorf("%s has a contrast of %.2f", sel, got)
				}
			}
			if n := eval[int](t, ctx, `[...document.querySelectorAll("input:not([type=hidden])")].filter(i => !i.labels?.length && !i.getAttribute("aria-label")).length`); n > 0 {
				t.Errorf("%d fields have no label", n)
			}
			if !eval[bool](t, ctx, `!!document.querySelector("main") && !!document.querySelector("nav[aria-label]") && !!document.querySelector("footer") && document.querySelectorAll("h1").length === 1 && !!document.querySelector('[role=log][aria-live]')`) {
				t.Error("a landmark is missing")
			}
		})
	}
}

// TestNarrowScreens: nothing is wider than a small phone.
func TestNarrowScreens(t *testing.T) {
	ctx, base := browser(t), running(t)
	do(t, ctx, chromedp.EmulateViewport(360, 740))
	for _, path := range []string{"/?lang=en", "/?lang=en&q=anything+on+diasporas", "/m/gcm-objective-13?lang=en", "/themes?lang=ar", "/sources?lang=fr", "/about?lang=es"} {
		do(t, ctx, chromedp.Navigate(base+path), chromedp.WaitVisible("main"))
		if over := eval[int](t, ctx, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("%s is %d pixels too wide", path, over)
		}
	}
}

// TestScreenshots makes the pictures of the README:
// go test ./adapters/web -run TestScreenshots -screenshots
func TestScreenshots(t *testing.T) {
	if !*screenshots {
		t.Skip("pictures are made with -screenshots only")
	}
	for _, shot := range []struct {
		name, path    string
		width, height int64
		flags         []chromedp.ExecAllocatorOption
	}{
		{"chat-desktop", "/?lang=en&q=What+did+the+2020+Dialogue+say+about+women%3F", 1100, 820, nil},
		{"chat-phone", "/?lang=en", 390, 800, nil},
		{"entry", "/m/idm2024-outcome-avenue-3?lang=en", 1100, 1000, nil},
		{"dark-arabic", "/?lang=ar", 1100, 760, []chromedp.ExecAllocatorOption{chromedp.Flag("blink-settings", "preferredColorScheme=0")}},
	} {
		ctx, base := browser(t, shot.flags...), running(t)
		do(t, ctx, chromedp.EmulateViewport(shot.width, shot.height), chromedp.Navigate(base+shot.path), chromedp.WaitVisible("main"))
		data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join("testdata", "screenshots")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, shot.name+".png"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
