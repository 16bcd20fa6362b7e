package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bodies are words by which a speaker is seen to be an organization, whose
// name must not be turned around.
var bodies = map[string]bool{
	"agency": true, "association": true, "coalition": true, "commission": true, "committee": true,
	"council": true, "delegation": true, "fund": true, "government": true, "group": true,
	"institute": true, "ministry": true, "network": true, "office": true, "organisation": true,
	"organization": true, "secretariat": true, "union": true, "university": true, "nations": true,
	"of": true, "the": true, "for": true, "and": true,
}

// titles are forms of address that belong to no reference.
var titles = map[string]bool{
	"Dr": true, "Dr.": true, "Prof": true, "Prof.": true, "Mr": true, "Mr.": true,
	"Ms": true, "Ms.": true, "Mrs": true, "Mrs.": true, "H.E.": true,
}

// inverted turns "António Guterres" into "Guterres, A.". Names of one word, of
// more than four, of organizations and in scripts without capital letters stay
// as they are.
func inverted(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && titles[words[0]] {
		words = words[1:]
	}
	if len(words) < 2 || len(words) > 4 {
		return name
	}
	family := len(words) - 1
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		particle := unicode.IsLower(first) && i > 0 && i < len(words)-1
		if bodies[strings.ToLower(w)] || !unicode.IsUpper(first) && !particle {
			return name
		}
		if particle && i < family {
			family = i
		}
	}
	initials := make([]string, 0, family)
	for _, w := range words[:family] {
		initials = append(initials, initial(w))
	}
	return strings.Join(words[family:], " ") + ", " + strings.Join(initials, " ")
}

// initial shortens a given name; both halves of "Jean-Paul" keep their letter.
func initial(given string) string {
	parts := strings.Split(given, "-")
	for i, p := range parts {
		first, _ := utf8.DecodeRuneInString(p)
		parts[i] = string(unicode.ToUpper(first)) + "."
	}
	return strings.Join(parts, "-")
}
