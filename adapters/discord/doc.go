// Package discord is the adapter for Discord. It stands on
// github.com/bwmarrin/discordgo: its session makes the REST requests, its
// types are what goes over the wire and its VerifyInteraction checks
// signatures. What discordgo v0.29 cannot do is done here, each gap in one
// file that says why: transport.go (outcome of a request), limiter.go, global.go
// and budget.go (rate limits), shard.go (the gateway), wire.go (fields that
// discordgo does not know).
//
// # Setting up
//
// Create an application at https://discord.com/developers, copy the bot's
// token to DISCORD_BOT_TOKEN and start. Invite the bot with the scopes "bot"
// and "applications.commands" and the permissions View Channels, Send
// Messages, Send Messages in Threads and Attach Files. No privileged intent is
// needed or asked for.
//
// Interactions come in over the gateway, which needs nothing else. Behind a
// load balancer set DISCORD_PUBLIC_KEY, mount Endpoint and enter
// https://HOST/discord/interactions as "Interactions Endpoint URL": then there
// is no gateway connection, and with it no mentions and no direct messages,
// only commands and buttons.
//
// # How an interaction goes through
//
// The shard (or the endpoint) hands it to the receiver, which drops what came
// before and puts it into a lane, one lane a person in a channel: in order for
// a person, in parallel for different ones. The handler's reply is the first
// answer. If that takes longer than Config.DeferAfter, the person is told to
// wait first, and the answer is put in place when it is there.
//
// Where a language model is asked, the interaction is not deferred: the curated
// answer is there in some milliseconds, and a person should not look at "is
// thinking" for seconds while it could be read, nor lose it if the model fails.
// It is the first answer. The summary then grows above it by edits of the same
// message, of verified sentences only and with the buttons, one edit in
// bots.GrowEvery at most. An edit that Discord refuses for now (429) is put off
// as long as asked, and what is newest then is shown; a message that is gone
// (10008, 10015) or cannot be changed any more (50027) ends the matter.
//
// A first answer whose own answer got lost is looked for before it is given
// again; codes that say that nobody waits any more (10062, 40060, 50027) end
// the matter. What Discord refuses (50035) is sent once more without buttons
// and frame.
//
// # Corrected questions
//
// A written question that its author edits, in direct messages or with a
// mention, has its answer edited, if nothing was answered to them there since;
// otherwise it is answered anew, as a reply to it. After bots.CorrectionTime an
// edit is not answered any more. Discord tells of the preview of a link as of an
// edit, but without the time of one: that changes nothing.
//
// # Chats
//
// A bots.ChatID is the id of a channel or a thread; "@" and the id of a person
// stands for the direct messages with that person, whose channel is opened when
// something is sent. Where somebody uses the bot as an app of their own, in a
// place where the bot is not, their direct messages are the chat.
//
// Messages in channels have a nonce made of a key, so that sending one again
// within some minutes adds nothing.
//
// # Limits
//
//   - There are no copy buttons: bots.Button.WithoutCopy takes their place.
//   - A notice is a message that only its person sees.
//   - A reply to a mention cannot be hidden in a channel: what concerns one
//     person goes to their direct messages, and comes in the channel only if
//     those are closed.
//   - Whether an answer that takes long is hidden has to be said before it is
//     known; one that turns out to concern one person only leaves a lock in the
//     channel and comes to that person.
//   - Follow-ups have no nonce: one whose answer got lost is not sent again.
//   - Sessions of the gateway end with the process: what happens while no
//     process runs is not answered. Discord tells the person.
//   - What answered which question is remembered in memory for
//     bots.CorrectionTime, by ids only.
package discord
