// Package discordtest is a strict Discord in the process of a test: the REST
// API (v9 and v10) and the gateway, for one bot.
//
// It keeps guilds, channels, messages, commands and interactions as Discord
// does, and checks every call: against the published description of the API
// (api.json), against limits that the description does not have, against the
// rule of 3 seconds, and against rates. What Discord would refuse is refused
// with its codes (50035 with nested errors, 10062, 40060, 50027, …), and noted
// as a violation where a correct bot would never have sent it.
//
// # Reaching it
//
//	s := discordtest.New(discordtest.Options{Clock: time.Now})
//	client := &http.Client{Transport: s.Transport()}         // REST, any host
//	dialer := &websocket.Dialer{NetDialContext: s.Dial}      // gateway, ws://
//	server := httptest.NewServer(s)                          // or both by TCP
//
// Transport and Dial work in a synctest bubble; call Close at its end. The
// token is Token, the application AppID, and there is a guild GuildID with a
// channel ChannelID from the beginning.
//
// # Playing people
//
//	p := discordtest.InGuild("111")          // InDM, Manager, or a Person
//	s.Until(func() bool { return s.Connected() == 1 })
//	i := s.Slash(p, "ask", discordtest.Option{Name: "question", Value: "…"})
//	ack := i.Wait()                          // first answer, or Type 0 after 3 s
//	m := i.Done()                            // the whole answer: a Message
//	s.Press(p, "Sources").Done()             // a button, by its label
//	s.Choose(p, "Return and reintegration")  // an entry of a select menu
//	s.Complete(p, "ask", opt).Choices()      // suggestions while typing
//	s.Ask(p, "Ask the IDM about this", id)   // the message command
//	s.Submit(i, map[string]string{"when": "08:00"}) // the form i got
//	s.Say(p, "<@"+discordtest.BotID+"> hi")  // a message; s.DM(user) is the channel
//	s.EditSaid(p, id, text); s.Preview(p, id) // it is corrected; a link in it gets a preview
//
// With Endpoint(handler) the same interactions come as signed HTTP requests
// instead (PublicKey, Sign, Probe).
//
// # Breaking things
//
// Break scripts errors, lost answers, garbage and delays for calls; Options
// Rates enforces the limits. Zombie, Drop, AskReconnect, Invalidate, Forget,
// CloseWith, Refuse and Mute disturb the gateway. RemoveGuild, DeleteChannel,
// Silence, Hide, CloseDM and DeleteUser change the world.
//
// # Reading the outcome
//
// Violations and Failures should be empty. Messages, Transcript and Print show
// what people see; Calls, Count, Invalid, MostInASecond, Commands, Creates,
// Identifies and Resumes what the bot did.
//
// Not simulated: permissions beyond seeing and writing, threads, voice,
// reactions, the contents of files, and the compression of a whole connection.
package discordtest
