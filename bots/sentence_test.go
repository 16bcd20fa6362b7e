package bots

import "testing"

func TestFirstSentence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The report has one hundred and thirty pages in all. It came out late.":            "The report has one hundred and thirty pages in all.",
		"The report on the Dialogue of 2018 is known as No. 28 of the series. It is long.": "The report on the Dialogue of 2018 is known as No. 28 of the series.",
		"Short. This sentence is the one that counts, since the first is a word. More.":    "Short. This sentence is the one that counts, since the first is a word.",
		"هل يحق للمهاجرين الحصول على الخدمات الأساسية؟ نعم، وهذا هدف.":                     "هل يحق للمهاجرين الحصول على الخدمات الأساسية؟",
		"One paragraph without an end\n\nand another.":                                     "One paragraph without an end",
		"The figure was 82.3 million in that year, as the page of the Dialogue says":       "The figure was 82.3 million in that year, as the page of the Dialogue says",
		"": "",
	} {
		if got := firstSentence(text); got != want {
			t.Errorf("firstSentence(%q) = %q, want %q", text, got, want)
		}
	}
}
