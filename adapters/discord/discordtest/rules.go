package discordtest

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits that depend on several fields, which the description does not have
// (https://docs.discord.com/developers/resources/message and
// .../components/reference).
const (
	maxContent      = 2000
	maxEmbedsSize   = 6000
	maxRows         = 5
	rowWidth        = 5
	maxV2Components = 40
	maxV2Text       = 4000
)

// checkMessage lists what is wrong with a message as it would be after the
// call; body are the fields that the call sets.
func checkMessage(m *Message, body map[string]any) *faults {
	errs := &faults{}
	if text, ok := body["content"].(string); ok && utf8.RuneCountInString(text) > maxContent {
		errs.at("content").add("BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.")
	}
	checkEmbeds(m.Embeds, errs.at("embeds"))
	checkMentions(body, errs.at("allowed_mentions"))
	ids := map[string]bool{}
	for i := range m.Components {
		checkComponent(&m.Components[i], ids, errs.at("components").at(strconv.Itoa(i)))
	}
	if m.Flags&FlagComponentsV2 != 0 {
		checkV2(m, errs)
		return errs
	}
	if len(m.Components) > maxRows {
		errs.at("components").add("BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
	}
	for i, c := range m.Components {
		if c.Type != rowType {
			errs.at("components").at(strconv.Itoa(i)).at("type").add("UNION_TYPE_CHOICES",
				`Value of field "type" must be one of (1,).`)
		}
	}
	return errs
}

func checkEmbeds(embeds []Embed, errs *faults) {
	size := 0
	for i, e := range embeds {
		texts := []string{e.Title, e.Description, e.Footer.Text, e.Author.Name}
		for _, f := range e.Fields {
			texts = append(texts, f.Name, f.Value)
		}
		own := 0
		for _, t := range texts {
			own += utf8.RuneCountInString(strings.TrimSpace(t))
		}
		if own == 0 && e.Image.URL == "" {
			errs.at(strconv.Itoa(i)).at("description").add("BASE_TYPE_REQUIRED", "This field is required")
		}
		size += own
	}
	if size > maxEmbedsSize {
		errs.add("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
	}
}

func checkMentions(body map[string]any, errs *faults) {
	allowed, _ := body["allowed_mentions"].(map[string]any)
	for _, p := range list(allowed["parse"]) {
		if kind, _ := p.(string); len(list(allowed[kind])) > 0 {
			errs.add("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
				fmt.Sprintf(`parse:["%s"] and %s: [ids...] are mutually exclusive.`, kind, kind))
		}
	}
}

func checkV2(m *Message, errs *faults) {
	const message = "The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2"
	if m.Content != "" {
		errs.at("content").add("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)
	}
	if len(m.Embeds) > 0 {
		errs.at("embeds").add("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)
	}
	number, text := 0, 0
	var walk func([]Component)
	walk = func(components []Component) {
		for _, c := range components {
			number++
			text += utf8.RuneCountInString(c.Content)
			if c.Accessory != nil {
				number++
			}
			walk(c.Components)
		}
	}
	walk(m.Components)
	if number > maxV2Components {
		errs.at("components").add("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "A message may hold 40 components in all.")
	}
	if text > maxV2Text {
		errs.at("components").add("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "The text of all components may have 4000 characters.")
	}
}

// checkComponent checks a component and those in it; ids are the custom ids so
// far.
func checkComponent(c *Component, ids map[string]bool, errs *faults) {
	if c.CustomID != "" {
		if ids[c.CustomID] {
			errs.at("custom_id").add("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
		}
		ids[c.CustomID] = true
	}
	switch c.Type {
	case rowType:
		checkRow(c, errs)
	case buttonType:
		checkButton(c, errs)
	case selectType:
		checkSelect(c, errs)
	}
	for i := range c.Components {
		checkComponent(&c.Components[i], ids, errs.at("components").at(strconv.Itoa(i)))
	}
	for name, inner := range map[string]*Component{"accessory": c.Accessory, "component": c.Component} {
		if inner != nil {
			checkComponent(inner, ids, errs.at(name))
		}
	}
}

func checkRow(c *Component, errs *faults) {
	width := 0
	for _, inner := range c.Components {
		width += map[bool]int{true: 1, false: rowWidth}[inner.Type == buttonType]
	}
	if width > rowWidth {
		errs.at("components").add("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
	}
}

// linkStyle and premiumStyle are buttons without a custom id.
const (
	linkStyle    = 5
	premiumStyle = 6
)

func checkButton(c *Component, errs *faults) {
	switch {
	case c.Style == linkStyle && c.URL == "":
		errs.at("url").add("BASE_TYPE_REQUIRED", "A url is required")
	case c.URL != "" && c.CustomID != "":
		errs.at("custom_id").add("BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
	case c.URL != "" && c.Style != linkStyle:
		errs.at("url").add("BUTTON_COMPONENT_INVALID_STYLE", "A url needs the style of links")
	case c.Style != linkStyle && c.Style != premiumStyle && c.CustomID == "":
		errs.at("custom_id").add("BASE_TYPE_REQUIRED", "A custom id is required")
	}
	if c.Label == "" && c.Emoji.Name == "" && c.Style != premiumStyle {
		errs.add("BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required")
	}
}

func checkSelect(c *Component, errs *faults) {
	values, defaults := map[string]bool{}, 0
	for i, o := range c.Options {
		if values[o.Value] {
			errs.at("options").at(strconv.Itoa(i)).at("value").add("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
				"The specified option value is already used")
		}
		values[o.Value] = true
		if o.Default {
			defaults++
		}
	}
	most := 1
	if c.MaxValues != nil {
		most = *c.MaxValues
	}
	if most > len(c.Options) || defaults > most || c.MinValues != nil && *c.MinValues > most {
		errs.at("max_values").add("SELECT_COMPONENT_MAX_VALUES_INVALID", "The number of values does not fit the options")
	}
}
