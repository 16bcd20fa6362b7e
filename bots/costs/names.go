package costs

// What is counted. Tokens are those of the service's own bill, or an estimate
// where it sends none; money is in millionths of the unit of the prices.
const (
	Questions  = "summary_questions"
	Cached     = "summary_cached"
	Calls      = "summary_calls"
	Failed     = "summary_failed"
	Shown      = "summary_shown"
	Refused    = "summary_refused"
	Sentences  = "summary_sentences"
	Dropped    = "summary_sentences_dropped"
	OverBudget = "summary_over_budget"
	Busy       = "summary_busy"
	Braked     = "summary_braked"
	TokensIn   = "summary_tokens_in"
	TokensOut  = "summary_tokens_out"
	Money      = "summary_money_micros"

	Near         = "embedding_questions"
	NearCached   = "embedding_cached"
	NearLate     = "embedding_late"
	NearFailed   = "embedding_failed"
	NearBraked   = "embedding_braked"
	NearBatches  = "embedding_batches"
	NearTokens   = "embedding_tokens"
	NearMoney    = "embedding_money_micros"
	NearOverrun  = "embedding_over_budget"
	NearTexts    = "embedding_texts"
	NearDeclined = "embedding_batches_failed"
)

// names lists all that is counted, with what it means.
var names = []struct{ Name, Help string }{
	{Questions, "Answers for which a summary was wanted."},
	{Cached, "Summaries that were held already."},
	{Calls, "Calls of the language model."},
	{Failed, "Calls that brought no whole answer in time."},
	{Shown, "Summaries shown."},
	{Refused, "Answers of the model of which no sentence could be shown."},
	{Sentences, "Sentences shown."},
	{Dropped, "Sentences dropped because they were not verified."},
	{OverBudget, "Summaries left out because a budget was spent."},
	{Busy, "Summaries left out because too many were under way."},
	{Braked, "Summaries left out while a broken model is left alone."},
	{TokensIn, "Tokens sent to the language model."},
	{TokensOut, "Tokens written by the language model."},
	{Money, "Cost of the language model, in millionths of the unit of the prices."},
	{Near, "Questions for which entries near in meaning were wanted."},
	{NearCached, "Questions whose vector was held already."},
	{NearLate, "Questions whose vector did not come in time."},
	{NearFailed, "Questions whose vector could not be made."},
	{NearBraked, "Questions not sent while a broken service is left alone."},
	{NearOverrun, "Questions not sent because a budget was spent."},
	{NearBatches, "Batches of texts of the knowledge sent for vectors."},
	{NearDeclined, "Batches that failed and were tried again."},
	{NearTexts, "Texts of the knowledge whose vectors were made."},
	{NearTokens, "Tokens sent for vectors."},
	{NearMoney, "Cost of vectors, in millionths of the unit of the prices."},
}

// Each calls f with all that is counted, in a fixed order.
func Each(f func(name, help string)) {
	for _, n := range names {
		f(n.Name, n.Help)
	}
}
