// Package telegram connects the bot to Telegram: private chats, groups with
// topics, channels and inline mode.
//
// # Setting up
//
// A token from @BotFather is all that is needed; New gets it in a Config.
// Inline mode is switched on with /setinline there. Privacy mode stays on: in
// groups the bot sees commands, replies to it and mentions, and that is all it
// answers. Updates come by long polling, or by webhook if Config has its
// address; then Webhook has to be mounted where the address points to.
//
// # How an update goes through
//
// The poller (or the webhook) decodes it and puts it into a lane, one lane a
// chat: in order within a chat, in parallel across chats, with a bounded
// number of workers. The offset that tells Telegram what is done moves only
// over updates that are handled, so a crash loses none; Deps.Inbox remembers
// what was answered, so that a restart repeats at most what was in flight.
// Nothing that a person wrote is kept on disk for this.
//
// The handler's reply is rendered as text with spans, split in UTF-16 units,
// written as HTML and sent through one limiter that knows every wait Telegram
// asked for, also from before a restart.
//
// A summary grows above the answer by edits of the same message, of verified
// sentences only and with the buttons: one edit in bots.GrowEvery at most, in
// groups one in three seconds. An edit that meets a 429 leaves its place to
// others, and what is newest after the wait is shown; a message that was deleted
// meanwhile is not sent again.
//
// A question that is edited has its answer edited, if nothing was answered to
// that person there since; otherwise it is answered anew, as a reply to it.
// After bots.CorrectionTime an edit is not answered any more.
//
// # Limits
//
//   - A message whose answer from Telegram got lost is never sent again; it is
//     counted as unknown, because Telegram has no idempotency keys.
//   - A 429 does not say whether the chat or the whole bot is meant; see
//     limiter.throttled for how it is told apart.
//   - Replies that concern one person are not hidden from a group.
//   - What answered which question is remembered in memory for
//     bots.CorrectionTime, by ids only. After a restart an edited question gets a
//     new message.
package telegram
