package discordtest

import (
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

func (s *schema) checkText(v any, errs *faults) {
	text, ok := v.(string)
	if n, isNumber := v.(json.Number); isNumber && s.Format == "snowflake" {
		text, ok = n.String(), true
	}
	if !ok {
		errs.add("STRING_TYPE_CONVERT", "Could not interpret the value as string.")
		return
	}
	// Discord counts code points.
	checkLength(utf8.RuneCountInString(text), s.MinLength, s.MaxLength, errs)
	switch s.Format {
	case "snowflake":
		if _, err := strconv.ParseUint(text, 10, 63); err != nil {
			errs.add("NUMBER_TYPE_COERCE", "Value is not snowflake.")
		}
		return
	case "uri":
		checkURL(text, errs)
	case "date-time":
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			errs.add("DATE_TIME_TYPE_PARSE", "Could not parse the value. Should be ISO8601.")
		}
	}
	if s.Pattern != nil && !s.Pattern.MatchString(text) {
		errs.add("STRING_TYPE_REGEX", "String value did not match validation regex.")
	}
}

// checkURL refuses what Discord refuses in a link, an image or an embed.
func checkURL(text string, errs *faults) {
	if text == "" {
		return
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || strings.ContainsAny(text, " \n\t") || u.Scheme == "" || u.Host == "":
		errs.add("URL_TYPE_INVALID_URL", "Not a well formed URL.")
	case !slices.Contains([]string{"http", "https", "discord", "attachment"}, u.Scheme):
		errs.add("URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https', 'discord').")
	}
}

func (s *schema) checkNumber(v any, errs *faults) {
	kind := map[string]string{"integer": "int", "number": "float"}[s.kind()]
	var x float64
	var err error
	switch n := v.(type) {
	case json.Number:
		x, err = n.Float64()
	case string: // permission bit sets and other large numbers come as text
		x, err = strconv.ParseFloat(n, 64)
	default:
		err = strconv.ErrSyntax
	}
	switch {
	case err != nil || kind == "int" && x != math.Trunc(x):
		errs.add("NUMBER_TYPE_COERCE", "Value is not "+kind+".")
	case s.Max != nil && x > *s.Max:
		errs.add("NUMBER_TYPE_MAX", fmt.Sprintf("%s value should be less than or equal to %.0f.", kind, *s.Max))
	case s.Min != nil && x < *s.Min:
		errs.add("NUMBER_TYPE_MIN", fmt.Sprintf("%s value should be greater than or equal to %.0f.", kind, *s.Min))
	}
}

// pattern is a compiled regular expression of the description.
type pattern struct{ *regexp.Regexp }

// UnmarshalText implements encoding.TextUnmarshaler.
func (p *pattern) UnmarshalText(text []byte) (err error) {
	p.Regexp, err = regexp.Compile(string(text))
	return err
}
