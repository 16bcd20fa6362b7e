package web

import (
	"golang.org/x/text/language"
)

// maxAccept bounds the header that is looked at.
const maxAccept = 500

// acceptable returns the languages of an Accept-Language header, best first.
func acceptable(header string) []string {
	if len(header) > maxAccept {
		return nil
	}
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return nil
	}
	out := make([]string, len(tags))
	for i, t := range tags {
		out[i] = t.String()
	}
	return out
}
