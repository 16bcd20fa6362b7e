package ground

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxSentence is the longest sentence that may be shown, in bytes; no sentence of a
// summary of two to four sentences needs more.
const maxSentence = 1200

// forbidden are the things a summary must not carry, each with the reason that is
// given for the refusal. The order is that of the most telling reason.
var forbidden = []struct {
	pattern func() *regexp.Regexp
	reason  string
}{
	{compiled(`(?i)[\w.+-]+\s?(@|＠|\(at\)|\[at\])\s?[\w-]+(\.|\s?\(dot\)\s?|\s?\[dot\]\s?)[a-z]{2,}`), "an e-mail address"},
	{compiled(`(?i)\b[a-z][a-z0-9+.-]{1,20}:(//|\\\\)|\b(javascript|data|mailto|tel|tg|vbscript|file|hxxps?)\s?:\s?\S`), "a link"},
	{compiled(`(?i)\bwww\s?\.|\b[a-z0-9-]{2,}\s?(\.|\[\.\]|\(dot\)|\[dot\])\s?(com|org|net|int|io|info|biz|xyz|ru|cn|me|co|ly|gg|app|dev|link|site|online|top|edu|gov|ch|fr|es|uk|de|eu|ai|onion)\b(/\S*)?`), "a link"},
	{compiled(`\b\d{1,3}(\.\d{1,3}){3}\b|\b[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{1,4}){5,7}\b`), "a network address"},
	{compiled(`(^|[^\pL\pN])[@＠][\pL\pN_]{2,}|<@[!&]?\d+>|<#\d+>|(?i)@(everyone|here)`), "a mention"},
	{compiled(`(?i)<\s*/?\s*[a-z!?][^>]*>?|&(#\d+|#x[0-9a-f]+|[a-z]{2,8});`), "markup"},
	{compiled(`!?\[[^\]]*\]\s?\(|\[[^\]]*\]:|\]\[`), "markup"},
	{compiled("`|~~|\\|\\|[^|]+\\|\\||\\*\\*|__|^\\s*(#{1,6}|>|\\|)\\s|\\$\\{|\\{\\{|\\}\\}|<%|%>|\\$\\("), "markup or code"},
	{compiled(`(?i)\b(function\s*\w*\s*\(|select\s.+\sfrom\s.+\swhere\b|drop\s+table|import\s+os\b|console\.log|rm\s+-rf|#include|sudo\s+\w)|;\s*--|=>|\{\s*"[^"]+"\s*:`), "code"},
	{compiled(`(^|\D)(\+|00)\s?\d[\d\s().-]{6,}\d|\(\d{2,4}\)\s?\d{3}[\s.-]?\d{3,}|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\b\d{10,}\b`), "a telephone number"},
	{compiled(`\b(sk|pk|rk|ghp|gho|xox[abp]|glpat|AKIA|AIza|ya29|eyJ)[-_]?[A-Za-z0-9_-]{12,}|\b\d{6,}:[A-Za-z0-9_-]{20,}`), "something like a secret"},
	{compiled(`(?i)\b(api[ _-]?key|password|passwd|secret|access[ _-]?token|bearer|private key|mot de passe|contraseña)\s*(is|:|=|est|es)\s*\S`), "something like a secret"},
	{compiled(`(?i)\b(system|developer|hidden|initial|secret)\s+(prompt|message|instructions?)\b|\b(my|these|the above|previous|prior|your|all) (instructions?|prompts?|rules|guidelines)\b|\bas an? (ai|artificial intelligence|language model|assistant|llm|chatbot)\b|\b(i am|i'm) (an? )?(ai|language model|assistant|chatbot|bot)\b|\blanguage model\b|\bjailbreak|\bDAN mode\b|\bdeveloper mode\b|\bignore (all|any|the|previous|prior|my|your)\b|\bprompt injection\b|<\|[^|]*\|>|\[/?INST\]|\bBEGIN (SYSTEM|PROMPT)\b|###\s*(system|instruction|user|assistant)|^\s*(system|assistant|user|developer)\s*:`), "talk about the instructions"},
	{compiled(`(?i)\b(prompt|message|instructions?|consignes?) (syst[èe]me|du système|précédentes?)\b|\ben tant qu'(ia|intelligence|assistant|modèle)|\b(mensaje|prompt|instrucciones) (del sistema|anteriores)\b|\bcomo (una? )?(ia|inteligencia artificial|modelo de lenguaje|asistente)\b|\bignor(e|ez|a|ad|en) (toutes|les|todas|las) (les |las )?(instructions|instrucciones|consignes)|(تعليمات|رسالة|موجه) (النظام|السابقة)|تجاهل (جميع|كل|التعليمات)|كنموذج لغ`), "talk about the instructions"},
	{compiled(`(?i)\b(i cannot|i can't|i can not|i'm unable to|i am unable to|i won't|i will not) (help|assist|comply|fulfil|fulfill|answer|provide|do)\b|\bi('m| am) sorry\b`), "a refusal instead of an answer"},
	{compiled(`(?i)\b(click|tap) (here|this|the link)|\b(send|transfer|pay) (me|us|your|money|bitcoin)|\bbitcoin\b|\b(call|contact|write to|e-?mail|text|dm) (me|us)\b`), "a call to do something"},
}

