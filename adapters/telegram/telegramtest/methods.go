package telegramtest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

func init() {
	methods = map[string]func(*Server, map[string]string, map[string][]byte) (any, *refusal){
		"getMe":               getMe,
		"sendMessage":         sendMessage,
		"editMessageText":     editMessageText,
		"sendDocument":        sendDocument,
		"sendChatAction":      sendChatAction,
		"deleteMessages":      deleteMessages,
		"answerCallbackQuery": answerCallbackQuery,
		"answerInlineQuery":   answerInlineQuery,
		"getChatMember":       getChatMember,
		"setWebhook":          setWebhook,
		"deleteWebhook":       deleteWebhook,
		"getMyCommands":       getMyCommands,
		"setMyCommands":       setMyCommands,
		"getChatMenuButton":   getChatMenuButton,
		"setChatMenuButton":   setChatMenuButton,
	}
	for method, field := range map[string]string{"Name": "name", "Description": "description", "ShortDescription": "short_description"} {
		methods["getMy"+method] = getProfile(field)
		methods["setMy"+method] = setProfile(field)
	}
}

// maxText is the length of a message, in UTF-16 units.
const (
	maxText     = 4096
	maxRaw      = 32 << 10
	maxEntities = 100
)

// read checks a text; the caller holds mu.
func (s *Server) read(p map[string]string, name string) (text string, no *refusal) {
	raw := p[name]
	switch {
	case strings.TrimSpace(raw) == "":
		no = bad("message text is empty")
	case len(raw) > maxRaw:
		no = bad("text is too long")
	case p["parse_mode"] == "HTML":
		t, n, err := ParseHTML(raw)
		if err != nil {
			no = bad("%s", err)
		} else if n > maxEntities {
			s.violation("%d entities; those after the hundredth are dropped", n)
		}
		text = t
	case p["parse_mode"] != "":
		no = bad("unsupported parse_mode")
	default:
		text = Trim(raw)
	}
	if no == nil && !Visible(text) {
		no = bad("text must be non-empty")
	}
	if no == nil && Units(text) > maxText {
		no = bad("message is too long")
	}
	if no != nil {
		s.violation("%s", no.text)
	}
	return text, no
}

// reach decides whether a call may reach the chat; the caller holds mu.
func (s *Server) reach(p map[string]string, counts bool) (*Chat, *refusal) {
	id, err := strconv.ParseInt(p["chat_id"], 10, 64)
	if err != nil {
		return nil, bad("chat_id is empty")
	}
	c, ok := s.chats[id]
	if !ok {
		return nil, bad("chat not found")
	}
	if no := s.throttle(c, counts); no != nil {
		return nil, no
	}
	switch {
	case c.MovedTo != 0:
		return nil, &refusal{code: 400, text: "Bad Request: group chat was upgraded to a supergroup chat", movedTo: c.MovedTo}
	case c.Refuses != nil:
		return nil, &refusal{code: c.Refuses.Code, text: c.Refuses.Text}
	}
	return c, nil
}

// place checks topic and reply of a new message; the caller holds mu.
func (s *Server) place(c *Chat, p map[string]string, m *Message) *refusal {
	if t, ok := p["message_thread_id"]; ok {
		m.Thread, _ = strconv.Atoi(t)
		if m.Thread == 1 && c.Forum {
			return bad("message thread not found")
		}
		if c.ClosedTopics[m.Thread] {
			return bad("TOPIC_CLOSED")
		}
	}
	if raw, ok := p["reply_parameters"]; ok {
		r, err := fields[struct {
			ID    int  `json:"message_id"`
			Allow bool `json:"allow_sending_without_reply"`
		}](raw)
		switch {
		case err != nil:
			return bad("can't parse reply parameters JSON object")
		case c.find(r.ID) != nil:
			m.ReplyTo = r.ID
		case !r.Allow:
			return bad("message to be replied not found")
		}
	}
	return nil
}

func (s *Server) markup(p map[string]string, m *Message) *refusal {
	raw, ok := p["reply_markup"]
	if !ok {
		m.Markup = nil
		return nil
	}
	k, err := fields[Markup](raw)
	if err != nil || len(k.Rows) == 0 {
		return s.wrong(bad("object expected as reply markup"))
	}
	total := 0
	for _, row := range k.Rows {
		total += len(row)
		if len(row) > 8 {
			s.violation("%d buttons in a row", len(row))
		}
		for _, b := range row {
			if no := checkButton(b); no != nil {
				return s.wrong(no)
			}
		}
	}
	if total > 100 || len(raw) > 10<<10 {
		return s.wrong(bad("reply markup is too long"))
	}
	m.Markup = &k
	return nil
}

// wrong notes a refusal that is the bot's fault.
func (s *Server) wrong(no *refusal) *refusal {
	s.violation("%s", no.text)
	return no
}

