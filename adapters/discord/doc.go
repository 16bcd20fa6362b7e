// Package discord is the adapter for Discord. It stands on
// github.com/bwmarrin/discordgo: its session makes the REST requests, its
// types are what goes over the wire and its VerifyInteraction checks
// signatures. What discordgo v0.29 cannot do is done here, each gap in one
// file that says why: transport.go (outcome of a request), limiter.go, global.go
// and budget.go (rate limits), shard.go (the gateway), wire.go (fields that
// discordgo does not know).
//
// # Setup
//
// Create an application at https://discord.com/developers, copy the bot's
// token to DISCORD_BOT_TOKEN and start. Invite the bot with the scopes "bot"
// and "applications.commands" and the permissions View Channels, Send
// Messages, Send Messages in Threads and Attach Files. No privileged intent is
// needed or asked for.
//
// Interactions come in over the gateway, which needs nothing else. Behind a
// load balancer set DISCORD_PUBLIC_KEY and enter
// https://HOST/discord/interactions as "Interactions Endpoint URL": then there
// is no gateway connection, and with it no mentions and no direct messages,
// only commands and buttons.
//
// # Chats
//
// A bots.ChatID is the id of a channel, a thread or a direct message channel;
// "@" and the id of a person stands for the direct messages with that person,
// and is opened when something is sent.
//
// # What Discord cannot do
//
// There are no copy buttons: a button's Fallback is used. A notice is a
// message that only the person sees. A message cannot be edited into a shorter
// or longer series of messages, so that a later version of a long answer
// replaces the first message and adds what does not fit.
package discord
