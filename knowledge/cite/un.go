package cite

// un writes a footnote: António Guterres, UN Secretary-General, “Messages …”,
// United Nations, 18 December 2020, para. 5. Available at https://….
func (r record) un() string {
	document := ""
	if r.document != "" {
		document = "“" + r.document + "”"
	}
	publisher := r.publisher
	if publisher != "" && !r.named() {
		publisher = "publisher: " + publisher
	}
	source := stop(join(", ", r.speaker, r.role, document, publisher, r.session, r.issued.text, r.place))
	available := ""
	if r.sourceURL != "" {
		available = "Available at " + r.sourceURL + "."
	}
	return join(" ", source, available, r.unPage())
}

// unPage names the page of this project with the day it was read.
func (r record) unPage() string {
	if r.pageURL == "" {
		return ""
	}
	s := "Summarized as “" + r.title + "” at " + r.pageURL
	if !r.accessed.IsZero() {
		s += " (accessed on " + r.accessed.Format("2 January 2006") + ")"
	}
	return s + "."
}
