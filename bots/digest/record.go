package digest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/idmbot/idmbot/bots"
)

// record is a subscription in files. Its names are a promise to those who keep
// such files.
type record struct {
	Platform string `json:"platform"`
	Chat     string `json:"chat"`
	Thread   string `json:"thread,omitempty"`
	Kind     string `json:"kind,omitempty"` // private, group or channel
	Person   string `json:"person,omitempty"`
	Time     string `json:"time"`
	Zone     string `json:"zone"`
	Language string `json:"language"`
	Themes   string `json:"themes,omitempty"` // ids, separated by blanks; empty for all
	Days     string `json:"days,omitempty"`   // mon,tue or daily
	Every    string `json:"every,omitempty"`  // daily, weekly or monthly
	Quiet    string `json:"quiet,omitempty"`  // 22:00-06:00
	State    string `json:"state,omitempty"`
	Until    string `json:"until,omitempty"`
	Reason   string `json:"reason,omitempty"`
	Created  string `json:"created,omitempty"`
	LastDay  string `json:"last_day,omitempty"`
	Had      string `json:"had,omitempty"` // entry:times:date, separated by blanks
}

// columns are the names of a record's fields, in the order of fields.
var columns = []string{"platform", "chat", "thread", "kind", "person", "time", "zone", "language", "themes", "days",
	"every", "quiet", "state", "until", "reason", "created", "last_day", "had"}

// fields are the fields in the order of columns.
func (r *record) fields() []*string {
	return []*string{&r.Platform, &r.Chat, &r.Thread, &r.Kind, &r.Person, &r.Time, &r.Zone, &r.Language, &r.Themes, &r.Days,
		&r.Every, &r.Quiet, &r.State, &r.Until, &r.Reason, &r.Created, &r.LastDay, &r.Had}
}

var chatKinds = map[bots.ChatKind]string{bots.Private: "private", bots.Group: "group", bots.Channel: "channel"}

func newRecord(s *Subscription, h History) record {
	r := record{
		Platform: string(s.Chat.Platform), Chat: string(s.Chat.ID), Thread: string(s.Chat.Thread), Kind: chatKinds[s.Chat.Kind],
		Person: string(s.By), Time: s.At.String(), Zone: s.Zone, Language: s.Lang, Themes: strings.Join(s.Themes, " "),
		Days: s.Days.String(), Every: string(s.Every), State: string(s.State), Until: s.Until.String(),
		Reason: string(s.Reason), Created: utc(s.Created), LastDay: s.LastDay.String(),
	}
	if s.Quiet.Set() {
		r.Quiet = s.Quiet.From.String() + "-" + s.Quiet.To.String()
	}
	var had []string
	for _, entry := range slices.Sorted(maps.Keys(h)) {
		had = append(had, fmt.Sprintf("%s:%d:%s", entry, h[entry].Times, h[entry].Last))
	}
	r.Had = strings.Join(had, " ")
	return r
}

// subscription reads a record. The error says which field is wrong and what to
// write instead.
func (r *record) subscription() (Subscription, History, error) {
	var zero Subscription
	s := Subscription{
		Chat: bots.Chat{Platform: bots.Platform(r.Platform), ID: bots.ChatID(r.Chat), Thread: bots.ThreadID(r.Thread)},
		By:   bots.UserID(r.Person), Zone: r.Zone, Lang: r.Language, Themes: strings.Fields(r.Themes),
		State: State(orElse(r.State, string(Active))), Reason: Reason(r.Reason),
	}
	if len(s.Themes) == 0 {
		s.Themes = nil
	}
	s.Every = Frequency(orElse(r.Every, string(Daily)))
	known := false
	for kind, name := range chatKinds {
		if orElse(r.Kind, "private") == name {
			s.Chat.Kind, known = kind, true
		}
	}
	if !known {
		return zero, nil, fmt.Errorf("kind: %q is not private, group or channel", clip(r.Kind))
	}
	var err error
	if err = r.checkWords(); err != nil {
		return zero, nil, err
	}
	if s.At, err = ParseClock(r.Time); err != nil {
		return zero, nil, fmt.Errorf("time: %w", err)
	}
	if s.Days, err = ParseWeekdays(orElse(r.Days, "daily")); err != nil {
		return zero, nil, fmt.Errorf("days: %w", err)
	}
	if r.Quiet != "" {
		var ok bool
		if s.Quiet, ok = parseQuiet(r.Quiet); !ok {
			return zero, nil, fmt.Errorf("quiet: %q is not written like 22:00-06:00", clip(r.Quiet))
		}
	}
	for name, field := range map[string]struct {
		text string
		to   *Date
	}{"until": {r.Until, &s.Until}, "last_day": {r.LastDay, &s.LastDay}} {
		if field.text != "" {
			if *field.to, err = ParseDate(field.text); err != nil {
				return zero, nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	if r.Created != "" {
		if s.Created, err = time.Parse(time.RFC3339, r.Created); err != nil {
			return zero, nil, fmt.Errorf("created: %q is not written like 2026-12-31T08:00:00Z", clip(r.Created))
		}
		s.Created = s.Created.UTC()
	}
	h, err := parseHad(r.Had)
	if err != nil {
		return zero, nil, fmt.Errorf("had: %w", err)
	}
	if err := s.Check(); err != nil {
		return zero, nil, err
	}
	return s, h, nil
}

// platformName is how platforms are named here.
var platformName = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,31}$`)

// checkWords refuses names that nobody could have: a file is a stranger's
// input, and databases differ in what they take for text.
func (r *record) checkWords() error {
	if r.Platform != "" && !platformName.MatchString(r.Platform) {
		return fmt.Errorf("platform: %q is not the name of one, in small letters", clip(r.Platform))
	}
	for _, field := range []struct{ name, text string }{
		{"chat", r.Chat}, {"thread", r.Thread}, {"person", r.Person}, {"reason", r.Reason}, {"had", r.Had},
	} {
		if !utf8.ValidString(field.text) || strings.ContainsFunc(field.text, unicode.IsControl) {
			return fmt.Errorf("%s: it holds characters that are no text", field.name)
		}
		if field.name != "had" && len(field.text) > maxName {
			return fmt.Errorf("%s: it is longer than %d bytes", field.name, maxName)
		}
	}
	return nil
}

// maxName is more than any platform's ids need, in bytes.
const maxName = 200

// checkDays refuses days that were not yet: they would hold messages back
// without anybody's wish. now is in no zone yet, so that tomorrow may be today.
func checkDays(s *Subscription, h History, now time.Time) error {
	tomorrow := DateOf(now.UTC()) + 1
	if s.LastDay > tomorrow {
		return fmt.Errorf("last_day: %s lies in the future", s.LastDay)
	}
	for _, had := range h {
		if had.Last > tomorrow {
			return fmt.Errorf("had: %s lies in the future", had.Last)
		}
	}
	return nil
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func parseHad(text string) (History, error) {
	h := History{}
	for _, part := range strings.Fields(text) {
		bits := strings.Split(part, ":")
		if len(bits) != 3 || bits[0] == "" {
			return nil, fmt.Errorf("%q is not written like entry:1:2026-12-31", clip(part))
		}
		n, err := strconv.Atoi(bits[1])
		last, errDate := ParseDate(bits[2])
		if err != nil || errDate != nil || n < 1 {
			return nil, fmt.Errorf("%q is not written like entry:1:2026-12-31", clip(part))
		}
		h[bits[0]] = Had{Times: n, Last: last}
	}
	return h, nil
}
