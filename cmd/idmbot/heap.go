package main

import (
	"os"
	"runtime/debug"
)

// thriftyGC is the garbage collector's target in percent of what is in use. The
// bot makes little garbage and much of what it keeps lives for ever, so that a
// small heap costs hardly any time.
const thriftyGC = 40

// thrifty keeps the heap of a long-running process small, unless the operator
// set GOGC or GOMEMLIMIT. It comes after the first index was built, which would
// take a tenth longer in a small heap.
func thrifty() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(thriftyGC)
	}
}

// tidyHeap gives back what building an index needed for a moment: several times
// what the index itself takes.
func tidyHeap() { debug.FreeOSMemory() }
