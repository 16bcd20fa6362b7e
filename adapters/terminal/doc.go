// Package terminal is the bot in a terminal: one person, one chat, one line a
// message. It works in a pipe as well, then without colours and prompts.
//
// Not supported: editing sent messages, files, and sends from elsewhere than
// the conversation.
package terminal
