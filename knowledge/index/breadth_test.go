package index

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/idmbot/idmbot/knowledge"
)

// recut makes another kind of bank of the same entries, as other people keep
// theirs: with or without a title and the text, and with some of the questions.
// The questions kept back, and thus asked, are the same for all.
type recut struct {
	name        string
	title, text bool
	questions   int
	asTitle     bool // the only question stands in for the title
}

var recuts = []recut{
	{name: "title+text", title: true, text: true},
	{name: "question+text", text: true, questions: 1},
	{name: "question as title", text: true, questions: 1, asTitle: true},
	{name: "title+question+text", title: true, text: true, questions: 1},
	{name: "3 examples", questions: 3},
	{name: "5 examples+text", text: true, questions: 5},
	{name: "all examples", questions: 20},
	{name: "title+text+questions", title: true, text: true, questions: 20},
}

// split keeps every third question back, at most three.
func split(questions []string) (kept, back []string) {
	for i, q := range questions {
		if i%3 == 1 && len(back) < 3 {
			back = append(back, q)
		} else {
			kept = append(kept, q)
		}
	}
	return kept, back
}

func (r recut) entry(id string, l bankLine) (*knowledge.Entry, []string) {
	kept, back := split(l.Questions)
	e := &knowledge.Entry{ID: id, Text: id, Questions: kept[:min(len(kept), r.questions)]}
	if r.title {
		e.Title = l.Title
	}
	if r.text {
		e.Text = l.Text
	}
	if r.asTitle {
		e.Title, e.Questions = strings.Join(e.Questions, ""), nil
	}
	return e, back
}

// cut makes the bank of lines, and asks what was kept back.
func (r recut) cut(name string, lines []bankLine) bank {
	b := bank{name: name + " " + r.name}
	for _, l := range lines {
		e, back := r.entry(l.ID, l)
		if len(e.Questions) == 0 && e.Title == "" {
			continue
		}
		b.entries = append(b.entries, e)
		for i, q := range back {
			b.asked = append(b.asked, asked{ID: fmt.Sprintf("%s-%d", l.ID, i), Text: q, Expect: []string{l.ID}, InScope: true})
		}
	}
	return b
}

// curatedLines returns the curated corpus in one language as lines.
func curatedLines(t testing.TB, lang string) []bankLine {
	c, err := knowledge.Load(os.DirFS("../idm"))
	if err != nil {
		t.Fatal(err)
	}
	var out []bankLine
	for _, e := range c.Entries {
		l := bankLine{ID: e.ID, Lang: lang, Title: e.Title, Text: e.Text, Questions: e.Questions}
		if lang != "en" {
			tr, ok := e.Translations[lang]
			if !ok || len(tr.Questions) == 0 {
				continue
			}
			l.Title, l.Text, l.Questions = tr.Title, tr.Text, tr.Questions
		}
		out = append(out, l)
	}
	return out
}

// together makes one bank of several, so that a question has more to be
// confused with.
func together(name string, banks ...bank) bank {
	out := bank{name: name}
	for _, b := range banks {
		prefix := strings.Fields(b.name)[0] + "/"
		for _, e := range b.entries {
			c := *e
			c.ID = prefix + e.ID
			out.entries = append(out.entries, &c)
		}
		for _, a := range b.asked {
			if !a.InScope {
				continue
			}
			expect := make([]string, len(a.Expect))
			for i, id := range a.Expect {
				expect[i] = prefix + id
			}
			a.Expect = expect
			out.asked = append(out.asked, a)
		}
	}
	return out
}

