package discordtest

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"time"
)

// refusal is an answer other than success.
type refusal struct {
	status  int
	code    int
	message string
	errs    *faults
	// retryAfter, scope and global belong to a 429.
	retryAfter time.Duration
	scope      string
	global     bool
	// drop closes the connection instead, page is a body that is no JSON.
	drop bool
	page string
}

func refuse(status, code int, message string) *refusal {
	return &refusal{status: status, code: code, message: message}
}

// Refusals with one meaning each
// (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
func notFound() *refusal { return refuse(http.StatusNotFound, 0, "404: Not Found") }
func unauthorized() *refusal {
	return refuse(http.StatusUnauthorized, 0, "401: Unauthorized")
}
func unknownChannel() *refusal { return refuse(http.StatusNotFound, 10003, "Unknown Channel") }
func unknownGuild() *refusal   { return refuse(http.StatusNotFound, 10004, "Unknown Guild") }
func unknownMessage() *refusal { return refuse(http.StatusNotFound, 10008, "Unknown Message") }
func unknownUser() *refusal    { return refuse(http.StatusNotFound, 10013, "Unknown User") }
func unknownWebhook() *refusal { return refuse(http.StatusNotFound, 10015, "Unknown Webhook") }
func unknownInteraction() *refusal {
	return refuse(http.StatusNotFound, 10062, "Unknown interaction")
}
func unknownCommand() *refusal {
	return refuse(http.StatusNotFound, 10063, "Unknown application command")
}
func acknowledged() *refusal {
	return refuse(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
}
func missingAccess() *refusal { return refuse(http.StatusForbidden, 50001, "Missing Access") }
func notAuthor() *refusal {
	return refuse(http.StatusForbidden, 50005, "Cannot edit a message authored by another user")
}
func emptyMessage() *refusal {
	return refuse(http.StatusBadRequest, 50006, "Cannot send an empty message")
}
func closedDM() *refusal {
	return refuse(http.StatusForbidden, 50007, "Cannot send messages to this user")
}
func missingPermissions() *refusal {
	return refuse(http.StatusForbidden, 50013, "Missing Permissions")
}
func expiredToken() *refusal {
	return refuse(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
}
func badJSON() *refusal {
	return refuse(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
}

// invalid is the refusal of a body, nil if nothing is wrong.
func invalid(errs *faults) *refusal {
	if errs.count() == 0 {
		return nil
	}
	return &refusal{status: http.StatusBadRequest, code: 50035, message: "Invalid Form Body", errs: errs}
}

// faults mirror a body: what is wrong with the value itself, and with what it
// holds.
type faults struct {
	own  []fault
	kids map[string]*faults
}

type fault struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (f *faults) add(code, message string) { f.own = append(f.own, fault{code, message}) }

// at is the place of a field or an index.
func (f *faults) at(name string) *faults {
	if f.kids == nil {
		f.kids = map[string]*faults{}
	}
	k, ok := f.kids[name]
	if !ok {
		k = &faults{}
		f.kids[name] = k
	}
	return k
}

func (f *faults) count() int {
	n := len(f.own)
	for _, k := range f.kids {
		n += k.count()
	}
	return n
}

func (f *faults) merge(other *faults) {
	f.own = append(f.own, other.own...)
	for name, k := range other.kids {
		f.at(name).merge(k)
	}
}

// list writes each fault with its place, in order.
func (f *faults) list(at string) (out []string) {
	for _, o := range f.own {
		out = append(out, at+": "+o.Message)
	}
	for _, name := range slices.Sorted(maps.Keys(f.kids)) {
		place := name
		if at != "" {
			place = at + "." + name
		}
		out = append(out, f.kids[name].list(place)...)
	}
	return out
}

// MarshalJSON writes the faults as Discord nests them.
func (f *faults) MarshalJSON() ([]byte, error) {
	out := map[string]any{}
	if len(f.own) > 0 {
		out["_errors"] = f.own
	}
	for name, k := range f.kids {
		if k.count() > 0 {
			out[name] = k
		}
	}
	return json.Marshal(out)
}
