package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"net"
	"net/url"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
	"github.com/joho/godotenv"

	"github.com/idmbot/idmbot/bots"
)

// settings are all settings of the program, as .env.example documents them.
// `example` is shown where a value is wrong.
type settings struct {
	TelegramToken         Secret  `env:"TELEGRAM_BOT_TOKEN" example:"123456:ABC-DEF"`
	TelegramAPI           string  `env:"TELEGRAM_API_URL" envDefault:"https://api.telegram.org" example:"https://api.telegram.org"`
	TelegramWebhook       string  `env:"TELEGRAM_WEBHOOK_URL" example:"https://bot.example.org/telegram/webhook"`
	TelegramWebhookSecret Secret  `env:"TELEGRAM_WEBHOOK_SECRET" example:"letters, digits, _ and -"`
	TelegramRate          float64 `env:"TELEGRAM_RATE" envDefault:"30" example:"30"`

	DiscordToken     Secret `env:"DISCORD_BOT_TOKEN" example:"the token of the bot's page"`
	DiscordApp       string `env:"DISCORD_APPLICATION_ID" example:"1234567890123456789"`
	DiscordAPI       string `env:"DISCORD_API_URL" envDefault:"https://discord.com" example:"https://discord.com"`
	DiscordPublicKey string `env:"DISCORD_PUBLIC_KEY" example:"64 hexadecimal digits"`
	DiscordGuild     string `env:"DISCORD_GUILD_ID" example:"1234567890123456789"`

	OpenAIKey            Secret        `env:"OPENAI_API_KEY" example:"the key of the service"`
	OpenAIBase           string        `env:"OPENAI_BASE_URL" example:"http://127.0.0.1:11434/v1"`
	OpenAIModel          string        `env:"OPENAI_MODEL" example:"the name of a model"`
	OpenAIEmbeddingModel string        `env:"OPENAI_EMBEDDING_MODEL" example:"the name of an embedding model"`
	OpenAITimeout        time.Duration `env:"OPENAI_TIMEOUT" envDefault:"10s" example:"10s"`
	OpenAIMaxConcurrent  int           `env:"OPENAI_MAX_CONCURRENT" envDefault:"8" example:"8"`
	OpenAIDailyTokens    int           `env:"OPENAI_DAILY_TOKENS" envDefault:"0" example:"200000"`
	OpenAIPersonTokens   int           `env:"OPENAI_DAILY_TOKENS_PER_PERSON" envDefault:"0" example:"20000"`
	OpenAIFirstToken     time.Duration `env:"OPENAI_FIRST_TOKEN_TIMEOUT" envDefault:"6s" example:"6s"`
	OpenAIPriceIn        float64       `env:"OPENAI_PRICE_IN" envDefault:"0" example:"0.15"`
	OpenAIPriceOut       float64       `env:"OPENAI_PRICE_OUT" envDefault:"0" example:"0.60"`
	OpenAIPriceEmbedding float64       `env:"OPENAI_PRICE_EMBEDDING" envDefault:"0" example:"0.02"`
	OpenAIDailyCost      float64       `env:"OPENAI_DAILY_COST" envDefault:"0" example:"2.50"`
	OpenAIPersonCost     float64       `env:"OPENAI_DAILY_COST_PER_PERSON" envDefault:"0" example:"0.05"`

	Database  Secret `env:"DATABASE_URL" envDefault:"sqlite:data/idmbot.db" example:"sqlite:data/idmbot.db or postgres://user:password@host/name"`
	HTTPAddr  string `env:"IDMBOT_HTTP_ADDR" envDefault:"127.0.0.1:8080" example:"127.0.0.1:8080"`
	OpsAddr   string `env:"IDMBOT_OPS_ADDR" envDefault:"127.0.0.1:9090" example:"127.0.0.1:9090"`
	PublicURL string `env:"IDMBOT_PUBLIC_URL" example:"https://idm.example.org"`
	Knowledge string `env:"IDMBOT_KNOWLEDGE" example:"knowledge/idm or entries.jsonl"`
	Admins    string `env:"IDMBOT_ADMINS" example:"telegram:123,discord:456"`

	DigestWindow      time.Duration `env:"IDMBOT_DIGEST_WINDOW" envDefault:"6h" example:"6h"`
	ResendUnknown     string        `env:"IDMBOT_RESEND_UNKNOWN" example:"telegram"`
	BroadcastRate     float64       `env:"IDMBOT_BROADCAST_RATE" envDefault:"20" example:"20"`
	BroadcastApproval bool          `env:"IDMBOT_BROADCAST_APPROVAL" envDefault:"false" example:"true"`

	LogLevel  string `env:"IDMBOT_LOG_LEVEL" envDefault:"info" example:"debug, info, warn or error"`
	LogFormat string `env:"IDMBOT_LOG_FORMAT" envDefault:"text" example:"text or json"`
}

