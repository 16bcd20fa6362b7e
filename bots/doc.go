// Package bots is the domain of the chat bot, without any technology: what a
// person sends (Message), what they get back (Reply), where (Chat), what a
// platform can do (Adapter, Limits and the abilities beside it), and the Bot,
// which turns the one into the other.
//
// It knows no platform by name. An adapter turns what its platform sends into
// a Message, hands it to a Handler, and renders the Reply in its own markup
// within its own Limits.
package bots