// longToken is a run of letters and digits that no word is: keys, hashes, encoded
// text.
var longToken = compiled(`[A-Za-z0-9+/_=-]{24,}`)

// Clean is the gate at the door: it tells whether a sentence of a summary may be
// shown at all. It refuses links, addresses, mentions, markup, code, telephone
// numbers, control and direction characters, things like secrets, and talk about
// instructions. What passes is given back with its white space made plain; a
// refused sentence gives "" and the reason. The reason holds nothing of the text.
func Clean(sentence string) (text, reason string, ok bool) {
	if !utf8.ValidString(sentence) {
		return "", "bytes that are no text", false
	}
	if len(sentence) > maxSentence {
		return "", "too long for a sentence", false
	}
	for _, r := range sentence {
		if why := badRune(r); why != "" {
			return "", why, false
		}
	}
	text = strings.Join(strings.Fields(sentence), " ")
	if text == "" {
		return "", "nothing in it", false
	}
	// Full-width and other dressed-up forms of letters are looked at undressed.
	plain := norm.NFKC.String(text)
	for _, f := range forbidden {
		if p := f.pattern(); p.MatchString(text) || p.MatchString(plain) {
			return "", f.reason, false
		}
	}
	for _, run := range longToken().FindAllString(plain, -1) {
		if looksEncoded(run) {
			return "", "something like a secret", false
		}
	}
	if mixedScripts(text) {
		return "", "letters of several scripts in one word", false
	}
	return text, "", true
}

// badRune gives the reason why a rune must not be shown, "" if it may.
func badRune(r rune) string {
	switch {
	case r == '\n' || r == '\t' || r == '\r' || r == ' ' || r == '\u00a0' || r == '\u202f':
		return ""
	case r == '\u200c' || r == '\u200d': // join controls, part of some scripts
		return ""
	case unicode.Is(unicode.Cc, r):
		return "a control character"
	case unicode.Is(unicode.Cf, r):
		return "an invisible or direction character"
	case unicode.Is(unicode.Co, r) || r == utf8.RuneError || r >= 0xE0000:
		return "a character without a meaning"
	case unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
		return "a line separator"
	}
	return ""
}

// looksEncoded tells a long run that mixes digits with letters, or capitals with
// small letters, more than words do.
func looksEncoded(run string) bool {
	digits, changes := 0, 0
	var last rune
	for i, r := range run {
		if r >= '0' && r <= '9' {
			digits++
		}
		if i > 0 && unicode.IsUpper(r) != unicode.IsUpper(last) && r != '-' && last != '-' {
			changes++
		}
		last = r
	}
	return digits >= 4 && digits < len(run) || changes >= 8
}

// mixedScripts tells words that mix Latin with Cyrillic or Greek letters, by which
// a word is made to look like another.
func mixedScripts(text string) bool {
	latin, other := false, false
	for _, r := range text + " " {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin = true
		case unicode.In(r, unicode.Cyrillic, unicode.Greek) && unicode.IsLetter(r):
			other = true
		case !unicode.IsLetter(r) && !unicode.IsMark(r):
			if latin && other {
				return true
			}
			latin, other = false, false
		}
	}
	return false
}
