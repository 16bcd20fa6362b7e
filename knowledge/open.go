package knowledge

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Open reads a knowledge folder, or a JSONL file, of the operating system.
// The error is Findings where the knowledge was read and refused.
func Open(name string) (*Corpus, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("open the knowledge: %w", err)
	}
	if info.IsDir() {
		return Load(os.DirFS(name))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open the knowledge: %w", err)
	}
	defer f.Close()
	return ReadJSONL(f, filepath.Base(name))
}

// Stamp is a cheap mark of the state of a folder or file: names, sizes and
// times of change. Two equal stamps mean that nothing changed.
func Stamp(name string) (string, error) {
	var stamp []byte
	err := filepath.WalkDir(name, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !d.IsDir() {
			stamp = fmt.Appendf(stamp, "%s %d %d\n", p, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return string(stamp), err
}
