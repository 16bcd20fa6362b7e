// Package words turns text of any language into comparable words: Unicode
// normalisation, case and accent folding, Arabic letter forms, pieces of
// scripts that write no spaces, stems, sentences, and small lists of words
// that every text of a language is full of.
//
// It knows nothing of an index. All functions are safe for concurrent use and
// take any bytes, valid UTF-8 or not.
package words
