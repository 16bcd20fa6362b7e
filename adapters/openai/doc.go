// Package openai asks language models over the protocol of OpenAI, which many
// servers speak: OpenAI, Azure, vLLM, Ollama, llama.cpp.
//
// It bridges the gaps of the client library in one place: time-outs, a bound on
// the size of answers, answers without choices, the parameters that some models
// refuse, and errors that quote what was sent.
package openai
