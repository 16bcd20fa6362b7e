package ground

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

// corruption makes a false sentence of a true one. It gives "" when the sentence
// holds nothing that it could change.
type corruption struct {
	kind string
	make func(c *corrupter, text string) string
}

// corrupter holds what a corruption may draw from: chance, and the texts that the
// sentence is and is not about. The same seed makes the same set.
type corrupter struct {
	*rand.Rand
	own    *passage
	others []passage
}

var corruptions = []corruption{
	{"number", changeNumber},
	{"unit", exchange(`percent:points;per cent:points;%: dollars;million:billion;minutes:hours;hours:days;days:weeks;weeks:months;months:years;years:months;miles:kilometres;kilometres:miles;metres:feet;meters:feet;mm:cm;euros:dollars;dollars:euros;kroner:euros;crowns:dollars;tonnes:kilograms;mg:g;AM:PM;degrees:percent`)},
	{"year", changeYear},
	{"date", exchange(`January:April;February:June;March:August;April:November;June:September;July:October;August:December;September:January;October:July;November:February;December:May;Monday:Thursday;Tuesday:Saturday;Wednesday:Sunday;Thursday:Monday;Friday:Tuesday;Saturday:Wednesday;Sunday:Friday;morning:evening;afternoon:night;spring:autumn;summer:winter;week:month`)},
	{"name", foreignName},
	{"roles", swapNames},
	{"numbers swapped", swapNumbers},
	{"negation", negate},
	{"antonym", exchange(`rose:fell;increased:decreased;rejected:accepted;open:closed;opened:closed;won:lost;reopened:shut;best:worst;good:bad;friendly:hostile;hot:cold;largest:smallest;larger:smaller;longer:shorter;before:after;low:high;strong:weak;agreed:refused;allowed:forbidden;found:lost;alive:dead;accepted:refused;praised:criticised;loved:hated;liked:disliked;new:old;early:late;safe:dangerous;dry:wet;slow:quick;regular:irregular;include:exclude;strengthen:weaken;support:oppose;inside:outside;closed:open;supported:opposed;protect:endanger;improve:worsen;unaffected:affected;complained:rejoiced;free:paid`)},
	{"modality", exchange(`may:must;might:will;could:will;should:must;can:must;expected to:certain to;plans to:is obliged to;plan to:are obliged to;asked:ordered;appealed:decided;urged:forced;proposed:adopted;recommended:imposed;would:did;called for:secured;hoped:ensured;suggested:proved;suggests:proves;intends to:has begun to`)},
	{"attribution", reattribute},
	{"level", exchange(`local:national;regional:global;national:international;city:country;town:province;province:nation;global:local;international:national;council:parliament;parliament:city council;minister:president;district:country;districts:countries;bank:government;union:ministry;states:municipalities;governments:companies;country:continent;world:country;community:nation`)},
	{"quotation", editQuotation},
	{"place", foreignPlace},
	{"foreign sentence", foreignSentence},
	{"clause appended", appendClause},
	{"quantifier", exchange(`some:all;most:all;many:all;several:all;a few:all;usually:always;often:always;sometimes:always;mostly:only;generally:always;typically:always;one:every;two:all;mainly:only;about:exactly;almost:more than;roughly:exactly;at least:at most;up to:at least;partly:fully`)},
	{"comparison", exchange(`more than:less than;less than:more than;fewer than:more than;over:under;under:over;above:below;below:above;higher:lower;lower:higher;more:fewer;fewer:more;highest:lowest;lowest:highest;up from:down from;at least:at most;larger than:smaller than;better:worse;longer than:shorter than`)},
	{"cause", addCause},
	{"order", exchange(`before:after;after:before;first:last;last:first;earlier:later;later:earlier;previous:following;following:previous;until:since;since:until;then:before that`)},
	{"detail inserted", insertDetail},
	{"superlative", addSuperlative},
	{"baseless", baseless},
}

func (c *corrupter) pick(list []string) string { return list[c.IntN(len(list))] }

// exchange replaces one of the words that stand before a colon in the list by the
// one behind it.
func exchange(list string) func(*corrupter, string) string {
	type pair struct {
		pattern *regexp.Regexp
		from    string
		to      string
	}
	var pairs []pair
	for _, item := range strings.Split(list, ";") {
		from, to, _ := strings.Cut(item, ":")
		pattern := `\b` + regexp.QuoteMeta(from) + `\b`
		if from == "%" {
			pattern = "%"
		}
		pairs = append(pairs, pair{regexp.MustCompile(pattern), from, to})
	}
	return func(c *corrupter, text string) string {
		for _, at := range c.Perm(len(pairs)) {
			if where := pairs[at].pattern.FindStringIndex(text); where != nil {
				return text[:where[0]] + pairs[at].to + text[where[1]:]
			}
		}
		return ""
	}
}

var (
	plainNumber = regexp.MustCompile(`\b\d+([.,]\d+)?\b`)
	yearNumber  = regexp.MustCompile(`\b(19|20)\d\d\b`)
	nameRun     = regexp.MustCompile(`\b[A-ZÀ-Þ][\p{L}]+( (of|de|the) [A-Z][\p{L}]+| [A-Z][\p{L}]+)*`)
	auxiliary   = regexp.MustCompile(`\b(is|are|was|were|has|have|had|will|can|could|should|would|may|might|must)\b`)
	denial      = regexp.MustCompile(`\b(not |no longer |never )|n't\b`)
	quotation   = regexp.MustCompile(`["“]([^"”]{12,})["”]`)
	placeAfter  = regexp.MustCompile(`\b(in|at|near|from|to) ([A-Z][\p{L}]+)`)
	spoken      = regexp.MustCompile(`\b(said|says|told|called|described|warned|argued|believes|explained|asked|urged|stressed|noted|insisted|admitted)\b`)
)

