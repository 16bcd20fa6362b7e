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
// What it cannot do: it does not understand. A false sentence made only of words
// that stand close together in the source, in an order that the source does not
// contradict, passes; a true sentence in words that share nothing with the source
// is refused. A summary in another language than its sources is always refused.
package ground
