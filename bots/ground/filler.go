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

// phrase is a pattern that is only tried on text that holds one of its words, given
// in small letters: most sentences hold none, and looking for a word is a hundred
// times cheaper than a pattern. A phrase without words is anchored and cheap.
type phrase struct {
	pattern func() *regexp.Regexp
	words   []string
}

func newPhrase(pattern string, words ...string) phrase {
	return phrase{compiled("(?i)" + pattern), words}
}

func (p *phrase) mayStandIn(lower string) bool {
	for _, w := range p.words {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return len(p.words) == 0
}

// sourceWords name what a summary was made from.
var sourceWords = []string{"passage", "source", "text", "article", "document", "context", "information", "excerpt", "data",
	"record", "entry", "entries", "report", "as stated", "as mentioned", "as described", "as noted", "as shown", "as indicated", "as outlined"}

// fillers are openings and asides that claim nothing about the subject. They are
// cut, what follows is judged.
var fillers = []phrase{
	newPhrase(`^\W*(sure|certainly|of course|okay|ok|great question)\b[,!.]*\s*`),
	newPhrase(`^\W*(in summary|to summari[sz]e|to sum up|in conclusion|in short|overall|additionally|furthermore|moreover|finally|however|therefore|also|in addition|similarly|meanwhile|notably|specifically|for (example|instance)|as a result|on the other hand|in contrast|lastly|first(ly)?|second(ly)?|third(ly)?|en résumé|en conclusion|en resumen)\b\s*,\s*`),
	newPhrase(`\b(based on|according to|as (stated|mentioned|described|noted|shown|indicated|outlined|per)( in)?|from|in|per)\s+(the\s+)?(given|provided|above|following|supplied|available|retrieved|aforementioned|three|two)?\s*(passages?|sources?|texts?|articles?|documents?|contexts?|information|excerpts?|data|records?|entries|entry|reports?)(\s+(provided|given|above|available|supplied))?(\s*\(?\d+(\s*(,|and)\s*\d+)*\)?)?\s*[,:]?\s*`, sourceWords...),
	newPhrase(`\b(d'après|selon)\s+(les?|la)\s+(passages?|sources?|textes?|documents?)\s*,?\s*`, "d'après", "selon"),
	newPhrase(`\b(según|de acuerdo con)\s+(el|la|los|las)\s+(pasajes?|fuentes?|textos?|documentos?)\s*,?\s*`, "según", "de acuerdo"),
	newPhrase(`\b(it is|it's) (important|worth|interesting|essential|crucial|useful|helpful) (to note|noting|to mention|mentioning|to remember|to keep in mind|to understand)( that)?\s*,?\s*`, "it is ", "it's "),
	newPhrase(`\b(please note|note|keep in mind|remember|bear in mind) that\b\s*`, "note that", "mind that", "remember that"),
	newPhrase(`\b(here is|here's|here are|below (is|are)|the following (is|are))\s+(a|an|the|some|your)?\s*(brief|short|concise|quick|summary|answer|response|steps?|overview|list|information|details?|key points?|objective)+[^.:]*:\s*`, "here", "below", "following"),
	newPhrase(`\b(the|this|these|that)\s+(passages?|sources?|texts?|articles?|documents?|contexts?|excerpts?|entry|entries)\s+(also\s+)?(states?|says?|mentions?|notes?|explains?|describes?|reports?|provides?|suggests?|indicates?|discuss(es)?|highlights?|reveals?|covers?)\s+(that\b)?\s*`, sourceWords...),
	newPhrase(`\[\s*(passage|source|doc|document|entry|ref)?\s*[#\w.-]{1,64}\s*\]`, "["),
	newPhrase(`\(\s*(passages?|sources?|docs?|see)\s*[\d,\s&and-]+\)`, "("),
	newPhrase(`^\s*(answer|summary|response|overview|output)\s*:\s*`),
	newPhrase(`^\s*(\d{1,2}[.)]|[-*•·]|#{1,6})\s+`),
	newPhrase(`\*\*|__|`+"`", "**", "__", "`"),
}

// admissions say that the sources do not hold something.
var admissions = []phrase{
	newPhrase(`\b(unable|not able|cannot|can't|could not|couldn't|can not|impossible) (to )?(answer|find|determine|provide|give|locate|confirm|respond)`, "unable", "not able", "cannot", "can't", "could", "can not", "impossible"),
	newPhrase(`\b(passages?|sources?|texts?|articles?|documents?|contexts?|information|excerpts?|data|records?|entries|entry|it|they)\s+(provided\s+|given\s+)?(do|does|did)(\s+not|n't)\s+(\w+\s+)?(mention|say|state|specify|provide|contain|include|give|hold|discuss|explain|address|indicate|name|tell|offer|cover|answer|list|define|describe|directly|explicitly)`, " not", "n't"),
	newPhrase(`\b(no|not enough|insufficient|not any|there is no|there's no)\s+(\w+\s+)?(information|mention|details?|data|indication|answer|evidence)\s+(\w+\s+)?(about|on|of|in|regarding|is|was|given|provided|available|that|to|for)`, "no ", "not ", "insufficient"),
	newPhrase(`\b(is|are|was|were)\s+not\s+(\w+\s+)?(mentioned|specified|stated|discussed|indicated)\b`, " not"),
	newPhrase(`\b(sorry|apologi[sz]e|i do not know|i don't know)\b`, "sorry", "apolog", "know"),
	newPhrase(`\b(ne (dit|disent|précise|précisent|mentionne|mentionnent|contien\w+) (pas|rien))`, "ne "),
	newPhrase(`\bno (dice|dicen|menciona|mencionan|indica|indican|contiene|contienen|especifica|especifican)\b`, "no "),
	newPhrase(`لا (تذكر|يذكر|تقول|يقول|تتضمن|يتضمن|تحدد|يحدد)`, "لا"),
}

// cutFiller takes what claims nothing out of a sentence.
func cutFiller(text string) (string, claimKind) {
	stripped := text
	for range 3 { // one filler may stand in front of another
		before := stripped
		lower := strings.ToLower(stripped)
		for i := range fillers {
			if fillers[i].mayStandIn(lower) && fillers[i].pattern().MatchString(stripped) {
				stripped = fillers[i].pattern().ReplaceAllString(stripped, " ")
			}
		}
		if stripped == before {
			break
		}
	}
	stripped = strings.TrimSpace(stripped)
	switch {
	case admits(text):
		return stripped, admitting
	case saysNothing(stripped):
		return stripped, empty
	}
	return stripped, claiming
}

func admits(text string) bool {
	if strings.Contains(text, ";") {
		return false
	}
	lower := strings.ToLower(text)
	for i := range admissions {
		if admissions[i].mayStandIn(lower) && admissions[i].pattern().MatchString(text) {
			return true
		}
	}
	return false
}

// saysNothing tells text without any word of content, and headings of two words.
func saysNothing(stripped string) bool {
	words := 0
	for _, t := range tokenize(stripped) {
		if t.kind == number || t.kind == word && classes[t.text]&functionEnglish == 0 {
			words++
		}
	}
	return words == 0 || words <= 2 && strings.HasSuffix(stripped, ":")
}
