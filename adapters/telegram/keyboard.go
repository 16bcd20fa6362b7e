package telegram

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/idmbot/idmbot/bots"
)

const (
	// maxButtons is what one message can carry safely; beyond it Telegram
	// refuses or drops buttons without a word.
	maxButtons = 100
	perRow     = 8
	labelRunes = 64
	// maxCopy is the length of a copy button's text
	// (https://core.telegram.org/bots/api#copytextbutton).
	maxCopy = 256
	// listItems is how many items of a list get a button.
	listItems = 40
)

// button is an InlineKeyboardButton with the fields that we use.
type button struct {
	Text  string    `json:"text"`
	URL   string    `json:"url,omitempty"`
	Data  string    `json:"callback_data,omitempty"`
	Copy  *copyText `json:"copy_text,omitempty"`
	Style string    `json:"style,omitempty"`
}

type copyText struct {
	Text string `json:"text"`
}

type keyboard struct {
	Rows [][]button `json:"inline_keyboard"`
}

// keyboardJSON is the reply_markup of a reply, empty if it has no buttons.
func keyboardJSON(r bots.Reply) string {
	rows := keyboardRows(r)
	if len(rows) == 0 {
		return ""
	}
	data, err := json.Marshal(keyboard{Rows: rows})
	if err != nil { // Strings only: cannot happen.
		return ""
	}
	return string(data)
}

func keyboardRows(r bots.Reply) [][]button {
	offered := map[bots.Action]bool{}
	for _, row := range r.Buttons {
		for _, b := range row {
			offered[b.Action] = true
		}
	}
	rows := itemRows(r.Blocks, offered)
	for _, row := range r.Buttons {
		var out []button
		for _, b := range row {
			if made, ok := makeButton(b); ok {
				out = append(out, made)
			}
		}
		rows = append(rows, reflow(out)...)
	}
	return capped(rows)
}

// itemRows makes a button with its number for every item of a list that can
// be chosen and has no button of its own.
func itemRows(blocks []bots.Block, offered map[bots.Action]bool) [][]button {
	var rows [][]button
	for _, b := range blocks {
		l, ok := b.(bots.List)
		if !ok {
			continue
		}
		var row []button
		for i, item := range l.Items[:min(len(l.Items), listItems)] {
			if item.Action.Name != "" && !offered[item.Action] {
				row = append(row, button{Text: strconv.Itoa(i + 1), Data: item.Action.Encode()})
			}
		}
		rows = append(rows, reflow(row)...)
	}
	return rows
}

func makeButton(b bots.Button) (button, bool) {
	text := b.Copy
	if !visible(text) || units(text) > maxCopy {
		text = ""
		var ok bool
		if b, ok = b.WithoutCopy(); !ok {
			return button{}, false
		}
	}
	out := button{Text: oneLine(b.Label, labelRunes), Style: styleName(b.Style)}
	switch {
	case !visible(out.Text):
		return out, false
	case text != "":
		out.Copy = &copyText{Text: text}
	case b.URL != "":
		out.URL = b.URL
		return out, goodURL(b.URL)
	default:
		out.Data = b.Action.Encode()
		return out, b.Action.Name != ""
	}
	return out, true
}

func styleName(s bots.Style) string {
	switch s {
	case bots.Primary:
		return "primary"
	case bots.Danger:
		return "danger"
	default:
		return ""
	}
}

// fits is how many buttons stand in a row of a telephone without being cut,
// by the runes of the longest label.
func fits(longest int) int {
	switch {
	case longest <= 3:
		return perRow
	case longest <= 9:
		return 4
	case longest <= 13:
		return 3
	case longest <= 22:
		return 2
	default:
		return 1
	}
}

// reflow cuts a row that is too wide into rows of about equal length.
func reflow(row []button) [][]button {
	if len(row) == 0 {
		return nil
	}
	longest := 0
	for _, b := range row {
		longest = max(longest, utf8.RuneCountInString(b.Text))
	}
	lines := (len(row) + fits(longest) - 1) / fits(longest)
	width := (len(row) + lines - 1) / lines
	var rows [][]button
	for len(row) > width {
		rows = append(rows, row[:width])
		row = row[width:]
	}
	return append(rows, row)
}

func capped(rows [][]button) [][]button {
	left := maxButtons
	for i, row := range rows {
		if len(row) > left {
			return rows[:i]
		}
		left -= len(row)
	}
	return rows
}
