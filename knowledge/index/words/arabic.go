package words

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// What an Arabic word may carry before and behind it. The article with what
// melts into it and the endings are those of light stemming as Larkey,
// Ballesteros and Connell published it (SIGIR 2002), with the pronouns that are
// put behind nouns and the prepositions of one letter.
var (
	arabicArticle     = strings.Fields("وال بال كال فال ولل لل ال")
	arabicPronoun     = strings.Fields("هما هم هن ها كم نا")
	arabicEnding      = strings.Fields("ان ات ون ين يه ه ي")
	arabicPreposition = strings.Fields("ب ل ف ك")
	// arabicWaw are the beginnings of words whose first letter is no "and".
	arabicWaw = strings.Fields("وزار وزير وزرا وثيق وثاي وضع وصول وفا ولاي وكال وكيل وسيل وساي وسط وبا وحد واقع واجب واضح وطن وعي ورش ورق " +
		"ولاد ولد والد وقت وقف وقاي وظي وعد وداع ورا وجه وجود وجيه وزن وسيط وصف وصي وفد وفود وفق وقود وقوع ويب وين واش وش وله")
)

// arabicStem cuts a folded word.
func arabicStem(fold string) string {
	fold, done := arabicHead(fold)
	fold = cutOne(fold, arabicPronoun, 4)
	fold = cutOne(fold, arabicEnding, 3)
	if done {
		return fold
	}
	// After the endings, so that a word and its plural keep the same letters.
	for _, b := range arabicPreposition {
		if rest, ok := strings.CutPrefix(fold, b); ok && utf8.RuneCountInString(rest) >= 4 {
			return rest
		}
	}
	return fold
}

// arabicHead cuts "and" and the article; done is whether the article was there,
// before which any preposition stands.
func arabicHead(fold string) (rest string, done bool) {
	for _, b := range arabicArticle {
		if rest, ok := strings.CutPrefix(fold, b); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest, true
		}
	}
	rest, ok := strings.CutPrefix(fold, "و")
	if !ok || utf8.RuneCountInString(rest) < 3 || slices.ContainsFunc(arabicWaw, func(w string) bool { return strings.HasPrefix(fold, w) }) {
		return fold, false
	}
	return rest, false
}

// cutOne cuts the first of the endings that leaves so many letters.
func cutOne(fold string, endings []string, least int) string {
	for _, e := range endings {
		if rest, ok := strings.CutSuffix(fold, e); ok && utf8.RuneCountInString(rest) >= least {
			return rest
		}
	}
	return fold
}
