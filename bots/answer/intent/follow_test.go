package intent

import (
	"testing"

	"pgregory.net/rapid"
)

// TestFollowUpLanguages: what people say after an answer is understood in all
// four languages, with and without the words of politeness around it.
func TestFollowUpLanguages(t *testing.T) {
	for kind, texts := range map[FollowUpKind][]string{
		NextItem: {"and the second one?", "the 3rd", "number 4", "2", "show me the last one please", "what about the third?",
			"et le deuxième ?", "la troisième s'il te plaît", "numéro 4", "montre-moi la dernière",
			"¿y el segundo?", "la tercera por favor", "háblame del último", "número 4",
			"والثانية؟", "حدثني عن الثالث", "رقم 4", "الأخيرة من فضلك"},
		Following: {"next", "the next one please", "and the following one?", "le suivant", "et la prochaine ?", "el siguiente",
			"¿y la próxima?", "التالي", "والتالية؟"},
		Preceding: {"the previous one", "go back", "le précédent", "la anterior", "السابق", "ارجع"},
		Other:     {"the other one", "and the other?", "l'autre", "et l'autre ?", "¿y la otra?", "والآخر؟"},
		More: {"more", "anything else?", "can you give me more please", "another one", "encore", "un autre s'il vous plaît",
			"quoi d'autre ?", "tu en as d'autres ?", "¿algo más?", "dame más", "otra por favor", "المزيد من فضلك", "هل هناك المزيد؟", "أكمل"},
		Shorter: {"shorter", "could you make that a bit shorter please", "in one sentence", "tl;dr", "too long", "summarise it",
			"plus court", "en bref", "tu peux résumer ?", "c'est trop long", "más corto", "resúmelo por favor", "muy largo",
			"en pocas palabras", "باختصار", "لخص لي هذا", "اختصرها من فضلك"},
		Longer: {"more detail", "give me the full text", "in detail please", "plus de détails", "en détail", "le texte complet",
			"con más detalle", "el texto completo", "بالتفصيل", "النص الكامل من فضلك"},
		Why: {"why?", "how do you know that?", "pourquoi cette réponse ?", "comment le sais-tu ?", "¿por qué?", "¿cómo lo sabes?",
			"لماذا؟", "كيف عرفت ذلك؟"},
		Who: {"who said that?", "and who is saying this?", "whose words are these?", "qui a dit ça ?", "c'est qui qui le dit ?",
			"¿quién lo dijo?", "¿quién dice eso?", "من قال ذلك؟", "مين قال هيك؟"},
		Source: {"source?", "where is that from?", "what is the source of this", "d'où ça vient ?", "quelle est la source ?",
			"¿de dónde sale eso?", "¿cuál es la fuente?", "ما المصدر؟", "من أين هذا؟"},
		When: {"when did he say that?", "when was that published?", "quand l'a-t-il dit ?", "¿cuándo lo dijo?", "متى قال ذلك؟"},
		InLanguage: {"in French please", "can you say that in Arabic?", "en anglais", "tu peux le dire en espagnol ?",
			"en inglés por favor", "¿me lo puedes decir en francés?", "بالإنجليزية", "قل ذلك بالفرنسية من فضلك"},
		MoreOn: {"anything else on women?", "more about vaccines", "encore sur les femmes", "¿y algo más sobre las mujeres?"},
		SameTopicOther: {"what about women?", "in 2024?", "and in 2020?", "et en 2024 ?", "et les vaccins ?", "¿y en 2020?",
			"¿y las vacunas?", "وفي 2024؟", "وماذا عن النساء؟"},
		NoFollowUp: {"what did Guterres say about vaccines?", "women in 2024", "who chooses the topics of the Dialogue?",
			"where did the first session take place?", "why are regular pathways important?",
			"qui choisit les thèmes du Dialogue ?", "pourquoi les voies régulières sont-elles importantes ?",
			"¿quién elige los temas del Diálogo?", "¿por qué hacen falta las vías regulares?",
			"من شارك في حوار 2020؟", "لماذا تعد المسارات النظامية مهمة؟", "", "🙂"},
	} {
		for _, text := range texts {
			if got := FollowUp(text); got != kind {
				t.Errorf("FollowUp(%q) = %q, want %q", text, got, kind)
			}
		}
	}
}

func TestPronoun(t *testing.T) {
	person, thing, either := Leaning{Person: true}, Leaning{Thing: true}, Leaning{Person: true, Thing: true}
	for text, want := range map[string]Leaning{
		"what does she say about cities?": person, "is it binding?": thing, "how many states ratified it?": thing,
		"et que dit-il des vaccins ?": either, "qui en choisit les thèmes ?": thing, "il y a combien de sessions ?": {},
		"¿qué dijo en 2024?": either, "¿quién elige sus temas?": thing,
		"وماذا قالت عن المدن؟": either, "هل هو ملزم؟": either,
		"what is brain drain": {}, "les femmes en 2020": {}, "los seis mensajes": {},
	} {
		if got := Pronoun(text); got != want {
			t.Errorf("Pronoun(%q) = %+v, want %+v", text, got, want)
		}
	}
}

func TestNamed(t *testing.T) {
	for _, c := range [][3]string{
		{"what does he say about women?", "Guterres", "what does Guterres say about women?"},
		{"is it binding?", "the Compact", "is the Compact binding?"},
		{"que dit-elle des villes ?", "Azoulay", "que dit-Azoulay des villes ?"},
		{"¿qué dijo en 2024?", "Guterres", "¿qué dijo en 2024? Guterres"},
	} {
		if got := Named(c[0], c[1]); got != c[2] {
			t.Errorf("Named(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestRestAndContent(t *testing.T) {
	for text, want := range map[string][2]string{
		"and what about women?": {"women?", "women"}, "et celui de 2018 ?": {"celui de 2018 ?", ""},
		"¿y las vacunas?": {"las vacunas?", "vacunas"}, "والمجرمون؟": {"المجرمون؟", "المجرمون"},
		"the Vitorino one": {"the Vitorino one", "Vitorino"},
	} {
		rest, _ := Rest(text)
		if rest != want[0] || Content(rest) != want[1] {
			t.Errorf("%q: rest %q, content %q, want %q", text, rest, Content(rest), want)
		}
	}
}

// TestFollowUpNeverPanics: whatever is written after an answer, each part of
// it lies within it.
func TestFollowUpNeverPanics(t *testing.T) {
	words := rapid.SampledFrom([]string{"and", "the", "second", "it", "2024", "3", "و", "والثانية", "more", "en", "français", "?", "“", "e\u0301", "\xff", ""})
	rapid.Check(t, func(t *rapid.T) {
		text := ""
		for _, w := range rapid.SliceOfN(words, 0, 14).Draw(t, "words") {
			text += w + rapid.SampledFrom([]string{" ", "", "'", ". "}).Draw(t, "gap")
		}
		FollowUp(text)
		Pronoun(text)
		Bare(text)
		if rest, _ := Rest(text); len(rest) > len(text) {
			t.Fatalf("the rest of %q is longer: %q", text, rest)
		}
		if n, ok := Number(text); ok && (n < -1 || n == 0 || n > maxItem) {
			t.Fatalf("%q has number %d", text, n)
		}
		Content(text)
		Named(text, "x")
	})
}
