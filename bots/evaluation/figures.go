package evaluation

// Figures are the measures over a group of cases.
type Figures struct {
	Cases int `json:"cases"`
	// Best1 counts in-scope questions whose first result is the best entry,
	// Hit1 and Hit3 those with any expected entry among the first one or three.
	Best1 Share `json:"best@1"`
	Hit1  Share `json:"hit@1"`
	Hit3  Share `json:"hit@3"`
	// MRR is the mean reciprocal rank of the first expected entry, NDCG10 the
	// normalised discounted cumulative gain of the first ten, each expected
	// entry counting one.
	MRR    float64 `json:"mrr"`
	NDCG10 float64 `json:"ndcg@10"`
	// FalseRefusals are in-scope questions to which no entry was presented.
	FalseRefusals Share `json:"false_refusals"`
	// WrongAnswers are questions answered with entries none of which is
	// expected, out-of-scope questions included; AnsweredOut is the share of
	// out-of-scope questions that were answered.
	WrongAnswers Share `json:"wrong_answers"`
	AnsweredOut  Share `json:"answered_out_of_scope"`
	// OutcomeRight is the share of cases with a stated outcome that met it.
	OutcomeRight Share `json:"outcome_right"`
	// Joint is the share of all questions that were dealt with rightly: in
	// scope answered with an expected entry, out of scope not answered.
	Joint Share `json:"joint_accuracy"`
	// AUROC tells how well Confidence separates in scope from out of scope,
	// with its 95 % interval (Hanley and McNeil 1982); FPR95 is the share of
	// questions out of scope whose confidence reaches that of 95 of 100 in
	// scope. All are 0 where one of the sides has no question.
	AUROC     float64 `json:"auroc"`
	AUROCLow  float64 `json:"auroc_low"`
	AUROCHigh float64 `json:"auroc_high"`
	FPR95     float64 `json:"fpr@95tpr"`
}

func figures(cases []Case, got []Observation, in func(Case) bool) Figures {
	var f Figures
	var scope, out, best1, hit1, hit3, refused, wrong, answeredOut, right, stated, met int
	var positive, negative []float64
	for i, c := range cases {
		if !in(c) {
			continue
		}
		f.Cases++
		o := got[i]
		if c.Outcome != "" {
			stated++
			if outcomeMet(c.Outcome, o.Outcome) {
				met++
			}
		}
		if !c.InScope {
			out++
			negative = append(negative, o.Confidence)
			if o.answered() {
				answeredOut++
				wrong++
			} else {
				right++
			}
			continue
		}
		scope++
		positive = append(positive, o.Confidence)
		switch {
		case !o.answered():
			refused++
		case overlap(o.Shown, c.Expect):
			right++
		default:
			wrong++
		}
		if len(c.Expect) > 0 && len(o.Results) > 0 && o.Results[0] == c.Expect[0] {
			best1++
		}
		if overlap(o.Results[:min(1, len(o.Results))], c.Expect) {
			hit1++
		}
		if overlap(o.Results[:min(3, len(o.Results))], c.Expect) {
			hit3++
		}
		f.MRR += reciprocalRank(o.Results, c.Expect)
		f.NDCG10 += ndcg(o.Results, c.Expect)
	}
	if scope > 0 {
		f.MRR /= float64(scope)
		f.NDCG10 /= float64(scope)
	}
	f.Best1, f.Hit1, f.Hit3 = share(best1, scope), share(hit1, scope), share(hit3, scope)
	f.FalseRefusals, f.WrongAnswers = share(refused, scope), share(wrong, scope+out)
	f.AnsweredOut, f.OutcomeRight = share(answeredOut, out), share(met, stated)
	f.Joint = share(right, scope+out)
	f.AUROC = auroc(positive, negative)
	f.AUROCLow, f.AUROCHigh = aurocInterval(f.AUROC, len(positive), len(negative))
	f.FPR95 = fprAt95(positive, negative)
	return f
}

// Value returns a figure by its name in JSON, for floors on the command line.
func (f Figures) Value(name string) (float64, bool) {
	switch name {
	case "best@1":
		return f.Best1.Value, true
	case "hit@1":
		return f.Hit1.Value, true
	case "hit@3":
		return f.Hit3.Value, true
	case "mrr":
		return f.MRR, true
	case "ndcg@10":
		return f.NDCG10, true
	case "false_refusals":
		return f.FalseRefusals.Value, true
	case "wrong_answers":
		return f.WrongAnswers.Value, true
	case "answered_out_of_scope":
		return f.AnsweredOut.Value, true
	case "outcome_right":
		return f.OutcomeRight.Value, true
	case "joint_accuracy":
		return f.Joint.Value, true
	case "auroc":
		return f.AUROC, true
	case "fpr@95tpr":
		return f.FPR95, true
	}
	return 0, false
}

// Names lists the figures that Value knows.
var Names = []string{"best@1", "hit@1", "hit@3", "mrr", "ndcg@10", "false_refusals",
	"wrong_answers", "answered_out_of_scope", "outcome_right", "joint_accuracy", "auroc", "fpr@95tpr"}

// SmallerIsBetter reports whether a figure counts failures, so that a floor on
// it is a ceiling.
func SmallerIsBetter(name string) bool {
	switch name {
	case "false_refusals", "wrong_answers", "answered_out_of_scope", "fpr@95tpr":
		return true
	}
	return false
}
