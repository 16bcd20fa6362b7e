package ground

// measureFields looks for words of the sentence that the sources hold only as the
// key of a field which is denied ("garage": false): the sentence claims what the
// record says is not so.
func (e *evidence) measureFields(a *alignment, f *features) {
	if !e.records {
		return
	}
	for i := range a.parts {
		t := &a.claim.tokens[a.parts[i].token]
		if t.kind != word || t.negated || t.quantity > 0 || a.deniedBehind(a.parts[i].token) {
			continue
		}
		denies, bears := false, false
		for _, h := range a.parts[i].hits {
			s := &e.tokens[h.position]
			switch {
			case s.void || h.strength < synonymStrength:
			case s.negated && e.sentences[s.sentence].record:
				denies = true
			case !s.negated:
				bears = true
			}
		}
		if denies && !bears {
			f[fieldDenied] = min(f[fieldDenied]+.5, 1)
		}
	}
}

// deniedBehind tells whether a negation follows in the same clause: "takeout and
// outdoor seating are not available".
func (a *alignment) deniedBehind(at int) bool {
	for i := at + 1; i < min(a.span.to, at+8); i++ {
		t := &a.claim.tokens[i]
		if t.kind == mark && (t.text == ";" || t.text == ".") || t.text == "but" || t.text == "while" {
			return false
		}
		if t.text == "not" || t.text == "unavailable" || t.text == "lacking" {
			return true
		}
	}
	return false
}

// openDays tells for how many days of the week a record gives hours.
func (e *evidence) openDays() int {
	open := 0
	for _, hours := range e.days {
		if len(hours) > 0 {
			open++
		}
	}
	return open
}

// isClosed tells a day without hours, in a record that gives hours for others.
func (e *evidence) isClosed(day int) bool {
	return day >= 0 && len(e.days[day]) == 0 && e.openDays() >= 3
}

// measureDays checks "closed on Monday" and "seven days a week" against the days
// that a record gives hours for.
func (e *evidence) measureDays(a *alignment, f *features) {
	open := e.openDays()
	if open < 3 {
		return
	}
	tokens := a.claim.tokens[a.span.from:a.span.to]
	for i := range tokens {
		next := func(n int) string {
			if i+n < len(tokens) {
				return tokens[i+n].text
			}
			return ""
		}
		switch t := &tokens[i]; {
		case t.text == "closed" && !t.negated:
			for _, day := range daysBehind(tokens, i) {
				if hours := e.days[day]; len(hours) > 0 && !allMidnight(hours) {
					f[hoursWrong] = 1
				}
			}
		case open < 7 && (t.text == "seven" || t.text == "7") && next(1) == "days",
			open < 7 && (t.text == "every" || t.text == "each") && next(1) == "day" && next(2) != "except" && next(2) != "but" && !tokens[i].negated:
			f[hoursWrong] = 1
		}
	}
}

// daysBehind lists the days of the week named within a few words behind a word.
func daysBehind(tokens []token, at int) []int {
	var days []int
	for j := at + 1; j < min(len(tokens), at+7); j++ {
		if day := weekday(tokens[j].text); day >= 0 && tokens[j].kind == word {
			days = append(days, day)
		} else if tokens[j].kind == number || tokens[j].text == "." {
			break
		}
	}
	return days
}

// allMidnight tells "0:0-0:0", which some records write for a day without hours and
// others for one that never closes.
func allMidnight(hours []quantity) bool {
	for i := range hours {
		if hours[i].value != 0 {
			return false
		}
	}
	return true
}

// saysClosed tells a word of "closed on Monday" that the hours of a record bear out.
func (e *evidence) saysClosed(claim *body, s span, at int) bool {
	tokens := claim.tokens[s.from:s.to]
	at -= s.from
	if tokens[at].text == "closed" {
		days := daysBehind(tokens, at)
		return len(days) > 0 && e.isClosed(days[0])
	}
	if !e.isClosed(weekday(tokens[at].text)) {
		return false
	}
	for back := at - 1; back >= max(0, at-6); back-- {
		if tokens[back].text == "closed" {
			return true
		}
	}
	return false
}
