// Package costs keeps the books about services outside that cost something:
// how often they were asked, what became of it, and what it cost, day by day.
// Nothing in it points to a person.
package costs
