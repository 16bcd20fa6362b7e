package ground

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/spanish"
)

// language tells the language of the tokens by their function words; English when
// there is nothing to go by. Only languages of functionWords are known, others
// give "".
func language(tokens []token) string {
	var counts [8]int
	words := 0
	for i := range tokens {
		if tokens[i].kind != word {
			continue
		}
		if words++; words > 200 {
			break
		}
		class := classes[strings.ToLower(tokens[i].raw)] / functionEnglish
		for n := 0; class > 0; n, class = n+1, class/2 {
			counts[n] += int(class & 1)
		}
	}
	best, most := "", 0
	for n, name := range languages {
		if counts[n] > most {
			best, most = name, counts[n]
		}
	}
	switch {
	case words == 0 || most == 0 && words < 6:
		return "en"
	case most*12 < words:
		return ""
	}
	return best
}

// irregular maps forms that no stemmer joins to their base.
var irregular = pairs(`went go gone go goes go said say says say told tell taken take took take given give gave give
	made make found find held hold led lead left leave met meet began begin begun begin brought bring bought buy
	built build caught catch chose choose chosen choose came come fell fall fallen fall felt feel fought fight
	flew fly flown fly forgot forget froze freeze frozen freeze grew grow grown grow hid hide hidden hide
	kept keep knew know known know lost lose paid pay ran run rose rise risen rise saw see seen see sold sell
	sent send shook shake shot shoot showed show shown show sang sing sank sink slept sleep spoke speak
	spoken speak spent spend stole steal stolen steal struck strike swam swim swept sweep taught teach
	thought think threw throw thrown throw understood understand woke wake wore wear worn wear won win
	wrote write written write drove drive driven drive drew draw drawn draw drank drink ate eat eaten eat
	became become broke break broken break children child men man women woman people person feet foot
	teeth tooth mice mouse lives life wives wife leaves leaf better good best good worse bad worst bad
	died die dying die lying lie dealt deal meant mean stood stand sat sit set set bore bear born bear
	fled flee bred breed hung hang laid lay lit light overcame overcome rode ride ridden ride sought seek
	shone shine withdrew withdraw withdrawn withdraw underwent undergo undergone undergo data datum
	beaten beat bit bite bitten bite blew blow blown blow forgotten forget forbade forbid forbidden forbid forgave forgive
	swore swear sworn swear tore tear torn tear swung swing spun spin stuck stick stung sting slid slide shrank shrink
	shrunk shrink sprang spring sprung spring wove weave woven weave bent bend bled bleed clung cling crept creep dug dig
	fed feed heard hear knelt kneel lent lend rang ring rung ring slain slay slew slay sped speed swum swim sunk sink
	sung sing drunk drink begun begin mistook mistake mistaken mistake undertook undertake undertaken undertake
	overthrew overthrow overthrown overthrow foresaw foresee foreseen foresee upheld uphold withheld withhold withstood withstand
	retold retell rebuilt rebuild resold resell rewrote rewrite rewritten rewrite burnt burn learnt learn spelt spell spilt spill
	geese goose oxen ox analyses analysis crises crisis bases basis criteria criterion phenomena phenomenon media medium
	knives knife halves half shelves shelf thieves thief wolves wolf loaves loaf calves calf`)

// pairs reads "form base form base ..." into a table.
func pairs(list string) map[string]string {
	fields := strings.Fields(list)
	table := make(map[string]string, len(fields)/2)
	for i := 0; i+1 < len(fields); i += 2 {
		table[fields[i]] = fields[i+1]
	}
	return table
}

// stemmer reduces words of one language. It is for one goroutine.
type stemmer struct {
	lang string
	env  *snowballstem.Env
}

func newStemmer(lang string) *stemmer {
	return &stemmer{lang: lang, env: snowballstem.NewEnv("")}
}

// reduce returns what the forms of a folded word share.
func (s *stemmer) reduce(text string) string {
	if len(text) < 3 || text[0] <= '9' {
		return text
	}
	switch s.lang {
	case "en":
		if base, ok := irregular[text]; ok {
			return s.with(base, english.Stem)
		}
		return s.with(text, english.Stem)
	case "fr":
		return s.with(text, french.Stem)
	case "es":
		return s.with(text, spanish.Stem)
	case "ar":
		return arabicStem(text)
	}
	return suffixStem(text)
}

func (s *stemmer) with(text string, stem func(*snowballstem.Env) bool) string {
	s.env.SetCurrent(text)
	stem(s.env)
	return s.env.Current()
}

// arabicStem takes the article with its joined particles, and common endings.
func arabicStem(text string) string {
	for _, prefix := range []string{"وال", "بال", "كال", "فال", "لل", "ال"} {
		if rest, ok := strings.CutPrefix(text, prefix); ok && utf8.RuneCountInString(rest) >= 3 {
			text = rest
			break
		}
	}
	for _, suffix := range []string{"ات", "ون", "ين", "ها", "هم", "يه", "ه", "ي"} {
		if rest, ok := strings.CutSuffix(text, suffix); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return text
}

// suffixStem cuts a word of an unknown language to its first letters, leaving room
// for an ending of up to two.
func suffixStem(text string) string {
	if n := utf8.RuneCountInString(text); n > 6 {
		count := 0
		for at := range text {
			if count == max(5, n-2) {
				return text[:at]
			}
			count++
		}
	}
	return text
}
