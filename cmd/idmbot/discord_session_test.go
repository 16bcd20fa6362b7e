package main

import (
	"strings"
	"testing"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
)

// The people of the session: who they are, and from where they use the bot.
var (
	ada   = discordtest.InDM("110000000000000501") // an operator, in direct messages
	amina = discordtest.InGuild("110000000000000502")
	ben   = discordtest.InDM("110000000000000503")
	mira  = discordtest.Manager("110000000000000504")
	vera  = discordtest.Person{ID: "110000000000000505", Guild: "200000000000000077", Channel: "300000000000000077", UserInstalled: true}
	pia   = discordtest.Person{ID: "110000000000000506", Channel: "300000000000000078", UserInstalled: true}
	fatou = discordtest.Person{ID: "110000000000000507", Locale: "fr"}
	elena = discordtest.Person{ID: "110000000000000508", Locale: "es-ES"}
	luis  = discordtest.Person{ID: "110000000000000509", Locale: "es-419"}
	cleo  = discordtest.InDM("110000000000000511")
	dirk  = discordtest.Person{ID: "110000000000000510", Locale: "de"}

	cast = []string{
		ada.ID, "Ada (operator, DM)", amina.ID, "Amina (member)", ben.ID, "Ben (DM)", mira.ID, "Mira (manager)",
		vera.ID, "Vera (elsewhere, her own app)", pia.ID, "Pia (group DM, her own app)", fatou.ID, "Fatou (DM, fr)",
		elena.ID, "Elena (DM, es-ES)", luis.ID, "Luis (DM, es-419)", dirk.ID, "Dirk (DM, de)", cleo.ID, "Cleo (DM)", discordtest.BotID, "IDM",
	}
)

// TestDiscordSession: the program itself, with DISCORD_API_URL at the strict
// fake: every command that is registered, every kind of button and menu that is
// shown, suggestions, languages, places and rights, and what was there before a
// restart. Nothing violates the API, nobody sees a failure. It is the same for
// those who run it behind a load balancer, to whom interactions come signed, and
// who have no gateway, but for what people write in messages.
func TestDiscordSession(t *testing.T) {
	for name, overHTTP := range map[string]bool{"session.txt": false, "session-http.txt": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st := newStage(t, overHTTP)
			st.names = cast
			st.questions()
			if !overHTTP {
				st.messages()
			}
			st.browsing()
			st.aboutOneself()
			st.languages()
			st.places()
			st.subscribing()
			st.operating()
			if !overHTTP {
				st.afterDrops()
			}
			st.afterRestart()
			if out := st.leftOut(); len(out) > 0 {
				t.Errorf("nobody used %s", strings.Join(out, ", "))
			}
			if n := st.Connections(); overHTTP && n != 0 {
				t.Errorf("%d connections to the gateway", n)
			}
			st.end()
			st.golden(name)
		})
	}
}

func (st *stage) questions() {
	st.title("A question, and what stands below an answer")
	st.slash(amina, "ask", opt("question", "What did the 2020 Dialogue say about women?"))
	st.press(amina, "👍 Helpful")
	st.press(amina, "Citation")
	st.press(amina, "APA")
	st.press(amina, "BibTeX")
	st.press(amina, "UN style")
	st.press(amina, "‹ Back")
	st.press(amina, "More on this theme")
	st.searched(amina, "Why this answer", "why")
	if st.quietly(func() string { return st.types(amina, "ask", opt("question", "avenue")) }) == "" {
		st.t.Error("no question is suggested")
	}
	st.slash(amina, "ask", opt("question", "Avenue 1: multilateral action and partnerships"))
	st.press(amina, "👎 Not helpful")
	st.press(amina, "Related")
	st.title("Hidden, in another language, not in the sources, a plea, small talk, markup")
	st.slash(amina, "ask", opt("question", "the second avenue"), opt("private", true))
	st.searched(amina, "Connaissances", "ask", opt("question", "les femmes en 2020"), opt("language", "fr"))
	st.searched(amina, "my sources", "ask", opt("question", "visa fee for Canada"))
	st.slash(amina, "ask", opt("question", "I was deported and have nowhere to go, please help me"))
	st.slash(amina, "ask", opt("question", "thank you"))
	st.searched(amina, "Knowledge", "ask", opt("question", "**bold** <@"+amina.ID+"> [click](https://evil.example) @everyone"))
	st.title("On a message")
	st.about(amina, "the second avenue")
}

