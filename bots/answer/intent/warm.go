package intent

// Warm reads the tables now, so that the first person does not wait for it.
func Warm() {
	spelling()
	pleaRules()
	talkRules()
	stripRules()
	formRules()
	followRules()
}