func changeNumber(c *corrupter, text string) string {
	var places [][]int
	for _, at := range plainNumber.FindAllStringIndex(text, -1) {
		if !yearNumber.MatchString(text[at[0]:at[1]]) {
			places = append(places, at)
		}
	}
	if len(places) == 0 {
		return ""
	}
	at := places[c.IntN(len(places))]
	old := text[at[0]:at[1]]
	digits := []byte(old)
	for {
		i := c.IntN(len(digits))
		if digits[i] < '0' || digits[i] > '9' {
			continue
		}
		digit := byte('1' + c.IntN(9))
		if digit == digits[i] {
			continue
		}
		digits[i] = digit
		return text[:at[0]] + string(digits) + text[at[1]:]
	}
}

func changeYear(c *corrupter, text string) string {
	at := yearNumber.FindStringIndex(text)
	if at == nil {
		return ""
	}
	year, _ := strconv.Atoi(text[at[0]:at[1]])
	year += []int{-10, -3, -2, -1, 1, 2, 3, 5}[c.IntN(8)]
	return text[:at[0]] + strconv.Itoa(year) + text[at[1]:]
}

// namesIn lists the names of a text that do not begin a sentence.
func namesIn(text string) []string {
	var names []string
	for _, at := range nameRun.FindAllStringIndex(text, -1) {
		name := text[at[0]:at[1]]
		if at[0] > 1 && text[at[0]-2] != '.' && text[at[0]-1] == ' ' && !calendar[strings.ToLower(name)] && !strings.ContainsAny(text[at[0]-2:at[0]-1], ".?!\n") {
			names = append(names, name)
		}
	}
	return names
}

func foreignName(c *corrupter, text string) string {
	mine := namesIn(text)
	theirs := namesIn(c.others[c.IntN(len(c.others))].sources[0].Text)
	if len(mine) == 0 || len(theirs) == 0 {
		return ""
	}
	new := c.pick(theirs)
	if strings.Contains(c.own.sources[0].Text, new) {
		return ""
	}
	return strings.Replace(text, c.pick(mine), new, 1)
}

func swapNames(c *corrupter, text string) string {
	var names [][]int
	for _, at := range nameRun.FindAllStringIndex(text, -1) {
		if head, _, _ := strings.Cut(strings.ToLower(text[at[0]:at[1]]), " "); classes[head] == 0 && !strings.HasSuffix(head, "s") {
			names = append(names, at)
		}
	}
	if len(names) < 2 {
		return ""
	}
	a, b := names[0], names[len(names)-1]
	one, other := text[a[0]:a[1]], text[b[0]:b[1]]
	if one == other || !strings.Contains(c.own.sources[0].Text, one) || !strings.Contains(c.own.sources[0].Text, other) ||
		calendar[strings.ToLower(one)] || calendar[strings.ToLower(other)] {
		return ""
	}
	return text[:a[0]] + other + text[a[1]:b[0]] + one + text[b[1]:]
}

func swapNumbers(_ *corrupter, text string) string {
	numbers := plainNumber.FindAllStringIndex(text, -1)
	if len(numbers) < 2 {
		return ""
	}
	a, b := numbers[0], numbers[1]
	one, other := text[a[0]:a[1]], text[b[0]:b[1]]
	if one == other {
		return ""
	}
	return text[:a[0]] + other + text[a[1]:b[0]] + one + text[b[1]:]
}

func negate(c *corrupter, text string) string {
	if at := denial.FindStringIndex(text); at != nil {
		return text[:at[0]] + text[at[1]:]
	}
	places := auxiliary.FindAllStringIndex(text, -1)
	if len(places) == 0 {
		return ""
	}
	at := places[c.IntN(len(places))]
	return text[:at[1]] + " not" + text[at[1]:]
}

func reattribute(c *corrupter, text string) string {
	if !spoken.MatchString(text) {
		return ""
	}
	mine, theirs := namesIn("x "+text), namesIn(c.own.sources[0].Text)
	if len(mine) == 0 || len(theirs) == 0 {
		return ""
	}
	for range 8 {
		if new := c.pick(theirs); !strings.Contains(text, new) && strings.Contains(new, " ") {
			for _, old := range mine {
				if strings.Contains(c.own.sources[0].Text, old) && !strings.Contains(new, old) {
					return strings.Replace(text, old, new, 1)
				}
			}
		}
	}
	return ""
}

func editQuotation(c *corrupter, text string) string {
	at := quotation.FindStringSubmatchIndex(text)
	if at == nil {
		return ""
	}
	words := strings.Fields(text[at[2]:at[3]])
	if len(words) < 3 {
		return ""
	}
	words[c.IntN(len(words))] = c.pick([]string{"never", "almost", "people", "always", "bridges", "hardly"})
	return text[:at[2]] + strings.Join(words, " ") + text[at[3]:]
}

func foreignPlace(c *corrupter, text string) string {
	at := placeAfter.FindStringSubmatchIndex(text)
	if at == nil || calendar[strings.ToLower(text[at[4]:at[5]])] {
		return ""
	}
	new := c.pick([]string{"Lisbon", "Nairobi", "Ontario", "Vienna", "Lima", "Geneva", "Texas", "Manila", "Oslo", "Kenya"})
	if strings.Contains(c.own.sources[0].Text, new) {
		return ""
	}
	return text[:at[4]] + new + text[at[5]:]
}

func foreignSentence(c *corrupter, _ string) string {
	other := c.others[c.IntN(len(c.others))]
	return other.good[c.IntN(len(other.good))]
}
