// Package place turns what people type for "where are you" into an IANA time
// zone: a city, a country, an offset from UTC, an abbreviation or the zone's
// own name, in the bot's languages. It never needs to know where a person is.
package place
