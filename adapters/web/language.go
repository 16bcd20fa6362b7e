package web

import (
	"net/http"

	"golang.org/x/text/language"

	"github.com/idmbot/idmbot/bots/locale"
)

// maxAccept bounds the header that is looked at, in bytes; browsers send less
// than a hundred.
const maxAccept = 500

// langOf is the language of a page: the one asked for, else the browser's,
// else the first.
func langOf(r *http.Request) string {
	if l := locale.Match(r.FormValue("lang")); l != "" {
		return l
	}
	header := r.Header.Get("Accept-Language")
	if len(header) > maxAccept {
		return locale.Languages[0]
	}
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return locale.Languages[0]
	}
	for _, t := range tags {
		if l := locale.Match(t.String()); l != "" {
			return l
		}
	}
	return locale.Languages[0]
}

// direction is the value of a dir attribute for a language.
func direction(lang string) string {
	if locale.RTL(lang) {
		return "rtl"
	}
	return "ltr"
}
