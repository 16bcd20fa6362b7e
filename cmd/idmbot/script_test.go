package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run the program itself as "idmbot".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"idmbot": main})
}

// TestScripts runs the program as its users do: commands, outputs, exit codes.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}
