package ground

import "strings"

// Words that change what a clause claims without changing what it is about. Folded
// forms, all languages together: a word of another language in one of these sets
// does no harm, because only texts of the same language are compared.
var (
	negations = set(`not no never none nobody nothing neither nor without cannot nowhere hardly barely
		lack lacks lacked lacking fail fails failed avoid avoids avoided avoiding refrain refrained forbid forbids forbade forbidden prohibit
		prohibits prohibited discourage discouraged declined declines refuse refuses refused deny denies denied unable
		ne pas jamais aucun aucune sans ni non nunca sin ningun ninguna ninguno jamas tampoco ni
		لا لم لن ليس ليست بدون دون غير nicht kein keine keinen nie ohne nao nem sem`)

	// denials say without a word of negation that something is not so or not done.
	denials = set(`avoid avoids avoided avoiding stop stops stopped stopping decline declines declined reject rejects rejected
		rejecting refrain refrained prevent prevents prevented preventing exclude excludes excluded except forbid forbids
		forbidden prohibit prohibits prohibited ban bans banned unless rather instead free skip skipped impossible missing
		absent unaware discouraged discourage unnecessary exempt unpaid undisturbed neither ended lifted closed opposed oppose opposes objected abandon abandoned withdrew withdrawn drop dropped cancel cancelled
		postpone postponed deferred until turned unsuitable unlikely
		eviter sauf refuser evitar salvo rechazar`)

	// auxiliaries carry the tense and the mood of the verb behind them.
	auxiliaries = set(`is are was were be been am has have had do does did will would can could may might must shall should
		isn wasn aren weren hasn haven hadn don doesn didn won wouldn couldn shouldn`)

	// clauseEnds stop the reach of a negation.
	clauseEnds = set(`but and which who while although though because however so than mais que et pero y sino`)

	strongQuantifiers = set(`all every each only always never none no most everyone everything nobody nothing
		entire entirely completely fully exclusively solely invariably universal universally
		tous toutes chaque seulement toujours jamais aucun todos todas cada solo siempre nunca ninguno`)
	weakQuantifiers = set(`some many several few certain various often sometimes usually occasionally partly partially
		mainly mostly generally typically rarely majority minority half at-least
		certains certaines plusieurs souvent parfois algunos algunas varios varias muchos muchas menudo veces`)

	possibilities = set(`may might could possible possibly potential potentially perhaps maybe likely probably
		appear appears seem seems reportedly allegedly suspected alleged unclear uncertain
		peut peuvent pourrait pourraient peut-etre probablement puede pueden podria podrian quizas probablemente`)
	wishes = set(`should ask asks asked urge urges urged recommend recommends recommended recommendation recommendations
		propose proposes proposed proposal suggest suggests suggested appeal appeals appealed hope hopes hoped
		want wants wanted wish wishes plan plans planned intend intends intended aim aims aimed seek seeks sought
		expect expects expected consider considers considered call calls called demand demands demanded ought
		encourage encourages encouraged invite invites invited advocate advocates advocated would draft
		devrait devraient demande demandent recommande souhaite espere prevoit propose
		deberia deberian pide piden recomienda espera planea propone يجب ينبغي دعا طلب`)
	duties = set(`must shall require requires required requirement mandatory obliged obligatory compulsory obligation
		doit doivent oblige debe deben obligatorio`)
	decisions = set(`decide decides decided decision adopt adopts adopted adoption approve approves approved agreed agree
		agrees resolve resolved commit commits committed ratify ratified enact enacted pass passed implement
		implemented introduce introduced complete completed achieve achieved guarantee guarantees guaranteed
		establish established sign signed ensure ensured mandate mandated finalise finalised finalize finalized
		decide decidé adopte adopté approuvé decidio adopto aprobo aprobado adoptado قرر اعتمد`)

	speech = set(`say says said saying state states stated tell tells told declare declares declared announce announces
		announced argue argues argued claim claims claimed warn warns warned note notes noted add adds added explain
		explains explained insist insists insisted remark remarked according comment commented write writes wrote
		urge urged urges stress stressed stresses emphasize emphasized emphasise emphasised call called calls ask asked
		believe believes believed think thinks thought quote quoted describe describes described report reports reported
		put recall recalled point pointed admit admitted confirm confirmed suggest suggested hope hoped
		dit declare affirme selon explique rappelle dijo afirma segun declaro explica قال قالت صرح أكد`)

	causes = set(`because due cause causes caused causing led lead leads leading result results resulted resulting therefore
		thus hence consequently owing thanks since prompting prompted trigger triggered so making makes allowing
		enabling ensuring helping contributing stemming`)

	inferences = set(`therefore thus hence suggesting suggests indicating indicates implying implies overall ultimately
		highlighting highlights underscoring underscores emphasizing emphasising reflecting reflects demonstrating
		demonstrates showcasing showcases signifying signifies making ensuring ensures contributing conclusion
		likely presumably probably clearly evidently seemingly apparently essentially notably particularly especially
		typically generally considered known believed`)

	opinions = set(`great perfect excellent ideal popular must-visit welcoming cozy cosy delicious charming vibrant wonderful
		amazing fantastic outstanding exceptional superb memorable unforgettable beloved renowned famous stunning
		delightful pleasant enjoyable comfortable convenient conveniently impressive remarkable unique diverse
		variety wide range solid decent nice attentive friendly professional reliable trusted high-quality
		top-notch best favorite favourite worth recommended satisfying satisfied dedicated committed passionate
		bustling lively relaxed inviting hidden gem go-to hotspot destination atmosphere experience overall mixed
		positive negative significant crucial devastating tragic shocking powerful important essential comprehensive
		quality dining suitable well-known affordable reasonable generous quick efficient helpful knowledgeable`)

	// comparatives turn a comparison round when exchanged.
	degree = set(`until since more less fewer most least higher lower above below over under before after greater smaller
		larger better worse earlier later older younger faster slower first last exceed exceeds plus moins mas menos
		superieur inferieur mayor menor`)
)

// writtenNumbers are numbers as words, in several languages.
var writtenNumbers = numberWords()

func numberWords() map[string]float64 {
	table := map[string]float64{}
	for i, name := range strings.Fields(`zero one two three four five six seven eight nine ten eleven twelve thirteen
		fourteen fifteen sixteen seventeen eighteen nineteen twenty`) {
		table[name] = float64(i)
	}
	for i, name := range strings.Fields(`thirty forty fifty sixty seventy eighty ninety`) {
		table[name] = float64(30 + 10*i)
	}
	for name, value := range map[string]float64{
		"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
		"dozen": 12, "half": .5, "twice": 2, "once": 1, "double": 2, "triple": 3, "thrice": 3, "couple": 2,
		"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "vingt": 20,
		"trente": 30, "cent": 100, "mille": 1000, "millions": 1e6, "milliard": 1e9, "milliards": 1e9,
		"dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "veinte": 20,
		"cien": 100, "mil": 1000, "millon": 1e6, "millones": 1e6, "hundreds": 100, "thousands": 1e3,
		"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
		"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fifteenth": 15,
		"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
	} {
		table[name] = value
	}
	return table
}
