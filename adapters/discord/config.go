package discord

import (
	"cmp"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"
)

// Config are the settings. Its zero value, but for Token, means the defaults
// of the contract.
type Config struct {
	// Token is DISCORD_BOT_TOKEN.
	Token Secret
	// ApplicationID is DISCORD_APPLICATION_ID; it is looked up if empty.
	ApplicationID string
	// APIURL is DISCORD_API_URL, https://discord.com if empty.
	APIURL string
	// PublicKey is DISCORD_PUBLIC_KEY, in hexadecimal. If set, interactions
	// come over HTTP and there is no gateway.
	PublicKey string
	// GuildID is DISCORD_GUILD_ID: commands are registered in this guild
	// only.
	GuildID string
	// DeferAfter is after how long somebody who waits is told that the answer
	// is being made; 0 means DefaultDeferAfter.
	DeferAfter time.Duration
	// StaleAfter is how old a written question may be and still be answered;
	// 0 means DefaultStaleAfter.
	StaleAfter time.Duration
	// Workers is how many people are answered at once; 0 means
	// DefaultWorkers.
	Workers int
	// Grace is how long accepted work may take after Run's context ended; 0
	// means DefaultGrace.
	Grace time.Duration
}

// Defaults of Config.
const (
	// DefaultDeferAfter leaves the call that tells it most of a second.
	DefaultDeferAfter = 600 * time.Millisecond
	DefaultStaleAfter = 10 * time.Minute
	DefaultWorkers    = 256
	DefaultGrace      = 8 * time.Second
)

// Secret is text that is never printed.
type Secret string

const hidden = "***"

// String returns stars.
func (Secret) String() string { return hidden }

// GoString returns stars.
func (Secret) GoString() string { return hidden }

// MarshalText returns stars.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue returns stars.
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// defaultAPIURL is where Discord lives.
const defaultAPIURL = "https://discord.com"

// settings are checked and parsed.
type settings struct {
	token   string
	appID   string
	api     string // without a slash at its end, with the version
	key     ed25519.PublicKey
	guildID string

	deferAfter, staleAfter, grace time.Duration
	workers                       int
}

// parse checks the settings. Errors are one line: variable, problem, example.
func (c Config) parse() (settings, error) {
	s := settings{
		token: string(c.Token), appID: c.ApplicationID, guildID: c.GuildID,
		deferAfter: cmp.Or(c.DeferAfter, DefaultDeferAfter), staleAfter: cmp.Or(c.StaleAfter, DefaultStaleAfter),
		grace: cmp.Or(c.Grace, DefaultGrace), workers: cmp.Or(c.Workers, DefaultWorkers),
	}
	switch {
	case s.token == "":
		return s, wrong("DISCORD_BOT_TOKEN", "is empty", "MTE4…the token from the page Bot of your application")
	case strings.HasPrefix(s.token, "Bot "):
		return s, wrong("DISCORD_BOT_TOKEN", `begins with "Bot "`, "the token alone, as Discord shows it")
	case strings.ContainsFunc(s.token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return s, wrong("DISCORD_BOT_TOKEN", "has blanks or characters that no token has", "the token alone, without quotes")
	}
	if s.appID != "" && !isSnowflake(s.appID) {
		return s, wrong("DISCORD_APPLICATION_ID", "is not a number", "1180000000000000000")
	}
	if s.guildID != "" && !isSnowflake(s.guildID) {
		return s, wrong("DISCORD_GUILD_ID", "is not a number", "1180000000000000000")
	}
	raw := c.APIURL
	if raw == "" {
		raw = defaultAPIURL
	}
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || (u.Scheme != "https" && u.Scheme != "http") {
		return s, wrong("DISCORD_API_URL", "is not the address of a server", defaultAPIURL)
	}
	s.api = strings.TrimRight(u.String(), "/") + "/api/v" + apiVersion
	if c.PublicKey != "" {
		key, err := hex.DecodeString(c.PublicKey)
		if err != nil || len(key) != ed25519.PublicKeySize {
			return s, wrong("DISCORD_PUBLIC_KEY", "is not 64 hexadecimal digits", "the Public Key from the page General Information")
		}
		s.key = key
	}
	return s, nil
}

// apiVersion is the version of REST and gateway. discordgo's own is 9 and is
// read when the program starts; we build our addresses ourselves.
const apiVersion = "10"

func wrong(variable, problem, example string) error {
	return fmt.Errorf("%s %s; example: %s", variable, problem, example)
}

// isSnowflake reports whether s is an id as Discord writes them: decimal, at
// most 20 digits.
func isSnowflake(s string) bool {
	if s == "" || len(s) > 20 {
		return false
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}
