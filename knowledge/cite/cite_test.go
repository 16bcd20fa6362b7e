package cite

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/idmbot/idmbot/knowledge"
)

var update = flag.Bool("update", false, "write the golden files anew")

// day is when the examples were read.
var day = time.Date(2026, time.November, 25, 9, 0, 0, 0, time.UTC)

// examples show every shape a source can have.
func examples() []*knowledge.Entry {
	guterres := knowledge.Source{
		ID: "imd2020", Title: "Messages for International Migrants Day 2020",
		Publisher: "United Nations (page; the text names no publisher)",
		Speaker:   "António Guterres", Role: "UN Secretary-General",
		Date: "International Migrants Day 2020", Session: "not a session of the IDM",
		URL: "https://www.un.org/en/observances/migrants-day/messages",
	}
	book := knowledge.Source{
		ID: "idm30", Title: "International Dialogue on Migration No. 30: COVID-19 Crisis",
		Publisher: "International Organization for Migration (IOM)",
		Date:      "page uploaded 11 March 2021", Session: "IDM of 15-16 October 2020",
		URL: "https://publications.iom.int/books/idm-no-30",
	}
	repost := knowledge.Source{
		ID: "idm2024-s1", Title: "First Session of the International Dialogue on Migration 2024",
		Publisher: "not named (machine-translated repost of an announcement)",
		Date:      "undated, before the session",
		Session:   "International Dialogue on Migration 2024, first session",
		URL:       "https://euro.dayfr.com/local/2185289.html",
	}
	release := knowledge.Source{
		ID: "idm2024-outcome", Title: "Is migration the answer?",
		Publisher: "International Organization for Migration (IOM)",
		Speaker:   "Amy Pope", Role: "IOM Director General",
		Date: "after 22 May 2024 (the text gives no release date)", Session: "IDM 2024, first session",
	}
	return []*knowledge.Entry{
		{ID: "named-person", Title: "Guterres: include migrants in vaccination",
			Place: "message of the UN Secretary-General, paragraph 5", Source: guterres},
		{ID: "document-speaks", Title: "Support women's needs and resources",
			Place: "table of contents, item 2", Source: book},
		{ID: "nobody-named", Title: "Innovation", Source: repost},
		{ID: "no-address", Title: "Migration holds the key", Place: "paragraph 3", Source: release},
		{ID: "bare", Title: "Only an id and a text"},
		{ID: "tex-trouble", Title: `50% of $ & #1_{x}~^\`, Source: knowledge.Source{
			Title: `Costs & benefits: 100 % {of} C:\path_x`, Publisher: "A & B {Ltd",
			URL: "https://example.org/a b?x={1}&y=50%25#z_1", Date: "May 2012"}},
	}
}

func TestGolden(t *testing.T) {
	for _, e := range examples() {
		for _, style := range Styles {
			t.Run(e.ID+"/"+style, func(t *testing.T) {
				got := Format(e, style, "https://idm.example.org/m/"+e.ID, day) + "\n"
				name := filepath.Join("testdata", e.ID+"."+style+".golden")
				if *update {
					if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got); diff != "" {
					t.Errorf("citation changed (-want +got; -update writes it anew):\n%s", diff)
				}
			})
		}
	}
}

func TestNothingIsInvented(t *testing.T) {
	bare := &knowledge.Entry{ID: "x", Title: "T"}
	for _, style := range Styles {
		if got := Format(bare, style, "", time.Time{}); strings.Contains(got, "accessed") ||
			strings.Contains(got, "http") || strings.Contains(got, "0001") {
			t.Errorf("%s without page and day: %q", style, got)
		}
	}
	if un, other := Format(bare, UN, "", day), Format(bare, "chicago", "", day); un != other {
		t.Errorf("an unknown style gives %q, want the UN form %q", other, un)
	}
}

func TestInverted(t *testing.T) {
	for name, want := range map[string]string{
		"António Guterres":               "Guterres, A.",
		"William Lacy Swing":             "Swing, W. L.",
		"Dr. Stefan Rother":              "Rother, S.",
		"Ursula von der Leyen":           "von der Leyen, U.",
		"Jean-Paul Example":              "Example, J.-P.",
		"Civil Society Action Committee": "Civil Society Action Committee",
		"Government of Ghana":            "Government of Ghana",
		"Madonna":                        "Madonna",
		"أنطونيو غوتيريش":                "أنطونيو غوتيريش",
	} {
		if got := inverted(name); got != want {
			t.Errorf("inverted(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]date{
		"":                                 {},
		"11 March 2021":                    {year: 2021, month: time.March, day: 11},
		"page uploaded 11 March 2021":      {year: 2021, month: time.March, day: 11},
		"May 2012":                         {year: 2012, month: time.May},
		"2024":                             {year: 2024},
		"International Migrants Day 2020":  {year: 2020},
		"after 22 May 2024 (no date)":      {year: 2024},
		"count of October 2021":            {year: 2021},
		"undated, before the 2024 session": {},
		"as given with each page":          {},
		"99 March 2021":                    {year: 2021, month: time.March},
		"Brumaire 1999":                    {year: 1999},
	} {
		want.text = text
		if got := parseDate(text); got != want {
			t.Errorf("parseDate(%q) = %+v, want %+v", text, got, want)
		}
	}
}
