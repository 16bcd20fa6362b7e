package bots

// Checker is an adapter that can find out whether it would work, without
// starting anything.
type Checker interface {
	// Check asks the platform, and says what it found: first whether the
	// program's credentials are good. It never holds a secret.
	Check(ctx Context) []Finding
}

// Finding is what a check found, for operators.
type Finding struct {
	// Problem is what does not work; empty for what is well, which Text then
	// describes. Remedy says what to do about it.
	Text, Problem, Remedy string
	// Optional is true where the bot works without.
	Optional bool
}