// breadth are banks of the kinds that people bring, in groups.
func breadth(t testing.TB) (names []string, groups map[string][]bank) {
	groups = map[string][]bank{}
	add := func(group string, bs ...bank) {
		if !slices.Contains(names, group) {
			names = append(names, group)
		}
		groups[group] = append(groups[group], bs...)
	}
	var small []bank
	for _, name := range []string{"city", "uni", "software", "museum", "clinic"} {
		b := readBank(t, name, "")
		small = append(small, b)
		add("small FAQ", b)
	}
	add("joint FAQ", together("joint", small...))
	add("frequent questions", readBank(t, "travel", ""))
	add("long texts", readBank(t, "handbook", ""))
	add("small bot", readBank(t, "support", ""))
	add("bot", readBank(t, "helpdesk", ""))
	for _, name := range []string{"support", "helpdesk"} {
		lines := readLines[bankLine](t, name+".jsonl")
		for _, r := range recuts {
			if !r.title && !r.text {
				add(r.name, r.cut(name, lines))
			}
		}
	}
	for _, lang := range []string{"en", "fr", "es", "ar"} {
		lines := curatedLines(t, lang)
		for _, r := range recuts {
			add(r.name, r.cut("idm "+lang, lines))
		}
	}
	for _, l := range languages {
		add("library", readBank(t, "langs", l))
	}
	add("library joint", readBank(t, "langs", ""))
	for _, l := range serviceLanguages {
		add("services", readBank(t, "services", l))
	}
	add("services joint", readBank(t, "services", ""))
	return names, groups
}

// heldOut are banks that no setting was chosen on.
func heldOut(t testing.TB) (faq, bots []bank) {
	return []bank{readBank(t, "energy", "")}, []bank{readBank(t, "assistant", "")}
}

// thinned returns the bank with every nth of its questions, where it has many.
func (b bank) thinned(nth int) bank {
	if len(b.asked) < 500 {
		return b
	}
	out := b
	out.asked = nil
	for i := 0; i < len(b.asked); i += nth {
		out.asked = append(out.asked, b.asked[i])
	}
	return out
}

// TestBreadth refuses a drop over banks of all shapes, each kind counting the
// same. What it prints of the banks held out is for reading only.
func TestBreadth(t *testing.T) {
	names, groups := breadth(t)
	var all figures
	for _, name := range names {
		m := mean(measureAll(t, each(groups[name], func(b bank) bank { return b.thinned(5) })))
		t.Logf("%-22s %6d asked  P@1 %.3f  nDCG %.3f", name, m.n, m.first, m.ndcg)
		all.first += m.first / float64(len(names))
		all.ndcg += m.ndcg / float64(len(names))
	}
	t.Logf("%-22s               P@1 %.3f  nDCG %.3f", "mean", all.first, all.ndcg)
	if leastBreadth := (figures{first: 0.57, ndcg: 0.69}); all.first < leastBreadth.first || all.ndcg < leastBreadth.ndcg {
		t.Errorf("fell below P@1 %.2f, nDCG %.2f", leastBreadth.first, leastBreadth.ndcg)
	}
	faq, bots := heldOut(t)
	for _, b := range append(faq, bots...) {
		m := mean(measureAll(t, []bank{b}))
		t.Logf("held out: %-12s %6d asked  P@1 %.3f  nDCG %.3f", b.name, m.n, m.first, m.ndcg)
	}
}

var ablateFlag = flag.Bool("ablate", false, "print what each part of the engine is worth")

// TestAblation prints, part by part, the share of first hits that are right
// without it.
func TestAblation(t *testing.T) {
	if !*ablateFlag {
		t.Skip("takes minutes: -ablate")
	}
	_, groups := breadth(t)
	curated := idmBanks(t)[0]
	columns := []struct {
		name  string
		banks []bank
	}{
		{"curated", []bank{curated}},
		{"small FAQ", groups["small FAQ"]},
		{"joint FAQ", groups["joint FAQ"]},
		{"Q+A", groups["frequent questions"]},
		{"long", groups["long texts"]},
		{"bots", slices.Concat(groups["small bot"], groups["bot"])},
		{"services", groups["services joint"]},
		{"library", groups["library joint"]},
	}
	line := fmt.Sprintf("%-12s", "")
	for _, c := range columns {
		line += fmt.Sprintf(" %9s", c.name)
	}
	t.Log(line)
	for _, part := range []string{"", "bm25", "together", "questions", "ngrams", "classifier", "pairs", "sentences",
		"synonyms", "thesaurus", "compounds", "language", "kin", "typos", "stems", "mismatch", "verbatim"} {
		line := fmt.Sprintf("%-12s", cmp.Or(part, "all parts"))
		for _, c := range columns {
			var fs []figures
			for _, b := range c.banks {
				fs = append(fs, measure(Build(b.knowledge(), Without(part)), b))
			}
			line += fmt.Sprintf(" %9.3f", mean(fs).first)
		}
		t.Log(line)
	}
}
