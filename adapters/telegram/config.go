package telegram

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Config are the settings of the adapter. The zero value of each field but
// Token is a good default.
type Config struct {
	// Token is the bot's token (TELEGRAM_BOT_TOKEN).
	Token Secret
	// APIURL is the Bot API server (TELEGRAM_API_URL).
	APIURL string
	// WebhookURL is the public address of Webhook; empty means long polling
	// (TELEGRAM_WEBHOOK_URL).
	WebhookURL string
	// WebhookSecret is what Telegram has to send along
	// (TELEGRAM_WEBHOOK_SECRET).
	WebhookSecret Secret
	// Rate is how many bulk messages a second are sent over all chats
	// (TELEGRAM_RATE); 0 means DefaultRate.
	Rate float64
	// StaleAfter is how old a question may be and still be answered; older
	// ones get one apology a chat. 0 means DefaultStaleAfter.
	StaleAfter time.Duration
	// Workers is how many chats are worked on at once; 0 means DefaultWorkers.
	Workers int
	// Grace is how long accepted work may take after Run's context ended; 0
	// means DefaultGrace.
	Grace time.Duration
}

// Defaults of Config.
const (
	DefaultAPIURL = "https://api.telegram.org"
	// DefaultRate is what Telegram permits over all chats
	// (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
	DefaultRate       = 30
	DefaultStaleAfter = 10 * time.Minute
	// DefaultWorkers is more than the 100 updates that one poll can bring.
	DefaultWorkers = 128
	DefaultGrace   = 10 * time.Second
	// maxRate is what paid broadcasts reach at most.
	maxRate = 1000
)

var (
	tokenShape  = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)
	secretShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)
	// webhookPorts are those that Telegram calls
	// (https://core.telegram.org/bots/api#setwebhook).
	webhookPorts = map[string]bool{"": true, "443": true, "80": true, "88": true, "8443": true}
)

// checked returns the config with its defaults, or an error of one line for
// each wrong value. No error shows a secret.
func (c Config) checked() (Config, error) {
	c.APIURL = strings.TrimRight(cmp.Or(c.APIURL, DefaultAPIURL), "/")
	c.StaleAfter = cmp.Or(c.StaleAfter, DefaultStaleAfter)
	c.Workers = cmp.Or(c.Workers, DefaultWorkers)
	c.Grace = cmp.Or(c.Grace, DefaultGrace)
	c.Rate = cmp.Or(c.Rate, DefaultRate)
	return c, errors.Join(c.checkToken(), c.checkAPI(), c.checkRate(), c.checkWebhook())
}

func (c Config) checkToken() error {
	switch {
	case c.Token == "":
		return errors.New("TELEGRAM_BOT_TOKEN: is empty; get a token from @BotFather, such as 123456:ABC-DEF")
	case !tokenShape.MatchString(string(c.Token)):
		return errors.New("TELEGRAM_BOT_TOKEN: is not of the form NUMBER:LETTERS (perhaps blanks or quotes crept in), such as 123456:ABC-DEF")
	}
	return nil
}

func (c Config) checkAPI() error {
	u, err := url.Parse(c.APIURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" ||
		u.RawQuery != "" || u.Fragment != "" {
		return errors.New("TELEGRAM_API_URL: is not the http(s) address of a server, such as " + DefaultAPIURL)
	}
	if u.User != nil {
		return errors.New("TELEGRAM_API_URL: holds a user name or password; use an address without, such as " + DefaultAPIURL)
	}
	return nil
}

func (c Config) checkRate() error {
	if !(c.Rate > 0 && c.Rate <= maxRate) {
		return fmt.Errorf("TELEGRAM_RATE: is not a number of messages a second above 0 and at most %d, such as 30", maxRate)
	}
	return nil
}

func (c Config) checkWebhook() error {
	if c.WebhookURL == "" {
		if c.WebhookSecret != "" {
			return errors.New("TELEGRAM_WEBHOOK_URL: is empty although TELEGRAM_WEBHOOK_SECRET is set; set both or none, such as https://bot.example.org/telegram/webhook")
		}
		return nil
	}
	u, err := url.Parse(c.WebhookURL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return errors.New("TELEGRAM_WEBHOOK_URL: is not an address, such as https://bot.example.org/telegram/webhook")
	}
	// A Bot API server of one's own calls any address.
	if c.APIURL == DefaultAPIURL && (u.Scheme != "https" || !webhookPorts[u.Port()]) {
		return errors.New("TELEGRAM_WEBHOOK_URL: Telegram calls https on the ports 443, 80, 88 and 8443 only, such as https://bot.example.org/telegram/webhook")
	}
	if !secretShape.MatchString(string(c.WebhookSecret)) {
		return errors.New("TELEGRAM_WEBHOOK_SECRET: has to be 1 to 256 letters, digits, _ and -, such as the output of: openssl rand -hex 32")
	}
	return nil
}
