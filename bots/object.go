package bots

// Object is an answer as JSON, for programs: the shape fixed by the contract.
type Object struct {
	ID         string         `json:"id,omitempty"`
	Lang       string         `json:"lang"`
	Outcome    string         `json:"outcome"`
	Confidence float64        `json:"confidence"`
	Results    []ObjectResult `json:"results"`
	// Shown are the entries presented as the answer; empty unless the outcome
	// is "answer" or "choice".
	Shown []string `json:"shown"`
	// Text is what the person reads, as plain text.
	Text      string           `json:"text"`
	Citations []ObjectCitation `json:"citations"`
	Summary   *ObjectSummary   `json:"summary,omitempty"`
	// LatencyUS is the time the answer took, in microseconds.
	LatencyUS        int64  `json:"latency_us"`
	KnowledgeVersion string `json:"knowledge_version"`
}

// ObjectResult is one entry of the ranking.
type ObjectResult struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`
}

// ObjectCitation says where a shown entry comes from.
type ObjectCitation struct {
	Entry   string `json:"entry"`
	Title   string `json:"title"`
	Source  string `json:"source"`
	Speaker string `json:"speaker"`
	Date    string `json:"date"`
	URL     string `json:"url"`
}

// ObjectSummary is the automatic summary, if there is one.
type ObjectSummary struct {
	Text      string   `json:"text"`
	Citations []string `json:"citations"`
	Verified  bool     `json:"verified"`
}
