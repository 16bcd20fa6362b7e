package ground

import "testing"

func TestSmoke(t *testing.T) {
	src := []Source{{"a", "António Guterres, Secretary-General, said in 2020 that migrants should be included in vaccination campaigns. About 3 million people were stranded by 15 July 2020. He urged countries not to close borders."},
		{"b", `{"name":"Blue Cup","city":"Tucson","state":"AZ","hours":{"Monday":"8:0-17:0","Tuesday":"8:0-17:0","Wednesday":"8:0-17:0","Saturday":"9:0-13:0"},"attributes":{"WiFi":"free","OutdoorSeating":false,"GoodForKids":null,"parking":{"garage":false,"street":true}},"stars":4.5}`}}
	for _, s := range []string{
		"Guterres asked in 2020 to include migrants in vaccination campaigns.",
		"Guterres decided in 2020 to include migrants in vaccination campaigns.",
		"Vitorino said in 2020 that migrants should be included in vaccination campaigns.",
		"By 15 July 2020, around three million people were stranded.",
		"By 15 July 2021, around four million people were stranded.",
		"He urged countries to close borders.",
		"Blue Cup in Tucson, Arizona is rated 4.5 stars and has free Wi-Fi.",
		"It offers outdoor seating.",
		"It is open from 8 AM to 5 PM Monday to Wednesday.",
		"It is open from 8 AM to 5 PM on Saturday.",
		"There is street parking but no garage.",
		"There is garage parking.",
		"It is good for kids.",
		"Overall, it is a great place with a cozy atmosphere.",
		"Based on the provided passages, I am unable to answer this question.",
	} {
		v := Verify(src, s)
		t.Logf("%.3f %v %s | %+v", v.Score, v.Supported, s, v.Sentences[0].Reason)
	}
}
func BenchmarkTypical(b *testing.B) {
	text := "António Guterres, Secretary-General, said in 2020 that migrants should be included in vaccination campaigns. About 3 million people were stranded by 15 July 2020. He urged countries not to close borders. The session set out to understand opportunities and challenges better through evidence, identify cutting-edge solutions of administrations, analyse how multilateral action and broad partnerships for safe and regular routes can help in crises, and understand how to open regular pathways."
	src := []Source{{"a", text}, {"b", text}, {"c", text}}
	for b.Loop() {
		Verify(src, "Guterres asked in 2020 to include migrants in vaccination campaigns. By 15 July 2020, around three million people were stranded. The session set out to identify innovative solutions by administrations.")
	}
}
