package discordtest

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// session is what a bot identified as; it outlives its connections.
type session struct {
	id        string
	shard, of int
	intents   int
	seq       int64
	sent      []numbered // not yet confirmed by a heartbeat
	conn      *conn      // nil while there is none
}

type numbered struct {
	seq  int64
	data []byte
}

// event is something that the gateway tells.
type event struct {
	kind, guild string
	// needs is the intent without which it is not told, 0 for none.
	needs int
	data  any
	// mentioned and own messages show their content without the intent.
	mentioned, own bool
}

// dispatch tells an event to the session of its shard; the caller holds mu.
func (s *Server) dispatch(e event) {
	for _, sess := range s.gateway.sessions {
		if sess.shard == shardOf(e.guild, sess.of) && (e.needs == 0 || sess.intents&e.needs != 0) {
			sess.tell(e.kind, e.seenBy(sess))
		}
	}
}

// shardOf is the shard of a guild; direct messages come to shard 0
// (https://docs.discord.com/developers/events/gateway#sharding).
func shardOf(guild string, of int) int {
	id, _ := strconv.ParseUint(guild, 10, 64)
	return int(id >> 22 % uint64(of))
}

// seenBy is the event's data with the content that a session may read.
func (e event) seenBy(sess *session) any {
	o, isObject := e.data.(map[string]any)
	if e.needs != intentGuildMessages || !isObject || o["guild_id"] == nil || e.mentioned || e.own ||
		sess.intents&IntentMessageContent != 0 {
		return e.data
	}
	out := map[string]any{}
	for name, v := range o {
		out[name] = v
	}
	out["content"] = ""
	out["embeds"], out["components"], out["attachments"] = []any{}, []any{}, []any{}
	return out
}

// tell numbers an event, and sends it if there is a connection that listens.
func (sess *session) tell(kind string, data any) {
	sess.seq++
	seq := sess.seq
	raw, err := json.Marshal(payload{Op: opDispatch, Data: data, Sequence: &seq, Type: kind})
	if err != nil {
		panic(err)
	}
	sess.sent = append(sess.sent, numbered{seq, raw})
	if sess.conn != nil && !sess.conn.deaf {
		sess.conn.enqueue(frame{data: raw})
	}
}

func (sess *session) confirmed(seq int64) {
	sess.sent = slices.DeleteFunc(sess.sent, func(n numbered) bool { return n.seq <= seq })
}

// identify starts a session.
func (c *conn) identify(data json.RawMessage) {
	s := c.s
	var d struct {
		Token      string          `json:"token"`
		Intents    *int            `json:"intents"`
		Shard      []int           `json:"shard"`
		Properties json.RawMessage `json:"properties"`
		Compress   bool            `json:"compress"`
	}
	now := s.o.Clock()
	recent := len(s.gateway.identifies) > 0 && now.Sub(s.gateway.identifies[len(s.gateway.identifies)-1]) < identifyEvery
	s.gateway.identifies = append(s.gateway.identifies, now)
	s.gateway.remaining--
	if json.Unmarshal(data, &d) != nil || len(d.Properties) == 0 {
		s.violation("gateway: an identify without properties")
		c.end(closeDecode)
		return
	}
	if code := s.denied(c, d.Token, d.Intents, d.Shard); code != 0 {
		c.end(code)
		return
	}
	if recent && s.o.Rates {
		s.violation("gateway: two identifies within 5 s")
		c.push(payload{Op: opInvalid, Data: false})
		return
	}
	sess := &session{id: "session-" + s.id(), of: 1, intents: *d.Intents, conn: c}
	if len(d.Shard) == 2 {
		sess.shard, sess.of = d.Shard[0], d.Shard[1]
	}
	s.gateway.sessions[sess.id] = sess
	c.session, c.packed = sess, d.Compress
	s.ready(c, sess)
}

// denied is the close code of an identify that is refused, 0 if it is not.
func (s *Server) denied(c *conn, token string, intents *int, shard []int) int {
	switch {
	case s.gateway.refused != 0:
		return s.gateway.refused
	case strings.TrimPrefix(token, "Bot ") != s.o.Token:
		return closeToken
	case c.session != nil:
		s.violation("gateway: a second identify on one connection")
		return closeIdentified
	case intents == nil || *intents&^allIntents != 0:
		s.violation("gateway: invalid intents")
		return closeIntents
	case *intents&(intentMembers|intentPresences|IntentMessageContent)&^s.o.Privileged != 0:
		s.violation("gateway: a privileged intent that was not granted")
		return closeIntentsDenied
	case shard != nil && (len(shard) != 2 || shard[0] < 0 || shard[0] >= shard[1]):
		s.violation("gateway: an invalid shard")
		return closeShard
	}
	return 0
}

// ready greets a new session and tells it its guilds.
func (s *Server) ready(c *conn, sess *session) {
	var here []*guild
	unavailable := []any{}
	for _, id := range s.guildIDs() {
		if g := s.guilds[id]; !g.left && shardOf(id, sess.of) == sess.shard {
			here = append(here, g)
			unavailable = append(unavailable, map[string]any{"id": id, "unavailable": true})
		}
	}
	sess.tell("READY", map[string]any{
		"v": 10, "user": botObject(), "guilds": unavailable, "session_id": sess.id, "session_type": "normal",
		"resume_gateway_url": "ws://" + c.host + resumePath, "shard": []int{sess.shard, sess.of},
		"application": map[string]any{"id": AppID, "flags": 0}, "private_channels": []any{}, "relationships": []any{},
	})
	if sess.intents&intentGuilds != 0 {
		for _, g := range here {
			sess.tell("GUILD_CREATE", s.guildCreated(g))
		}
	}
}

func (s *Server) guildIDs() []string {
	var ids []string
	for id := range s.guilds {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// resume continues a session.
func (c *conn) resume(data json.RawMessage) {
	s := c.s
	var d struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int64  `json:"seq"`
	}
	if json.Unmarshal(data, &d) != nil {
		c.end(closeDecode)
		return
	}
	sess := s.gateway.sessions[d.Session]
	switch {
	case s.gateway.refused != 0:
		c.end(s.gateway.refused)
		return
	case strings.TrimPrefix(d.Token, "Bot ") != s.o.Token:
		c.end(closeToken)
		return
	case sess == nil:
		c.push(payload{Op: opInvalid, Data: false})
		return
	case d.Seq > sess.seq:
		s.violation("gateway: a resume with a sequence of the future")
		c.end(closeSequence)
		return
	}
	if old := sess.conn; old != nil {
		old.end(closeTimeout)
	}
	sess.conn, c.session = c, sess
	sess.confirmed(d.Seq)
	for _, n := range sess.sent {
		c.enqueue(frame{data: n.data})
	}
	s.gateway.resumes = append(s.gateway.resumes, Resume{s.o.Clock(), len(sess.sent), c.proper})
	sess.tell("RESUMED", map[string]any{})
}
