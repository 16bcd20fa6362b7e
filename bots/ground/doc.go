// Package ground says whether a summary is supported by the texts it was made
// from. It holds pure functions: no I/O, no clock, no randomness, nothing
// remembered between two calls, and no other package of this module.
//
// Verify judges a whole summary against all sources, Claimed one sentence
// against the one source that it names, and Clean decides whether a sentence is
// fit to be shown at all.
//
// A sentence is judged twice. A score between 0 and 1 comes from a logistic
// function of the features in features.go (how much of the sentence its sources
// cover, which numbers and names they do not hold, negations, opposites,
// modality and so on); it is meant for ranking and can be compared between
// inputs. A layer of hard rules (rules.go) then decides Supported. The rules are
// strict on purpose: a wrong refusal costs a summary that nobody will miss,
// a wrong acceptance costs the reader's trust.
//
// Words are compared by stem, kin and synonym; numbers by value, unit and form ("12 of
// the 40" is 30 %, half an hour 30 minutes, 7.40 pm 19:40). A name or a number must
// also stand with the words it stands with in the sources, not with those that belong
// to another one (rivals.go), and the "he" of a sentence is the person of the one
// before (subject.go).
//
// The weights are fitted on testdata/passages: texts of ten kinds with true sentences,
// invented ones, and true ones that a program spoils in over twenty ways. Three tests
// print what that is worth, on passages left out of the fitting where it says so:
//
//	go test ./bots/ground -v -run TestTrain        sentences
//	go test ./bots/ground -v -run TestResponses    whole summaries
//	go test ./bots/ground -v -run TestCorruptions  caught and false alarms, kind by kind
//
// What it cannot do: it does not understand. A false sentence made only of words
// that stand close together in the source, in an order that the source does not
// contradict, passes; a true sentence in words that share nothing with the source
// is refused. A summary in another language than its sources is always refused.
package ground
