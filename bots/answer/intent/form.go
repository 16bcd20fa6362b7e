package intent

import (
	"slices"
	"strconv"
	"strings"
	"sync"
)

var formRules = sync.OnceValue(func() *rules { return loadRules("form") })

// forms returns the phrases of one section in a message.
func forms(text, section string) ([]token, []span) {
	ts := tokens(strings.ToValidUTF8(text, " "))
	ts = ts[:min(len(ts), maxTokens)]
	return ts, slices.DeleteFunc(formRules().find(ts), func(s span) bool { return s.section != section })
}

// WholeList reports whether a whole list is wanted, or all there is on a
// subject: "the six key messages", "anything on diasporas?".
func WholeList(text string) bool {
	_, spans := forms(text, "list")
	return len(spans) > 0
}

// Compare reports whether a comparison is wanted, and the years it names, in
// order and each once.
func Compare(text string) (years []int, ok bool) {
	ts, spans := forms(text, "compare")
	for _, t := range ts {
		if y, is := year(t.text); is && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	return years, len(spans) > 0 || len(years) == 2
}

// year reads a year in which there may have been a Dialogue or an agreement.
func year(s string) (int, bool) {
	if len(s) != 4 {
		return 0, false
	}
	y, err := strconv.Atoi(s)
	return y, err == nil && y >= 1945 && y <= 2099
}

// Topic is what a question of a known form is about: the text without the
// words of the form, years and polite words.
func Topic(text string) string {
	text = Strip(text)
	ts := tokens(strings.ToValidUTF8(text, " "))
	ts = ts[:min(len(ts), maxTokens)]
	drop := make([]bool, len(ts))
	for i := range lead(followRules().find(ts)) {
		drop[i] = true
	}
	for _, s := range formRules().find(ts) {
		if s.section == "list" || s.section == "compare" {
			for i := s.from; i < s.to; i++ {
				drop[i] = true
			}
		}
	}
	var out []string
	for i, t := range ts {
		if _, y := year(t.text); y || drop[i] || connecting[t.text] {
			continue
		}
		out = append(out, text[t.start:t.end])
	}
	return strings.Join(slices.Compact(out), " ")
}

// connecting are words that join the parts of a comparison or a follow-up and
// are not what it is about.
var connecting = set(`the a an of in on at and or to for about from with between since idm dialogue dialogues session
	sessions do does did is are was were what which how there you your me please said say says key message messages
	le la les l de des du d en et ou sur pour entre depuis dialogue session que qu quoi est sont
	el los las de del en y o sobre para entre desde dialogo sesion que es son lo
	في و عن على بين من ما ماذا الحوار حوار عام سنة`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[normal(w)] = true
	}
	return m
}