// settingError is a wrong setting. It names the variable, never a secret's
// value.
type settingError struct {
	Variable, Problem, Example string
}

func (e *settingError) Error() string {
	return fmt.Sprintf("%s: %s (for example: %s)", e.Variable, e.Problem, e.Example)
}

// readSettings reads the environment and .env in the working directory; the
// environment wins. The error lists every wrong setting, one a line.
func readSettings(dotenv string, environ []string) (settings, error) {
	values, err := godotenv.Read(dotenv)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			return settings{}, fmt.Errorf("%s cannot be read as NAME=value lines; compare it with .env.example", dotenv)
		}
		values = map[string]string{}
	}
	for _, kv := range environ {
		k, v, _ := strings.Cut(kv, "=")
		values[k] = v
	}
	// A variable that is set to nothing counts as not set, as in .env.example.
	for k, v := range values {
		values[k] = strings.TrimSpace(v)
		if values[k] == "" {
			delete(values, k)
		}
	}
	var s settings
	if err := env.ParseWithOptions(&s, env.Options{Environment: values}); err != nil {
		return settings{}, parseProblems(err)
	}
	return s, s.check()
}

// parseProblems turns the library's errors, which quote values, into ours.
func parseProblems(err error) error {
	var out []error
	var all env.AggregateError
	if errors.As(err, &all) {
		for _, one := range all.Errors {
			var parse env.ParseError
			if errors.As(one, &parse) {
				out = append(out, wrong(parse.Name, "the value cannot be read as "+kindOf(parse.Type)))
			}
		}
	}
	if len(out) == 0 {
		return errors.New("the settings cannot be read; compare them with .env.example")
	}
	return errors.Join(out...)
}

func kindOf(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[time.Duration]():
		return "a duration"
	case t.Kind() == reflect.Int:
		return "a whole number"
	case t.Kind() == reflect.Float64:
		return "a number"
	case t.Kind() == reflect.Bool:
		return "true or false"
	}
	return "a value of its kind"
}

// wrong makes the error of a field.
func wrong(field, problem string) error {
	f, _ := reflect.TypeFor[settings]().FieldByName(field)
	return &settingError{f.Tag.Get("env"), problem, f.Tag.Get("example")}
}

var (
	secretPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)
	keyPattern    = regexp.MustCompile(`^[0-9a-fA-F]{64}$`)
	idPattern     = regexp.MustCompile(`^[0-9]{5,20}$`)
	tokenPattern  = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)
)

