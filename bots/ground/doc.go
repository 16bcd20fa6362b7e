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
// the 40" is 30 %, half an hour 30 minutes, 7.40 pm 19:40), by the bounds they give
// ("more than 60") and by what can be reckoned from two of them (derive.go). A name or a
// number must also stand with the words it stands with in the sources, not with those
// that belong to another one (rivals.go), and the "he" of a sentence is the person of the
// one before (subject.go). Who does what to whom is compared verb by verb (frame.go,
// rolematch.go), and so is how firmly it is claimed (stance.go). Words that no source
// holds weigh less where they stand in the place of others than where they were put in
// (unexplained.go). Fields of records are read as sentences (evidence.go, fieldwords.go),
// times of the day with the days they are said of (hours.go), and what one element of an
// array says is not put together with another (elements.go).
//
// The weights are fitted on testdata: on the first set, texts of ten kinds with true
// sentences, invented ones, and true ones that a program spoils in over twenty ways; and
// on the second, whose true sentences are as free as a language model writes them and
// whose false ones are of eleven kinds. A third, small set is never fitted on. Four tests
// print what that is worth, on passages left out of the fitting where it says so:
//
//	go test ./bots/ground -v -run TestTrain        sentences
//	go test ./bots/ground -v -run TestResponses    whole summaries
//	go test ./bots/ground -v -run TestCorruptions  caught and false alarms, kind by kind
//	go test ./bots/ground -v -run TestSecond       the second and the third set, kind by kind
//
// What it cannot do: it does not understand. A false sentence made only of words
// that stand close together in the source, in an order that the source does not
// contradict, passes; a true sentence in words that share nothing with the source
// is refused. A summary in another language than its sources is always refused.
package ground
