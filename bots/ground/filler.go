package ground

import (
	"regexp"
	"strings"
)

type claimKind uint8

const (
	claiming  claimKind = iota
	empty               // nothing left after the filler was cut
	admitting           // says that the sources do not hold something
)

// fillers are openings and asides that claim nothing about the subject. They are
// cut, what follows is judged.
var fillers = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`^\W*(sure|certainly|of course|okay|ok|great question)\b[,!.]*\s*`,
	`^\W*(in summary|to summari[sz]e|to sum up|in conclusion|in short|overall|additionally|furthermore|moreover|finally|however|therefore|also|in addition|similarly|meanwhile|notably|specifically|for (example|instance)|as a result|on the other hand|in contrast|lastly|first(ly)?|second(ly)?|third(ly)?|en résumé|en conclusion|en resumen)\b\s*,\s*`,
	`\b(based on|according to|as (stated|mentioned|described|noted|shown|indicated|outlined|per)( in)?|from|in|per)\s+(the\s+)?(given|provided|above|following|supplied|available|retrieved|aforementioned|three|two)?\s*(passages?|sources?|texts?|articles?|documents?|contexts?|information|excerpts?|data|records?|entries|entry|reports?)(\s+(provided|given|above|available|supplied))?(\s*\(?\d+(\s*(,|and)\s*\d+)*\)?)?\s*[,:]?\s*`,
	`\b(d'après|selon)\s+(les?|la)\s+(passages?|sources?|textes?|documents?)\s*,?\s*`,
	`\b(según|de acuerdo con)\s+(el|la|los|las)\s+(pasajes?|fuentes?|textos?|documentos?)\s*,?\s*`,
	`\b(it is|it's) (important|worth|interesting|essential|crucial|useful|helpful) (to note|noting|to mention|mentioning|to remember|to keep in mind|to understand)( that)?\s*,?\s*`,
	`\b(please note|note|keep in mind|remember|bear in mind) that\b\s*`,
	`\b(here is|here's|here are|below (is|are)|the following (is|are))\s+(a|an|the|some|your)?\s*(brief|short|concise|quick|summary|answer|response|steps?|overview|list|information|details?|key points?|objective)+[^.:]*:\s*`,
	`\b(the|this|these|that)\s+(passages?|sources?|texts?|articles?|documents?|contexts?|excerpts?|entry|entries)\s+(also\s+)?(states?|says?|mentions?|notes?|explains?|describes?|reports?|provides?|suggests?|indicates?|discuss(es)?|highlights?|reveals?|covers?)\s+(that\b)?\s*`,
	`\[\s*(passage|source|doc|document|entry|ref)?\s*[#\w.-]{1,64}\s*\]`,
	`\(\s*(passages?|sources?|docs?|see)\s*[\d,\s&and-]+\)`,
	`^\s*(answer|summary|response|overview|output)\s*:\s*`,
	`^\s*(\d{1,2}[.)]|[-*•·]|#{1,6})\s+`,
	`\*\*|__|` + "`",
}, "|"))

// admissions say that the sources do not hold something.
var admissions = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`\b(unable|not able|cannot|can't|could not|couldn't|can not|impossible) (to )?(answer|find|determine|provide|give|locate|confirm|respond)`,
	`\b(passages?|sources?|texts?|articles?|documents?|contexts?|information|excerpts?|data|records?|entries|entry|it|they)\s+(provided\s+|given\s+)?(do|does|did)(\s+not|n't)\s+(\w+\s+)?(mention|say|state|specify|provide|contain|include|give|hold|discuss|explain|address|indicate|name|tell|offer|cover|answer|list|define|describe|directly|explicitly)`,
	`\b(no|not enough|insufficient|not any|there is no|there's no)\s+(\w+\s+)?(information|mention|details?|data|indication|answer|evidence)\s+(\w+\s+)?(about|on|of|in|regarding|is|was|given|provided|available|that|to|for)`,
	`\b(is|are|was|were)\s+not\s+(\w+\s+)?(mentioned|specified|stated|provided|given|included|discussed|available|listed|indicated)\b`,
	`\b(sorry|apologi[sz]e|i do not know|i don't know)\b`,
	`\b(ne (dit|disent|précise|précisent|mentionne|mentionnent|contien\w+) (pas|rien))`,
	`\bno (dice|dicen|menciona|mencionan|indica|indican|contiene|contienen|especifica|especifican)\b`,
	`لا (تذكر|يذكر|تقول|يقول|تتضمن|يتضمن|تحدد|يحدد)`,
}, "|"))

// cutFiller takes what claims nothing out of a sentence.
func cutFiller(text string) (string, claimKind) {
	stripped := text
	for range 3 { // one filler may stand in front of another
		next := fillers.ReplaceAllString(stripped, " ")
		if next == stripped {
			break
		}
		stripped = next
	}
	stripped = strings.TrimSpace(stripped)
	words := 0
	for _, t := range tokenize(stripped) {
		if t.kind == number || t.kind == word && !functionWords["en"][t.text] {
			words++
		}
	}
	switch {
	case admissions.MatchString(text) && !strings.ContainsAny(text, ";"):
		return stripped, admitting
	case words == 0, words <= 2 && strings.HasSuffix(stripped, ":"):
		return stripped, empty
	}
	return stripped, claiming
}
