// Package digesttest holds doubles for tests of and around bots/digest: a
// Store in memory that keeps the promises of digest.Store, and a platform that
// misbehaves on request.
package digesttest
