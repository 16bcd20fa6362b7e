package bots

import "github.com/idmbot/idmbot/bots/locale"

// Commands describes every command of the bot and its extensions, in the
// order in which help lists them.
func (b *Bot) Commands() []CommandSpec {
	specs := []CommandSpec{
		spec("ask", option("question", required, complete("question")), option("private", flag), option("language", choices(languageChoices()...))),
		spec("themes"),
		spec("sources"),
		spec("today"),
		spec("compare", option("theme", required, complete("theme"))),
		spec("brief", option("theme", required, complete("theme"))),
		spec("why"),
		spec("cite", option("entry", required, complete("entry")), option("style", choices(styleChoices()...))),
		spec("checkquote", option("text", required)),
	}
	extended := map[string]bool{}
	for _, x := range b.extensions {
		for _, s := range x.Commands() {
			specs = append(specs, s)
			extended[s.Name] = true
		}
	}
	for _, name := range []string{"subscribe", "settings", "pause", "resume", "unsubscribe"} {
		if !extended[name] {
			s := spec(name)
			s.Hidden = name != "subscribe" && name != "settings"
			specs = append(specs, s)
		}
	}
	start := spec("start")
	start.Hidden = true
	status := spec("status")
	status.Admin = true
	forget := spec("forgetme")
	forget.Late = true
	return append(specs,
		spec("language", option("language", required, choices(languageChoices()...))),
		spec("privacy"), spec("mydata"), forget, spec("help"), start, status)
}

// spec describes a command in every language, from the bot's own words.
func spec(name string, options ...OptionSpec) CommandSpec {
	return CommandSpec{Name: name, Description: InAll("command_" + name), Options: options}
}

func option(name string, with ...func(*OptionSpec)) OptionSpec {
	o := OptionSpec{Name: name, Description: InAll("option_" + name)}
	for _, w := range with {
		w(&o)
	}
	return o
}

func required(o *OptionSpec) { o.Required = true }
func flag(o *OptionSpec)     { o.Bool = true }

func complete(kind string) func(*OptionSpec) {
	return func(o *OptionSpec) { o.Complete = kind }
}

func choices(c ...Choice) func(*OptionSpec) {
	return func(o *OptionSpec) { o.Choices = c }
}

func languageChoices() []Choice {
	var out []Choice
	for _, l := range locale.Languages {
		out = append(out, Choice{Value: l, Name: map[string]string{"en": locale.Own[l]}})
	}
	return out
}

func styleChoices() []Choice {
	var out []Choice
	for _, s := range citeStyles {
		out = append(out, Choice{Value: s, Name: InAll("cite_" + s)})
	}
	return out
}

// InAll says a message in all languages of the bot.
func InAll(key string) map[string]string {
	m := map[string]string{}
	for _, l := range locale.Languages {
		m[l] = locale.In(l).T(key)
	}
	return m
}
