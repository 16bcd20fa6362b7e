package discord

import (
	"strconv"

	"github.com/bwmarrin/discordgo"

	"github.com/idmbot/idmbot/bots"
)

// Limits of components
// (https://discord.com/developers/docs/components/reference).
const (
	maxRows    = 5
	perRow     = 5
	labelUnits = 80
	maxOptions = 25
	optionText = 100
	maxHint    = 150
	// fewItems is how many items of a list get a button each; more go into a
	// menu, and so do those whose words would fill several rows.
	fewItems  = 5
	fewLetter = 120
)

// menuID begins the custom id of a menu; what was chosen is in its values.
const menuID = "menu:"

// offer is a button or an item to choose.
type offer struct {
	label  string
	url    string
	action string // encoded, unless url is set
	style  discordgo.ButtonStyle
}

// layout makes the components under a message: menus where a list is long,
// then the buttons. title is what a menu is about.
func layout(r bots.Reply, title string) []discordgo.MessageComponent {
	seen := map[string]bool{}
	items, numbers := listed(r.Blocks)
	rows := buttonRows(r.Buttons, seen)
	if r.Input != nil {
		if o, ok := formOffer(r.Input); ok {
			rows = append(rows, []offer{o})
		}
	}
	var menu []offer
	switch {
	case len(items) > fewItems || len(items) > 2 && letters(items) > fewLetter:
		menu = items
		rows = without(rows, items)
	default:
		var row []offer
		for i, item := range items {
			if !seen[item.action] {
				item.label = numbers[i]
				row = append(row, item)
			}
		}
		rows = append(wide(row), rows...)
	}
	rows = paired(rows)
	menus := min((len(menu)+maxOptions-1)/maxOptions, maxRows-1)
	if len(rows) > maxRows-menus {
		rows = packed(rows)
	}
	if over := len(rows) - (maxRows - menus); over > 0 {
		// Too many for buttons: those that do something go into a menu.
		var links []offer
		for _, row := range rows {
			for _, o := range row {
				if o.url == "" {
					menu = append(menu, o)
				} else {
					links = append(links, o)
				}
			}
		}
		menus = min((len(menu)+maxOptions-1)/maxOptions, maxRows-1)
		rows = wide(links)
		rows = rows[:min(len(rows), maxRows-menus)]
	}
	out := []discordgo.MessageComponent{}
	for i := range menus {
		out = append(out, menuRow(i, menu[i*maxOptions:min((i+1)*maxOptions, len(menu))], title))
	}
	for _, row := range rows {
		out = append(out, buttonRow(row))
	}
	return out
}

// letters is how long the labels are together.
func letters(items []offer) int {
	n := 0
	for _, item := range items {
		n += units(item.label)
	}
	return n
}

// listed are the items of all lists that can be chosen, each once, and their
// numbers in the text.
func listed(blocks []bots.Block) (items []offer, numbers []string) {
	seen := map[string]bool{}
	for _, b := range blocks {
		l, ok := b.(bots.List)
		if !ok {
			continue
		}
		for i, item := range l.Items {
			if item.Action.Name == "" || !visible(item.Text) {
				continue
			}
			data := item.Action.Encode()
			if seen[data] {
				continue
			}
			seen[data] = true
			items = append(items, offer{label: item.Text, action: data, style: discordgo.SecondaryButton})
			numbers = append(numbers, strconv.Itoa(i+1))
		}
	}
	return items, numbers
}

// buttonRows are the reply's own rows. Two buttons that do the same are
// pointless, and Discord refuses them.
func buttonRows(given [][]bots.Button, seen map[string]bool) [][]offer {
	var rows [][]offer
	for _, row := range given {
		var out []offer
		for _, b := range row {
			if o, ok := makeOffer(b); ok && !seen[o.action+o.url] {
				seen[o.action+o.url] = true
				out = append(out, o)
			}
		}
		rows = append(rows, wide(out)...)
	}
	return rows
}

func makeOffer(b bots.Button) (offer, bool) {
	b, ok := b.WithoutCopy() // there are no buttons that copy
	o := offer{label: b.Label, style: styleOf(b.Style)}
	switch {
	case !ok || !visible(clean(b.Label)):
		return o, false
	case b.URL != "":
		o.url = b.URL
		return o, goodURL(b.URL)
	}
	o.action = b.Action.Encode()
	return o, b.Action.Name != ""
}

func styleOf(s bots.Style) discordgo.ButtonStyle {
	switch s {
	case bots.Primary:
		return discordgo.PrimaryButton
	case bots.Danger:
		return discordgo.DangerButton
	default:
		return discordgo.SecondaryButton
	}
}

// wide cuts a row into rows of at most perRow.
func wide(row []offer) [][]offer {
	var rows [][]offer
	for len(row) > perRow {
		rows = append(rows, row[:perRow])
		row = row[perRow:]
	}
	if len(row) > 0 {
		rows = append(rows, row)
	}
	return rows
}

// pairLetters is how many letters the labels of a row may have that was made
// of two: about the width of a message on a desktop.
const pairLetters = 48

// paired puts two short rows of at most two buttons each beside each other.
func paired(rows [][]offer) [][]offer {
	var out [][]offer
	for _, row := range rows {
		if n := len(out); n > 0 && len(out[n-1]) <= 2 && len(row) <= 2 && letters(out[n-1])+letters(row) <= pairLetters {
			out[n-1] = append(out[n-1][:len(out[n-1]):len(out[n-1])], row...)
			continue
		}
		out = append(out, row)
	}
	return out
}

// packed puts rows that follow each other into one where they fit.
func packed(rows [][]offer) [][]offer {
	var out [][]offer
	for _, row := range rows {
		if n := len(out); n > 0 && len(out[n-1])+len(row) <= perRow {
			out[n-1] = append(out[n-1][:len(out[n-1]):len(out[n-1])], row...)
			continue
		}
		out = append(out, row)
	}
	return out
}

// without leaves out the buttons that do what an item does.
func without(rows [][]offer, items []offer) [][]offer {
	in := map[string]bool{}
	for _, item := range items {
		in[item.action] = true
	}
	var out [][]offer
	for _, row := range rows {
		var kept []offer
		for _, o := range row {
			if o.url != "" || !in[o.action] {
				kept = append(kept, o)
			}
		}
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	return out
}

func menuRow(n int, options []offer, title string) discordgo.MessageComponent {
	hint := oneLine(title, maxHint)
	if !visible(hint) {
		hint = "1–" + strconv.Itoa(len(options)) // of the list above
	}
	menu := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: menuID + strconv.Itoa(n), Placeholder: hint}
	for _, o := range options {
		menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: oneLine(o.label, optionText), Value: o.action})
	}
	return discordgo.ActionsRow{Components: []discordgo.MessageComponent{menu}}
}

func buttonRow(row []offer) discordgo.MessageComponent {
	var out []discordgo.MessageComponent
	for _, o := range row {
		b := discordgo.Button{Label: oneLine(o.label, labelUnits), Style: o.style, CustomID: o.action}
		if o.url != "" {
			b.Style, b.CustomID, b.URL = discordgo.LinkButton, "", o.url
		}
		out = append(out, b)
	}
	return discordgo.ActionsRow{Components: out}
}
