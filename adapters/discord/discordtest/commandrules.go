package discordtest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// commandName is the pattern of the documentation; RE2 has no "sc=", the
// scripts go by their names
// (https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming).
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// locales are those that Discord's apps have
// (https://docs.discord.com/developers/reference#locales).
var locales = strings.Fields(`id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs
	el bg ru uk hi th zh-CN ja zh-TW ko`)

// maxCommandSize is the sum of names, descriptions and values, each in its
// longest localisation (same page, #registering-a-command).
const maxCommandSize = 8000

// checkCommand lists what the description cannot say about a command.
func checkCommand(body map[string]any, errs *faults) {
	kind := kindOfCommand(body)
	text, _ := body["description"].(string)
	switch {
	case kind == slashCommand && text == "":
		errs.at("description").add("BASE_TYPE_REQUIRED", "This field is required")
	case kind != slashCommand && kind != entryCommand && text != "":
		errs.at("description").add("APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED",
			"Context menu commands cannot have description")
	}
	checkNames(body, kind == slashCommand, errs)
	checkLocales(body, errs)
	checkOptions(list(body["options"]), errs.at("options"))
	if size := sizeOf(body); size > maxCommandSize {
		errs.add("APPLICATION_COMMAND_TOO_LARGE", fmt.Sprintf("Command exceeds maximum size (%d)", maxCommandSize))
	}
}

// checkNames checks the name and its localisations.
func checkNames(body map[string]any, strict bool, errs *faults) {
	check := func(v any, errs *faults) {
		name, _ := v.(string)
		if strict && (!commandName.MatchString(name) || name != strings.ToLower(name)) || strings.TrimSpace(name) == "" {
			errs.add("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
		}
	}
	check(body["name"], errs.at("name"))
	localized, _ := body["name_localizations"].(map[string]any)
	for locale, v := range localized {
		check(v, errs.at("name_localizations").at(locale))
	}
}

func checkLocales(body map[string]any, errs *faults) {
	for _, field := range []string{"name_localizations", "description_localizations"} {
		localized, _ := body[field].(map[string]any)
		for locale := range localized {
			if !slices.Contains(locales, locale) {
				errs.at(field).at(locale).add("ENUM_TYPE_COERCE", "Value is not a valid enum value.")
			}
		}
	}
}

func checkOptions(options []any, errs *faults) {
	names, optional := map[string]bool{}, false
	for i, o := range options {
		o := o.(map[string]any)
		here := errs.at(strconv.Itoa(i))
		name, _ := o["name"].(string)
		if names[name] {
			here.at("name").add("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
		}
		names[name] = true
		checkNames(o, true, here)
		checkLocales(o, here)
		if o["required"] == true && optional {
			here.add("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || o["required"] != true
		if o["autocomplete"] == true && len(list(o["choices"])) > 0 {
			here.at("choices").add("APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE", "Autocomplete and choices exclude each other")
		}
		for n, choice := range list(o["choices"]) {
			checkLocales(choice.(map[string]any), here.at("choices").at(strconv.Itoa(n)))
		}
		checkChoices(list(o["choices"]), here.at("choices"))
		checkOptions(list(o["options"]), here.at("options"))
	}
}

// maxChoiceValue is the documentation's limit, which wins over the
// description's 6000 (same page, #application-command-object-application-command-option-choice-structure).
const maxChoiceValue = 100

func checkChoices(choices []any, errs *faults) {
	for n, choice := range choices {
		c, _ := choice.(map[string]any)
		if v, ok := c["value"].(string); ok && utf8.RuneCountInString(v) > maxChoiceValue {
			errs.at(strconv.Itoa(n)).at("value").add("BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
		}
	}
}

// sizeOf is the size that counts against maxCommandSize.
func sizeOf(o map[string]any) int {
	n := longest(o, "name") + longest(o, "description")
	if v, ok := o["value"].(string); ok {
		n += utf8.RuneCountInString(v)
	}
	for _, field := range []string{"options", "choices"} {
		for _, inner := range list(o[field]) {
			n += sizeOf(inner.(map[string]any))
		}
	}
	return n
}

func longest(o map[string]any, field string) int {
	text, _ := o[field].(string)
	n := utf8.RuneCountInString(text)
	localized, _ := o[field+"_localizations"].(map[string]any)
	for _, v := range localized {
		if text, ok := v.(string); ok {
			n = max(n, utf8.RuneCountInString(text))
		}
	}
	return n
}
