package answer_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/idm"
	"github.com/idmbot/idmbot/knowledge/index"
)

// curated is an engine over the real corpus, built once for all tests.
var curated = sync.OnceValue(func() *answer.Engine {
	c, err := knowledge.Load(idm.Files)
	if err != nil {
		panic(err)
	}
	return answer.New(c, index.Build(c), locale.Languages)
})

func ids(entries []*knowledge.Entry) []string {
	var out []string
	for _, e := range entries {
		out = append(out, e.ID)
	}
	return out
}

func TestOutcomes(t *testing.T) {
	for _, c := range []struct {
		text    string
		outcome answer.Outcome
		first   string // first entry shown
	}{
		{"What did the 2020 dialogue say about women?", answer.Found, "idm30-key-message-2"},
		{"the second avenue", answer.Found, "idm2024-outcome-avenue-2"},
		{"key message 4", answer.Found, "idm30-key-message-4"},
		{"GCM objective 13", answer.Found, "gcm-objective-13"},
		{"objective 3", answer.Choice, "idm2024-s1-objective-3"},
		{"the six key messages", answer.Found, "idm30-key-messages"},
		{"What are the four avenues of action?", answer.Found, "idm2024-outcome-avenues"},
		{"what did Guterres say on vaccines?", answer.Found, "imd2020-guterres-vaccination"},
		{"who is the new goodwill ambassador?", answer.Found, "idm2024-outcome-ferrera"},
		{"hello", answer.SmallTalk, ""},
		{"", answer.SmallTalk, ""},
		{"I am stranded in Libya without money, please help me", answer.Referral, ""},
		{"Guterres asks for solutions for stranded migrants. I am stranded, who can help me?", answer.Referral, ""},
	} {
		a := curated().Ask(answer.Question{Text: c.text})
		first := ""
		if len(a.Shown) > 0 {
			first = a.Shown[0].ID
		}
		if a.Outcome != c.outcome || first != c.first {
			t.Errorf("%q: %s %v, want %s %s", c.text, a.Outcome, ids(a.Shown), c.outcome, c.first)
		}
	}
}

// TestNeverPresentsAnEntryForWhatItDoesNotSay: out of scope, nothing is shown
// as the answer.
func TestNeverPresentsAnEntryForWhatItDoesNotSay(t *testing.T) {
	for _, text := range []string{
		"visa fee for Canada", "what did Guterres say in 2024?", "best pizza in Geneva", "who won the world cup in 2018",
		"how do I bake bread", "population of Kenya in 2023", "DROP TABLE entries; --", "<script>alert(1)</script>",
	} {
		a := curated().Ask(answer.Question{Text: text})
		if len(a.Shown) > 0 || a.Outcome == answer.Found || a.Outcome == answer.Choice {
			t.Errorf("%q is answered with %v (%.2f)", text, ids(a.Shown), a.Confidence)
		}
	}
}

func TestComparison(t *testing.T) {
	a := curated().Ask(answer.Question{Text: "2020 and 2024 on vaccination"})
	if a.Form != answer.ByComparison || len(a.Sides) != 2 {
		t.Fatalf("form %q with %d sides", a.Form, len(a.Sides))
	}
	if len(a.Sides[0].Entries) == 0 || a.Sides[0].Year != 2020 {
		t.Errorf("2020 has %v", ids(a.Sides[0].Entries))
	}
	for _, side := range a.Sides {
		for _, e := range side.Entries {
			if e.Year != side.Year {
				t.Errorf("%s of %d stands on the side of %d", e.ID, e.Year, side.Year)
			}
		}
	}
}

// TestAThemeOfAYear: a list is of the year that is asked for, and there is none
// where the sources of that year say nothing on the theme.
func TestAThemeOfAYear(t *testing.T) {
	a := curated().Ask(answer.Question{Text: "anything on diasporas in 2024?"})
	if a.Form != answer.ByTheme || len(a.Shown) == 0 {
		t.Fatalf("%s %v", a.Form, ids(a.Shown))
	}
	for _, e := range slices.Concat(a.Shown, a.Offered) {
		if e.Year != 2024 {
			t.Errorf("%s is of %d", e.ID, e.Year)
		}
	}
	if a := curated().Ask(answer.Question{Text: "did the 2020 dialogue say anything on diasporas"}); len(a.Shown) > 0 {
		t.Errorf("2020 is answered with %v", ids(a.Shown))
	}
}

