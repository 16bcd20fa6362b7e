package ground

import "testing"

// TestForms: the same fact in another form is supported, another fact is not.
func TestForms(t *testing.T) {
	for _, c := range []struct {
		source, text string
		supported    bool
	}{
		{"The ferry leaves Utvik at 7.40 pm and reaches Skarholm at 9.15.", "The ferry leaves Utvik at 19:40.", true},
		{"The ferry leaves Utvik at 7.40 pm and reaches Skarholm at 9.15.", "The ferry leaves Utvik at 19:50.", false},
		{"Nitrate levels had risen at 12 of the 40 stations.", "Nitrate levels had risen at 30% of the stations.", true},
		{"Nitrate levels had risen at 12 of the 40 stations.", "Nitrate levels had risen at 40% of the stations.", false},
		{"About a third of the refrigerators had been too cold.", "About 33% of the refrigerators had been too cold.", true},
		{"The flakes sink to the bottom within half an hour.", "The flakes sink to the bottom within 30 minutes.", true},
		{"She ran the theatre for another quarter of a century.", "She ran the theatre for another 25 years.", true},
		{"Vaccines are kept between two and eight degrees Celsius.", "Vaccines are kept between 2 and 8 °C.", true},
		{"Vaccines are kept between two and eight degrees Celsius.", "Vaccines are kept between 2 and 9 °C.", false},
		{"The union has 2,300 members. The works council has nine members.", "The works council has nine members.", true},
	} {
		v := Verify([]Source{{"a", c.source}}, c.text)
		if v.Supported != c.supported {
			t.Errorf("%q of %q: %+v, want supported %v", c.text, c.source, v, c.supported)
		}
	}
}

var hives = []Source{{"a", `Ecologist Jana Roth says that too many hives leave wild bees hungry. The beekeepers' association rejects this. Its chairman, Karl Brandt, argues that nobody has shown a decline caused by hives. He keeps nine hives in Mainz. A hive with equipment costs about 450 euros.`}}

// TestRivals: a name is not said of what the sources say of another one.
func TestRivals(t *testing.T) {
	for _, c := range []struct {
		text      string
		supported bool
	}{
		{"Jana Roth says that too many hives leave wild bees hungry.", true},
		{"Karl Brandt says that too many hives leave wild bees hungry.", false},
		{"Karl Brandt argues that nobody has shown a decline caused by hives.", true},
		{"Karl Brandt keeps nine hives in Mainz.", true}, // "he" of the source
	} {
		if v := Verify(hives, c.text); v.Supported != c.supported {
			t.Errorf("%q: %+v, want supported %v", c.text, v, c.supported)
		}
	}
}

// TestSubject: "he" and "she" are the person of the sentence before.
func TestSubject(t *testing.T) {
	for _, c := range []struct {
		text      string
		supported bool
	}{
		{"Jana Roth is an ecologist. She says that too many hives leave wild bees hungry.", true},
		{"Jana Roth is an ecologist. She argues that nobody has shown a decline caused by hives.", false},
		{"Karl Brandt is the chairman. He argues that nobody has shown a decline caused by hives. He keeps nine hives in Mainz.", true},
		{"Karl Brandt is the chairman. He says that too many hives leave wild bees hungry.", false},
	} {
		v := Verify(hives, c.text)
		if got := v.Sentences[len(v.Sentences)-1].Supported; got != c.supported {
			t.Errorf("%q: %+v, want the last sentence supported %v", c.text, v, c.supported)
		}
	}
}

// TestAdmission: "the passage does not say" is true of what it does not say.
func TestAdmission(t *testing.T) {
	for text, supported := range map[string]bool{
		"The passage does not mention whether beekeepers need a permit.": true,
		"The passage does not say how much a hive costs.":                false,
	} {
		if v := Verify(hives, text); v.Supported != supported {
			t.Errorf("%q: %+v, want supported %v", text, v, supported)
		}
	}
}

// TestSiblings: a word of the same kind in the place of another is another claim, and
// a denial in other words is none.
func TestSiblings(t *testing.T) {
	source := []Source{{"a", "The city council of Harl voted on Monday to close the northern pier. Swimmers must not drink alcohol on the pier. A new path might reduce the traffic."}}
	for _, c := range []struct {
		text      string
		supported bool
	}{
		{"The city council of Harl voted to close the northern pier.", true},
		{"The city parliament of Harl voted to close the northern pier.", false},
		{"The city council of Harl voted to close the southern pier.", false},
		{"Swimmers must avoid alcohol on the pier.", true},
		{"Swimmers must drink alcohol on the pier.", false},
		{"A new path could reduce the traffic.", true},
		{"A new path will reduce the traffic.", false},
	} {
		if v := Verify(source, c.text); v.Supported != c.supported {
			t.Errorf("%q: %+v, want supported %v", c.text, v, c.supported)
		}
	}
}

// TestRecordForms: fields that are denied, units and times of day in lines.
func TestRecordForms(t *testing.T) {
	record := `{"name":"Blue Cup","city":"Tucson","attributes":{"OutdoorSeating":false,"RestaurantsTakeOut":false,"WiFi":"free"}}`
	lines := "Train 4471, daily except Saturday\nLowick 07:02\nCrale 07:58\nPort Wynn 08:40\nBicycles: no\nSeats: 120"
	for _, c := range []struct {
		source, text string
		supported    bool
	}{
		{record, "Blue Cup offers outdoor seating.", false},
		{"Each hive gave 26 kilos of honey.", "Each hive gave 26 kg of honey.", true},
		{"Each hive gave 26 kilos of honey.", "Each hive gave 26 litres of honey.", false},
		{lines, "The train leaves Lowick at 7:02.", true},
		{lines, "The train leaves Lowick at 7:12.", false},
	} {
		v := Verify([]Source{{"a", c.source}}, c.text)
		if v.Supported != c.supported {
			t.Errorf("%q of %q: %+v, want supported %v", c.text, c.source, v, c.supported)
		}
	}
	denied := Verify([]Source{{"a", record}}, "Takeout and outdoor seating are not available.").Score
	claimed := Verify([]Source{{"a", record}}, "Takeout and outdoor seating are available.").Score
	if denied <= claimed {
		t.Errorf("%.3f for what the record denies, %.3f for what it does not hold", denied, claimed)
	}
}
