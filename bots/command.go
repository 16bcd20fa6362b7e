package bots

// CommandSpec describes a command to platforms that register them.
type CommandSpec struct {
	// Name is lower-case ASCII and the same in every language.
	Name string
	// Description and LocalNames are by language; English is always there.
	Description map[string]string
	LocalNames  map[string]string
	Options     []OptionSpec
	// Admin commands are for the people in IDMBOT_ADMINS only.
	Admin bool
	// Manager commands change the settings of a shared chat.
	Manager bool
	// Late commands are meant however long ago they were sent: who wanted to
	// stop or to be forgotten while the bot was away still wants it.
	Late bool
	// Hidden commands are understood but not offered in menus.
	Hidden bool
}

// OptionSpec is a named argument.
type OptionSpec struct {
	Name        string
	Description map[string]string
	LocalNames  map[string]string
	Required    bool
	Bool        bool
	// Complete names what is offered while typing: "question", "theme",
	// "entry", "zone", or empty.
	Complete string
	Choices  []Choice
}

// Choice is one of a fixed set of values.
type Choice struct {
	Value string
	Name  map[string]string
}

// Completion is one thing offered while somebody types.
type Completion struct{ Label, Value string }

// Suggester offers completions while somebody types an option.
type Suggester interface {
	Suggest(ctx Context, kind, typed, lang string, n int) []Completion
}