func checkButton(b Button) *refusal {
	kinds := 0
	for _, set := range []bool{b.Data != "", b.URL != "", b.Copy != nil} {
		if set {
			kinds++
		}
	}
	switch {
	case !Visible(b.Text):
		return bad("can't parse inline keyboard button: Field \"text\" must be non-empty")
	case kinds != 1:
		return bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	case len(b.Data) > 64:
		return bad("BUTTON_DATA_INVALID")
	case b.Copy != nil && (b.Copy.Text == "" || Units(b.Copy.Text) > 256):
		return bad("BUTTON_COPY_TEXT_INVALID")
	case b.URL != "":
		if u, err := url.Parse(b.URL); err != nil || (u.Scheme != "http" && u.Scheme != "https") || !strings.Contains(u.Host, ".") {
			return bad("inline keyboard button URL '%s' is invalid: Wrong HTTP URL", b.URL)
		}
	}
	return nil
}

func sendMessage(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
	c, no := s.reach(p, true)
	if no != nil {
		return nil, no
	}
	m := &Message{Own: true, HTML: p["text"]}
	if m.Text, no = s.read(p, "text"); no != nil {
		return nil, no
	}
	return s.add(c, p, m)
}

func (s *Server) add(c *Chat, p map[string]string, m *Message) (any, *refusal) {
	if no := s.place(c, p, m); no != nil {
		return nil, no
	}
	if no := s.markup(p, m); no != nil {
		return nil, no
	}
	s.nextMessage++
	m.ID = s.nextMessage
	c.messages = append(c.messages, m)
	return s.stored(c, m), nil
}

func sendDocument(s *Server, p map[string]string, files map[string][]byte) (any, *refusal) {
	c, no := s.reach(p, true)
	if no != nil {
		return nil, no
	}
	if len(files["document"]) == 0 {
		return nil, s.wrong(bad("file must be non-empty"))
	}
	return s.add(c, p, &Message{Own: true, File: string(files["document/name"])})
}

