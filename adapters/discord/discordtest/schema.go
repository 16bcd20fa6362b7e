package discordtest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// apiJSON are the names, types and limits of the requests of Discord's API
// v10; api-LICENSE.txt is its licence. TestDescription makes it.
//
//go:embed api.json
var apiJSON []byte

type description struct {
	Operations map[string]operation `json:"operations"`
	Types      map[string]*schema   `json:"types"`
}

// operation is what a request may hold.
type operation struct {
	Path  map[string]*schema `json:"path"`
	Query map[string]*schema `json:"query"`
	Body  *schema            `json:"body"`
}

// schema is the reduced form of a JSON Schema.
type schema struct {
	Ref       string             `json:"ref"`
	Type      []string           `json:"type"`
	Fields    map[string]*schema `json:"fields"`
	Need      []string           `json:"need"`
	Items     *schema            `json:"items"`
	Values    *schema            `json:"values"`
	OneOf     []*schema          `json:"oneOf"`
	Enum      []any              `json:"enum"`
	Min       *float64           `json:"min"`
	Max       *float64           `json:"max"`
	MinLength int                `json:"minLength"`
	MaxLength *int               `json:"maxLength"`
	MinItems  int                `json:"minItems"`
	MaxItems  *int               `json:"maxItems"`
	MaxKeys   *int               `json:"maxKeys"`
	Unique    bool               `json:"unique"`
	Pattern   *pattern           `json:"pattern"`
	Format    string             `json:"format"`
}

var api = sync.OnceValue(func() description {
	var d description
	if err := json.Unmarshal(apiJSON, &d); err != nil {
		panic("discordtest: api.json: " + err.Error())
	}
	for name, fields := range undescribed {
		for _, f := range fields {
			d.Types[name].Fields[f] = &schema{Type: []string{"boolean", "null"}}
		}
	}
	return d
})

// undescribed are fields that the documentation has and the description
// lacks; all are boolean.
var undescribed = map[string][]string{
	"ApplicationCommandCreateRequest":       {"nsfw", "default_permission"},
	"ApplicationCommandUpdateRequest":       {"nsfw", "default_permission"},
	"ApplicationCommandPatchRequestPartial": {"nsfw", "default_permission"},
	"ComponentEmojiForRequest":              {"animated"},
}

// resolve follows a reference.
func (s *schema) resolve() *schema {
	for s.Ref != "" {
		s = api().Types[s.Ref]
	}
	return s
}

// check writes what is wrong with a value into errs, and the names of unknown
// fields into unknown. Numbers of v are json.Number.
func (s *schema) check(at string, v any, errs *faults, unknown *[]string) {
	s = s.resolve()
	if len(s.OneOf) > 0 {
		s.checkUnion(at, v, errs, unknown)
		return
	}
	if v == nil {
		if !slices.Contains(s.Type, "null") {
			errs.add("BASE_TYPE_REQUIRED", "This field is required")
		}
		return
	}
	s.checkEnum(v, errs)
	switch s.kind() {
	case "object":
		s.checkObject(at, v, errs, unknown)
	case "array":
		s.checkList(at, v, errs, unknown)
	case "string":
		s.checkText(v, errs)
	case "integer", "number":
		s.checkNumber(v, errs)
	case "boolean":
		if _, ok := v.(bool); !ok {
			errs.add("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
		}
	}
}

func (s *schema) kind() string {
	for _, t := range s.Type {
		if t != "null" {
			return t
		}
	}
	return ""
}

func (s *schema) checkEnum(v any, errs *faults) {
	if len(s.Enum) == 0 || slices.ContainsFunc(s.Enum, func(e any) bool { return plain(e) == plain(v) }) {
		return
	}
	var names []string
	for _, e := range s.Enum {
		names = append(names, plain(e))
	}
	errs.add("BASE_TYPE_CHOICES", "Value must be one of {"+strings.Join(names, ", ")+"}.")
}

// plain writes a scalar so that 1, 1.0 and "1" are equal.
func plain(v any) string {
	if f, ok := v.(float64); ok {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

func (s *schema) checkObject(at string, v any, errs *faults, unknown *[]string) {
	object, ok := v.(map[string]any)
	if !ok {
		errs.add("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
		return
	}
	if s.MaxKeys != nil && len(object) > *s.MaxKeys {
		errs.add("BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", *s.MaxKeys))
	}
	for name, x := range object {
		f := s.Fields[name]
		if f == nil {
			f = s.Values
		}
		if f == nil {
			// Libraries send empty values for the fields that other types have.
			if !blank(x) {
				*unknown = append(*unknown, at+name)
			}
			continue
		}
		f.check(at+name+".", x, errs.at(name), unknown)
	}
	for _, name := range s.Need {
		if _, ok := object[name]; !ok {
			errs.at(name).add("BASE_TYPE_REQUIRED", "This field is required")
		}
	}
}

// blank is true for values that say nothing.
func blank(v any) bool {
	l, isList := v.([]any)
	return v == nil || v == "" || v == false || isList && len(l) == 0
}

func (s *schema) checkList(at string, v any, errs *faults, unknown *[]string) {
	list, ok := v.([]any)
	if !ok {
		errs.add("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
		return
	}
	checkLength(len(list), s.MinItems, s.MaxItems, errs)
	seen := map[string]bool{}
	for i, x := range list {
		s.Items.check(at+strconv.Itoa(i)+".", x, errs.at(strconv.Itoa(i)), unknown)
		if key := fmt.Sprint(x); s.Unique && seen[key] {
			errs.add("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
		} else {
			seen[key] = true
		}
	}
}

func checkLength(n, least int, most *int, errs *faults) {
	switch {
	case most != nil && (n > *most || n < least) && least > 0:
		errs.add("BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", least, *most))
	case most != nil && n > *most:
		errs.add("BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", *most))
	case n < least:
		errs.add("BASE_TYPE_MIN_LENGTH", fmt.Sprintf("Must be %d or more in length.", least))
	}
}
