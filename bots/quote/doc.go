// Package quote tells whether a text is one of the quotations held: word for word,
// changed, or not at all. It holds pure functions and imports no other package of
// this module.
//
// Quotation marks, apostrophes, dashes, case, white space and invisible characters
// make no difference; every other character does, so a changed word or a changed
// inner comma is never "exact". Full stops and the like at the very ends of the
// text are not looked at, since a person copies a quotation with or without them.
package quote
