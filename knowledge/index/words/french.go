package words

import "strings"

// The third person plural of French verbs ("ils demandent") sounds like the
// singular and is as frequent, but Snowball's rules leave it alone, because of the
// nouns and adjectives that end alike. Those are few.
var (
	frenchNoVerb = set("accent adhérent adjacent adolescent affluent agent antécédent apparent ardent argent arpent auvent avent " +
		"cent client cohérent compétent concurrent confluent confident conséquent content continent contingent convalescent " +
		"convent convergent couvent décadent décent délinquent dent détergent différent diligent dissident divergent effluent " +
		"éloquent émergent éminent entregent équivalent évent évident excédent excellent exigent fluent fréquent gent imminent " +
		"impertinent impotent imprudent incident incohérent incompétent inconséquent indécent indifférent indulgent influent " +
		"inhérent innocent insolent insurgent intelligent intermittent latent lent mécontent négligent occident omnipotent opulent " +
		"parent patent pénitent permanent pertinent polyvalent pourcent précédent présent président proéminent prudent récent " +
		"récurrent régent résident sergent serpent souvent strident subséquent surgent talent tangent torrent transparent " +
		"turbulent urgent vent violent virulent absent abstinent accident ambivalent")
	// frenchVerb are verbs among the many nouns and adverbs in -ment.
	frenchVerb = set("acclament affirment aiment allument animent arment assument blâment calment clament confirment " +
		"conforment consomment consument déclament déforment dénomment désarment dorment entament enferment estiment expriment " +
		"ferment filment forment fument gomment informent impriment légitiment nomment oppriment performent proclament " +
		"programment réaffirment réclament reforment réforment renferment répriment résument suppriment transforment referment")
)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// frenchSingular returns the infinitive in -er of a verb in the third person
// plural, whatever verb it is, so that the rules make the stem of it that they
// make of the singular; other words as they are.
func frenchSingular(exact string) string {
	root, ok := strings.CutSuffix(exact, "ent")
	switch {
	case !ok, len(root) < 3, frenchNoVerb[exact]:
		return exact
	case strings.HasSuffix(root, "m") && !frenchVerb[exact]:
		return exact
	}
	for _, other := range []string{"iss", "i", "èr", "ir", "ur", "enn"} { // of other tenses and verbs
		if strings.HasSuffix(root, other) {
			return exact
		}
	}
	return root + "er"
}
