package answer

import (
	"slices"
	"strings"

	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/knowledge"
)

// inContext answers a question that leaves something out, by putting it back
// from the turn before: whom "he" means, what "it" is, which subject goes with
// a new year or a new name. It returns false where the text stands by itself.
func (e *Engine) inContext(a Answer, text string, q Question, shown []*knowledge.Entry) (Answer, bool) {
	alone := q
	alone.Last = nil
	rest, led := intent.Rest(text)
	led = led || intent.FollowUp(text) == intent.SameTopicOther
	lean := intent.Pronoun(rest)
	person := e.person(rest)
	year := yearPattern.FindString(rest)
	topic, content := intent.Topic(rest), intent.Content(rest)
	if lean.Person && person == "" {
		if speaker := speakerOf(shown, e.person(q.Last.Text)); speaker != "" {
			return e.ofPerson(a, rest, speaker, alone, q.Last), true
		}
	}
	if led && year != "" && content == "" {
		asked := strings.TrimSpace(yearPattern.ReplaceAllString(q.Last.Text, "")) + " " + year
		done := e.search(a, asked, alone)
		done.Form = ByFollowUp
		return done, true
	}
	if person != "" && year != "" {
		// Who and when are both said: nothing of the turn before may make up
		// for words that this person did not say then.
		if !led {
			return a, false
		}
		return e.leaning(e.search(a, rest, alone), ""), true
	}
	if person != "" && e.withoutPeople(content) == "" {
		if done, ok := e.asPerson(a, content, person, q.Last, alone); ok {
			return done, true
		}
	}
	if led && topic != "" {
		if frame := frame(q.Last.Text, shown); frame != "" && year == "" && person == "" {
			if done := e.search(a, topic+" "+frame, alone); done.Outcome == Found {
				return e.leaning(done, q.Last.Subject), true
			}
		}
	}
	if !lean.Thing && !led && !intent.Short(text) {
		return a, false
	}
	return e.ofThing(a, rest, lean.Thing, alone, q.Last, shown)
}

// ofPerson answers what somebody asks about a person already spoken of. If
// the sources do not have that person say it, nobody else's words take its
// place.
func (e *Engine) ofPerson(a Answer, text, speaker string, alone Question, last *Turn) Answer {
	done := e.search(a, intent.Named(text, speaker), alone)
	if done.Outcome != Found && done.Outcome != Choice {
		if bare := e.search(a, text, alone); bare.Outcome == Found && bare.Shown[0].Source.Speaker == speaker {
			done = bare
		}
	}
	if done.Outcome == Found && done.Shown[0].Source.Speaker != "" && done.Shown[0].Source.Speaker != speaker {
		done.Outcome, done.Offered, done.Shown = Related, append(done.Shown, done.Offered...), nil
	}
	return e.leaning(done, last.Subject)
}

// asPerson asks the last question of another person, named as typed and as the
// entries write the name. The words of that person come before others'.
func (e *Engine) asPerson(a Answer, typed, person string, last *Turn, alone Question) (Answer, bool) {
	subject := e.withoutPeople(subjectOf(last))
	var best Answer
	for _, name := range []string{typed, person} {
		for _, about := range []string{yearPattern.ReplaceAllString(subject, ""), subject} {
			done := e.search(a, name+" "+about, alone)
			if done.Outcome != Found && done.Outcome != Choice {
				continue
			}
			if done.Shown[0].Source.Speaker == person {
				return e.leaning(done, ""), true
			}
			if best.Outcome == "" {
				best = e.leaning(done, "")
			}
		}
	}
	return best, best.Outcome != ""
}

// ofThing answers a question whose subject was named a turn ago. Where the
// text has no pronoun, it goes first as it stands; and what the subject brings
// in must fit the new words too.
func (e *Engine) ofThing(a Answer, text string, pronoun bool, alone Question, last *Turn, shown []*knowledge.Entry) (Answer, bool) {
	bare := e.search(a, text, alone)
	if !pronoun && (bare.Outcome == Found || bare.Outcome == Choice) {
		return a, false
	}
	subjects := []string{subjectOf(last)}
	if len(shown) == 1 {
		subjects = append(subjects, intent.Subject(titleIn(shown[0], a.Lang)))
	}
	var best Answer
	for _, subject := range subjects {
		if subject == "" {
			continue
		}
		done := e.search(a, intent.Named(text, subject), alone)
		if done.Outcome != Found && done.Outcome != Choice {
			continue
		}
		if !fits(done.Shown[0], bare.Results) || !pronoun && slices.Contains(last.Shown, done.Shown[0].ID) {
			continue
		}
		if best.Outcome == "" || done.Confidence > best.Confidence {
			best = e.leaning(done, subject)
		}
	}
	return best, best.Outcome != ""
}

// fits reports whether an entry is among the first that the new words alone
// lead to: the subject may tell apart what they leave open, but not decide by
// itself.
func fits(entry *knowledge.Entry, bare []Ranked) bool {
	for _, r := range bare {
		if r.Entry == entry {
			return true
		}
	}
	return false
}

// leaning marks an answer as one that leans on the turn before, and keeps what
// pronouns stand for.
func (e *Engine) leaning(a Answer, subject string) Answer {
	a.Form, a.subject = ByFollowUp, subject
	return a
}

// subjectOf is what a pronoun after a turn stands for.
func subjectOf(last *Turn) string {
	if last.Subject != "" {
		return last.Subject
	}
	return intent.Subject(last.Text)
}

func titleIn(e *knowledge.Entry, lang string) string {
	w, _ := e.In(lang)
	return w.Title
}

// frame is the part of the last question that a follow-up keeps: the year, or
// else the speaker of what was shown.
func frame(text string, last []*knowledge.Entry) string {
	if y := yearPattern.FindString(text); y != "" {
		return y
	}
	if len(last) == 1 {
		if last[0].Source.Speaker != "" {
			return last[0].Source.Speaker
		}
		if last[0].Year != 0 {
			return itoa(last[0].Year)
		}
	}
	return ""
}
