package ground

// units maps written units to a canonical name. Words of length, weight, time and
// so on; the factor to a shared base stands in unitFactors.
var units = pairs(`km kilometre kilometer kilometre kilometers kilometre kilometres kilometre kilometre kilometre
	mile mile miles mile mi mile metre metre meter metre metres metre meters metre foot foot feet foot ft foot
	inch inch inches inch cm centimetre centimetres centimetre centimeters centimetre mm millimetre
	millimetres millimetre millimeters millimetre kg kilogram kilogram kilogram kilograms kilogram kilo kilogram
	kilos kilogram gram gram grams gram g gram mg milligram milligrams milligram pound pound pounds pound lb pound
	lbs pound ounce ounce ounces ounce oz ounce tonne tonne tonnes tonne ton tonne tons tonne
	second second seconds second minute minute minutes minute min minute mins minute hour hour hours hour hr hour
	hrs hour day day days day week week weeks week month month months month year year years year
	decade decade decades decade century century centuries century litre litre liter litre litres litre liters
	litre ml millilitre gallon gallon gallons gallon cup cup cups cup tablespoon tablespoon tablespoons tablespoon
	teaspoon teaspoon teaspoons teaspoon acre acre acres acre hectare hectare hectares hectare
	celsius celsius fahrenheit fahrenheit watt watt watts watt megawatt megawatt megawatts megawatt mw megawatt
	gigawatt gigawatt gb gigabyte mb megabyte tb terabyte point point points point goal goal goals goal
	star star stars star calorie calorie calories calorie mph mph kph kph`)

// unitFactors turns units of time into minutes, so that two weeks are 14 days.
var unitFactors = map[string]float64{"second": 1. / 60, "minute": 1, "hour": 60, "day": 1440, "week": 10080,
	"month": 43800, "year": 525600, "decade": 5256000, "century": 52560000,
	"kilometre": 1000, "metre": 1, "centimetre": .01, "millimetre": .001,
	"kilogram": 1000, "gram": 1, "tonne": 1e6, "milligram": .001, "litre": 1, "millilitre": .001}

var currencies = pairs(`$ dollar dollar dollar dollars dollar usd dollar buck dollar bucks dollar € euro euro euro
	euros euro eur euro £ sterling gbp sterling quid sterling ¥ yen yen yen franc franc francs franc chf franc
	rupee rupee rupees rupee peso peso pesos peso cent cent cents cent`)

var scales = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"mille": 1e3, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "mil": 1e3, "millon": 1e6, "millones": 1e6,
	"bn": 1e9, "mln": 1e6, "k": 1e3, "m": 1e6, "b": 1e9, "thousands": 1e3, "hundreds": 100, "billions": 1e9}

var softNumbers = set(`one first second third once half double twice couple un une uno una hundreds thousands millions
	billions dozen triple sept dos cent mille mil`)

var roundings = set(`about around approximately nearly almost roughly over under some more than least most estimated
	up close below above fewer beyond exceeding within environ pres casi unos alrededor`)
