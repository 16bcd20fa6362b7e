package web

import (
	"encoding/base64"
	"html/template"
	"strings"

	"github.com/idmbot/idmbot/bots"
)

// replyView is a reply for templates.
type replyView struct {
	Lang, Dir, Colour, Notice string
	Blocks                    []block
	Rows                      [][]button
	FileName                  string
	File                      template.URL
}

// block is a bots.Block for templates, which cannot switch on types.
type block struct {
	Kind, Text, By, Label, URL, Tone string
	Ordered                          bool
	Items                            []item
}

// blockView hands a block on to its template with what its forms need.
type blockView struct {
	Lang, PageLang, Conversation string
	Data                         block
}

type item struct{ Text, URL, Action string }

// button is a bots.Button for templates. Does is what Action is called: without
// a script it stands in the place of a copying button.
type button struct {
	Label, Action, Does, URL, Copy string
	Primary, Danger                bool
}

// view prepares a reply. Buttons that only repeat the items of a list are left
// out, since here the items themselves can be chosen.
func view(r bots.Reply) replyView {
	v := replyView{Lang: r.Lang, Dir: direction(r.Lang), Colour: r.Colour, Notice: r.Notice}
	listed := map[string]bool{}
	for _, b := range r.Blocks {
		out := viewBlock(b)
		for _, i := range out.Items {
			listed[i.Action] = true
		}
		v.Blocks = append(v.Blocks, out)
	}
	for _, row := range r.Buttons {
		var buttons []button
		for _, b := range row {
			if one := viewButton(b); one.Action == "" || !listed[one.Action] {
				buttons = append(buttons, one)
			}
		}
		if len(buttons) > 0 {
			v.Rows = append(v.Rows, buttons)
		}
	}
	if f := r.File; f != nil && strings.HasPrefix(f.MediaType, "text/plain") {
		v.FileName = f.Name
		v.File = template.URL("data:text/plain;charset=utf-8;base64," + base64.StdEncoding.EncodeToString(f.Data)) //nolint:gosec // plain text, encoded here
	}
	return v
}

func viewButton(b bots.Button) button {
	one := button{Label: b.Label, URL: b.URL, Copy: b.Copy, Primary: b.Style == bots.Primary, Danger: b.Style == bots.Danger}
	if b, ok := b.WithoutCopy(); ok && b.URL == "" {
		one.Action, one.Does = b.Action.Encode(), b.Label
	}
	return one
}

var tones = map[bots.Tone]string{bots.Plain: "plain", bots.Meta: "meta", bots.Strong: "strong", bots.Fine: "fine"}

func viewBlock(b bots.Block) block {
	switch x := b.(type) {
	case bots.Heading:
		return block{Kind: "heading", Text: x.Text}
	case bots.Paragraph:
		return block{Kind: "paragraph", Text: x.Text, Tone: tones[x.Tone]}
	case bots.Quotation:
		return block{Kind: "quotation", Text: x.Text, By: x.By}
	case bots.Citation:
		return block{Kind: "citation", Text: x.Text, Label: x.Label, URL: x.URL}
	case bots.Summary:
		return block{Kind: "summary", Text: x.Text, Label: x.Label}
	case bots.List:
		out := block{Kind: "list", Ordered: x.Ordered}
		for _, i := range x.Items {
			one := item{Text: i.Text, URL: i.URL}
			if i.Action != (bots.Action{}) {
				one.Action = i.Action.Encode()
			}
			out.Items = append(out.Items, one)
		}
		return out
	}
	return block{Kind: "rule"}
}
