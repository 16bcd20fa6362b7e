package discord_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails if anything goes on after the tests.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
