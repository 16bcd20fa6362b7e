package discordtest

import (
	"encoding/json"
	"net/http"
)

// respond writes an answer and counts it.
func (s *Server) respond(w http.ResponseWriter, c *call, result any, no *refusal) {
	status, body := answer(result, no)
	s.mu.Lock()
	s.counted(c, status, no)
	s.wake()
	s.mu.Unlock()
	switch {
	case no != nil && no.drop:
		panic(http.ErrAbortHandler)
	case no != nil && no.page != "":
		page(w, status, no.page)
		return
	case no != nil && no.status == http.StatusTooManyRequests:
		no.headers(w.Header())
	}
	if body == nil {
		w.WriteHeader(status)
		return
	}
	data, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(data)
}

func answer(result any, no *refusal) (status int, body any) {
	if no != nil {
		return no.status, no.body()
	}
	if w, ok := result.(with); ok {
		return w.status, w.body
	}
	if result == nil {
		return http.StatusNoContent, nil
	}
	return http.StatusOK, result
}

// body is the JSON of a refusal.
func (no *refusal) body() map[string]any {
	if no.status == http.StatusTooManyRequests && no.code == 0 {
		return map[string]any{"message": "You are being rate limited.",
			"retry_after": float64(no.retryAfter.Milliseconds()) / 1000, "global": no.global}
	}
	out := map[string]any{"message": no.message, "code": no.code}
	if no.errs != nil {
		out["errors"] = no.errs
	}
	return out
}