func (st *stage) messages() {
	st.title("By a mention, in direct messages")
	st.says(amina, "<@"+discordtest.BotID+"> the second avenue")
	st.says(ben, "the second avenue")
	st.says(ben, "and the next one?")
}

func (st *stage) browsing() {
	st.title("Lists, menus and pages")
	st.slash(ben, "themes")
	st.choose(ben, "The Dialogue itself – 17 entries")
	st.press(ben, "More ›")
	st.press(ben, "‹ Earlier")
	st.choose(ben, "The three aims of IDM 2020")
	st.slash(ben, "sources")
	st.choose(ben, "IDM No. 30, publication page (IOM) – 20 entries")
	st.press(ben, "More ›")
	st.title("The message of the day, comparison, talking points, citation, a quotation")
	today := st.quietly(func() string { return st.slash(ben, "today") })
	if !strings.Contains(today, "Message of the day") || !strings.Contains(today, "[Related]") {
		st.t.Errorf("the message of the day is %s", today)
	}
	st.slash(ben, "compare", opt("theme", st.types(ben, "compare", opt("theme", "women"))))
	st.slash(ben, "brief", opt("theme", st.types(ben, "brief", opt("theme", "women"))))
	st.press(ben, "Compare 2020 and 2024")
	st.press(ben, "More on this theme")
	st.press(ben, "Talking points")
	st.press(ben, "Themes")
	if st.quietly(func() string { return st.types(ben, "cite", opt("entry", "key message 2")) }) == "" {
		st.t.Error("no entry is suggested")
	}
	const entry = "idm30-key-message-2"
	for _, style := range []string{"un", "apa", "bibtex"} {
		st.slash(ben, "cite", opt("entry", entry), opt("style", style))
	}
	st.slash(ben, "checkquote", opt("text", "Support women’s needs and resources"))
	st.slash(ben, "checkquote", opt("text", "Support women’s wishes and resources"))
	st.slash(ben, "checkquote", opt("text", "The door in the night"))
}

func (st *stage) aboutOneself() {
	st.title("About oneself")
	st.slash(cleo, "start")
	st.press(cleo, "Sources")
	st.slash(cleo, "start")
	st.press(cleo, "Help")
	st.slash(cleo, "start")
	st.quietly(func() string { return st.press(cleo, "Today's message") })
	st.slash(cleo, "help")
	st.slash(cleo, "privacy")
	st.slash(cleo, "settings")
	st.press(cleo, "Language")
	st.press(cleo, "Français")
	st.slash(cleo, "language", opt("language", "ar"))
	st.searched(cleo, "المعرفة", "ask", opt("question", "ماذا قال الحوار عن النساء؟"))
	st.slash(cleo, "mydata")
	st.press(cleo, "احذف ما أحتفظ به عنك")
	st.press(cleo, "نعم، احذف كل شيء")
	st.slash(cleo, "forgetme")
}

func (st *stage) languages() {
	for _, one := range []struct {
		who      discordtest.Person
		question string
		// says is a word of every answer in the language.
		says, theme string
	}{
		{fatou, "que dit le Dialogue de 2020 sur les femmes ?", "Connaissances", "femmes"},
		{elena, "¿qué dice el Diálogo de 2020 sobre las mujeres?", "Conocimientos", "mujeres"},
		{luis, "¿qué dice el Diálogo de 2020 sobre las mujeres?", "Conocimientos", "mujeres"},
		{dirk, "What did the 2020 Dialogue say about women?", "Knowledge", "women"},
	} {
		st.title("With an app in %s", one.who.Locale)
		st.searched(one.who, one.says, "ask", opt("question", one.question))
		st.slash(one.who, "compare", opt("theme", st.types(one.who, "compare", opt("theme", one.theme))))
		st.slash(one.who, "privacy")
	}
}

func (st *stage) places() {
	st.title("As one's own app: in a server where the bot is not, and among friends")
	st.slash(vera, "ask", opt("question", "the second avenue"))
	st.slash(vera, "settings")
	st.slash(pia, "ask", opt("question", "the second avenue"))
	st.slash(pia, "mydata")
	st.title("A member without the right to manage the server")
	for _, name := range []string{"subscribe", "pause", "resume", "unsubscribe"} {
		st.slash(amina, name)
	}
	st.slash(amina, "settings")
	st.title("A member who has it")
	st.slash(mira, "subscribe", opt("time", "08:15"), opt("zone", "Africa/Nairobi"))
	st.slash(mira, "settings")
	st.press(mira, "Time zone")
	st.fills(mira, "Another place …", "Kampala")
}
