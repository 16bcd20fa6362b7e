package quote

import "strings"

// Difference is one place where a text departs from the quotation held.
type Difference struct {
	Op    string `json:"op"`    // "replace", "insert" (only given) or "delete" (only held)
	Given string `json:"given"` // the words as given, "" for "delete"
	Held  string `json:"held"`  // the words as held, "" for "insert"
}

// common marks, for both texts, the pieces of a longest common subsequence.
func common(given, held []piece) (inGiven, inHeld []bool, size int) {
	inGiven, inHeld = make([]bool, len(given)), make([]bool, len(held))
	width := len(held) + 1
	lengths := make([]int32, (len(given)+1)*width)
	for i := len(given) - 1; i >= 0; i-- {
		for j := len(held) - 1; j >= 0; j-- {
			if given[i].key == held[j].key {
				lengths[i*width+j] = lengths[(i+1)*width+j+1] + 1
			} else {
				lengths[i*width+j] = max(lengths[(i+1)*width+j], lengths[i*width+j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(given) && j < len(held); {
		switch {
		case given[i].key == held[j].key:
			inGiven[i], inHeld[j] = true, true
			size++
			i++
			j++
		case lengths[(i+1)*width+j] >= lengths[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return inGiven, inHeld, size
}

// differences lists where given departs from held, in order.
func differences(given, held []piece) []Difference {
	list := []Difference{}
	inGiven, inHeld, _ := common(given, held)
	for i, j := 0, 0; i < len(given) || j < len(held); {
		fromI, fromJ := i, j
		for i < len(given) && !inGiven[i] {
			i++
		}
		for j < len(held) && !inHeld[j] {
			j++
		}
		if i > fromI || j > fromJ {
			d := Difference{Op: "replace", Given: join(given[fromI:i]), Held: join(held[fromJ:j])}
			switch {
			case i == fromI:
				d.Op = "delete"
			case j == fromJ:
				d.Op = "insert"
			}
			list = append(list, d)
		}
		if i < len(given) && j < len(held) {
			i++
			j++
		}
	}
	return list
}

// join writes pieces as text, punctuation close to the word before it.
func join(pieces []piece) string {
	var out strings.Builder
	for i := range pieces {
		if i > 0 && !pieces[i].mark {
			out.WriteByte(' ')
		}
		out.WriteString(pieces[i].raw)
	}
	return out.String()
}
