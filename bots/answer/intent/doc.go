// Package intent recognises what a message is before anything is searched: a
// personal plea, small talk, or neither, and what form a question has: a
// numbered item, a whole list, a comparison, a follow-up.
//
// It works on words alone, in English, French, Spanish and Arabic, with the
// most urgent phrases of some other languages, and keeps nothing of what it
// reads. The phrases are in the tables folder, one file a language and
// subject, in a notation that tables/README.md explains.
package intent
