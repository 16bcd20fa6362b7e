// Package nearness finds entries that are near a question in meaning, by vectors
// of a service outside.
//
// The vectors of the knowledge are made once for each text, in the background,
// and kept in the database; until all are there, and whenever the service is
// slow, broken or over budget, there is simply no answer from here and the
// words alone decide. Vectors of what people ask are held in memory for a
// while and never written anywhere.
package nearness
