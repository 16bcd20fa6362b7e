package discordtest

// Embed is a card in a message.
type Embed struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	URL         string `json:"url"`
	Color       int    `json:"color"`
	Timestamp   string `json:"timestamp"`
	Author      struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	} `json:"author"`
	Footer struct {
		Text string `json:"text"`
	} `json:"footer"`
	Image struct {
		URL string `json:"url"`
	} `json:"image"`
	Fields []struct {
		Name   string `json:"name"`
		Value  string `json:"value"`
		Inline bool   `json:"inline"`
	} `json:"fields"`
}

// Component is a row, a button, a select menu, a text or a container.
type Component struct {
	Type        int    `json:"type"`
	CustomID    string `json:"custom_id"`
	Label       string `json:"label"`
	Style       int    `json:"style"`
	URL         string `json:"url"`
	Disabled    bool   `json:"disabled"`
	Placeholder string `json:"placeholder"`
	Content     string `json:"content"`
	Description string `json:"description"`
	Value       string `json:"value"`
	Required    *bool  `json:"required"`
	MinLength   int    `json:"min_length"`
	MaxLength   int    `json:"max_length"`
	MinValues   *int   `json:"min_values"`
	MaxValues   *int   `json:"max_values"`
	Emoji       struct {
		Name string `json:"name"`
	} `json:"emoji"`
	Options []struct {
		Label       string `json:"label"`
		Value       string `json:"value"`
		Description string `json:"description"`
		Default     bool   `json:"default"`
	} `json:"options"`
	Components []Component `json:"components"`
	Component  *Component  `json:"component"`
	Accessory  *Component  `json:"accessory"`
}

// Types of components
// (https://docs.discord.com/developers/components/reference#component-object-component-types).
const (
	rowType       = 1
	buttonType    = 2
	selectType    = 3
	inputType     = 4
	sectionType   = 9
	textType      = 10
	containerType = 17
	labelType     = 18
)
