package discordtest

import (
	"bytes"
	"io"
	"mime/multipart"
	"strings"
)

// multipart keeps the names of the files of a form, and returns its JSON.
func (c *call) multipart(data []byte, boundary string) []byte {
	var payload []byte
	r := multipart.NewReader(bytes.NewReader(data), boundary)
	for {
		part, err := r.NextPart()
		if err != nil {
			return payload
		}
		switch name := part.FormName(); {
		case name == "payload_json":
			payload, _ = io.ReadAll(part)
		case strings.HasPrefix(name, "files["):
			c.files = append(c.files, part.FileName())
		}
	}
}