func editMessageText(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
	var m *Message
	var c *Chat
	if id, ok := p["inline_message_id"]; ok {
		if m = s.inlineMessages[id]; m == nil {
			return nil, bad("MESSAGE_ID_INVALID")
		}
	} else {
		var no *refusal
		if c, no = s.reach(p, false); no != nil {
			return nil, no
		}
		id, _ := strconv.Atoi(p["message_id"])
		switch m = c.find(id); {
		case m == nil:
			return nil, bad("message to edit not found")
		case !m.Own:
			return nil, s.wrong(bad("message can't be edited"))
		case m.File != "":
			return nil, s.wrong(bad("there is no text in the message to edit"))
		}
	}
	text, no := s.read(p, "text")
	if no != nil {
		if no.text == "Bad Request: message is too long" {
			no.text = "Bad Request: MESSAGE_TOO_LONG"
		}
		return nil, no
	}
	before, _ := json.Marshal(m.Markup)
	changed := *m
	if no := s.markup(p, &changed); no != nil {
		return nil, no
	}
	after, _ := json.Marshal(changed.Markup)
	if m.HTML == p["text"] && string(before) == string(after) {
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	m.Text, m.HTML, m.Markup = text, p["text"], changed.Markup
	m.Edits++
	if c == nil {
		return true, nil
	}
	return s.stored(c, m), nil
}

func sendChatAction(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
	c, no := s.reach(p, false)
	if no != nil {
		return nil, no
	}
	return true, s.place(c, p, &Message{})
}

func deleteMessages(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
	c, no := s.reach(p, false)
	if no != nil {
		return nil, no
	}
	ids, err := fields[[]int](p["message_ids"])
	if err != nil || len(ids) == 0 || len(ids) > 100 {
		return nil, s.wrong(bad("message identifiers are not specified"))
	}
	for _, id := range ids {
		if m := c.find(id); m != nil {
			m.Deleted = true
		}
	}
	return true, nil
}

// pressLife is how long a press waits for its answer.
const pressLife = 150 * time.Second

func answerCallbackQuery(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
	q, ok := s.presses[p["callback_query_id"]]
	if !ok || s.o.Clock().Sub(q.at) > pressLife {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	if Units(p["text"]) > 200 {
		return nil, s.wrong(bad("MESSAGE_TOO_LONG"))
	}
	q.answered++
	if p["text"] != "" {
		q.text = p["text"]
	}
	return true, nil
}

func answerInlineQuery(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
	at, ok := s.queries[p["inline_query_id"]]
	if !ok || s.o.Clock().Sub(at) > 30*time.Second {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	results, err := fields[[]InlineResult](p["results"])
	switch {
	case err != nil:
		return nil, s.wrong(bad("can't parse inline query results JSON"))
	case len(results) > 50:
		return nil, s.wrong(bad("RESULTS_TOO_MUCH"))
	case len(p["next_offset"]) > 64:
		return nil, s.wrong(bad("NEXT_OFFSET_INVALID"))
	}
	seen := map[string]bool{}
	for i := range results {
		r := &results[i]
		if r.ID == "" || len(r.ID) > 64 || seen[r.ID] {
			return nil, s.wrong(bad("RESULT_ID_INVALID"))
		}
		seen[r.ID] = true
		r.Next = p["next_offset"]
		if _, no := s.read(map[string]string{"text": r.Content.Text, "parse_mode": "HTML"}, "text"); no != nil {
			return nil, no
		}
		if r.Markup != nil {
			raw, _ := json.Marshal(r.Markup)
			if no := s.markup(map[string]string{"reply_markup": string(raw)}, &Message{}); no != nil {
				return nil, no
			}
		}
	}
	s.inline[p["inline_query_id"]] = results
	return true, nil
}

func getChatMember(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
	c, no := s.reach(p, false)
	if no != nil {
		return nil, no
	}
	id, _ := strconv.ParseInt(p["user_id"], 10, 64)
	status := "member"
	if c.Admins[id] {
		status = "administrator"
	}
	o := memberObject(status)
	o["user"] = person(id, "")
	return o, nil
}

func setWebhook(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
	s.webhook, s.secret = p["url"], p["secret_token"]
	return true, nil
}

// Webhook returns what the bot registered.
func (s *Server) Webhook() (address, secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.webhook, s.secret
}

// SetWebhook sets one as another process would.
func (s *Server) SetWebhook(address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.webhook = address
}

func deleteWebhook(s *Server, _ map[string]string, _ map[string][]byte) (any, *refusal) {
	s.webhook = ""
	return true, nil
}

func menuKey(p map[string]string) string { return p["scope"] + "/" + p["language_code"] }

func getMyCommands(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
	if list, ok := s.commands[menuKey(p)]; ok {
		return json.RawMessage(list), nil
	}
	return []any{}, nil
}

func setMyCommands(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
	list, err := fields[[]struct {
		Command     string `json:"command"`
		Description string `json:"description"`
	}](p["commands"])
	if err != nil || len(list) > 100 {
		return nil, s.wrong(bad("BOT_COMMANDS_TOO_MUCH"))
	}
	for _, c := range list {
		if n := len(c.Command); n < 1 || n > 32 || strings.ToLower(c.Command) != c.Command {
			return nil, s.wrong(bad("BOT_COMMAND_INVALID"))
		}
		if n := Units(c.Description); n < 1 || n > 256 {
			return nil, s.wrong(bad("BOT_COMMAND_DESCRIPTION_INVALID"))
		}
	}
	if scope := p["scope"]; strings.Contains(scope, `"chat"`) {
		id := fmt.Sprint(strings.TrimRight(scope[strings.LastIndexByte(scope, ':')+1:], "}"))
		n, _ := strconv.ParseInt(id, 10, 64)
		if _, ok := s.chats[n]; !ok {
			return nil, bad("chat not found")
		}
	}
	s.commands[menuKey(p)] = p["commands"]
	return true, nil
}

// Menu returns the commands registered for a scope and a language, as JSON.
func (s *Server) Menu(scope, lang string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commands[scope+"/"+lang]
}

func getProfile(field string) func(*Server, map[string]string, map[string][]byte) (any, *refusal) {
	return func(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
		return map[string]string{field: s.profile[field+"/"+p["language_code"]]}, nil
	}
}

func setProfile(field string) func(*Server, map[string]string, map[string][]byte) (any, *refusal) {
	limits := map[string]int{"name": 64, "description": 512, "short_description": 120}
	return func(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
		if Units(p[field]) > limits[field] {
			return nil, s.wrong(bad("%s is too long", field))
		}
		s.profile[field+"/"+p["language_code"]] = p[field]
		return true, nil
	}
}

func getChatMenuButton(s *Server, _ map[string]string, _ map[string][]byte) (any, *refusal) {
	if b, ok := s.profile["menu"]; ok {
		return json.RawMessage(b), nil
	}
	return map[string]string{"type": "default"}, nil
}

func setChatMenuButton(s *Server, p map[string]string, _ map[string][]byte) (any, *refusal) {
	s.profile["menu"] = p["menu_button"]
	return true, nil
}

// getMe tells beside who the bot is what BotFather has turned on.
func getMe(*Server, map[string]string, map[string][]byte) (any, *refusal) {
	me := botObject()
	me["can_join_groups"], me["can_read_all_group_messages"], me["supports_inline_queries"] = true, false, true
	return me, nil
}
