// Package index finds, among curated entries, the ones a question asks for,
// and says how sure it is. It uses no model and no network: words, character
// n-grams, word pairs, a small classifier trained when the index is built, and
// a thesaurus of everyday words in eleven languages.
//
// What each part is worth (November 2026). Left, the English development
// questions on the curated corpus, as
//
//	idmbot eval knowledge/devset/en.jsonl --without PART
//
// gives them (397 questions: best@1, hit@3, nDCG@10, AUROC of the confidence);
// right, the share of first hits that are right on the development banks of
// testdata: long answers without questions (FAQ), a bot with example questions,
// everyday services in fourteen languages, a library in fourteen languages.
//
//	             curated corpus              FAQ    bot   services library
//	all parts    .861  .969  .941  .949     .591   .654    .975     .709
//	bm25         .857  .952  .932  .947     .571   .635    .975     .674
//	questions    .857  .969  .938  .944     .580   .623    .940     .699
//	ngrams       .850  .952  .929  .929     .591   .610    .956     .686
//	classifier   .867  .969  .942  .951     .593   .642    .966     .709
//	pairs        .857  .969  .939  .943     .591   .648    .976     .709
//	sentences    .857  .973  .939  .950     .589   .635    .975     .702
//	synonyms     .850  .966  .933  .946     (the curated corpus has them)
//	thesaurus    .871  .969  .944  .949     .524   .623    .949     .660
//	compounds    .861  .969  .941  .949     .591   .654    .975     .709
//	language     .861  .963  .940  .949     .591   .654    .974     .708
//	kin          .861  .966  .939  .948     .590   .660    .975     .709
//	typos        .857  .969  .940  .949     .597   .654    .975     .709
//	stems        .861  .966  .935  .941     .537   .635    .949     .661
//	mismatch     .861  .966  .941  .933     .591   .654    .975     .709
//
// A corpus with many questions for each entry hardly needs the thesaurus; one
// without lives by it. Two thirds of the questions of the banks share hardly a
// word with what answers them, which is why these figures are low.
//
// The weights of the parts and of the confidence were fitted on the development
// banks and the curated corpus, each checked on the banks left out:
// TestTrainRanking and TestTrainConfidence with -train.
//
// Beside ready-made engines (BenchmarkBeside, on a busy two-core machine, so
// that the ratios tell more than the figures; median and 99th percentile of a
// search in ms, build in s, memory kept in MB):
//
//	                     this package         SQLite FTS5       bleve
//	curated corpus       1.0  2.1  0.9  24    1.3  5.5  0.03    0.3  1.0  0.5   7
//	2,000 × 200 words    1.4  2.0  1.2  25    8.6  18   0.2     2.8  17   12   53
//	100,000 × 30 words   7.6  12   12  116    275  731  4.6     (minutes to build)
//
// The others index the English wording of the curated corpus only, this
// package all four languages.
package index
