package words

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// signs are what texts of many languages are made of, with what is between
// words, and what should not be in a text at all.
var signs = rapid.SampledFrom([]rune("abcxyzABCXYZ0189 ,.!?:;'’-\n\t\x00\x7féèüßæøłıİçñÅжЙіβΩعربيةأإآىئ٣ًّابשלוםहिन्दी中文日本カナー한국ไทย។\u200d\u0301\ufffd"))

func anyText(t *rapid.T) string {
	return string(rapid.SliceOfN(signs, 0, 30).Draw(t, "text"))
}

func TestPlainWordsAreCutLikeOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText(t)
		var slow []Token
		c := cutter{first: true}
		for i := 0; i < len(text); {
			r := []rune(text[i:])[0]
			size := len(string(r))
			if !findInWord(r) {
				c.first = c.first || endsSentence(r)
				i += size
				continue
			}
			end, script := wordEnd(text, i)
			slow = c.add(slow, text[i:end], script)
			i = end
		}
		if d := cmp.Diff(slow, Tokens(text, 0)); d != "" {
			t.Errorf("Tokens(%q) differs from the long way (-long +short):\n%s", text, d)
		}
	})
}

func TestTabulatedFoldingIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		exact := Exact(anyText(t))
		if got, want := FoldExact(exact), foldSlowly(exact); got != want {
			t.Errorf("FoldExact(%q) = %q, the long way %q", exact, got, want)
		}
	})
}

func TestFoldIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText(t)
		if once, twice := Fold(text), Fold(Fold(text)); once != twice {
			t.Errorf("Fold(%q) = %q, and again %q", text, once, twice)
		}
	})
}

func TestFoldTakesSpellingsTogether(t *testing.T) {
	for _, same := range [][]string{
		{"Café", "cafe", "CAFÉ", "cafe\u0301"}, {"Straße", "STRASSE", "strasse"}, {"İstanbul", "istanbul", "Istanbul"},
		{"أحمد", "احمد", "أَحْمَد"}, {"مدرسة", "مدرسه"}, {"Łódź", "lodz"}, {"２０２４", "2024", "٢٠٢٤"}, {"ＦＵＬＬ", "full"},
		{"ёлка", "елка"}, {"ﬁle", "file"},
	} {
		for _, s := range same[1:] {
			if Fold(s) != Fold(same[0]) {
				t.Errorf("Fold(%q) = %q, Fold(%q) = %q, want them the same", same[0], Fold(same[0]), s, Fold(s))
			}
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "It's 1,000 euros.", "l’été à Łódź", "護照passport ไทย12", "\xff\xfea", "ー", "हिन्दी में"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, tok := range Tokens(s, 0) {
			if tok.Fold == "" || tok.Exact == "" || tok.Pos < 0 {
				t.Errorf("Tokens(%q) gave %+v", s, tok)
			}
		}
		Sentences(s)
	})
}

func TestFormsOfAWordHaveOneStem(t *testing.T) {
	for lang, groups := range map[string][][]string{
		"pl": {{"biblioteka", "biblioteki", "bibliotekę"}, {"karta", "kartę", "karty", "kartami"}},
		"uk": {{"бібліотека", "бібліотеки", "бібліотеку", "бібліотеками"}},
		"hi": {{"किताब", "किताबें", "किताबों"}},
		"ko": {{"도서관", "도서관은", "도서관에서", "도서관을"}},
		"id": {{"pinjam", "dipinjam"}, {"buku", "bukunya"}},
		"en": {{"renew", "renewing", "renewed"}},
		"fr": {{"demander", "demande", "demandent"}, {"aimer", "aiment"}, {"parler", "parlent", "parlé"}},
		"ar": {{"الكتاب", "كتاب"}, {"المهاجرين", "مهاجر", "والمهاجرون", "للمهاجرين"}, {"تمييز", "والتمييز", "بالتمييز"}, {"لقاح", "اللقاح", "لقاحات"},
			{"حقوق", "حقوقهم", "وحقوقها"}, {"تلقيح", "بتلقيح"}},
	} {
		for _, forms := range groups {
			want := Stem(lang, Exact(forms[0]))
			for _, f := range forms[1:] {
				if got := Stem(lang, Exact(f)); got != want {
					t.Errorf("%s: %q has stem %q, %q has %q", lang, forms[0], want, f, got)
				}
			}
		}
	}
}

// TestWhatOnlyLooksInflected: nouns that end like verbs, and words whose first
// letter is no "and", keep it.
func TestWhatOnlyLooksInflected(t *testing.T) {
	for _, c := range []struct{ lang, word, other string }{
		{"fr", "client", "clier"}, {"fr", "moment", "momer"}, {"fr", "argent", "arger"}, {"fr", "souvent", "souver"},
		{"ar", "وثيقة", "ثيقة"}, {"ar", "وزارة", "زارة"}, {"ar", "وطن", "طن"},
	} {
		if a, b := Stem(c.lang, Exact(c.word)), Stem(c.lang, Exact(c.other)); a == b {
			t.Errorf("%s: %q and %q have the same stem %q", c.lang, c.word, c.other, a)
		}
	}
}

func TestIrregularFormsMeetTheirWord(t *testing.T) {
	for _, c := range []struct{ lang, form, word string }{
		{"en", "bought", "buying"}, {"en", "children", "child"}, {"en", "stolen", "steals"},
		{"de", "verlorene", "verliere"}, {"de", "vergaß", "vergessen"}, {"de", "fährt", "fahren"},
		{"fr", "écrit", "écrire"}, {"fr", "ecrivent", "écrire"}, {"es", "pierdo", "perder"},
	} {
		if got, want := Stem(c.lang, Exact(c.form)), Stem(c.lang, Exact(c.word)); got != want {
			t.Errorf("%s: %q has the stem %q, %q has %q", c.lang, c.form, got, c.word, want)
		}
	}
}

func TestIrregularFormsAreOfOneWord(t *testing.T) {
	for lang, forms := range irregular() {
		for form, word := range forms {
			if again, ok := forms[word]; ok {
				t.Errorf("%s: %q is said to be a form of %q, which is a form of %q", lang, form, word, again)
			}
		}
	}
}
