package discordtest

import (
	"slices"
	"strings"
)

// checkUnion checks a value that is exactly one of several types. Objects with
// a field "type" are told apart by it, others by what fits best.
func (s *schema) checkUnion(at string, v any, errs *faults, unknown *[]string) {
	var members []*schema
	nullable := false
	for _, m := range s.OneOf {
		m = m.resolve()
		if len(m.Type) == 1 && m.Type[0] == "null" {
			nullable = true
			continue
		}
		nullable = nullable || slices.Contains(m.Type, "null")
		members = append(members, m)
	}
	if v == nil {
		if !nullable {
			errs.add("BASE_TYPE_REQUIRED", "This field is required")
		}
		return
	}
	if len(members) == 1 {
		members[0].check(at, v, errs, unknown)
		return
	}
	if object, ok := v.(map[string]any); ok && members[0].discriminator() != nil {
		byType(at, object, members, errs, unknown)
		return
	}
	bestOf(at, v, members, errs, unknown)
}

// discriminator is the list of values of the field "type", nil if there is
// none.
func (s *schema) discriminator() []any {
	f := s.Fields["type"]
	if f == nil {
		return nil
	}
	return f.resolve().Enum
}

func byType(at string, object map[string]any, members []*schema, errs *faults, unknown *[]string) {
	kind, given := object["type"]
	if !given {
		errs.at("type").add("BASE_TYPE_REQUIRED", "This field is required")
		return
	}
	var names []string
	for _, m := range members {
		for _, e := range m.discriminator() {
			if plain(e) == plain(kind) {
				m.check(at, object, errs, unknown)
				return
			}
			names = append(names, plain(e))
		}
	}
	errs.at("type").add("UNION_TYPE_CHOICES", `Value of field "type" must be one of (`+strings.Join(names, ", ")+").")
}

func bestOf(at string, v any, members []*schema, errs *faults, unknown *[]string) {
	var best *faults
	var strange []string
	cost := func(f *faults, u []string) int { return 1000*f.count() + len(u) }
	for _, m := range members {
		mine, u := &faults{}, []string(nil)
		m.check(at, v, mine, &u)
		if best == nil || cost(mine, u) < cost(best, strange) {
			best, strange = mine, u
		}
	}
	errs.merge(best)
	*unknown = append(*unknown, strange...)
}
