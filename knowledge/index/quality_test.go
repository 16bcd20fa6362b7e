package index

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/idmbot/idmbot/knowledge"
)

// bank is a development set: entries, and questions written without a look at
// the entries' own questions.
type bank struct {
	name    string
	entries []*knowledge.Entry
	asked   []asked
}

type asked struct {
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Lang    string   `json:"lang"`
	Expect  []string `json:"expect"`
	InScope bool     `json:"in_scope"`
}

type bankLine struct {
	ID        string   `json:"id"`
	Lang      string   `json:"lang"`
	Title     string   `json:"title"`
	Text      string   `json:"text"`
	Questions []string `json:"questions"`
}

func readLines[T any](t testing.TB, file string) []T {
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []T
	for s := bufio.NewScanner(f); s.Scan(); {
		var v T
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			t.Fatal(file, err)
		}
		out = append(out, v)
	}
	return out
}

// readBank reads testdata/NAME.jsonl and its questions, in one language if
// lang is given. The engine is not told the languages.
func readBank(t testing.TB, name, lang string) bank {
	b := bank{name: strings.TrimSuffix(name+" "+lang, " ")}
	for _, l := range readLines[bankLine](t, name+".jsonl") {
		if lang == "" || l.Lang == lang {
			b.entries = append(b.entries, &knowledge.Entry{ID: l.ID, Title: l.Title, Text: l.Text, Questions: l.Questions})
		}
	}
	for _, a := range readLines[asked](t, name+".questions.jsonl") {
		if lang == "" || a.Lang == lang {
			b.asked = append(b.asked, a)
		}
	}
	return b
}

// without returns the bank with parts of its entries left out, which makes
// another, harder bank.
func (b bank) without(what string) bank {
	out := bank{name: b.name + " without " + what, asked: b.asked}
	for _, e := range b.entries {
		c := *e
		switch what {
		case "questions":
			c.Questions = nil
		case "titles":
			c.Title, c.Questions = "", nil
		}
		out.entries = append(out.entries, &c)
	}
	return out
}

// figures of one bank.
type figures struct {
	n, out              int
	first, ndcg         float64 // of the questions in scope
	auroc, fpr, joint   float64
	refused, wrong, oos float64 // in scope: refused, answered wrongly; out of scope: answered
}

func measure(x *Index, b bank) figures {
	var f figures
	var in, out []float64
	for _, a := range b.asked {
		r := x.Search(a.Text, "")
		yes := len(r.Hits) > 0 && r.Confidence >= r.Threshold
		if !a.InScope {
			out = append(out, r.Confidence)
			if yes {
				f.oos++
			} else {
				f.joint++
			}
			continue
		}
		in = append(in, r.Confidence)
		at := slices.IndexFunc(r.Hits, func(h Hit) bool { return slices.Contains(a.Expect, h.Entry.ID) })
		if at >= 0 {
			f.ndcg += 1 / math.Log2(float64(at)+2)
		}
		switch {
		case !yes:
			f.refused++
		case at == 0:
			f.joint++
		default:
			f.wrong++
		}
		if at == 0 {
			f.first++
		}
	}
	f.n, f.out = len(in), len(out)
	f.first /= float64(f.n)
	f.ndcg /= float64(f.n)
	f.refused /= float64(f.n)
	f.wrong /= float64(f.n)
	f.oos /= float64(max(f.out, 1))
	f.joint /= float64(f.n + f.out)
	f.auroc, f.fpr = auroc(in, out), fprAt95(in, out)
	return f
}

func auroc(in, out []float64) float64 {
	sum := 0.0
	for _, a := range in {
		for _, b := range out {
			switch {
			case a > b:
				sum++
			case a == b:
				sum += 0.5
			}
		}
	}
	return sum / float64(len(in)*len(out))
}

// fprAt95 is the share of questions out of scope that are let through when 95
// of 100 in scope are.
func fprAt95(in, out []float64) float64 {
	s := slices.Sorted(slices.Values(in))
	cut := s[int(0.05*float64(len(s)))]
	n := 0.0
	for _, v := range out {
		if v >= cut {
			n++
		}
	}
	return n / float64(len(out))
}

// mean of the figures of several banks, each counting the same.
func mean(fs []figures) figures {
	var m figures
	for _, f := range fs {
		m.n += f.n
		m.out += f.out
		m.first += f.first / float64(len(fs))
		m.ndcg += f.ndcg / float64(len(fs))
		m.auroc += f.auroc / float64(len(fs))
		m.fpr += f.fpr / float64(len(fs))
		m.joint += f.joint / float64(len(fs))
		m.refused += f.refused / float64(len(fs))
		m.wrong += f.wrong / float64(len(fs))
		m.oos += f.oos / float64(len(fs))
	}
	return m
}

func (f figures) String() string {
	return fmt.Sprintf("%4d/%3d  P@1 %.3f  nDCG %.3f  AUROC %.3f  FPR95 %.3f  joint %.3f  (refused %.2f wrong %.2f oos answered %.2f)",
		f.n, f.out, f.first, f.ndcg, f.auroc, f.fpr, f.joint, f.refused, f.wrong, f.oos)
}

var languages = []string{"de", "fr", "es", "ru", "tr", "vi", "zh", "ja", "ko", "th", "ar", "hi", "pt", "id"}

// devBanks returns the development banks in three groups.
func devBanks(t testing.TB) (faq, bots, langs []bank) {
	for _, name := range []string{"city", "uni", "software", "museum"} {
		faq = append(faq, readBank(t, name, ""))
	}
	clinic := readBank(t, "clinic", "")
	faq = append(faq, clinic, clinic.without("questions"),
		readBank(t, "city", "").without("titles"), readBank(t, "software", "").without("titles"))
	bots = append(bots, readBank(t, "support", ""))
	for _, l := range languages {
		langs = append(langs, readBank(t, "langs", l))
	}
	langs = append(langs, readBank(t, "langs", ""))
	return faq, bots, langs
}

func measureAll(t testing.TB, banks []bank, opts ...Option) []figures {
	var out []figures
	for _, b := range banks {
		out = append(out, measure(Build(knowledge.New(b.entries, ""), opts...), b))
	}
	return out
}

func TestQuality(t *testing.T) {
	faq, bots, langs := devBanks(t)
	for _, group := range []struct {
		name  string
		banks []bank
	}{{"FAQ", faq}, {"bots", bots}, {"languages", langs}} {
		fs := measureAll(t, group.banks)
		for i, f := range fs {
			t.Logf("%-26s %s", group.banks[i].name, f)
		}
		t.Logf("%-26s %s", "MEAN "+group.name, mean(fs))
	}
}
