package web

import (
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/knowledge"
)

// share is what messengers and search engines show of a page that somebody
// shares.
type share struct {
	Title, Description, URL, Locale string
	// Data is the entry for programs: a schema.org Claim, rendered as JSON-LD.
	Data map[string]any
}

func itoa(n int) string { return strconv.Itoa(n) }

func (v *visit) share(e *entry, x knowledge.Wording, address string) *share {
	data := map[string]any{"@context": "https://schema.org", "@type": "Claim", "@id": address, "url": address,
		"name": x.Title, "text": x.Text, "inLanguage": langOr(x.Lang), "version": v.corpus().Version,
		"isPartOf": map[string]any{"@type": "WebSite", "name": v.word("brand"), "url": v.cfg.PublicURL + "/"}}
	if e.Source.Speaker != "" {
		data["author"] = map[string]any{"@type": "Person", "name": e.Source.Speaker}
	}
	document := map[string]any{"@type": "CreativeWork", "name": e.Source.Title}
	if e.Source.URL != "" {
		document["url"] = e.Source.URL
	}
	if e.Source.Publisher != "" {
		document["publisher"] = map[string]any{"@type": "Organization", "name": e.Source.Publisher}
	}
	data["isBasedOn"] = document
	var about []string
	for _, id := range e.Themes {
		if t, ok := v.corpus().Theme(id); ok {
			about = append(about, v.themeName(t))
		}
	}
	if len(about) > 0 {
		data["keywords"] = about
	}
	return &share{Title: x.Title, Description: firstPart(x.Text), URL: address, Locale: localeTag(langOr(x.Lang)), Data: data}
}

// maxDescription is about what search engines and messengers show of a page,
// in runes.
const maxDescription = 200

// firstPart is the beginning of a text in whole words.
func firstPart(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	r := []rune(text)
	if len(r) <= maxDescription {
		return text
	}
	cut := string(r[:maxDescription])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + " …"
}
