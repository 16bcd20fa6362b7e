package discord

// localNames are what commands are called in Discord's menus for people whose
// app speaks another language; the name in English works everywhere, and is
// what reaches us. Discord has no Arabic app
// (https://discord.com/developers/docs/reference#locales).
var localNames = map[string]map[string]string{
	"ask":         {"fr": "demander", "es": "preguntar"},
	"themes":      {"fr": "thèmes", "es": "temas"},
	"sources":     {"fr": "documents", "es": "fuentes"},
	"today":       {"fr": "aujourdhui", "es": "hoy"},
	"compare":     {"fr": "comparer", "es": "comparar"},
	"brief":       {"fr": "argumentaire", "es": "argumentario"},
	"why":         {"fr": "pourquoi", "es": "porqué"},
	"cite":        {"fr": "citer", "es": "citar"},
	"checkquote":  {"fr": "vérifier", "es": "verificar"},
	"subscribe":   {"fr": "abonnement", "es": "suscribirse"},
	"settings":    {"fr": "réglages", "es": "ajustes"},
	"pause":       {"fr": "suspendre", "es": "pausar"},
	"resume":      {"fr": "reprendre", "es": "reanudar"},
	"unsubscribe": {"fr": "désabonnement", "es": "cancelar"},
	"language":    {"fr": "langue", "es": "idioma"},
	"privacy":     {"fr": "confidentialité", "es": "privacidad"},
	"mydata":      {"fr": "mesdonnées", "es": "misdatos"},
	"forgetme":    {"fr": "oubliezmoi", "es": "olvídame"},
	"help":        {"fr": "aide", "es": "ayuda"},
	"start":       {"fr": "commencer", "es": "empezar"},
}

// localOptions are the same for options.
var localOptions = map[string]map[string]string{
	"question": {"fr": "question", "es": "pregunta"},
	"private":  {"fr": "privé", "es": "privado"},
	"language": {"fr": "langue", "es": "idioma"},
	"theme":    {"fr": "thème", "es": "tema"},
	"entry":    {"fr": "message", "es": "mensaje"},
	"style":    {"fr": "style", "es": "estilo"},
	"text":     {"fr": "texte", "es": "texto"},
	"time":     {"fr": "heure", "es": "hora"},
	"zone":     {"fr": "fuseau", "es": "zona"},
	"days":     {"fr": "jours", "es": "días"},
	"until":    {"fr": "jusque", "es": "hasta"},
}

// aboutThisIn is the command on messages in other languages.
var aboutThisIn = map[string]string{
	"fr": "Demander au DIM à ce sujet",
	"es": "Preguntar al DIM sobre esto",
}

// localesOf are Discord's locales of our languages
// (https://discord.com/developers/docs/reference#locales).
var localesOf = map[string][]string{"fr": {"fr"}, "es": {"es-ES", "es-419"}}

// localized puts texts under Discord's locales; nil if there are none.
func localized(texts map[string]string, change func(string) string) map[string]string {
	var out map[string]string
	for lang, locales := range localesOf {
		text := change(texts[lang])
		if text == "" {
			continue
		}
		for _, l := range locales {
			if out == nil {
				out = map[string]string{}
			}
			out[l] = text
		}
	}
	return out
}
