// Package answer turns a question into an Answer: it knows a personal plea
// from a question, small talk from a search, a list from a single message, and
// what the sources do not say from what they say.
//
// The order of decisions is fixed and is the promise to the people who ask: a
// plea for help wins over everything, even where it quotes the corpus; then
// small talk; then questions whose form says what is wanted (a numbered item,
// a theme, a comparison of years, a follow-up); then retrieval. An entry is
// presented as the answer only if the index is confident enough that it is
// one. Otherwise the nearest entries are offered as related, and named so.
package answer
