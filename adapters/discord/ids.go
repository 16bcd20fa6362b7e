package discord

import (
	"strconv"
	"strings"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// platform is the adapter's name.
const platform bots.Platform = "discord"

// personPrefix begins the id of a chat that is the direct messages with a
// person, whose id follows.
const personPrefix = "@"

// directChat is the direct messages with a person.
func directChat(user string) bots.Chat {
	return bots.Chat{Platform: platform, ID: bots.ChatID(personPrefix + user), Kind: bots.Private}
}

// channelChat is a channel or a thread of a guild.
func channelChat(channel string) bots.Chat {
	return bots.Chat{Platform: platform, ID: bots.ChatID(channel), Kind: bots.Group}
}

// personOf returns the person whose direct messages the chat is.
func personOf(id bots.ChatID) (user string, ok bool) {
	return strings.CutPrefix(string(id), personPrefix)
}

// epoch is the first moment of Discord's ids, in ms
// (https://discord.com/developers/docs/reference#snowflakes).
const epoch = 1420070400000

// madeAt is when something with this id was made, as its id says.
func madeAt(id string) time.Time {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMilli(int64(n>>22) + epoch)
}
