package ground

import "strings"

// set makes a lookup table of the words in the text, separated by white space.
func set(words ...string) map[string]bool {
	table := map[string]bool{}
	for _, list := range words {
		for word := range strings.FieldsSeq(list) {
			table[word] = true
		}
	}
	return table
}

// functionWords are words that carry grammar rather than content, by language.
// They are also what the language of a text is told by.
var functionWords = map[string]map[string]bool{
	"en": set(`a an the this that these those it its itself he him his himself she her hers herself
		they them their theirs themselves we us our ours i me my mine you your yours yourself
		and or but nor so if then than as of at by for with about into onto through during
		to from in on out over under up down off again further here there
		is are was were be been being am has have had having do does did doing done
		will would shall should can could may might must ought
		what which who whom whose when where why how
		also just too very s t d ll m re ve while because since although though whether
		until unless upon within among between both each such other another same own
		not no any some more most much many few only even still yet per via
		however therefore thus hence moreover furthermore additionally according et al etc
		there's let like well one ones someone something anyone anything everyone everything
		along across toward towards around amid amongst whereas whereby wherein therein
		including include includes included`),
	"fr": set(`le la les l un une des du de d à au aux et ou où mais donc or ni car que qui quoi dont
		ce cet cette ces se s sa son ses leur leurs il elle ils elles on nous vous je tu me te lui
		y en est sont était étaient été être a ont avait avaient avoir ayant sera seront serait
		pour par sur sous dans avec sans chez entre vers ne pas plus très aussi comme si même
		lors afin ainsi alors leurs notre nos votre vos mon ma mes tout tous toute toutes c j n qu`),
	"es": set(`el la los las un una unos unas de del a al y e o u pero que quien quienes cual cuales
		este esta estos estas ese esa esos esas se su sus le les lo me te nos yo tú él ella ellos
		ellas es son era eran fue fueron ser sido ha han había habían haber está están estaba
		para por sobre en con sin entre hacia desde hasta no más muy también como si cuando donde
		ya así aunque porque todo toda todos todas cada mi mis nuestro nuestra nuestros sino`),
	"pt": set(`o os as um uma uns umas de do da dos das em no na nos nas ao aos e ou mas que quem
		se seu sua seus suas ele ela eles elas é são era foi foram ser está estão para por com sem
		não mais muito também como quando onde já porque pelo pela`),
	"de": set(`der die das den dem des ein eine einer einem einen eines und oder aber dass wer was
		ist sind war waren sein hat haben hatte hatten wird werden wurde wurden für von mit zu zum
		zur auf in im an am aus bei nach über unter nicht auch als wie wenn er sie es wir ihr sich`),
	"it": set(`il lo la i gli le un uno una di del della dei delle a al alla e o ma che chi è sono era
		erano essere stato ha hanno aveva per con senza su nel nella non più anche come quando si
		suo sua loro da dal dalla`),
	"ar": set(`في من على إلى الى عن أن ان إن هذا هذه ذلك تلك التي الذي الذين كان كانت هو هي هم ما لا لم
		لن مع أو او و ثم قد كل بعد قبل بين حتى إذا اذا كما لأن عند غير`),
}
