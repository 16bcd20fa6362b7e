package discordtest

import (
	"maps"
	"strings"
)

// object is the command as the API shows it.
func (cmd *command) object(scope string, localized bool) map[string]any {
	o := maps.Clone(cmd.body)
	o["id"], o["application_id"], o["version"], o["type"] = cmd.id, AppID, cmd.version, cmd.kind
	for name, value := range map[string]any{"description": "", "default_member_permissions": nil, "nsfw": false,
		"name_localizations": nil, "description_localizations": nil} {
		if o[name] == nil {
			o[name] = value
		}
	}
	if p := o["default_member_permissions"]; p != nil {
		o["default_member_permissions"] = plain(p)
	}
	if scope != "" {
		o["guild_id"] = scope
	} else {
		if o["contexts"] == nil {
			o["contexts"] = nil
		}
		if o["integration_types"] == nil {
			o["integration_types"] = []int{0}
		}
		if o["dm_permission"] == nil {
			o["dm_permission"] = true
		}
	}
	if options := list(o["options"]); len(options) > 0 {
		o["options"] = shownOptions(options, localized)
	} else {
		delete(o, "options")
	}
	if !localized {
		delete(o, "name_localizations")
		delete(o, "description_localizations")
	}
	return o
}

// shownOptions are options as the API shows them: what is false or null is
// left out.
func shownOptions(options []any, localized bool) []any {
	out := []any{}
	for _, option := range options {
		o := map[string]any{}
		for name, v := range option.(map[string]any) {
			l, isList := v.([]any)
			switch {
			case v == nil || v == false || isList && len(l) == 0 || !localized && strings.HasSuffix(name, "_localizations"):
			case name == "options" || name == "choices":
				o[name] = shownOptions(l, localized)
			default:
				o[name] = v
			}
		}
		out = append(out, o)
	}
	return out
}
