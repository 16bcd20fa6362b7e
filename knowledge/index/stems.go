package index

import "github.com/idmbot/idmbot/knowledge/index/words"

// stems are the words of one text with what they are in each language that was
// asked for so far: several parts of a search want the same.
type stems struct {
	known  *vocabulary // has the stems of the corpus' words; nil for none
	tokens []words.Token
	langs  []string
	by     [][]string // by place in langs and tokens, "" what was not asked for
}

// cut begins with another text.
func (s *stems) cut(text string) {
	s.tokens = words.AppendTokens(s.tokens, text, 0)
	s.langs = s.langs[:0]
}

// of returns the stem of token i in a language.
func (s *stems) of(lang string, i int) string {
	k := 0
	for k < len(s.langs) && s.langs[k] != lang {
		k++
	}
	if k == len(s.langs) {
		s.langs = append(s.langs, lang)
		if k == len(s.by) {
			s.by = append(s.by, nil)
		}
		s.by[k] = append(s.by[k][:0], make([]string, len(s.tokens))...)
	}
	if s.by[k][i] == "" {
		s.by[k][i] = s.find(lang, &s.tokens[i])
	}
	return s.by[k][i]
}

// find stems a token, unless the corpus has just that word: it was stemmed when
// the corpus was read.
func (s *stems) find(lang string, t *words.Token) string {
	if s.known != nil && s.known.stemmed && t.Kind == words.Word {
		if w, ok := s.known.read[lang][t.Exact]; ok {
			return s.known.terms[w.term()].key
		}
	}
	return words.Stem(lang, t.Exact)
}

// in returns the term under which token i would stand in texts of a language.
func (v *vocabulary) in(lang string, s *stems, i int) (int32, bool) {
	t := &s.tokens[i]
	if t.Kind != words.Word {
		id, ok := v.ids[t.Fold]
		return id, ok
	}
	if w, ok := v.read[lang][t.Exact]; ok && v.stemmed {
		return w.term(), true
	}
	id, ok := v.ids[s.of(lang, i)]
	return id, ok
}
