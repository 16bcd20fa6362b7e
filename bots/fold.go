package bots

import (
	"strings"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// containsFold reports whether s holds part, whatever the case and accents.
func containsFold(s, part string) bool {
	return strings.Contains(words.Fold(s), words.Fold(strings.TrimSpace(part)))
}
