package ground

import (
	"strconv"
	"strings"
	"unicode"
)

// readDigits reads the digits of one token.
func readDigits(text string, q *quantity) {
	text = strings.Map(func(r rune) rune {
		if r > '9' && unicode.IsDigit(r) { // other decimal digits count from their zero
			for zero := r; ; zero-- {
				if !unicode.IsDigit(zero-1) || r-zero == 9 {
					return '0' + (r - zero)
				}
			}
		}
		return r
	}, text)
	if hour, minute, ok := strings.Cut(text, ":"); ok && !strings.ContainsAny(text, ".,") {
		h, err1 := strconv.Atoi(hour)
		m, err2 := strconv.Atoi(minute)
		if err1 == nil && err2 == nil && h <= 24 && m < 60 {
			q.value, q.measure = float64(h*60+m), clock
			return
		}
	}
	clean := strings.ReplaceAll(text, ":", "")
	separators := strings.Count(clean, ",") + strings.Count(clean, ".")
	lastMark := strings.LastIndexAny(clean, ".,")
	digitsAfter := len(clean) - lastMark - 1
	bare := onlyDigits(clean)
	whole, _ := strconv.ParseFloat(bare, 64)
	switch {
	case separators == 0:
		q.value = whole
		if whole >= 1000 && whole < 2200 && len(clean) == 4 {
			q.measure = year
		}
	case separators > 1 && digitsAfter == 3:
		q.value = whole
	case separators == 1 && digitsAfter == 3 && lastMark <= 3:
		q.value = whole // 1,234; in some languages 1.234
		q.other = whole / 1000
	default:
		q.minutes = dottedTime(clean)
		integer := onlyDigits(clean[:lastMark])
		q.value, _ = strconv.ParseFloat(integer+"."+clean[lastMark+1:], 64)
	}
}

// dottedTime reads "7.40" as minutes since midnight, 0 if it cannot be a time.
func dottedTime(text string) float64 {
	hour, minute, ok := strings.Cut(text, ".")
	h, err1 := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(minute)
	if !ok || len(minute) != 2 || err1 != nil || err2 != nil || h > 24 || m > 59 {
		return 0
	}
	return float64(h*60 + m)
}

func onlyDigits(text string) string {
	if strings.IndexByte(text, ',') < 0 && strings.IndexByte(text, '.') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, ",", ""), ".", "")
}

// readWritten joins number words ("two hundred and five") and returns the token
// behind them.
func readWritten(tokens []token, at int, value *float64) int {
	total, part := 0., *value
	i := at + 1
	if _, isScale := scales[tokens[at].text]; isScale {
		return i
	}
	for i < len(tokens) {
		t := tokens[i].text
		next := i
		if (t == "and" || t == "-") && i+1 < len(tokens) && part >= 20 {
			next = i + 1
			t = tokens[next].text
		}
		if scale, ok := scales[t]; ok && len(t) > 2 && next == i {
			if scale == 100 {
				part *= scale
			} else {
				total += part * scale
				part = 0
			}
			i++
			continue
		}
		small, ok := writtenNumbers[t]
		if !ok || small >= 100 || small < 1 || part == 0 || !(int(part)%100 == 0 || int(part)%10 == 0 && small < 10) || part < 20 {
			break
		}
		part += small
		i = next + 1
	}
	*value = total + part
	return i
}
