package ground

import (
	"regexp"
	"strings"
)

// Faithful sentences made by a program: a sentence of the text, shortened, joined
// with its neighbour, introduced or with a few words exchanged. Many summaries keep
// so close to their source.

var (
	asides    = regexp.MustCompile(`, (which|who|whose|where|a|an|the) [^,.]{8,60},`)
	brackets  = regexp.MustCompile(` \([^)]{4,60}\)`)
	openings  = []string{"According to the passage, ", "The article says that ", "It is worth noting that ", "Additionally, ", "Overall, ", "In summary, ", ""}
	exchanges = [][2]string{{" said ", " stated "}, {" about ", " approximately "}, {" more than ", " over "}, {" people ", " individuals "},
		{" began ", " started "}, {" children ", " kids "}, {" because ", " since "}, {" must ", " have to "}, {" often ", " frequently "},
		{" told ", " informed "}, {" shows ", " demonstrates "}, {" needs ", " requires "}, {" help ", " assist "}, {" mostly ", " mainly "},
		{" big ", " large "}, {" buy ", " purchase "}, {" use ", " utilize "}, {" but ", ", although "}, {" can be ", " may be "}}
)

// faithful makes up to count sentences from the prose of a passage.
func (c *corrupter) faithful(count int) []string {
	text := c.own.sources[0].Text
	if strings.HasPrefix(text, "{") {
		return nil
	}
	pieces := splitSentences(text)
	var made []string
	for _, at := range c.Perm(len(pieces)) {
		if len(made) == count {
			break
		}
		sentence := strings.Join(strings.Fields(text[pieces[at][0]:pieces[at][1]]), " ")
		if _, rest, ok := strings.Cut(sentence, ": "); ok && strings.HasPrefix(sentence, "passage") {
			sentence = rest
		}
		if len(sentence) < 50 || !strings.HasSuffix(sentence, ".") || strings.ContainsAny(sentence, "\"“”{}|") {
			continue
		}
		short := brackets.ReplaceAllString(asides.ReplaceAllString(sentence, ""), "")
		for range 2 {
			pair := exchanges[c.IntN(len(exchanges))]
			short = strings.Replace(short, pair[0], pair[1], 1)
		}
		for _, pair := range exchanges {
			if c.IntN(3) == 0 {
				short = strings.Replace(short, pair[0], pair[1], 1)
			}
		}
		made = append(made, c.pick(openings)+short)
	}
	return made
}

// joins are how a writer puts two sentences into one.
var joins = []string{", and ", ", while ", "; "}

// join makes one sentence of two.
func (c *corrupter) join(one, other string) string {
	head, ok := strings.CutSuffix(one, ".")
	if !ok || strings.ContainsAny(one+other, ";\"“") {
		return ""
	}
	word, _, _ := strings.Cut(other, " ")
	if lower := strings.ToLower(word); classes[lower] != 0 || strings.Contains(c.own.sources[0].Text, " "+lower) || !strings.Contains(c.own.sources[0].Text, word) {
		other = strings.ToLower(other[:1]) + other[1:]
	}
	return head + c.pick(joins) + other
}

// joinedGood and joinedBad make long sentences as they are met in summaries: two
// true ones, or a true and a false one.
func (c *corrupter) joinedGood() string {
	at := c.Perm(len(c.own.good))
	if len(at) < 2 {
		return ""
	}
	return c.join(c.own.good[at[0]], c.own.good[at[1]])
}

func (c *corrupter) joinedBad(kind string) string {
	for _, at := range c.Perm(len(c.own.bad)) {
		if c.own.bad[at].kind == kind {
			return c.join(c.pick(c.own.good), c.own.bad[at].text)
		}
	}
	return ""
}