// check holds what no parser can know.
func (s settings) check() error {
	var out []error
	bad := func(field, problem string) { out = append(out, wrong(field, problem)) }
	if s.TelegramToken != "" && !tokenPattern.MatchString(string(s.TelegramToken)) {
		bad("TelegramToken", "this is not a token as BotFather gives it")
	}
	for field, v := range map[string]string{"TelegramAPI": s.TelegramAPI, "DiscordAPI": s.DiscordAPI,
		"TelegramWebhook": s.TelegramWebhook, "OpenAIBase": s.OpenAIBase, "PublicURL": s.PublicURL} {
		if v != "" && !isHTTP(v) {
			bad(field, "this is not an http or https address")
		}
	}
	if s.TelegramWebhook != "" && s.TelegramWebhookSecret == "" {
		bad("TelegramWebhookSecret", "it is required with TELEGRAM_WEBHOOK_URL")
	}
	if s.TelegramWebhookSecret != "" && !secretPattern.MatchString(string(s.TelegramWebhookSecret)) {
		bad("TelegramWebhookSecret", "only 1 to 256 letters, digits, _ and - are allowed")
	}
	if s.TelegramRate <= 0 || s.TelegramRate > 1000 {
		bad("TelegramRate", "it must be above 0 and at most 1000 messages a second")
	}
	for field, v := range map[string]string{"DiscordApp": s.DiscordApp, "DiscordGuild": s.DiscordGuild} {
		if v != "" && !idPattern.MatchString(v) {
			bad(field, "this is not an id of Discord")
		}
	}
	if s.DiscordPublicKey != "" && !keyPattern.MatchString(s.DiscordPublicKey) {
		bad("DiscordPublicKey", "it must be 64 hexadecimal digits")
	}
	if s.OpenAITimeout <= 0 {
		bad("OpenAITimeout", "it must be above 0")
	}
	if s.OpenAIMaxConcurrent < 1 {
		bad("OpenAIMaxConcurrent", "it must be at least 1")
	}
	if s.OpenAIDailyTokens < 0 {
		bad("OpenAIDailyTokens", "it must not be negative; 0 means no limit")
	}
	if s.OpenAIPersonTokens < 0 {
		bad("OpenAIPersonTokens", "it must not be negative; 0 means no limit")
	}
	if s.OpenAIFirstToken <= 0 {
		bad("OpenAIFirstToken", "it must be above 0")
	}
	for field, v := range map[string]float64{"OpenAIPriceIn": s.OpenAIPriceIn, "OpenAIPriceOut": s.OpenAIPriceOut,
		"OpenAIPriceEmbedding": s.OpenAIPriceEmbedding,
		"OpenAIDailyCost":      s.OpenAIDailyCost, "OpenAIPersonCost": s.OpenAIPersonCost} {
		if !(v >= 0) || math.IsInf(v, 0) {
			bad(field, "it must not be negative; 0 means none")
		}
	}
	if (s.OpenAIDailyCost > 0 || s.OpenAIPersonCost > 0) && s.OpenAIPriceIn+s.OpenAIPriceOut+s.OpenAIPriceEmbedding == 0 {
		bad("OpenAIPriceIn", "a budget in money needs the prices, OPENAI_PRICE_IN and OPENAI_PRICE_OUT")
	}
	if s.OpenAIKey != "" && s.OpenAIModel == "" && s.OpenAIEmbeddingModel == "" {
		bad("OpenAIModel", "it is required with OPENAI_API_KEY")
	}
	if s.DigestWindow < time.Minute || s.DigestWindow > 20*time.Hour {
		bad("DigestWindow", "it must lie between 1m and 20h, so that no message comes on the next day")
	}
	if s.BroadcastRate <= 0 || s.BroadcastRate > 1000 {
		bad("BroadcastRate", "it must be above 0 and at most 1000 messages a second")
	}
	if !isDatabase(string(s.Database)) {
		bad("Database", "this is neither sqlite:FILE nor a postgres:// address")
	}
	for field, v := range map[string]string{"HTTPAddr": s.HTTPAddr, "OpsAddr": s.OpsAddr} {
		if _, _, err := net.SplitHostPort(v); err != nil {
			bad(field, "this is not host:port")
		}
	}
	if s.Knowledge != "" {
		if _, err := os.Stat(s.Knowledge); err != nil {
			bad("Knowledge", "there is no such folder or file")
		}
	}
	if _, err := s.admins(); err != nil {
		bad("Admins", err.Error())
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, s.LogLevel) {
		bad("LogLevel", "unknown level")
	}
	if !slices.Contains([]string{"text", "json"}, s.LogFormat) {
		bad("LogFormat", "unknown format")
	}
	slices.SortFunc(out, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(out...)
}

func isHTTP(v string) bool {
	u, err := url.Parse(v)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func isDatabase(v string) bool {
	if file, ok := strings.CutPrefix(v, "sqlite:"); ok {
		return file != ""
	}
	u, err := url.Parse(v)
	return err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql") && u.Host != ""
}

// admins are the people who may use the operators' commands.
func (s settings) admins() ([]bots.Owner, error) {
	var out []bots.Owner
	for _, one := range strings.Split(s.Admins, ",") {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		platform, id, ok := strings.Cut(one, ":")
		if !ok || platform == "" || id == "" {
			return nil, errors.New("an admin is written platform:id")
		}
		out = append(out, bots.Owner{Platform: bots.Platform(platform), ID: id})
	}
	return out, nil
}

// resendUnknown are the platforms on which a message in doubt is sent again.
func (s settings) resendUnknown() map[bots.Platform]bool {
	out := map[bots.Platform]bool{}
	for _, one := range strings.Split(s.ResendUnknown, ",") {
		if one = strings.TrimSpace(one); one != "" {
			out[bots.Platform(one)] = true
		}
	}
	return out
}

// loadSettings reads the settings of this process.
func loadSettings() (settings, error) { return readSettings(".env", os.Environ()) }

// variables are the names of all settings.
func variables() []string {
	t := reflect.TypeFor[settings]()
	var out []string
	for i := range t.NumField() {
		out = append(out, t.Field(i).Tag.Get("env"))
	}
	return out
}
