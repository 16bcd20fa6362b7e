package telegram

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/idmbot/idmbot/bots"
)

const (
	ann    = `"from":{"id":7,"is_bot":false,"first_name":"Ann","language_code":"fr"}`
	inPriv = `"chat":{"id":7,"type":"private","first_name":"Ann"},"date":1700000000,"message_id":5`
	inGrp  = `"chat":{"id":-50,"type":"supergroup","title":"G"},"date":1700000000,"message_id":5`
	inChan = `"chat":{"id":-51,"type":"channel","title":"C"},"date":1700000000,"message_id":5`
)

var (
	privChat = bots.Chat{Platform: "telegram", ID: "7", Kind: bots.Private}
	grpChat  = bots.Chat{Platform: "telegram", ID: "-50", Kind: bots.Group}
	annFr    = bots.Person{ID: "7", Lang: "fr"}
	annOwn   = bots.Person{ID: "7", Lang: "fr", Manager: true}
	at       = time.Unix(1700000000, 0)
)

// Updates in, neutral messages out; nil means that it is not for us.
func TestRead(t *testing.T) {
	text := func(c bots.Chat, p bots.Person, s string) *bots.Message {
		return &bots.Message{ID: "5", Chat: c, From: p, Text: s, At: at}
	}
	command := func(c bots.Chat, p bots.Person, name, line string) *bots.Message {
		return &bots.Message{ID: "5", Chat: c, From: p, Kind: bots.Command, Command: name, Args: bots.Args{Line: line}, At: at}
	}
	topic := grpChat
	topic.Thread = "9"
	press := func(c bots.Chat, id bots.MessageID, p bots.Person, a bots.Action) *bots.Message {
		return &bots.Message{ID: id, Chat: c, From: p, Kind: bots.Press, Action: a}
	}
	for _, c := range []struct {
		name, update string
		want         *bots.Message
	}{
		{"private text", `"message":{` + inPriv + `,` + ann + `,"text":" hello "}`, text(privChat, annOwn, "hello")},
		{"private command", `"message":{` + inPriv + `,` + ann + `,"text":"/Ask  what about\nwomen? "}`, command(privChat, annOwn, "ask", "what about\nwomen?")},
		{"deep link", `"message":{` + inPriv + `,` + ann + `,"text":"/start m_x-1"}`, command(privChat, annOwn, "start", "m_x-1")},
		{"command for another bot", `"message":{` + inPriv + `,` + ann + `,"text":"/ask@other_bot x"}`, nil},
		{"a slash alone", `"message":{` + inPriv + `,` + ann + `,"text":"/ x"}`, text(privChat, annOwn, "/ x")},
		{"group talk", `"message":{` + inGrp + `,` + ann + `,"text":"hello all"}`, nil},
		{"group mention, emoji before it", `"message":{` + inGrp + `,` + ann + `,"text":"👋 @IDM_bot, what about women?","entities":[{"type":"mention","offset":3,"length":8}]}`, text(grpChat, annFr, "👋 , what about women?")},
		{"group mention of another", `"message":{` + inGrp + `,` + ann + `,"text":"@idm_bot2 hi","entities":[{"type":"mention","offset":0,"length":9}]}`, nil},
		{"group text mention", `"message":{` + inGrp + `,` + ann + `,"text":"IDM women?","entities":[{"type":"text_mention","offset":0,"length":3,"user":{"id":99}}]}`, text(grpChat, annFr, "women?")},
		{"group mention and command", `"message":{` + inGrp + `,` + ann + `,"text":"@idm_bot /themes","entities":[{"type":"mention","offset":0,"length":8}]}`, command(grpChat, annFr, "themes", "")},
		{"group known command", `"message":{` + inGrp + `,` + ann + `,"text":"/ask x"}`, command(grpChat, annFr, "ask", "x")},
		{"group unknown command", `"message":{` + inGrp + `,` + ann + `,"text":"/ban x"}`, nil},
		{"group unknown command by name", `"message":{` + inGrp + `,` + ann + `,"text":"/ban@IDM_Bot x"}`, command(grpChat, annFr, "ban", "x")},
		{"group reply to us", `"message":{` + inGrp + `,` + ann + `,"text":"and 2024?","reply_to_message":{"message_id":4,"from":{"id":99,"is_bot":true}}}`, text(grpChat, annFr, "and 2024?")},
		{"group reply to another", `"message":{` + inGrp + `,` + ann + `,"text":"and 2024?","reply_to_message":{"message_id":4,"from":{"id":8}}}`, nil},
		{"our name under a question", `"message":{` + inGrp + `,` + ann + `,"text":"@idm_bot","entities":[{"type":"mention","offset":0,"length":8}],"reply_to_message":{"message_id":4,"text":"what about women?","from":{"id":8}}}`, text(grpChat, annFr, "what about women?")},
		{"topic", `"message":{` + inGrp + `,` + ann + `,"message_thread_id":9,"is_topic_message":true,"text":"/ask x"}`, command(topic, annFr, "ask", "x")},
		{"General topic", `"message":{` + inGrp + `,` + ann + `,"message_thread_id":1,"is_topic_message":true,"text":"/ask x"}`, command(grpChat, annFr, "ask", "x")},
		{"thread of replies without topics", `"message":{` + inGrp + `,` + ann + `,"message_thread_id":9,"text":"/ask x"}`, command(grpChat, annFr, "ask", "x")},
		{"another bot", `"message":{` + inPriv + `,"from":{"id":8,"is_bot":true},"text":"hello"}`, nil},
		{"our own inline result", `"message":{` + inPriv + `,` + ann + `,"text":"card","via_bot":{"id":99,"is_bot":true}}`, nil},
		{"post copied into its discussion group", `"message":{` + inGrp + `,"is_automatic_forward":true,"sender_chat":{"id":-51,"type":"channel"},"text":"/ask@idm_bot x"}`, nil},
		{"anonymous administrator", `"message":{` + inGrp + `,"from":{"id":1087968824,"is_bot":true},"sender_chat":{"id":-50,"type":"supergroup"},"text":"/ask x"}`, command(grpChat, bots.Person{ID: "-50", Manager: true}, "ask", "x")},
		{"channel post", `"channel_post":{` + inChan + `,"text":"news"}`, nil},
		{"channel command", `"channel_post":{` + inChan + `,"text":"/today@idm_bot"}`, command(bots.Chat{Platform: "telegram", ID: "-51", Kind: bots.Channel}, bots.Person{Manager: true}, "today", "")},
		{"photo", `"message":{` + inPriv + `,` + ann + `,"photo":[{}]}`, &bots.Message{ID: "5", Chat: privChat, From: annOwn, Kind: bots.Attachment, At: at}},
		{"photo in a group", `"message":{` + inGrp + `,` + ann + `,"photo":[{}]}`, nil},
		{"photo in a group, for us", `"message":{` + inGrp + `,` + ann + `,"photo":[{}],"caption":"@idm_bot ?","caption_entities":[{"type":"mention","offset":0,"length":8}]}`, &bots.Message{ID: "5", Chat: grpChat, From: annFr, Kind: bots.Attachment, At: at}},
		{"service message", `"message":{` + inPriv + `,` + ann + `,"pinned_message":{"message_id":1}}`, nil},
		{"edited question", `"edited_message":{` + inPriv + `,` + ann + `,"edit_date":1700000060,"text":"better"}`, &bots.Message{ID: "5", Chat: privChat, From: annOwn, Text: "better", Edited: true, At: at.Add(time.Minute)}},
		{"edited command that changes something", `"edited_message":{` + inPriv + `,` + ann + `,"text":"/language fr"}`, nil},
		{"edited photo", `"edited_message":{` + inPriv + `,` + ann + `,"photo":[{}]}`, nil},
		{"became a supergroup", `"message":{"chat":{"id":-50,"type":"group"},"date":1700000000,"message_id":5,` + ann + `,"migrate_to_chat_id":-1001}`, &bots.Message{ID: "5", Chat: grpChat, Kind: bots.Moved, MovedTo: "-1001", At: at}},
		{"press", `"callback_query":{"id":"q","chat_instance":"1",` + ann + `,"data":"e:idm-1","message":{` + inPriv + `}}`, press(privChat, "5", annOwn, bots.Action{Name: "e", Arg: "idm-1"})},
		{"press on what we did not make", `"callback_query":{"id":"q","chat_instance":"1",` + ann + `,"data":"nonsense","message":{` + inPriv + `}}`, press(privChat, "5", annOwn, bots.Action{})},
		{"press without data", `"callback_query":{"id":"q","chat_instance":"1",` + ann + `,"message":{` + inPriv + `}}`, press(privChat, "5", annOwn, bots.Action{})},
		{"press in a group", `"callback_query":{"id":"q","chat_instance":"1",` + ann + `,"data":"t:x:2","message":{` + inGrp + `}}`, press(grpChat, "5", annFr, bots.Action{Name: "t", Arg: "x", Extra: "2"})},
		{"press under an inline message", `"callback_query":{"id":"q","chat_instance":"1",` + ann + `,"data":"e:x","inline_message_id":"AB"}`, press(bots.Chat{Platform: "telegram", ID: "inline:AB", Kind: bots.Group}, "AB", annFr, bots.Action{Name: "e", Arg: "x"})},
		{"blocked", `"my_chat_member":{"chat":{"id":7,"type":"private"},` + ann + `,"date":1700000000,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"kicked"}}`, &bots.Message{Chat: privChat, From: annOwn, Kind: bots.Left, At: at}},
		{"added", `"my_chat_member":{"chat":{"id":-50,"type":"supergroup"},` + ann + `,"date":1700000000,"old_chat_member":{"status":"left"},"new_chat_member":{"status":"restricted","is_member":true}}`, &bots.Message{Chat: grpChat, From: annOwn, Kind: bots.Joined, At: at}},
		{"made administrator", `"my_chat_member":{"chat":{"id":-50,"type":"supergroup"},` + ann + `,"date":1700000000,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"administrator"}}`, nil},
		{"an update we did not ask for", `"poll":{"id":"1"}`, nil},
		{"entities that make no sense", `"message":{` + inGrp + `,` + ann + `,"text":"x","entities":[{"type":"mention","offset":-1,"length":5},{"type":"mention","offset":0,"length":900}]}`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var u update
			if err := json.Unmarshal([]byte(`{"update_id":1,`+c.update+`}`), &u); err != nil {
				t.Fatal(err)
			}
			in, ok := testReader().read(&u)
			switch {
			case ok != (c.want != nil):
				t.Errorf("for us: %t; got %+v", ok, in.m)
			case ok:
				if diff := cmp.Diff(*c.want, in.m, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("the message differs (-want +got)\n%s", diff)
				}
			}
		})
	}
}

func testReader() reader {
	return reader{me: user{ID: 99, IsBot: true, Username: "idm_bot"}, commands: map[string]bool{"ask": true, "themes": true}}
}

// Whatever arrives, reading it ends, and ids stay parseable.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"update_id":1,"message":{` + inGrp + `,` + ann + `,"text":"👋 @idm_bot x","entities":[{"type":"mention","offset":3,"length":8}]}}`))
	f.Add([]byte(`{"update_id":2,"callback_query":{"id":"q","data":"e:x:y:z","message":{` + inPriv + `}}}`))
	f.Add([]byte(`{"update_id":3,"edited_message":{` + inPriv + `,"caption":"x"}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var u update
		if json.Unmarshal(raw, &u) != nil {
			return
		}
		in, ok := testReader().read(&u)
		if !ok {
			return
		}
		if in.m.Chat.Platform != platform || in.m.Chat.ID == "" {
			t.Errorf("a message without a chat: %+v", in.m)
		}
		if in.m.Kind == bots.Command && in.m.Command == "" {
			t.Errorf("a command without a name: %+v", in.m)
		}
	})
}
