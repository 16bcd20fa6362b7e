package bots_test

import (
	"context"
	"testing"

	"github.com/idmbot/idmbot/bots"
)

// TestLaters: a version that was given up is wanted no more, and its making is
// cancelled; there is a bound; after the stop none begins.
func TestLaters(t *testing.T) {
	var l bots.Laters[int]
	ctx, cancel := context.WithCancel(t.Context())
	if !l.Begin(1, cancel) || !l.End(1) || ctx.Err() == nil {
		t.Error("the first version is not ended once")
	}
	if l.End(1) {
		t.Error("it is wanted twice")
	}
	begun := 0
	for ; begun < 10000 && l.Begin(begun, func() {}); begun++ {
	}
	if begun == 0 || begun == 10000 {
		t.Errorf("%d versions at once", begun)
	}
	ctx, cancel = context.WithCancel(t.Context())
	l.End(0)
	if !l.Begin(0, cancel) {
		t.Error("there is no room after one ended")
	}
	l.Stop()
	l.Stop()
	if ctx.Err() == nil || l.End(1) && l.Begin(1, func() {}) {
		t.Error("the stop does not stop")
	}
}
