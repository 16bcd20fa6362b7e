// Package index finds, among curated entries, the ones a question asks for,
// and says how sure it is. It uses no model and no network: words, character
// n-grams, word pairs and a small classifier trained when the index is built.
package index
