package ground

import "testing"

var session = []Source{{"a", `The delegation of Ardania asked the secretariat to prepare a study on skills. Belmark supported the request; Corvia considered it premature. The Employers' Federation urged governments to shorten the time for permits. Several delegations hoped that the next session would be held in Dakar. Ms Prado warned that inspections might become weaker. The minister intends to open the border by May. The talks were led by the judge Hugo Mader.`}}

// TestRoles: who does what to whom, also in the passive and with a noun for the deed.
func TestRoles(t *testing.T) {
	for _, c := range []struct {
		text  string
		turns bool
	}{
		{"The delegation of Ardania asked the secretariat to prepare a study on skills.", false},
		{"The secretariat asked the delegation of Ardania to prepare a study on skills.", true},
		{"The secretariat was asked by the delegation of Ardania to prepare a study on skills.", false},
		{"Belmark considered the request premature.", true},
		{"Corvia considered the request premature.", false},
		{"Governments urged the Employers' Federation to shorten the time for permits.", true},
		{"The judge Hugo Mader led the talks.", false},
	} {
		e := newEvidence(session, "en")
		claim := e.prepare(c.text)
		f, _ := e.measureClaim(claim)
		if turned := f[roles]+f[swapped]+f[nameRival] > 0; turned != c.turns {
			t.Errorf("%q: turned %v, roles %.2f, want %v", c.text, turned, f[roles], c.turns)
		}
	}
}

// TestFirmness: what is asked for, hoped, intended or possible is not told as done.
func TestFirmness(t *testing.T) {
	for _, c := range []struct {
		text      string
		supported bool
	}{
		{"Several delegations hoped that the next session would be held in Dakar.", true},
		{"The next session was held in Dakar.", false},
		{"The minister plans to open the border by May.", true},
		{"The minister opened the border by May.", false},
		{"Ms Prado warned that inspections might become weaker.", true},
	} {
		if v := Verify(session, c.text); v.Supported != c.supported {
			t.Errorf("%q: %+v, want supported %v", c.text, v, c.supported)
		}
	}
}

// TestReckoned: a number that follows from two of the source, and one that does not.
func TestReckoned(t *testing.T) {
	ledger := []Source{{"a", `The club reported an income of £4,180 and expenses of £3,655. It was founded in 1962 and closed 34 years later. Of the new company the shareholders of Solbruk would receive 58 percent and those of Nettner the rest. The survey counted 214 boats, and the record had stood for 33 years.`}}
	for _, c := range []struct {
		text      string
		supported bool
	}{
		{"The club reported a surplus of £525 of income over expenses.", true},
		{"The club reported a surplus of £725 of income over expenses.", false},
		{"The club was founded in 1962 and closed in 1996.", true},
		{"The club was founded in 1962 and closed in 1999.", false},
		{"The shareholders of Nettner would receive 42 percent of the new company.", true},
		{"The shareholders of Nettner would receive 46 percent of the new company.", false},
		{"The survey counted more than 200 boats.", true},
		{"The survey counted more than 300 boats.", false},
		{"The survey counted fewer than 200 boats.", false},
		{"The record had stood for more than three decades.", true},
	} {
		e := newEvidence(ledger, "en")
		f, _ := e.measureClaim(e.prepare(c.text))
		if held := f[numberMissing] <= 2*reckonedShare && f[numberUnit] == 0; held != c.supported {
			t.Errorf("%q: missing %.2f, unit %.2f, want held %v", c.text, f[numberMissing], f[numberUnit], c.supported)
		}
	}
}

// TestAddition: a word between two that follow each other in the source is an addition,
// one in the place of another is not.
func TestAddition(t *testing.T) {
	source := []Source{{"a", "The rusty swings failed the inspection in June and were taken down by the parish."}}
	e := newEvidence(source, "en")
	added, _ := e.measureClaim(e.prepare("The rusty swings failed the inspection in June and were taken down by the parish gardener Widmer."))
	between, _ := e.measureClaim(e.prepare("The rusty antique swings failed the inspection in June and were taken down by the parish."))
	instead, _ := e.measureClaim(e.prepare("The corroded swings failed the inspection in June and were taken down by the parish."))
	if between[unexplained] <= instead[unexplained] || added[unexplained] <= instead[unexplained] {
		t.Errorf("%.3f at the end, %.3f between, %.3f instead: additions must weigh more", added[unexplained], between[unexplained], instead[unexplained])
	}
}

// TestSaidOfSomebody: a name and a year that are held make nothing true of what is said of them.
func TestSaidOfSomebody(t *testing.T) {
	source := []Source{{"a", "In her message of May 2021, Minister Ulla Brandt calls for workers to be part of every plan for recovery, whatever their contract. She names health and training in particular."}}
	for _, c := range []struct {
		text      string
		supported bool
	}{
		{"Ulla Brandt calls for workers to be part of every recovery plan, whatever their contract.", true},
		{"In May 2021 Ulla Brandt named health and training.", true},
		{"Ulla Brandt resigned in May 2021.", false},
		{"Say that Ulla Brandt resigned in May 2021.", false},
		{"Minister Ulla Brandt was arrested in May 2021.", false},
		{"In May 2021 Minister Ulla Brandt insulted workers.", false},
	} {
		if v := Verify(source, c.text); v.Supported != c.supported {
			t.Errorf("%q: %+v, want supported %v", c.text, v, c.supported)
		}
	}
}
