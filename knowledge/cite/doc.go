// Package cite writes ready citations of entries, in the three forms people
// who quote the Dialogue use: footnotes as in United Nations documents, APA
// references, and BibTeX. It is pure: an entry goes in, text comes out.
//
// A citation names the source (speaker, document, publisher, date, meeting,
// place in the document, public address) and, apart from it, the page on which
// this project words the message, with the day on which that page was read.
// The two are never mixed: the wording of an entry is the curators' own, and
// nobody should put it into the mouth of the source.
package cite
