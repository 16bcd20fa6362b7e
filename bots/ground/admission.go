package ground

// answered is the share of what a sentence says the sources do not hold that one
// source sentence must hold to prove it wrong.
const answered = .9

// deniedScore is the score of a sentence that denies what the sources hold.
const deniedScore = .55

// admission judges "the passage does not mention X": wrong when one sentence of the
// sources, and not itself a denial, holds all of X. X must be two words at least, as
// nearly every word of a question stands somewhere in the sources.
func (e *evidence) admission(result *Sentence, text string) {
	result.Supported, result.Score, result.Reason = true, fillerScore, "says that the sources do not hold something"
	object := text
	for i := range admissions {
		object = admissions[i].pattern().ReplaceAllString(object, " ")
	}
	claim := e.prepare(object)
	if len(claim.sentences) == 0 || len(e.sentences) == 0 {
		return
	}
	a := e.align(claim, 0)
	if len(a.parts) < 2 || a.one.cover < answered {
		return
	}
	if holdsClass(e.tokensIn(a.one, 0), isNegation) {
		return
	}
	result.Source = e.sources[e.sentences[a.one.from].source].ID
	result.Supported, result.Score, result.Reason = false, deniedScore, "the source holds what the sentence says it does not"
}
