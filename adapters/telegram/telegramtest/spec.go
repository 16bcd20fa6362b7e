package telegramtest

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// apiJSON are the names and types of Bot API 10.3; api-LICENSE.txt is its
// licence.
//
//go:embed api.json
var apiJSON []byte

type spec struct {
	Methods map[string]shape `json:"methods"`
	Types   map[string]shape `json:"types"`
}

type shape struct {
	Fields   []field  `json:"fields"`
	Subtypes []string `json:"subtypes"`
}

type field struct {
	Name     string   `json:"name"`
	Types    []string `json:"types"`
	Required bool     `json:"required"`
	Const    string   `json:"const"`
}

var api = sync.OnceValue(func() spec {
	var s spec
	if err := json.Unmarshal(apiJSON, &s); err != nil {
		panic("telegramtest: api.json: " + err.Error())
	}
	return s
})

func (s shape) field(name string) (field, bool) {
	i := slices.IndexFunc(s.Fields, func(f field) bool { return f.Name == name })
	if i < 0 {
		return field{}, false
	}
	return s.Fields[i], true
}

// checkCall lists what is wrong with the parameters of a call. Values are
// text as in a form; files are parameters that were uploaded.
func checkCall(method string, params map[string]string, files map[string]bool) (wrong []string) {
	m, ok := api().Methods[method]
	if !ok {
		return []string{"no such method"}
	}
	for name, value := range params {
		f, ok := m.field(name)
		if !ok {
			wrong = append(wrong, "unknown parameter "+name)
			continue
		}
		if !fitsAny(f.Types, value) {
			wrong = append(wrong, fmt.Sprintf("parameter %s is no %s", name, strings.Join(f.Types, " or ")))
			continue
		}
		wrong = append(wrong, deep(name, f.Types, value)...)
	}
	for _, f := range m.Fields {
		if _, given := params[f.Name]; f.Required && !given && !files[f.Name] {
			wrong = append(wrong, "parameter "+f.Name+" is missing")
		}
	}
	for name := range files {
		if f, ok := m.field(name); !ok || !slices.Contains(f.Types, "InputFile") {
			wrong = append(wrong, "parameter "+name+" takes no file")
		}
	}
	slices.Sort(wrong)
	return wrong
}

// fitsAny checks the plain types of a form's value; objects are checked by
// deep.
func fitsAny(types []string, value string) bool {
	return slices.ContainsFunc(types, func(t string) bool {
		switch t {
		case "Integer":
			_, err := strconv.ParseInt(value, 10, 64)
			return err == nil
		case "Float":
			_, err := strconv.ParseFloat(value, 64)
			return err == nil
		case "Boolean":
			return value == "true" || value == "false"
		case "InputFile":
			return false
		}
		return true
	})
}

func deep(name string, types []string, value string) []string {
	if slices.ContainsFunc(types, plainType) {
		return nil
	}
	var v any
	d := json.NewDecoder(bytes.NewReader([]byte(value)))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return []string{name + " is not JSON"}
	}
	return checkValue(name, types, v)
}

func plainType(t string) bool {
	return t == "Integer" || t == "Float" || t == "Boolean" || t == "String" || t == "InputFile" || t == "True"
}

// checkValue lists what is wrong with a JSON value, to its bottom. A value of
// several possible types is right if it is one of them.
func checkValue(path string, types []string, v any) []string {
	var first []string
	for _, t := range types {
		wrong := checkType(path, t, v)
		if len(wrong) == 0 {
			return nil
		}
		if first == nil || len(wrong) < len(first) {
			first = wrong
		}
	}
	return first
}

func checkType(path, t string, v any) []string {
	no := []string{path + " is no " + t}
	if inner, ok := strings.CutPrefix(t, "Array of "); ok {
		list, ok := v.([]any)
		if !ok {
			return no
		}
		var wrong []string
		for i, x := range list {
			wrong = append(wrong, checkValue(fmt.Sprintf("%s[%d]", path, i), []string{inner}, x)...)
		}
		return wrong
	}
	switch t {
	case "String", "InputFile":
		if _, ok := v.(string); !ok {
			return no
		}
		return nil
	case "Boolean", "True":
		if b, ok := v.(bool); !ok || t == "True" && !b {
			return no
		}
		return nil
	case "Integer", "Float":
		n, ok := v.(json.Number)
		if !ok {
			return no
		}
		if x, err := n.Float64(); err != nil || t == "Integer" && x != math.Trunc(x) {
			return no
		}
		return nil
	}
	return checkObject(path, t, v)
}

func checkObject(path, t string, v any) []string {
	s, ok := api().Types[t]
	if !ok {
		return []string{path + ": the type " + t + " is not in the description"}
	}
	if len(s.Subtypes) > 0 {
		return checkValue(path, s.Subtypes, v)
	}
	object, ok := v.(map[string]any)
	if !ok {
		return []string{path + " is no " + t}
	}
	var wrong []string
	for name, x := range object {
		f, ok := s.field(name)
		if !ok {
			wrong = append(wrong, path+"."+name+" is unknown in "+t)
			continue
		}
		if f.Const != "" && x != f.Const {
			wrong = append(wrong, path+"."+name+" is not "+f.Const)
		}
		wrong = append(wrong, checkValue(path+"."+name, f.Types, x)...)
	}
	for _, f := range s.Fields {
		if _, ok := object[f.Name]; f.Required && !ok {
			wrong = append(wrong, path+"."+f.Name+" is missing in "+t)
		}
	}
	slices.Sort(wrong)
	return wrong
}

// checkUpdate lists what is wrong with an update that a test hands out.
func checkUpdate(raw []byte) []string {
	var v any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return []string{"not JSON"}
	}
	return checkValue("update", []string{"Update"}, v)
}
