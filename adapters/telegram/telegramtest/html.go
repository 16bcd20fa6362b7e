package telegramtest

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ParseHTML reads Telegram's HTML as strictly as Telegram
// (https://core.telegram.org/bots/api#html-style): it returns the visible text,
// trimmed as Telegram trims it, and the number of entities, or the error that
// Telegram gives.
func ParseHTML(s string) (text string, entities int, err error) {
	p := &htmlParser{rest: s, all: len(s)}
	for p.rest != "" {
		if err := p.next(); err != nil {
			return "", 0, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", 0, fmt.Errorf("can't parse entities: Can't find end tag corresponding to start tag %q", p.open[n-1])
	}
	return Trim(p.text.String()), p.entities, nil
}

type htmlParser struct {
	rest     string
	all      int
	text     strings.Builder
	open     []string
	entities int
}

func (p *htmlParser) at() int { return p.all - len(p.rest) }

var (
	startTag = regexp.MustCompile(`^<([a-z-]+)((?:\s+[a-z-]+(?:=(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>`)
	anyName  = regexp.MustCompile(`^</?([^\s>/]*)`)
	endTag   = regexp.MustCompile(`^</([a-z-]+)\s*>`)
	entityRE = regexp.MustCompile(`^&(lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});`)
	attrRE   = regexp.MustCompile(`([a-z-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?`)
)

var knownTags = map[string]bool{
	"b": true, "strong": true, "i": true, "em": true, "u": true, "ins": true, "s": true, "strike": true, "del": true,
	"a": true, "code": true, "pre": true, "blockquote": true, "tg-spoiler": true, "span": true, "tg-emoji": true, "tg-time": true,
}

func (p *htmlParser) next() error {
	switch p.rest[0] {
	case '<':
		return p.tag()
	case '&':
		if m := entityRE.FindString(p.rest); m != "" {
			p.text.WriteString(html.UnescapeString(m))
			p.rest = p.rest[len(m):]
			return nil
		}
	}
	r, size := utf8.DecodeRuneInString(p.rest)
	if r == utf8.RuneError && size == 1 {
		return fmt.Errorf("strings must be encoded in UTF-8")
	}
	p.text.WriteString(p.rest[:size])
	p.rest = p.rest[size:]
	return nil
}

func (p *htmlParser) tag() error {
	if m := endTag.FindStringSubmatch(p.rest); m != nil {
		n := len(p.open)
		if n == 0 {
			return fmt.Errorf("can't parse entities: Unexpected end tag at byte offset %d", p.at())
		}
		if p.open[n-1] != m[1] {
			return fmt.Errorf("can't parse entities: Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", p.at(), p.open[n-1], m[1])
		}
		p.open = p.open[:n-1]
		p.rest = p.rest[len(m[0]):]
		return nil
	}
	m := startTag.FindStringSubmatch(p.rest)
	if m == nil || !knownTags[m[1]] {
		name := ""
		if n := anyName.FindStringSubmatch(p.rest); n != nil {
			name = n[1]
		}
		return fmt.Errorf("can't parse entities: Unsupported start tag %q at byte offset %d", name, p.at())
	}
	if m[1] == "blockquote" {
		for _, o := range p.open {
			if o == "blockquote" {
				return fmt.Errorf("can't parse entities: Blockquotes can't be nested at byte offset %d", p.at())
			}
		}
	}
	if err := p.attributes(m[1], m[2]); err != nil {
		return err
	}
	p.open = append(p.open, m[1])
	p.entities++
	p.rest = p.rest[len(m[0]):]
	return nil
}

// attributes are checked more strictly than Telegram does, which ignores what
// it does not know: a typo would go unseen.
func (p *htmlParser) attributes(tag, attrs string) error {
	for _, a := range attrRE.FindAllStringSubmatch(attrs, -1) {
		switch {
		case tag == "a" && a[1] == "href" && a[2] != "":
			if strings.ContainsAny(a[2], "<>") {
				return fmt.Errorf("can't parse entities: unescaped address at byte offset %d", p.at())
			}
		case tag == "blockquote" && a[1] == "expandable":
		default:
			return fmt.Errorf("can't parse entities: unexpected attribute %q of %q at byte offset %d", a[1], tag, p.at())
		}
	}
	if tag == "a" && !strings.Contains(attrs, "href") {
		return fmt.Errorf("can't parse entities: link without address at byte offset %d", p.at())
	}
	return nil
}

// Trim removes what Telegram removes around and in a text.
func Trim(s string) string {
	s = strings.ReplaceAll(s, "\r", "")
	return strings.TrimFunc(s, unicode.IsSpace)
}

// Units is the length of s in UTF-16 units.
func Units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// Visible reports whether something of s can be seen.
func Visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.In(r, unicode.Cf, unicode.Cc, unicode.Mn)
	})
}
