package place

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	_ "time/tzdata" // the program's own zones, whatever the machine has

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge/index/words"
)

//go:embed zones.tsv
var zonesTSV string

//go:embed cities.tsv
var citiesTSV string

// principal are the zones to offer, largest first, for countries with many.
// A country that is not here has all of its own.
var principal = map[string][]string{
	"US": {"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu"},
	"CA": {"America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Regina", "America/Halifax", "America/St_Johns"},
	"MX": {"America/Mexico_City", "America/Cancun", "America/Tijuana", "America/Hermosillo", "America/Chihuahua", "America/Mazatlan"},
	"BR": {"America/Sao_Paulo", "America/Manaus", "America/Rio_Branco", "America/Noronha"},
	"AR": {"America/Argentina/Buenos_Aires"}, "CN": {"Asia/Shanghai"}, "CY": {"Asia/Nicosia"}, "NZ": {"Pacific/Auckland", "Pacific/Chatham"},
	"AU": {"Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Darwin", "Australia/Perth"},
	"RU": {"Europe/Moscow", "Europe/Kaliningrad", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Vladivostok"},
	"ES": {"Europe/Madrid", "Atlantic/Canary"}, "PT": {"Europe/Lisbon", "Atlantic/Azores", "Atlantic/Madeira"},
	"CL": {"America/Santiago", "America/Punta_Arenas", "Pacific/Easter"}, "EC": {"America/Guayaquil", "Pacific/Galapagos"},
	"CD": {"Africa/Kinshasa", "Africa/Lubumbashi"}, "DE": {"Europe/Berlin"}, "UA": {"Europe/Kyiv"}, "UZ": {"Asia/Tashkent"},
	"ID": {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}, "KZ": {"Asia/Almaty"}, "MN": {"Asia/Ulaanbaatar", "Asia/Hovd"},
	"MY": {"Asia/Kuala_Lumpur"}, "PS": {"Asia/Gaza", "Asia/Hebron"}, "GL": {"America/Nuuk"}, "PG": {"Pacific/Port_Moresby"},
	"VN": {"Asia/Ho_Chi_Minh"},
}

// abbreviations that name one zone well enough; those with several meanings
// are left out.
var abbreviations = map[string]string{
	"utc": "UTC", "gmt": "UTC", "z": "UTC", "cet": "Europe/Berlin", "cest": "Europe/Berlin", "eet": "Europe/Athens",
	"eest": "Europe/Athens", "wet": "Europe/Lisbon", "bst": "Europe/London", "msk": "Europe/Moscow",
	"wat": "Africa/Lagos", "cat": "Africa/Maputo", "eat": "Africa/Nairobi", "sast": "Africa/Johannesburg",
	"ist": "Asia/Kolkata", "pkt": "Asia/Karachi", "jst": "Asia/Tokyo", "kst": "Asia/Seoul",
	"est": "America/New_York", "edt": "America/New_York", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
	"mst": "America/Denver", "mdt": "America/Denver", "art": "America/Argentina/Buenos_Aires", "brt": "America/Sao_Paulo",
}

// table is what the files say, ready for looking up.
type table struct {
	zones     map[string]string   // a zone's name in lower case -> the name
	cities    map[string][]string // folded -> zones
	countries map[string]string   // folded -> country
	of        map[string][]string // country -> zones to offer
	country   map[string]string   // zone -> country
	names     []string            // folded cities and countries, sorted
	label     map[string]string   // folded -> as it is written
}

// load reads the files once; they are part of the program.
var load = sync.OnceValue(func() *table {
	t := &table{zones: map[string]string{"utc": "UTC"}, cities: map[string][]string{}, countries: map[string]string{},
		of: map[string][]string{}, country: map[string]string{}, label: map[string]string{}}
	for _, line := range lines(zonesTSV) {
		country, name := line[0], line[1]
		t.zones[strings.ToLower(name)] = name
		t.country[name] = country
		if principal[country] == nil {
			t.of[country] = append(t.of[country], name)
		}
		city := strings.ReplaceAll(name[strings.LastIndex(name, "/")+1:], "_", " ")
		t.city(city, name)
	}
	for country, zones := range principal {
		t.of[country] = zones
	}
	for _, line := range lines(citiesTSV) {
		for _, city := range strings.Split(line[1], ";") {
			t.city(strings.TrimSpace(city), line[0])
		}
	}
	for _, lang := range locale.Languages {
		namer := display.Regions(language.MustParse(lang))
		for country := range t.of {
			if r, err := language.ParseRegion(country); err == nil {
				t.name(fold(namer.Name(r)), country, namer.Name(r))
			}
		}
	}
	for name, country := range spoken {
		t.name(fold(name), country, name)
	}
	for name := range t.label {
		t.names = append(t.names, name)
	}
	slices.Sort(t.names)
	return t
})

// spoken are names of countries that people say and standards do not.
var spoken = map[string]string{
	"usa": "US", "u.s.a.": "US", "america": "US", "uk": "GB", "england": "GB", "scotland": "GB", "britain": "GB",
	"angleterre": "GB", "inglaterra": "GB", "بريطانيا": "GB", "أمريكا": "US", "امريكا": "US", "ee. uu.": "US", "eeuu": "US",
	"états-unis d'amérique": "US", "ivory coast": "CI", "drc": "CD", "rdc": "CD", "congo": "CG", "holland": "NL", "hollande": "NL",
	"emirates": "AE", "uae": "AE", "émirats": "AE", "الإمارات": "AE", "السعودية": "SA", "turkey": "TR", "palestine": "PS",
	"فلسطين": "PS", "syria": "SY", "russia": "RU", "burma": "MM", "czech republic": "CZ", "south korea": "KR", "vietnam": "VN",
}

func (t *table) city(name, zone string) {
	f := fold(name)
	if !slices.Contains(t.cities[f], zone) {
		t.cities[f] = append(t.cities[f], zone)
	}
	if t.label[f] == "" {
		t.label[f] = name
	}
}

func (t *table) name(folded, country, written string) {
	if folded == "" {
		return
	}
	t.countries[folded] = country
	if t.label[folded] == "" {
		t.label[folded] = written
	}
}

// lines are the pairs of a file, without its comments.
func lines(file string) [][2]string {
	var out [][2]string
	for line := range strings.Lines(file) {
		left, right, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			out = append(out, [2]string{left, right})
		}
	}
	return out
}

// fold makes two ways to write a name equal.
func fold(s string) string {
	f := strings.Map(func(r rune) rune {
		switch r {
		case '-', '_', '\'', '.', ',', '/':
			return ' '
		}
		return r
	}, words.Fold(s))
	return strings.Join(strings.Fields(f), " ")
}
