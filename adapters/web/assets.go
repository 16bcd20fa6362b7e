package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
)

//go:embed static
var static embed.FS

//go:embed templates
var templates embed.FS

// assets are the files that pages load.
type assets struct {
	// stamp changes with any file a page is made of, so that browsers and
	// caches notice a new version of the program.
	stamp string
	files http.Handler
}

func readAssets() (assets, error) {
	h := sha256.New()
	for _, dir := range []embed.FS{static, templates, wordFiles} {
		err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := dir.ReadFile(name)
			h.Write(data)
			return err
		})
		if err != nil {
			return assets{}, err
		}
	}
	return assets{stamp: hex.EncodeToString(h.Sum(nil))[:10], files: http.FileServerFS(static)}, nil
}

// address is where a page loads a file from.
func (a assets) address(name string) string { return "/static/" + name + "?" + a.stamp }

// ServeHTTP serves the files. Browsers ask each time whether they changed: the
// scripts import each other by plain names, so that the stamp in an address
// does not reach all of them.
func (a assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, no-cache")
	w.Header().Set("ETag", `"`+a.stamp+`"`)
	a.files.ServeHTTP(w, r)
}

// icon answers browsers that look for a favicon at its old place.
func icon(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/static/icon.svg", http.StatusMovedPermanently)
}

func robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	_, _ = w.Write([]byte("User-agent: *\nDisallow: /api/\nDisallow: /search\nDisallow: /*q=\nAllow: /\n"))
}
