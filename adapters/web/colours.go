package web

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var rgb = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// colourClass is the class that gives an element the accent colour of a theme:
// the policy allows no style in a page. It is empty for what is not "#rrggbb".
func colourClass(colour string) string {
	if !rgb.MatchString(colour) {
		return ""
	}
	return "c-" + strings.ToLower(colour[1:])
}

// themeColours is the style sheet of the themes' colours, made from the
// knowledge. On dark paper they are mixed with white, to stay readable.
func (s *Server) themeColours(v *visit) {
	var light, dark strings.Builder
	seen := map[string]bool{}
	for _, t := range v.corpus().Themes {
		class := colourClass(t.Colour)
		if class == "" || seen[class] {
			continue
		}
		seen[class] = true
		fmt.Fprintf(&light, ".%s{--accent:%s}\n", class, t.Colour)
		fmt.Fprintf(&dark, ".%s{--accent:%s}\n", class, pale(t.Colour))
	}
	v.w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = fmt.Fprintf(v.w, "%s@media (prefers-color-scheme:dark){\n%s}\n", light.String(), dark.String())
}

// pale mixes 45 % of a colour "#rrggbb" with white. It is done here and not by
// color-mix, which browsers of before 2023 do not know.
func pale(colour string) string {
	n, err := strconv.ParseUint(colour[1:], 16, 24)
	if err != nil {
		return colour
	}
	out := "#"
	for shift := 16; shift >= 0; shift -= 8 {
		part := n >> shift & 0xff
		out += fmt.Sprintf("%02x", (part*45+0xff*55)/100)
	}
	return out
}
