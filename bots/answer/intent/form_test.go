package intent

import (
	"slices"
	"testing"
)

func TestOrdinal(t *testing.T) {
	for text, want := range map[string]int{
		"the second avenue": 2, "key message 4": 4, "message number two": 2, "la deuxième": 2, "et la deuxième ?": 2,
		"¿y el tercer mensaje?": 3, "الرسالة الثانية": 2, "2nd avenue": 2, "GCM objective 13": 13, "the last avenue": -1,
		"13th objective of the global compact": 13, "the twenty-third objective": 23, "objective twenty-three": 23,
		"the twelfth objective": 12, "le dix-septième objectif": 17, "le vingt et unième objectif": 21, "el décimo tercer objetivo": 13,
		"el vigésimo segundo objetivo": 22, "الهدف الثاني عشر": 12, "الهدف الثاني والعشرون": 22, "الهدف الثالث والعشرين": 23,
		"الهدف الحادي عشر": 11, "أول رسالة": 1, "المحور الثاني": 2,
		"من كانوا أول من سُرّحوا": 0, "متى كان أول منتدى": 0, "الهدف العام للدورة الأولى 2024": 0, "الخطوة الأولى": 0,
		"what are the six key messages": 0, "IDM 2020": 0, "first session of 2024": 0, "four avenues": 0, "nearly 300 million": 0,
	} {
		got, ok := Ordinal(text)
		if got != want || ok != (want != 0) {
			t.Errorf("Ordinal(%q) = %d, %v; want %d", text, got, ok, want)
		}
	}
}

func TestWholeList(t *testing.T) {
	for text, want := range map[string]bool{
		"the six key messages": true, "list all recommendations": true, "what are the four avenues": true,
		"anything on diasporas?": true, "everything about women": true, "tout sur les femmes": true,
		"todo sobre vacunas": true, "كل شيء عن النساء": true,
		"who spoke about vaccines": false, "the second avenue": false,
	} {
		if got := WholeList(text); got != want {
			t.Errorf("WholeList(%q) = %v", text, got)
		}
	}
}

func TestCompareAndTopic(t *testing.T) {
	for _, c := range []struct {
		text  string
		years []int
		ok    bool
		topic string
	}{
		{"2020 and 2024 on climate", []int{2020, 2024}, true, "climate"},
		{"what changed since 2020 on diasporas?", []int{2020}, true, "diasporas"},
		{"compare women in 2020 and 2024", []int{2020, 2024}, true, "women"},
		{"entre 2020 et 2024, le climat", []int{2020, 2024}, true, "climat"},
		{"anything on diasporas?", nil, false, "diasporas"},
		{"what about women?", nil, false, "women"},
	} {
		years, ok := Compare(c.text)
		if !slices.Equal(years, c.years) || ok != c.ok {
			t.Errorf("Compare(%q) = %v, %v", c.text, years, ok)
		}
		if got := Topic(c.text); got != c.topic {
			t.Errorf("Topic(%q) = %q, want %q", c.text, got, c.topic)
		}
	}
}

func TestFollowUp(t *testing.T) {
	for text, want := range map[string]FollowUpKind{
		"and the second one?": NextItem, "et la deuxième ?": NextItem, "what about women?": SameTopicOther,
		"in 2024?": SameTopicOther, "and in 2020?": SameTopicOther, "who said that?": Who, "more": More,
		"another one please": More, "in French please": InLanguage, "en español": InLanguage, "why?": Why,
		"source?": Source, "shorter": Shorter, "¿quién lo dijo?": Who,
		"what did Guterres say about vaccines?": NoFollowUp, "women in 2024": NoFollowUp,
	} {
		if got := FollowUp(text); got != want {
			t.Errorf("FollowUp(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestStrip(t *testing.T) {
	for text, want := range map[string]string{
		"hello, could you please tell me what Guterres said about vaccines? thanks": "what Guterres said about vaccines?",
		"hi": "hi", "bonjour, les femmes en 2020 ?": "les femmes en 2020 ?",
		`"please open the door"`: `"please open the door"`,
	} {
		if got := Strip(text); got != want {
			t.Errorf("Strip(%q) = %q, want %q", text, got, want)
		}
	}
}
