package cite

import "strconv"

// apa writes a reference: Guterres, A. (UN Secretary-General). (2020).
// Messages … [message of the Secretary-General, paragraph 5]. Publisher. URL
//
// Where a document speaks, its publisher stands as the author and is not named
// twice. The description in brackets carries the meeting and the place.
func (r record) apa() string {
	author, publisher := "", r.publisher
	switch {
	case r.speaker != "":
		author = inverted(r.speaker)
		if r.role != "" {
			author += " (" + r.role + ")"
		}
	case r.named():
		author, publisher = r.publisher, ""
	}
	if publisher != "" && !r.named() {
		publisher = "Publisher: " + publisher
	}
	document := r.document
	if document == "" {
		document = r.title
	}
	if about := join("; ", r.session, r.place); about != "" {
		document += " [" + about + "]"
	}
	when := "(" + r.issued.apa() + ")."
	head := join(" ", stop(author), when, stop(document))
	if author == "" {
		head = join(" ", stop(document), when)
	}
	return join(" ", head, stop(publisher), r.sourceURL, r.apaPage())
}

func (d date) apa() string {
	switch {
	case d.year == 0:
		return "n.d."
	case d.month == 0:
		return strconv.Itoa(d.year)
	case d.day == 0:
		return strconv.Itoa(d.year) + ", " + d.month.String()
	default:
		return strconv.Itoa(d.year) + ", " + d.month.String() + " " + strconv.Itoa(d.day)
	}
}

func (r record) apaPage() string {
	if r.pageURL == "" {
		return ""
	}
	s := "Summarized as “" + r.title + "”"
	if !r.accessed.IsZero() {
		return s + ", retrieved " + r.accessed.Format("January 2, 2006") + ", from " + r.pageURL
	}
	return s + " at " + r.pageURL
}
