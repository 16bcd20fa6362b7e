package place

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Most is how many zones are offered to choose from at once.
const Most = 8

// Find returns the zones that the typed text may mean, likeliest first and no
// more than Most: none if it means nothing, one if it is clear.
func Find(typed string) []string {
	if len(typed) > 100 {
		return nil
	}
	if zones := Exact(typed); len(zones) > 0 {
		return zones
	}
	t, f := load(), fold(typed)
	// "Berlin, Germany" and "Lyon France": the longest beginning that is known.
	parts := strings.Fields(f)
	for n := len(parts) - 1; n > 0; n-- {
		if zones := t.exact(strings.Join(parts[:n], " ")); len(zones) > 0 {
			return zones
		}
	}
	if zones := t.beginning(f); len(zones) > 0 {
		return zones
	}
	return t.almost(f)
}

// Exact is Find without guessing: only names as they are.
func Exact(typed string) []string {
	if len(typed) > 100 {
		return nil
	}
	t := load()
	s := strings.TrimSpace(typed)
	if zone, ok := named(t, s); ok {
		return []string{zone}
	}
	if zone, ok := offset(s); ok {
		return []string{zone}
	}
	f := fold(s)
	if f == "" {
		return nil
	}
	if zone, ok := abbreviations[f]; ok {
		return []string{zone}
	}
	return t.exact(f)
}

// named is a zone by its own name, in any case.
func named(t *table, s string) (string, bool) {
	if zone, ok := t.zones[strings.ToLower(s)]; ok {
		return zone, true
	}
	// Names that the database keeps for those who know them: "Asia/Calcutta".
	if strings.Contains(s, "/") && !strings.Contains(s, "..") {
		if loc, err := time.LoadLocation(s); err == nil {
			return loc.String(), true
		}
	}
	return "", false
}

func (t *table) exact(f string) []string {
	if zones := t.cities[f]; len(zones) > 0 {
		return zones
	}
	return firstOf(t.of[t.countries[f]])
}

// beginning are the zones of names that begin so.
func (t *table) beginning(f string) []string {
	const least = 3 // shorter ones begin everything
	if len([]rune(f)) < least {
		return nil
	}
	var out []string
	at, _ := slices.BinarySearch(t.names, f)
	for _, name := range t.names[at:] {
		if !strings.HasPrefix(name, f) {
			break
		}
		out = add(out, t.exact(name)...)
	}
	return firstOf(out)
}

// almost are the zones of names that differ by one letter.
func (t *table) almost(f string) []string {
	const least = 5 // shorter ones are too alike
	if len([]rune(f)) < least {
		return nil
	}
	var out []string
	for _, name := range t.names {
		if oneApart([]rune(f), []rune(name)) {
			out = add(out, t.exact(name)...)
		}
	}
	return firstOf(out)
}

func add(to []string, zones ...string) []string {
	for _, z := range zones {
		if !slices.Contains(to, z) {
			to = append(to, z)
		}
	}
	return to
}

func firstOf(zones []string) []string { return zones[:min(len(zones), Most)] }

// oneApart reports whether one letter was changed, added, left out, or swapped
// with its neighbour.
func oneApart(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return slices.Equal(a[i:], b[i+1:])
	}
	switch {
	case i == len(a):
		return false
	case slices.Equal(a[i+1:], b[i+1:]):
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:])
}

var offsetForm = regexp.MustCompile(`^(?:utc|gmt)?\s*([+\-−–])\s*(\d{1,2})(?::?(\d{2}))?$`)

// uneven are zones for offsets that are no whole hours and never change. The
// others of that kind have a summer time and need their city's name.
var uneven = map[string]string{
	"+3:30": "Asia/Tehran", "+4:30": "Asia/Kabul", "+5:30": "Asia/Kolkata", "+5:45": "Asia/Kathmandu",
	"+6:30": "Asia/Yangon", "+8:45": "Australia/Eucla", "+9:30": "Australia/Darwin", "-9:30": "Pacific/Marquesas",
}

// offset reads "+2", "UTC+5:30", "gmt -3". Its zone never changes its clocks.
func offset(s string) (string, bool) {
	m := offsetForm.FindStringSubmatch(strings.ToLower(s))
	if m == nil {
		return "", false
	}
	sign := "+"
	if m[1] != "+" {
		sign = "-"
	}
	hours, _ := strconv.Atoi(m[2])         // one or two digits
	minutes, _ := strconv.Atoi("0" + m[3]) // two or none
	switch {
	case minutes != 0:
		zone, ok := uneven[fmt.Sprintf("%s%d:%02d", sign, hours, minutes)]
		return zone, ok
	case hours == 0:
		return "UTC", true
	case sign == "+" && hours <= 14:
		// POSIX counts the other way round.
		return fmt.Sprintf("Etc/GMT-%d", hours), true
	case sign == "-" && hours <= 12:
		return fmt.Sprintf("Etc/GMT+%d", hours), true
	}
	return "", false
}

// usual are the zones of those who speak a language, for a first offer.
var usual = map[string][]string{
	"en": {"Europe/London", "America/New_York", "Africa/Nairobi", "Africa/Lagos", "Asia/Kolkata", "Europe/Zurich"},
	"fr": {"Europe/Paris", "Africa/Dakar", "Africa/Kinshasa", "Africa/Douala", "America/Toronto", "Europe/Zurich"},
	"es": {"America/Mexico_City", "America/Bogota", "Europe/Madrid", "America/Lima", "America/Argentina/Buenos_Aires", "America/Santiago"},
	"ar": {"Africa/Cairo", "Asia/Riyadh", "Asia/Amman", "Asia/Baghdad", "Africa/Casablanca", "Asia/Dubai"},
}

// Guess returns zones to offer to somebody whose client speaks the language, a
// BCP 47 tag such as "fr-CA", likeliest first. There is always one.
func Guess(tag string) []string {
	t := load()
	var out []string
	parsed, err := language.Parse(tag)
	if err == nil {
		if region, sure := parsed.Region(); sure == language.Exact {
			out = add(out, t.of[region.String()]...)
		}
		base, _ := parsed.Base()
		out = add(out, usual[base.String()]...)
		if region, sure := parsed.Region(); len(out) == 0 && sure >= language.Low {
			// German is spoken most where Berlin's time is.
			out = add(out, t.of[region.String()]...)
		}
	}
	if len(out) == 0 {
		out = usual["en"]
	}
	return firstOf(out)
}

// Suggestion is something to offer while somebody types.
type Suggestion struct{ Label, Zone string }

// Suggest offers up to n zones for the beginning of a name.
func Suggest(typed string, n int) []Suggestion {
	t := load()
	f := fold(typed)
	var out []Suggestion
	seen := map[string]bool{}
	offer := func(name, zone string) {
		if len(out) < n && !seen[zone] {
			seen[zone] = true
			out = append(out, Suggestion{Label: fmt.Sprintf("%s (%s)", name, zone), Zone: zone})
		}
	}
	if len(f) > 0 && len(typed) <= 100 {
		at, _ := slices.BinarySearch(t.names, f)
		for _, name := range t.names[at:] {
			if !strings.HasPrefix(name, f) || len(out) >= n {
				break
			}
			for _, zone := range t.exact(name) {
				offer(t.label[name], zone)
			}
		}
	}
	for _, zone := range Find(typed) {
		offer(strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " "), zone)
	}
	return out
}

// Zones returns the names of all zones that can be offered, in order.
func Zones() []string {
	var out []string
	for _, z := range load().zones {
		out = append(out, z)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
