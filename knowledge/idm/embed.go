// Package idm is the curated corpus of the International Dialogue on
// Migration, embedded in the program. The files are for curators; README.md
// beside them says how they are written.
package idm

import "embed"

// Files is the knowledge folder.
//
//go:embed *.yaml */*.yaml */*.md
var Files embed.FS
