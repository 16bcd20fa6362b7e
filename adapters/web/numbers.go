package web

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

const (
	// objectives of the Global Compact for Migration, as in A/RES/73/195;
	// goals of the 2030 Agenda, as in A/RES/70/1.
	objectives = 23
	goals      = 17
)

func (s *Server) yearsPage(v *visit) {
	counts := map[int]int{}
	for _, e := range v.corpus().Entries {
		if e.Year != 0 {
			counts[e.Year]++
		}
	}
	d := tilesData{Heading: v.word("years"), Lead: v.word("years_lead"), Small: true}
	years := slices.Sorted(maps.Keys(counts))
	slices.Reverse(years)
	for _, y := range years {
		d.Tiles = append(d.Tiles, tile{Name: strconv.Itoa(y), URL: fmt.Sprintf("/years/%d", y), Count: v.count(counts[y])})
	}
	v.tiles("years", d)
}

func (s *Server) yearPage(v *visit) {
	n, entries := v.numbered(func(e *entry, n int) bool { return e.Year == n })
	if len(entries) == 0 || n == 0 {
		v.lost()
		return
	}
	v.list("years", listData{Heading: strconv.Itoa(n), Back: link{v.word("years"), "/years"}}, entries)
}

func (s *Server) objectivesPage(v *visit) {
	v.numbers("gcm", "objective", objectives, v.objectiveName, func(e *entry) []int { return e.GCM })
}

func (s *Server) objectivePage(v *visit) {
	v.bearing("gcm", "objective", objectives, v.objectiveName, func(e *entry) []int { return e.GCM })
}

func (s *Server) goalsPage(v *visit) {
	v.numbers("sdgs", "goal", goals, v.goalName, func(e *entry) []int { return e.SDGs })
}

func (s *Server) goalPage(v *visit) {
	v.bearing("sdgs", "goal", goals, v.goalName, func(e *entry) []int { return e.SDGs })
}

// objectiveName is what an objective asks for, as the entry about it has it in
// its title after the number.
func (v *visit) objectiveName(n int) string {
	if e, ok := v.corpus().Entry(fmt.Sprintf("gcm-objective-%d", n)); ok {
		x, _ := e.In(v.lang)
		if _, name, ok := strings.Cut(x.Title, ": "); ok {
			return name
		}
	}
	return ""
}

func (v *visit) goalName(n int) string { return v.word(fmt.Sprintf("goal_%d", n)) }

// numbers is the overview of the objectives or goals that entries bear on.
func (v *visit) numbers(path, word string, last int, name func(int) string, of func(*entry) []int) {
	d := tilesData{Heading: v.word(path), Lead: v.word(path + "_lead"), Note: v.word("xref")}
	for n := 1; n <= last; n++ {
		in := len(v.corpus().Select(func(e *entry) bool { return slices.Contains(of(e), n) }))
		if in > 0 {
			d.Tiles = append(d.Tiles, tile{Label: fmt.Sprintf("%s %d", v.word(word), n), Name: name(n),
				URL: fmt.Sprintf("/%s/%d", path, n), Count: v.count(in)})
		}
	}
	v.tiles(path, d)
}

// bearing lists the entries that bear on one objective or goal.
func (v *visit) bearing(path, word string, last int, name func(int) string, of func(*entry) []int) {
	n, entries := v.numbered(func(e *entry, n int) bool { return slices.Contains(of(e), n) })
	if n < 1 || n > last || len(entries) == 0 {
		v.lost()
		return
	}
	d := listData{Heading: name(n), Label: fmt.Sprintf("%s %d", v.word(word), n), Note: v.word("xref"), Back: link{v.word(path), "/" + path}}
	if d.Heading == "" {
		d.Heading, d.Label = d.Label, ""
	}
	v.list(path, d, entries)
}

// numbered reads the number of an address and the entries it stands for.
func (v *visit) numbered(in func(*entry, int) bool) (int, []*entry) {
	n, err := strconv.Atoi(v.r.PathValue("n"))
	if err != nil || strconv.Itoa(n) != v.r.PathValue("n") {
		return 0, nil
	}
	return n, v.corpus().Select(func(e *entry) bool { return in(e, n) })
}
