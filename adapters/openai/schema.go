package openai

import (
	"github.com/sashabaranov/go-openai/jsonschema"
)

// sentences is the shape of a summary: sentences, each with the token of the
// entry it rests on.
var sentences = &jsonschema.Definition{
	Type: jsonschema.Object, AdditionalProperties: false, Required: []string{"sentences"},
	Properties: map[string]jsonschema.Definition{
		"sentences": {Type: jsonschema.Array, Items: &jsonschema.Definition{
			Type: jsonschema.Object, AdditionalProperties: false, Required: []string{"text", "entry"},
			Properties: map[string]jsonschema.Definition{"text": {Type: jsonschema.String}, "entry": {Type: jsonschema.String}},
		}},
	},
}
