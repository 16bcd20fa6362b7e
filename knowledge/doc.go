// Package knowledge holds the curated corpus: what an entry, a source and a
// theme are, how they are read from the files that curators write (or from
// JSONL), and how those files are checked.
//
// Loading is pure: a file system goes in, a Corpus or a list of findings comes
// out. A Corpus never changes after it was built, so it may be shared freely
// between goroutines; new knowledge is a new Corpus.
//
// The package imports nothing else of this module.
package knowledge
