package ground

// measureHours compares times of the day with the opening hours of the days that they
// are said of, when a record gives hours by day.
func (e *evidence) measureHours(a *alignment, f *features) {
	if e.openDays() < 3 {
		return
	}
	wrong, all := 0., 0.
	for _, group := range hourGroups(a.claim.tokens, a.span.from, a.span.to) {
		for _, at := range group.times {
			q := &a.claim.quantities[a.claim.tokens[at].quantity-1]
			if e.otherTime(q) {
				continue
			}
			misfits := 0
			for _, day := range group.days {
				fits := false
				for k := range e.days[day] {
					fits = fits || q.agreesClock(&e.days[day][k]) >= .7
				}
				if !fits {
					misfits++
				}
			}
			if len(group.days) > 0 {
				all++
				if 2*misfits >= len(group.days) {
					wrong++
				}
			}
		}
	}
	if all > 0 {
		f[hoursWrong] = wrong / all
	}
}

// otherTime tells a time that the sources hold elsewhere than in the opening hours.
func (e *evidence) otherTime(q *quantity) bool {
	for i := range e.quantities {
		held := &e.quantities[i]
		s := &e.sentences[e.tokens[held.from].sentence]
		if held.measure == clock && q.agreesClock(held) >= .9 && !(s.record && e.hoursIn(s)) {
			return true
		}
	}
	return false
}

// hoursIn tells a field that gives the hours of a day.
func (e *evidence) hoursIn(s *span) bool {
	for i := s.from; i < s.to; i++ {
		if e.tokens[i].kind == word && weekday(e.tokens[i].text) >= 0 {
			return true
		}
	}
	return false
}

// hourGroup is times of the day with the days they are said of, 0 for Monday.
type hourGroup struct{ times, days []int }

// hourGroups reads "from 9 to 5 on weekdays, on Saturday until noon". Times belong to
// the days of their piece of the sentence, between commas and "and"; if it names none,
// to the days named since the last times.
func hourGroups(tokens []token, from, to int) []hourGroup {
	var groups []hourGroup
	var waiting []int
	for start := from; start < to; {
		end := start
		for end < to && !(end > start && endsPiece(tokens, end)) {
			end++
		}
		g := hourGroup{days: daysIn(tokens, start, end)}
		for i := start; i < end; i++ {
			if t := &tokens[i]; t.quantity > 0 && (i == start || tokens[i-1].quantity != t.quantity) && isClock(tokens, i) {
				g.times = append(g.times, i)
			}
		}
		switch {
		case len(g.times) == 0:
			waiting = append(waiting, g.days...)
		case len(g.days) == 0:
			g.days, waiting = waiting, nil
			if end+2 < to && tokens[end].text == "," && tokens[end+1].text == "on" && weekday(tokens[end+2].text) >= 0 {
				g.days = []int{weekday(tokens[end+2].text)} // "open late, until 8 PM, on Thursdays"
			}
			groups = append(groups, g)
		default:
			if tokens[start].text == "and" && len(waiting) > 0 && dayFirst(tokens, start, end) {
				g.days = append(g.days, waiting...)
			}
			waiting = nil
			groups = append(groups, g)
		}
		start = end
	}
	return groups
}

// isClock tells a number that is a time of the day: behind it stands its half, or it
// holds a colon.
func isClock(tokens []token, at int) bool {
	t := &tokens[at]
	if t.text == "noon" || t.text == "midnight" {
		return true
	}
	for i := 0; i < len(t.text); i++ {
		if t.text[i] == ':' {
			return true
		}
	}
	return at+1 < len(tokens) && (halfOfDay(tokens[at+1].text) || tokens[at+1].text == "a" || tokens[at+1].text == "p")
}

func halfOfDay(text string) bool {
	return text == "am" || text == "pm" || text == "a.m" || text == "p.m"
}

// dayFirst tells a piece whose day stands before its time: "Monday and Tuesday from 8".
func dayFirst(tokens []token, from, to int) bool {
	for i := from; i < to; i++ {
		if weekday(tokens[i].text) >= 0 && tokens[i].kind == word {
			return i-from <= 2 && tokens[from+1].text != "on"
		}
		if tokens[i].quantity > 0 {
			return false
		}
	}
	return false
}

func endsPiece(tokens []token, at int) bool {
	switch tokens[at].text {
	case ",", ";", "and", "while", "but", "except", "(", ")":
		return true
	}
	return false
}

// daysIn lists the days that a piece of a sentence names, ranges ("Monday to Friday")
// and words such as "weekdays" and "daily" included; days that are excepted are not.
func daysIn(tokens []token, from, to int) []int {
	var days []int
	last := -1
	if tokens[from].text == "except" {
		when := false
		for i := from; i < min(len(tokens), to+3); i++ {
			when = when || tokens[i].text == "when"
		}
		if !when {
			return nil
		}
	}
	for i := from; i < to; i++ {
		t := &tokens[i]
		switch t.text {
		case "weekday", "weekdays":
			days = append(days, 0, 1, 2, 3, 4)
		case "midweek":
			days = append(days, 1, 2, 3)
		case "weekend", "weekends":
			days = append(days, 5, 6)
		case "daily", "everyday":
			days = append(days, 0, 1, 2, 3, 4, 5, 6)
		}
		day := weekday(t.text)
		if day < 0 || t.kind != word {
			continue
		}
		if last >= 0 && i-last == 2 {
			switch tokens[i-1].text {
			case "to", "through", "thru", "-", "–", "until":
				for d := (weekday(tokens[last].text) + 1) % 7; d != day; d = (d + 1) % 7 {
					days = append(days, d)
				}
			}
		}
		days = append(days, day)
		last = i
	}
	return days
}
