package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/openai/openaitest"
)

// TestAskWithSummary: whatever the model's server does, the exit code is 0 and
// the curated answer is whole; a summary is there only if it is true.
func TestAskWithSummary(t *testing.T) {
	const question = "What did Vitorino say about vaccines?"
	truth := `{"sentences":[{"text":"António Vitorino asked in 2020 that migrants have equitable access to vaccines through national programmes.","entry":"E1"}]}`
	var plain bytes.Buffer
	if code := run(t.Context(), []string{"ask", question}, strings.NewReader(""), &plain, &bytes.Buffer{}); code != exitOK {
		t.Fatal(code)
	}
	for _, c := range []struct {
		name   string
		answer openaitest.Answer
		want   bool
	}{
		{"true", openaitest.Answer{Text: truth}, true},
		{"slow", openaitest.Answer{Text: truth, Wait: time.Minute}, false},
		{"429", openaitest.Answer{Status: 429, RetryAfter: 600}, false},
		{"500", openaitest.Answer{Status: 500}, false},
		{"truncated", openaitest.Answer{Text: truth[:60]}, false},
		{"cut", openaitest.Answer{Text: truth, Cut: true}, false},
		{"wrong schema", openaitest.Answer{Text: `{"summary":"fine"}`}, false},
		{"invented number", openaitest.Answer{Text: strings.Replace(truth, "migrants have", "40 million migrants have", 1)}, false},
		{"other speaker", openaitest.Answer{Text: strings.Replace(truth, "António Vitorino", "Amy Pope", 1)}, false},
		{"foreign id", openaitest.Answer{Text: strings.Replace(truth, "E1", "E9", 1)}, false},
		{"markup", openaitest.Answer{Text: strings.Replace(truth, "António", "<b>António</b>", 1)}, false},
		{"refusal", openaitest.Answer{Refusal: "no"}, false},
		{"empty", openaitest.Answer{}, false},
		{"endless", openaitest.Answer{Endless: true}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := openaitest.New(func(int, openaitest.Call) openaitest.Answer { return c.answer })
			defer s.Close()
			t.Setenv("OPENAI_API_KEY", openaitest.Key)
			t.Setenv("OPENAI_BASE_URL", s.URL+"/v1")
			t.Setenv("OPENAI_MODEL", "test")
			t.Setenv("OPENAI_TIMEOUT", "700ms")
			var out, errOut bytes.Buffer
			code := run(t.Context(), []string{"ask", "--summary", question}, strings.NewReader(""), &out, &errOut)
			if code != exitOK || !strings.HasSuffix(out.String(), plain.String()) {
				t.Errorf("exit %d, the curated answer is not whole:\n%s", code, out.String())
			}
			if got := strings.Contains(out.String(), "Automatic summary"); got != c.want {
				t.Errorf("summary %v, want %v:\n%s", got, c.want, out.String())
			}
			if strings.Contains(out.String()+errOut.String(), "hunter2") {
				t.Error("the key is shown")
			}
			if v := s.Violations(); len(v) > 0 {
				t.Error(v)
			}
		})
	}
}
