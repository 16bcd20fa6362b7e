// Package index finds, among curated entries, the ones a question asks for,
// and says how sure it is. It uses no model and no network: words, character
// n-grams, word pairs and a small classifier trained when the index is built.
//
// What each part is worth, measured with
//
//	idmbot eval knowledge/devset/en.jsonl --without PART
//
// on the 397 English development questions (best@1, hit@3, nDCG@10, AUROC of
// the confidence; November 2026):
//
//	all parts    .871  .966  .940  .957
//	bm25         .857  .956  .930  .955
//	questions    .867  .969  .935  .954
//	ngrams       .844  .963  .928  .946
//	classifier   .864  .966  .939  .957
//	pairs        .864  .959  .940  .952
//	sentences    .864  .963  .940  .958
//	synonyms     .854  .959  .931  .952
//	typos        .867  .966  .939  .958
//	stems        .850  .959  .930  .949
//	mismatch     .867  .966  .939  .945
//
// The weights of the parts and of the confidence were fitted on development
// banks from seven domains and fourteen languages (testdata), each checked on
// the banks left out: TestTrainRanking and TestTrainConfidence with -train.
package index
