package ground

import (
	"strconv"
	"strings"
)

// priceWords are what prices by class, from 1 to 4, are called.
var priceWords = map[string]string{"1": "inexpensive cheap", "2": "moderate", "3": "pricey", "4": "expensive"}

// valueInWords gives the value of a field as prose would say it: with the unit that its
// key names ("weight_kg": 1.4), the month of a date, the words for a class of price.
func valueInWords(key, value string) string {
	if value == "" || value[0] < '0' || value[0] > '9' {
		return value
	}
	lower := strings.ToLower(strings.ReplaceAll(key, "_", " "))
	if words := priceWords[value]; words != "" && strings.Contains(strings.ReplaceAll(lower, " ", ""), "pricerange") {
		return value + " " + words
	}
	if date := dateInWords(value); date != "" {
		return value + " " + date
	}
	name := strings.Fields(lower)
	if len(name) == 0 || strings.Contains(value, " ") {
		return value
	}
	unit := name[len(name)-1]
	if units[unit] != "" || currencies[unit] != "" || unit == "percent" || unit == "km" {
		return value + " " + unit
	}
	return value
}

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September",
	"October", "November", "December"}

// dateInWords writes "2024-03-01" as "1 March 2024"; "" if it is no date.
func dateInWords(value string) string {
	if len(value) < 10 || value[4] != '-' || value[7] != '-' {
		return ""
	}
	month, err1 := strconv.Atoi(value[5:7])
	day, err2 := strconv.Atoi(value[8:10])
	if err1 != nil || err2 != nil || month < 1 || month > 12 || day < 1 || day > 31 {
		return ""
	}
	return strconv.Itoa(day) + " " + monthNames[month-1] + " " + value[:4]
}
