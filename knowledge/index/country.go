package index

import (
	"slices"
	"strings"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// country is what a corpus has for a country and its people. It is found out when
// a question first names the country: a corpus names few of all there are.
type country struct {
	// terms are the words of the corpus that stand for the country or its people,
	// and those that its names of several words begin with.
	terms []int32
	// alone are those of the terms that stand for the country by themselves.
	alone []int32
	// names are its names of several words, as far as the corpus has all of them.
	names [][]int32
}

func (x *Index) country(code string) *country {
	if c, ok := x.countries.Load(code); ok {
		return c.(*country)
	}
	c := &country{terms: x.findCountryTerms(code)}
	for _, id := range c.terms {
		if words.AllCountries().Word(x.terms.terms[id].shown) == code {
			c.alone = append(c.alone, id)
		}
	}
	for _, name := range words.AllCountries().Names(code) {
		var ids []int32
		parts := strings.Fields(name)
		for _, part := range parts {
			if id, ok := x.terms.forms[part]; ok {
				ids = append(ids, id)
			}
		}
		if len(parts) > 1 && len(ids) == len(parts) {
			c.names = append(c.names, ids)
		}
	}
	x.countries.Store(code, c)
	return c
}

// hasCountry reports whether an entry names a country or its people.
func (x *Index) hasCountry(entry int32, code string) bool {
	docs := x.wordings(entry)
	has := func(id int32) bool {
		return slices.ContainsFunc(docs, func(d doc) bool { return d.carries(id) })
	}
	c := x.country(code)
	for _, name := range c.names {
		if !slices.ContainsFunc(name, func(id int32) bool { return !has(id) }) {
			return true
		}
	}
	return slices.ContainsFunc(c.alone, has)
}

// countryTerms are the words of the corpus that stand for a country or its
// people, and those that its names of several words begin with.
func (x *Index) countryTerms(code string) []int32 { return x.country(code).terms }

func (x *Index) findCountryTerms(code string) []int32 {
	const head = 4 // letters that a country's name and its people have in common at least
	c := words.AllCountries()
	var out []int32
	for _, name := range c.Names(code) {
		first, _, several := strings.Cut(name, " ")
		if several {
			if id, ok := x.terms.forms[first]; ok && !slices.Contains(out, id) {
				out = append(out, id)
			}
			continue
		}
		for _, form := range x.speller.startingWith(first[:min(len(first), head)]) {
			if id := x.terms.forms[form]; !slices.Contains(out, id) && c.Word(form) == code {
				out = append(out, id)
			}
		}
	}
	return out
}
