// Package daily chooses the message of the day.
//
// The choice depends on the knowledge and the date alone, so that everybody
// sees the same message on a day, the web feed shows the same days again, and
// nothing needs to be stored.
package daily