func TestTheme(t *testing.T) {
	a := curated().Ask(answer.Question{Text: "anything on diasporas?"})
	if a.Outcome != answer.Found || a.Theme != "diaspora" || !slices.Contains(ids(a.Shown), "idm2024-outcome-avenue-3") {
		t.Errorf("%s %s %v", a.Outcome, a.Theme, ids(a.Shown))
	}
}

// TestFollowUps walks through conversations: each text leans on the turn before.
func TestFollowUps(t *testing.T) {
	for _, talk := range [][][2]string{
		{{"what are the four avenues?", "idm2024-outcome-avenues"}, {"and the second one?", "idm2024-outcome-avenue-2"},
			{"the third?", "idm2024-outcome-avenue-3"}},
		{{"What did Guterres say about vaccines?", "imd2020-guterres-vaccination"}, {"who said that?", "imd2020-guterres-vaccination"},
			{"in French please", "imd2020-guterres-vaccination"}},
		{{"What did Vitorino say about vaccines?", "imd2020-vitorino-vaccines"}, {"what about human rights?", "imd2020-vitorino-human-rights"}},
	} {
		var last *answer.Turn
		for _, step := range talk {
			a := curated().Ask(answer.Question{Text: step[0], Last: last})
			if len(a.Shown) == 0 || a.Shown[0].ID != step[1] {
				t.Errorf("%q after %v: %s %v, want %s", step[0], last, a.Outcome, ids(a.Shown), step[1])
				break
			}
			turn := a.Turn(step[0])
			last = &turn
		}
	}
}

// TestReferralsLeadSomewhere: every need has at least one place to turn to,
// danger always the emergency number first.
func TestReferralsLeadSomewhere(t *testing.T) {
	a := curated().Ask(answer.Question{Text: "my husband is going to kill me"})
	if a.Plea != intent.Danger || len(a.Ways) == 0 || a.Ways[0].ID != "emergency" {
		t.Errorf("danger is sent to %v (%s)", a.Ways, a.Plea)
	}
	for _, text := range []string{"my brother vanished on the way", "my boss keeps my passport", "how can I apply for asylum in Germany?"} {
		if a := curated().Ask(answer.Question{Text: text}); a.Outcome != answer.Referral || len(a.Ways) == 0 {
			t.Errorf("%q: %s with %d ways", text, a.Outcome, len(a.Ways))
		}
	}
}

// TestBadInput: whatever comes in, an answer comes out.
func TestBadInput(t *testing.T) {
	for _, text := range []string{"", " \t\n", strings.Repeat("migrants ", 20000), "\x00\x01\x02", "\xff\xfe\xfd", "\u202e\u202dنص",
		strings.Repeat("?", 100000), "'; DROP TABLE x; --", "{{.}} %s %n", "𝕨𝕠𝕞𝕖𝕟", "🙏🙏🙏"} {
		a := curated().Ask(answer.Question{Text: text})
		if a.Outcome == "" || a.Version == "" || a.Lang == "" {
			t.Errorf("%.20q gets no proper answer: %+v", text, a.Outcome)
		}
	}
}

func FuzzAsk(f *testing.F) {
	for _, s := range []string{"women", "and the second one?", "2020 and 2024", "\xff", "я голоден", "我需要帮助"} {
		f.Add(s, "en")
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		a := curated().Ask(answer.Question{Text: text, Lang: lang})
		if (a.Outcome == answer.Found || a.Outcome == answer.Choice) != (len(a.Shown) > 0) {
			t.Errorf("%q: outcome %s with %d entries shown", text, a.Outcome, len(a.Shown))
		}
	})
}

func BenchmarkAsk(b *testing.B) {
	e := curated()
	for b.Loop() {
		e.Ask(answer.Question{Text: "What did the 2020 dialogue say about women?"})
	}
}

// TestAFirstNameIsNobody: who shares a first name with somebody is not taken for
// them, in any language.
func TestAFirstNameIsNobody(t *testing.T) {
	for _, text := range []string{"Guterres message 2023", "رسالة غوتيريش عام 2023", "mensaje de Guterres en 2023", "message de Guterres en 2023"} {
		if a := curated().Ask(answer.Question{Text: text}); a.Outcome == answer.Found || a.Outcome == answer.Choice {
			t.Errorf("%q is answered with %v", text, ids(a.Shown))
		}
	}
}
