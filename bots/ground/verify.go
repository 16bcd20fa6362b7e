package ground

import (
	"math"
	"strings"
)

// Source is one text that a summary may rest on, with the id it is cited by.
type Source struct{ ID, Text string }

// Sentence is the judgement of one sentence of a summary.
type Sentence struct {
	Text      string  `json:"text"`      // as it stands in the summary
	Supported bool    `json:"supported"` // passed every hard rule
	Score     float64 `json:"score"`     // 0..1, 1 = fully supported
	Source    string  `json:"source"`    // id of the source it rests on most, "" if on none
	Reason    string  `json:"reason"`    // why it is not supported, or what was found
}

// Verdict is the judgement of a summary.
type Verdict struct {
	Supported bool    // every sentence is, and there is one
	Score     float64 // 0..1, 1 = fully supported; comparable between inputs
	Sentences []Sentence
}

// MaxSummary is the longest summary that is read, in bytes; a longer one is not
// supported. The longest summary the bot asks for is far below.
const MaxSummary = 64 << 10

// Verify judges every sentence of a summary against all sources together. Text
// that claims nothing ("according to the passage", "here is the answer") is cut
// before a sentence is judged; a sentence that claims nothing at all is supported.
func Verify(sources []Source, summary string) Verdict {
	if strings.TrimSpace(summary) == "" {
		return Verdict{}
	}
	if len(summary) > MaxSummary {
		return Verdict{Sentences: []Sentence{{Text: cutText(summary, 80), Reason: "the summary is too long to be read"}}}
	}
	clean := strings.ToValidUTF8(summary, " ")
	lang := language(tokenize(clean))
	return newEvidence(sources, lang).verify(clean, lang)
}

// Claimed judges one sentence against the one source that it names. All are the
// sources that were given; what stands only in another of them does not count,
// and is said in the reason.
func Claimed(source Source, sentence string, all []Source) Sentence {
	verdict := Verify([]Source{source}, sentence)
	result := Sentence{Text: sentence, Supported: verdict.Supported, Score: verdict.Score, Source: source.ID}
	for _, s := range verdict.Sentences {
		if result.Reason == "" || !s.Supported {
			result.Reason = s.Reason
		}
		if !s.Supported {
			break
		}
	}
	if result.Supported || len(all) < 2 {
		return result
	}
	for _, other := range all {
		if other.ID != source.ID && Verify([]Source{other}, sentence).Supported {
			result.Reason += "; it rests on " + other.ID + " instead"
			break
		}
	}
	return result
}

func (e *evidence) verify(clean, lang string) Verdict {
	verdict := Verdict{Supported: true}
	doubts := []float64{}
	var who subject
	for _, piece := range splitSentences(clean) {
		var s Sentence
		s, who = e.judge(clean[piece[0]:piece[1]], lang, who)
		verdict.Sentences = append(verdict.Sentences, s)
		verdict.Supported = verdict.Supported && s.Supported
		doubts = append(doubts, 1-s.Score)
	}
	verdict.Supported = verdict.Supported && len(verdict.Sentences) > 0
	verdict.Score = 1 - together(doubts)
	return verdict
}

// judge scores one sentence and applies the hard rules to it. who is the subject of
// the sentence before; the second result is the one for the next.
func (e *evidence) judge(text, lang string, who subject) (Sentence, subject) {
	result := Sentence{Text: text}
	stripped, kind := cutFiller(text)
	switch kind {
	case admitting:
		e.admission(&result, stripped)
		return result, who
	case empty:
		result.Supported, result.Score, result.Reason = true, fillerScore, "claims nothing that could be checked"
		return result, who
	}
	claim := e.prepare(stripped)
	f, a := e.measureClaim(claim)
	if a == nil {
		result.Reason = "nothing to compare"
		return result, nil
	}
	f[nameRival] = max(f[nameRival], e.subjectRival(a, who))
	result.Score = 1 - f.doubt()
	if a.one.to > a.one.from {
		result.Source = e.sources[e.sentences[a.one.from].source].ID
	}
	result.Supported, result.Reason = e.rule(claim, a, &f, result.Score, lang)
	if !result.Supported {
		// A broken rule says more than the words that agree.
		result.Score *= ruleBroken
	}
	return result, who.next(claim)
}

// ruleBroken is what remains of the score of a sentence that breaks a hard rule.
const ruleBroken = .8

// fillerScore is the score of a sentence that claims nothing; a little below 1, as
// what looks like filler may hide a claim.
const fillerScore = .96

// prepare reads a sentence without its filler.
func (e *evidence) prepare(stripped string) *body {
	claim := &body{lang: e.lang, tokens: make([]token, 0, len(stripped)/4+8)}
	claim.addSentence(stripped, 0, 0, e.words)
	claim.findNames(func(t *token) bool { kind := e.kindOf(t); return kind >= 0 && e.types[kind].small })
	return claim
}

// measureClaim aligns and measures a prepared sentence; nil if there is nothing to
// align it with.
func (e *evidence) measureClaim(claim *body) (features, *alignment) {
	if len(e.sentences) == 0 {
		return features{}, nil
	}
	a := e.align(claim, 0)
	return e.measure(a), a
}

// doubt is the chance that the sentence is not supported, 0..1.
func (f *features) doubt() float64 {
	sum := bias
	for i, w := range weights {
		sum += w * f[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// othersCount is how much a further doubtful sentence adds to the most doubtful
// one: sentences of one summary fail together, so they are not independent.
const othersCount = .5

// rareness is how much rarer (in logits) a false sentence is in a summary than it
// was in the set the weights were fitted on, where every second one is false.
// Without it the many true sentences of a long summary would add up to a doubt.
const rareness = 2

// together joins the doubts of the sentences into the doubt of the summary. The most
// doubtful alone tells test summaries apart a little better (by .002 of the area),
// but those are not longer when they are false, as real ones are.
func together(doubts []float64) float64 {
	rare := make([]float64, len(doubts))
	for i, d := range doubts {
		rare[i] = d / (d + (1-d)*math.Exp(rareness))
	}
	return joinWith(rare, othersCount)
}

// joinWith takes the most doubtful sentence, and the others by the given share: 0 is
// the most doubtful alone, 1 takes all sentences for independent.
func joinWith(doubts []float64, others float64) float64 {
	top, at := 0., 0
	for i, d := range doubts {
		if d > top {
			top, at = d, i
		}
	}
	good := 1 - top
	for i, d := range doubts {
		if i != at {
			good *= math.Pow(1-d, others)
		}
	}
	return 1 - good
}

// cutText shortens text to at most size bytes, at a letter.
func cutText(text string, size int) string {
	if len(text) <= size {
		return text
	}
	return strings.ToValidUTF8(text[:size], "") + "…"
}
