package intent

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

func readTSV(t *testing.T, name string) [][2]string {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out [][2]string
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line := sc.Text()
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		a, b, ok := strings.Cut(line, "\t")
		if !ok {
			a, b = "", line
		}
		out = append(out, [2]string{a, b})
	}
	return out
}

// TestPleasAreCaught promises that a person in need is not taken for a search.
func TestPleasAreCaught(t *testing.T) {
	pleas := readTSV(t, "pleas.tsv")
	caught, right := 0, 0
	for _, p := range pleas {
		got := Detect(p[1])
		if got.Need == NoNeed {
			t.Logf("missed: %s (%s)", p[1], p[0])
			continue
		}
		caught++
		if strings.Contains(" "+p[0]+" ", " "+string(got.Need)+" ") {
			right++
		} else {
			t.Logf("need %s, want %s: %s", got.Need, p[0], p[1])
		}
	}
	t.Logf("%d of %d pleas caught, %d with the right need", caught, len(pleas), right)
	if rate := float64(caught) / float64(len(pleas)); rate < 0.97 {
		t.Errorf("only %.3f of the pleas are caught, the floor is 0.97", rate)
	}
}

// TestQuestionsAreNotTakenForPleas promises the reverse.
func TestQuestionsAreNotTakenForPleas(t *testing.T) {
	questions := readTSV(t, "questions.txt")
	pleas, talks := 0, 0
	for _, q := range questions {
		got := Detect(q[1])
		if got.Need != NoNeed {
			pleas++
			t.Logf("plea (%s): %s", got.Need, q[1])
		}
		if got.Talk != NoTalk {
			talks++
			t.Logf("small talk (%s): %s", got.Talk, q[1])
		}
	}
	n := float64(len(questions))
	if float64(pleas)/n > 0.02 || float64(talks)/n > 0.01 {
		t.Errorf("of %d questions %d were taken for pleas and %d for small talk", len(questions), pleas, talks)
	}
}

// TestSmallTalkIsRecognised promises that chit-chat is not searched for.
func TestSmallTalkIsRecognised(t *testing.T) {
	all := readTSV(t, "smalltalk.tsv")
	right := 0
	for _, s := range all {
		got := Detect(s[1])
		if got.Talk == NoTalk {
			t.Logf("missed: %s (%s)", s[1], s[0])
			continue
		}
		right++
		if !strings.Contains(" "+s[0]+" ", " "+string(got.Talk)+" ") {
			t.Logf("kind %s, want %s: %s", got.Talk, s[0], s[1])
		}
	}
	if rate := float64(right) / float64(len(all)); rate < 0.95 {
		t.Errorf("only %.3f of the small talk is recognised, the floor is 0.95", rate)
	}
}

func FuzzDetect(f *testing.F) {
	for _, s := range []string{"", "help me", "\xff\xfe", "I am stranded \u202e", strings.Repeat("my boss ", 500)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		Detect(s)
		if strings.TrimSpace(strings.ToValidUTF8(s, "")) != "" && strings.TrimSpace(Strip(s)) == "" {
			t.Errorf("Strip emptied %q", s)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	for b.Loop() {
		Detect("Guterres said find solutions for stranded migrants. I am stranded in Tripoli. Who can help?")
	}
}
