package intent

// Need is what a person in trouble needs. The values are those of `needs` in
// referrals.yaml.
type Need string

// The needs.
const (
	NoNeed        Need = ""
	Danger        Need = "danger"
	Asylum        Need = "asylum"
	Return        Need = "return"
	MissingFamily Need = "missing-family"
	Trafficking   Need = "trafficking"
	Papers        Need = "papers"
	Money         Need = "money"
	Work          Need = "work"
	Health        Need = "health"
	Fraud         Need = "fraud"
	General       Need = "general"
)

// Talk is a kind of small talk.
type Talk string

// The kinds of small talk.
const (
	NoTalk   Talk = ""
	Greeting Talk = "greeting"
	Thanks   Talk = "thanks"
	Goodbye  Talk = "goodbye"
	// Trust asks whether answers can be relied on and how they may be quoted.
	Trust Talk = "trust"
	// WhoAreYou asks what the bot is or who made it.
	WhoAreYou Talk = "who"
	// HowAreYou asks after the bot's well-being.
	HowAreYou Talk = "how"
	// Help asks what the bot can do or how to use it.
	Help Talk = "help"
	// Themes and Sources ask for the list of what there is.
	Themes  Talk = "themes"
	Sources Talk = "sources"
	// Task wants a text written: an essay, a speech.
	Task Talk = "task"
	// Praise and Complaint are about the bot's answers.
	Praise    Talk = "praise"
	Complaint Talk = "complaint"
	// Chat is other chit-chat: jokes, the weather, feelings, tests.
	Chat Talk = "chat"
	// Nothing is a message without any word: empty, punctuation, emoji.
	Nothing Talk = "nothing"
	// Probe asks for the bot's instructions or tells it to change them.
	Probe Talk = "probe"
)

// Intent is what a message is. At most one of Need and Talk is set.
type Intent struct {
	Need Need
	Talk Talk
	// Certain says that the words themselves state the need, or are all small
	// talk; otherwise several weaker signs point the same way.
	Certain bool
}
