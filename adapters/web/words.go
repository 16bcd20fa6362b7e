package web

import (
	"net/http"

	"github.com/idmbot/idmbot/bots/locale"
)

// words are the interface's own words by key and language; what the bot says
// stands in bots/locale.
var words = map[string]map[string]string{
	"title":        {"en": "Key messages of the International Dialogue on Migration", "fr": "Messages clés du Dialogue international sur la migration", "es": "Mensajes clave del Diálogo Internacional sobre la Migración", "ar": "الرسائل الرئيسية للحوار الدولي بشأن الهجرة"},
	"brand":        {"en": "IDM key messages", "fr": "Messages clés du DIM", "es": "Mensajes clave del DIM", "ar": "الرسائل الرئيسية للحوار"},
	"independent":  {"en": "An independent service, not an official service of IOM.", "fr": "Un service indépendant, qui n’est pas un service officiel de l’OIM.", "es": "Un servicio independiente, no oficial de la OIM.", "ar": "خدمة مستقلة وليست خدمة رسمية للمنظمة الدولية للهجرة."},
	"lead":         {"en": "Ask what the Dialogue said. You get the curated message, who said it, at what level, and its source.", "fr": "Demandez ce que le Dialogue a dit. Vous recevez le message, qui l’a dit, à quel titre, et sa source.", "es": "Pregunte qué dijo el Diálogo. Recibirá el mensaje, quién lo dijo, con qué carácter y su fuente.", "ar": "اسأل عمّا قاله الحوار. تحصل على الرسالة ومن قالها وبأي صفة ومصدرها."},
	"placeholder":  {"en": "Your question, in your own words", "fr": "Votre question, avec vos mots", "es": "Su pregunta, con sus palabras", "ar": "سؤالك بكلماتك"},
	"send":         {"en": "Ask", "fr": "Demander", "es": "Preguntar", "ar": "اسأل"},
	"skip":         {"en": "Skip to the content", "fr": "Aller au contenu", "es": "Ir al contenido", "ar": "انتقل إلى المحتوى"},
	"ask":          {"en": "Ask", "fr": "Demander", "es": "Preguntar", "ar": "اسأل"},
	"themes":       {"en": "Themes", "fr": "Thèmes", "es": "Temas", "ar": "المواضيع"},
	"sources":      {"en": "Sources", "fr": "Sources", "es": "Fuentes", "ar": "المصادر"},
	"years":        {"en": "Years", "fr": "Années", "es": "Años", "ar": "السنوات"},
	"gcm":          {"en": "Global Compact", "fr": "Pacte mondial", "es": "Pacto Mundial", "ar": "الاتفاق العالمي"},
	"sdgs":         {"en": "SDGs", "fr": "ODD", "es": "ODS", "ar": "أهداف التنمية"},
	"about":        {"en": "About", "fr": "À propos", "es": "Acerca de", "ar": "حول الخدمة"},
	"search":       {"en": "Search", "fr": "Chercher", "es": "Buscar", "ar": "بحث"},
	"you":          {"en": "You", "fr": "Vous", "es": "Usted", "ar": "أنت"},
	"thinking":     {"en": "Looking it up …", "fr": "Recherche …", "es": "Buscando …", "ar": "جارٍ البحث …"},
	"offline":      {"en": "No connection. Please try again.", "fr": "Pas de connexion. Veuillez réessayer.", "es": "Sin conexión. Inténtelo de nuevo.", "ar": "لا يوجد اتصال. حاول مرة أخرى."},
	"conversation": {"en": "Conversation", "fr": "Conversation", "es": "Conversación", "ar": "المحادثة"},
	"language":     {"en": "Language", "fr": "Langue", "es": "Idioma", "ar": "اللغة"},
	"copy":         {"en": "Copy", "fr": "Copier", "es": "Copiar", "ar": "نسخ"},
	"copied":       {"en": "Copied", "fr": "Copié", "es": "Copiado", "ar": "تم النسخ"},
	"why":          {"en": "Why this answer?", "fr": "Pourquoi cette réponse ?", "es": "¿Por qué esta respuesta?", "ar": "لماذا هذا الجواب؟"},
	"cite":         {"en": "Cite this message", "fr": "Citer ce message", "es": "Citar este mensaje", "ar": "الاستشهاد بهذه الرسالة"},
	"related":      {"en": "Related", "fr": "À voir aussi", "es": "Relacionados", "ar": "ذات صلة"},
	"source":       {"en": "Source", "fr": "Source", "es": "Fuente", "ar": "المصدر"},
	"original":     {"en": "Read at the source", "fr": "Lire à la source", "es": "Leer en la fuente", "ar": "اقرأ في المصدر"},
	"place":        {"en": "Place in the source", "fr": "Emplacement dans la source", "es": "Lugar en la fuente", "ar": "الموضع في المصدر"},
	"publisher":    {"en": "Published by", "fr": "Publié par", "es": "Publicado por", "ar": "الناشر"},
	"date":         {"en": "Date", "fr": "Date", "es": "Fecha", "ar": "التاريخ"},
	"session":      {"en": "Session", "fr": "Session", "es": "Sesión", "ar": "الدورة"},
	"speaker":      {"en": "Said by", "fr": "Dit par", "es": "Dicho por", "ar": "القائل"},
	"level":        {"en": "Level", "fr": "Niveau", "es": "Carácter", "ar": "المستوى"},
	"audience":     {"en": "For", "fr": "Pour", "es": "Para", "ar": "موجّه إلى"},
	"xref":         {"en": "Cross-reference by the curators", "fr": "Renvoi des éditeurs", "es": "Referencia de los editores", "ar": "إحالة من المحررين"},
	"objective":    {"en": "Global Compact objective", "fr": "Objectif du Pacte mondial", "es": "Objetivo del Pacto Mundial", "ar": "هدف الاتفاق العالمي"},
	"goal":         {"en": "Sustainable Development Goal", "fr": "Objectif de développement durable", "es": "Objetivo de Desarrollo Sostenible", "ar": "هدف التنمية المستدامة"},
	"version":      {"en": "Knowledge", "fr": "Connaissances", "es": "Conocimientos", "ar": "إصدار المعرفة"},
	"nothing":      {"en": "Nothing here.", "fr": "Rien ici.", "es": "Nada aquí.", "ar": "لا شيء هنا."},
	"results":      {"en": "Results", "fr": "Résultats", "es": "Resultados", "ar": "النتائج"},
	"lost":         {"en": "There is no such page", "fr": "Cette page n’existe pas", "es": "Esta página no existe", "ar": "هذه الصفحة غير موجودة"},
	"losttext":     {"en": "It may have been renamed or withdrawn. Ask your question instead:", "fr": "Elle a peut-être été renommée ou retirée. Posez plutôt votre question :", "es": "Quizá se renombró o se retiró. Haga mejor su pregunta:", "ar": "ربما أُعيدت تسميتها أو سُحبت. اطرح سؤالك بدلاً من ذلك:"},
	"feed":         {"en": "A message a day", "fr": "Un message par jour", "es": "Un mensaje al día", "ar": "رسالة كل يوم"},
	"today":        {"en": "Message of the day", "fr": "Message du jour", "es": "Mensaje del día", "ar": "رسالة اليوم"},
	"try":          {"en": "For instance", "fr": "Par exemple", "es": "Por ejemplo", "ar": "على سبيل المثال"},
	"whatitis":     {"en": "What this is", "fr": "Ce que c’est", "es": "Qué es esto", "ar": "ما هذه الخدمة"},
	"levels":       {"en": "Levels of authority", "fr": "Niveaux d’autorité", "es": "Niveles de autoridad", "ar": "مستويات المرجعية"},
	"privacy":      {"en": "Privacy", "fr": "Confidentialité", "es": "Privacidad", "ar": "الخصوصية"},
}

// w says an interface word; English where a language lacks it.
func w(lang, key string) string {
	if s := words[key][lang]; s != "" {
		return s
	}
	return words[key]["en"]
}

// langOf is the language of a page: the one asked for, else the browser's,
// else the first.
func langOf(r *http.Request) string {
	if l := locale.Match(r.FormValue("lang")); l != "" {
		return l
	}
	for _, tag := range acceptable(r.Header.Get("Accept-Language")) {
		if l := locale.Match(tag); l != "" {
			return l
		}
	}
	return locale.Languages[0]
}
