// Package summary writes the optional short text above an answer with a
// language model, and lets nothing through that was not verified: every
// sentence names an entry that was shown, is supported by it, and holds no
// link, mention or markup. A sentence that fails is dropped; if the rest cannot
// stand alone, there is no summary. The caller then shows the answer without
// one, and nobody can tell that anything failed.
package summary
