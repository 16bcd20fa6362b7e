package discordtest

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write api.json anew")

// described is where the published description lies: beside the repository.
var described = filepath.Join("..", "..", "..", "..", "shared", "specs", "discord-openapi.json")

// TestDescription promises that api.json is what the published description
// says about the requests that the server knows, and nothing else.
func TestDescription(t *testing.T) {
	raw, err := os.ReadFile(described)
	if os.IsNotExist(err) {
		t.Skip("the published description is not beside the repository; api.json is taken as it is")
	}
	if err != nil {
		t.Fatal(err)
	}
	want := reduce(t, raw)
	if *update {
		if err := os.WriteFile("api.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(want, apiJSON) {
		t.Error("api.json differs from the published description; write it with: go test -run TestDescription -update")
	}
}

// object is any JSON object of the description.
type object = map[string]any

// reduction collects the types that requests need.
type reduction struct {
	schemas object
	types   map[string]any
}

// reduce keeps names, types and limits of requests, one type a line.
func reduce(t *testing.T, raw []byte) []byte {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var all object
	if err := d.Decode(&all); err != nil {
		t.Fatal(err)
	}
	r := reduction{all["components"].(object)["schemas"].(object), map[string]any{}}
	operations := map[string]any{}
	for _, route := range routes {
		path, ok := all["paths"].(object)[route.path].(object)
		if !ok {
			t.Fatalf("the path %s is not described", route.path)
		}
		op, ok := path[strings.ToLower(route.method)].(object)
		if !ok {
			t.Fatalf("%s %s is not described", route.method, route.path)
		}
		operations[route.method+" "+route.path] = r.operation(path, op)
	}
	var b bytes.Buffer
	b.WriteString(`{"origin":"https://github.com/discord/discord-api-spec, requests only, names, types and limits only",` + "\n\"operations\":{\n")
	lines(t, &b, operations)
	b.WriteString("},\n\"types\":{\n")
	lines(t, &b, r.types)
	b.WriteString("}}\n")
	return b.Bytes()
}

func lines(t *testing.T, b *bytes.Buffer, values map[string]any) {
	for i, name := range slices.Sorted(maps.Keys(values)) {
		line, err := json.Marshal(object{name: values[name]})
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			b.WriteString(",\n")
		}
		b.Write(line[1 : len(line)-1])
	}
	b.WriteByte('\n')
}

func (r reduction) operation(path, op object) any {
	out := object{}
	for _, where := range []string{"path", "query"} {
		named := object{}
		for _, list := range []any{path["parameters"], op["parameters"]} {
			for _, p := range asList(list) {
				p := p.(object)
				if p["in"] == where {
					named[p["name"].(string)] = r.schema(p["schema"].(object))
				}
			}
		}
		if len(named) > 0 {
			out[where] = named
		}
	}
	if body, ok := op["requestBody"].(object); ok {
		out["body"] = r.schema(body["content"].(object)["application/json"].(object)["schema"].(object))
	}
	return out
}

func asList(v any) []any {
	list, _ := v.([]any)
	return list
}

// kept are the words of JSON Schema that stay, by the name that api.json has
// for them.
var kept = map[string]string{
	"type": "type", "enum": "enum", "minLength": "minLength", "maxLength": "maxLength", "minItems": "minItems",
	"maxItems": "maxItems", "minimum": "min", "maximum": "max", "pattern": "pattern", "format": "format",
	"required": "need", "uniqueItems": "unique", "maxProperties": "maxKeys",
}

func (r reduction) schema(in object) object {
	if ref, ok := in["$ref"].(string); ok {
		name := ref[strings.LastIndexByte(ref, '/')+1:]
		if _, done := r.types[name]; !done {
			r.types[name] = object{}
			r.types[name] = r.schema(r.schemas[name].(object))
		}
		return object{"ref": name}
	}
	out := object{}
	for from, to := range kept {
		v, ok := in[from]
		if !ok {
			continue
		}
		if one, isText := v.(string); from == "type" && isText {
			v = []any{one}
		}
		out[to] = v
	}
	if items, ok := in["items"].(object); ok {
		out["items"] = r.schema(items)
	}
	if values, ok := in["additionalProperties"].(object); ok {
		out["values"] = r.schema(values)
	}
	if fields, ok := in["properties"].(object); ok {
		reduced := object{}
		for name, f := range fields {
			reduced[name] = r.schema(f.(object))
		}
		out["fields"] = reduced
	}
	r.union(in, out)
	return out
}

// union writes unions as such, and those of constants as an enumeration.
func (r reduction) union(in, out object) {
	members := append(asList(in["oneOf"]), asList(in["anyOf"])...)
	var constants, others []any
	for _, m := range members {
		m := m.(object)
		if c, ok := m["const"]; ok {
			constants = append(constants, c)
		} else {
			others = append(others, r.schema(m))
		}
	}
	if len(constants) > 0 {
		out["enum"] = constants
	}
	if len(others) > 0 {
		out["oneOf"] = others
	}
}
