package digest

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/idm"
)

func realCorpus(t testing.TB) *knowledge.Corpus {
	t.Helper()
	c, err := knowledge.Load(idm.Files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestClocks: times of day as people type them, in four languages.
func TestClocks(t *testing.T) {
	for in, want := range map[string]string{
		"07:30": "07:30", "7.30": "07:30", "7h30": "07:30", "0730": "07:30", "7": "07:00", "7am": "07:00", "7:30 pm": "19:30",
		"12am": "00:00", "12 p.m.": "12:00", "24:00": "00:00", "23:59": "23:59", "8h": "08:00", " 9:05 ": "09:05", "٠٧:٣٠": "07:30",
		"": "", "24:01": "", "7:60": "", "25": "", "-1": "", "7:5": "", "13pm": "", "0am": "", "7:30:00": "", "soon": "", "073": "", "1e1": "",
	} {
		got, err := ParseClock(in)
		switch {
		case want == "" && !errors.Is(err, ErrClock):
			t.Errorf("%q is taken for %s (%v)", in, got, err)
		case want != "" && (err != nil || got.String() != want):
			t.Errorf("%q: %s, %v; want %s", in, got, err, want)
		}
	}
}

// TestWeekdays: sets of days as operators write them, and back.
func TestWeekdays(t *testing.T) {
	for in, want := range map[string]string{
		"mon,wed": "mon,wed", "fri-mon": "mon,fri,sat,sun", "workdays": "mon,tue,wed,thu,fri", "Tuesday": "tue", "daily": "daily",
		"mon-sun": "daily", "weekend": "sat,sun", "sat sun": "sat,sun", "": "", "m": "", "moonday": "", "mon-": "",
	} {
		got, err := ParseWeekdays(in)
		if (err != nil) != (want == "") || (err == nil && got.String() != want) {
			t.Errorf("%q: %s, %v; want %q", in, got, err, want)
		}
	}
	for w := Weekdays(1); w <= EveryDay; w++ {
		if back, err := ParseWeekdays(w.String()); err != nil || back != w {
			t.Errorf("%s is read as %s, %v", w, back, err)
		}
	}
}

// TestOneLine: everything in one line, in any order and language.
func TestOneLine(t *testing.T) {
	c := realCorpus(t)
	for line, want := range map[string]wish{
		"07:30 Europe/Berlin gender":   {At: 450, HasAt: true, Zones: []string{"Europe/Berlin"}, Themes: []string{"gender"}},
		"Berlin 7:30pm weekly fri":     {At: 1170, HasAt: true, Zones: []string{"Europe/Berlin"}, Every: Weekly, Days: 1 << time.Friday},
		"8 new york, all":              {At: 480, HasAt: true, Zones: []string{"America/New_York"}, All: true},
		"6h45 Dakar #diaspora fr":      {At: 405, HasAt: true, Zones: []string{"Africa/Dakar"}, Themes: []string{"diaspora"}, Lang: "fr"},
		"07:00 +05:30 mon-fri español": {At: 420, HasAt: true, Zones: []string{"Asia/Kolkata"}, Days: Workdays, Lang: "es"},
		"08:00 qwrtzx":                 {At: 480, HasAt: true, Unknown: []string{"qwrtzx"}},
		"":                             {},
	} {
		got := parseWish(line, c)
		if len(want.Zones) > 0 && !slices.Contains(got.Zones, want.Zones[0]) {
			t.Errorf("%q: zones %v; want %v", line, got.Zones, want.Zones)
		}
		got.Zones, want.Zones = nil, nil
		if got.At != want.At || got.HasAt != want.HasAt || !slices.Equal(got.Themes, want.Themes) || got.All != want.All ||
			got.Days != want.Days || got.Every != want.Every || got.Lang != want.Lang || !slices.Equal(got.Unknown, want.Unknown) {
			t.Errorf("%q:\n got %+v\nwant %+v", line, got, want)
		}
	}
}

// FuzzWish: whatever a stranger writes behind /subscribe, nothing breaks, what
// is understood can be used, and what is repeated is short.
func FuzzWish(f *testing.F) {
	c := realCorpus(f)
	for _, s := range []string{"07:30 Europe/Berlin gender", "٠٧:٣٠ القاهرة", "8 8 8 8", "mon-mon-mon", "+99:99", "\x00\xff", strings.Repeat("a ", 200)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w := parseWish(s, c)
		if w.HasAt && !w.At.Valid() {
			t.Errorf("%q gives the time %d", s, w.At)
		}
		for _, z := range w.Zones {
			if _, err := Location(z); err != nil {
				t.Errorf("%q gives the zone %q", s, z)
			}
		}
		for _, id := range w.Themes {
			if _, ok := c.Theme(id); !ok {
				t.Errorf("%q gives the theme %q", s, id)
			}
		}
		for _, u := range w.Unknown {
			if utf8.RuneCountInString(u) > 41 {
				t.Errorf("%d characters are repeated", len(u))
			}
		}
	})
}

// TestBroadcastsAsOperatorsWriteThem: recipients in front, then a text in
// several languages or an entry.
func TestBroadcastsAsOperatorsWriteThem(t *testing.T) {
	isEntry := func(id string) bool { return id == "gcm-about" }
	b, err := ParseBroadcast("platform=discord,telegram lang=fr Hello all text:fr=Bonjour text:es=Hola", isEntry)
	if err != nil || len(b.To.Platforms) != 2 || b.To.Langs[0] != "fr" || b.Text[""] != "Hello all" || b.Text["fr"] != "Bonjour" || b.Text["es"] != "Hola" {
		t.Errorf("%+v, %v", b, err)
	}
	if b, err := ParseBroadcast("theme=gender gcm-about", isEntry); err != nil || b.Entry != "gcm-about" || b.Text != nil || b.To.Themes[0] != "gender" {
		t.Errorf("%+v, %v", b, err)
	}
	if _, err := ParseBroadcast("lang=fr", isEntry); err == nil {
		t.Error("an empty broadcast is accepted")
	}
	if got, own := b.In("es"); got != "Hola" || !own {
		t.Errorf("in Spanish: %q %v", got, own)
	}
	if got, own := b.In("ar"); got != "Hello all" || own {
		t.Errorf("in Arabic: %q %v", got, own)
	}
	if _, own := b.In("en"); !own {
		t.Error("a text without a language is not taken for English")
	}
}

func FuzzParseBroadcast(f *testing.F) {
	for _, s := range []string{"hello", "lang=fr text:fr=x", "platform= theme=", "text:xx=", "a=b c", "text:fr=text:es=x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := ParseBroadcast(s, func(string) bool { return false })
		if err == nil && len(b.Text) == 0 {
			t.Errorf("%q is accepted without a text", s)
		}
	})
}

// TestQuietHours: also those that run over midnight and over a change of the
// clocks.
func TestQuietHours(t *testing.T) {
	night := Quiet{From: 22 * 60, To: 6 * 60}
	for c, want := range map[Clock]bool{21*60 + 59: false, 22 * 60: true, 0: true, 5*60 + 59: true, 6 * 60: false} {
		if night.Holds(c) != want {
			t.Errorf("%s: %v", c, !want)
		}
	}
	if (Quiet{}).Holds(0) {
		t.Error("no quiet hours hold midnight")
	}
	loc, err := Location("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 28, 23, 0, 0, 0, loc) // the night in which an hour is missing
	if end := night.End(at, loc); end.Sub(at) != 6*time.Hour {
		t.Errorf("the night of the change lasts %v from 23:00 on", end.Sub(at))
	}
	s := Subscription{Chat: bots.Chat{Platform: "p", ID: "1"}, Schedule: Schedule{At: 5 * 60, Days: EveryDay, Every: Daily},
		Zone: "UTC", Lang: "en", State: Active, Quiet: night}
	if err := s.Check(); !errors.Is(err, ErrQuietHour) {
		t.Errorf("a message in quiet hours: %v", err)
	}
}
