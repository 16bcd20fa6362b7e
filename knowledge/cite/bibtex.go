package cite

import (
	"strconv"
	"strings"
)

// bibtex writes a @misc record. Author and title stand in double braces: names
// are not taken apart and capitals are kept. The source's address is the url;
// the page of this project and the day it was read stand in the note.
func (r record) bibtex() string {
	author := r.speaker
	if author == "" && r.named() {
		author = r.publisher
	}
	document := r.document
	if document == "" {
		document = r.title
	}
	var b strings.Builder
	b.WriteString("@misc{" + key(r.id))
	field := func(name, value string) {
		if value != "" {
			b.WriteString(",\n  " + name + " = " + value)
		}
	}
	field("author", braced(braced(escape(author))))
	field("title", braced(braced(escape(document))))
	field("howpublished", braced(escape(r.publisher)))
	if r.issued.year != 0 {
		field("year", braced(strconv.Itoa(r.issued.year)))
	}
	if r.issued.month != 0 {
		field("month", strings.ToLower(r.issued.month.String()[:3]))
	}
	field("url", braced(r.sourceURL))
	field("note", braced(r.note()))
	b.WriteString("\n}")
	return b.String()
}

func (r record) note() string {
	page := ""
	if r.pageURL != "" {
		page = `summarized as ` + "``" + escape(r.title) + `'' at \url{` + r.pageURL + "}"
		if !r.accessed.IsZero() {
			page += ", accessed on " + r.accessed.Format("2 January 2006")
		}
	}
	when := r.issued.text
	if when != "" {
		when = "date: " + when
	}
	return join("; ", escape(r.role), escape(r.session), escape(when), escape(r.place), page)
}

func braced(s string) string {
	if s == "" {
		return ""
	}
	return "{" + s + "}"
}

// texEscapes are the characters that TeX or BibTeX would act on. Braces become
// commands, because BibTeX counts even escaped ones.
var texEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`,
	"&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
)

func escape(s string) string { return texEscapes.Replace(s) }

// key is the id with everything left out that ends or breaks a BibTeX key.
func key(id string) string {
	k := strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.':
			return c
		}
		return -1
	}, id)
	if k == "" {
		return "entry"
	}
	return k
}
