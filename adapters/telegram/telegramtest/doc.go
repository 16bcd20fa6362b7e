// Package telegramtest is a strict Bot API server in the process of a test.
//
// It keeps chats, people and messages as Telegram does, hands out updates by
// polling or by webhook, and checks every call: against the published
// description of the API (api.json), against the rules of its HTML, and against
// limits and rates. What the real server would refuse is refused with its
// words, and noted as a violation where a correct bot would never have sent it.
//
// A test plays the people (Say, Press, Edit, Query), breaks things (Throttle,
// Fail, Block), and reads what the bot shows (Shown, Await, Transcript).
package telegramtest
