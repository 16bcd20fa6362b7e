package ground

// plainWeights are general words of English with their weight; a text about anything
// is full of them, so finding one, or missing one, proves little. Kept by hand, in
// three bands: words with which any summary retells, the commonest words of all,
// and common nouns and verbs of everyday subjects.
var plainWeights = weighPlainWords()

func weighPlainWords() map[string]float64 {
	table := map[string]float64{}
	for _, band := range []struct {
		weight float64
		words  map[string]bool
	}{{.75, everydayWords}, {.5, commonWords}, {.3, retellingWords}} {
		for text := range band.words {
			table[text] = band.weight
		}
	}
	return table
}

var (
	retellingWords = set(`following follows followed after before later earlier previously subsequently initially eventually
		roughly approximately nearly almost around available compared comparison based basis regarding concerning related
		set put go goes went gone come comes came take takes took taken taking place makes making made become becomes
		became becoming remain remains remained stay stays stayed keep keeps kept begin started start starts used use uses
		using need needs needed needing want wants wanted plan plans planned intend intends intended aim aims hope hopes
		allow allows allowed enable enables able let require requires required requiring must-have instead rather despite
		although whereas currently now already still yet usually typically generally often sometimes mainly mostly largely
		particularly especially specifically respectively overall total further furthermore moreover additional additionally
		due owing thanks result results resulted resulting lead leads led leading cause caused causes regard involve involves
		involved involving contain contains contained containing consist consists consisted comprise comprises cover covers
		covered covering deal deals dealt dealing serve serves served serving act acts state states stated say says said
		according mention mentions mentioned note notes noted report reports reported describe describes described
		explain explains explained indicate indicates indicated show shows showed shown suggest suggests suggested
		reveal reveals revealed express expressed expresses emphasize emphasized emphasise emphasised highlight highlighted
		highlights stress stressed claim claims claimed add adds added adding argue argued argues believe believes believed
		consider considered considers known called named titled entitled located situated found seen held hold holds
		given provide provides provided providing offer offers offered offering feature features featured include
		experience experienced experiences receive receives received get gets got gain gained suffer suffered face faced
		faces facing occur occurs occurred happen happened matter issue issues case cases situation instance example
		ways way different various several multiple certain specific other others both either individual individuals
		people person someone everyone those them one ones fact number numbers amount level levels part parts side
		end ended ends ending finally last lasts lasted time times period current recent recently new old previous former
		large small high low long short great good well much far likely possible possibly probably apparently
		difficult easy common important main major key significant considerable
		reviewer reviewers customer customers visitor visitors guest guests user users review reviews rated rating
		mixed praised complained appreciated enjoyed noted mentioned recommended average
		without all every less longer cannot neither nor least enough away against above below else others nothing nobody
		everybody rest remainder remaining simply immediately extra mid entirely sooner soon quickly slightly strictly merely
		previously originally able unable means mean apply applies applied depend depends amounts amount stands stand lies lie
		recommend recommends recommended advise advised propose proposed scheduled consists consisted depending besides
		across whether beforehand otherwise partly fully completely directly together separately alone
		passage passages article text author document source information details`)

	commonWords = set(`person man woman year day week month thing give gave see saw look looked find know knew tell told
		think thought big part work works worked working world country many first next help ask asked
		move moved run ran runs leave leaves left turn turned seek seeking sought return returned
		type kind point area name two three four five six able lot group today early always never
		home live lived living life seem seemed feel felt try tried bring brought meet met write wrote
		problem problems reason reasons question questions answer answers effect effects change changes changed
		increase increased increases decrease decreased reduce reduced reduces rise rose grow grew growth fall fell
		open opens opened close closes closed pay pays paid cost costs price prices money buy bought sell sold
		million billion percent rate pass passed reach reached reaches send sent spend spent carry carried build built
		create created produce produced develop developed support supported accept accepted decide decided decision
		expect expected agree agreed refuse refused warn warned announce announced publish published
		better best worse worst strong weak full free ready right wrong true clear hard simple whole
		single special final similar particular minor future past local national international
		year-old aged age older younger half quarter third double doubled dozen hundred thousand
		attend attended join joined visit visited appear appeared fail failed lose lost win won die died kill killed
		order ordered sort form forms method step steps item items list role purpose
		career effort efforts measure measures participant participants event events incident activity activities
		opportunity ability able position positions situation condition conditions structure view views opinion success successes
		approve approved approval raise raised introduce introduced remove removed replace replaced choose choice choices
		arrange arranged organise organised prepare prepared continue continued continues resume resumed suffer recover
		discover discovered describe identify identified recognise recognised reject rejected oppose opposed favour support
		supports admit admitted accept accepts acknowledge criticise criticised praise welcome welcomed collect collected
		contribute contribution contributed represent represented operate operated operation operations establish established
		maintain maintained manage managed handle handled protect protected achieve achieved complete completed
		total typical normal normally regular regularly special unusual suitable necessary essential successful unsuccessful
		modern traditional sufficient various extent degree source sources origin background version material materials
		content contents feature purpose advantage benefit benefits difficulty difficulties decade decades century
		reaction response respond responded concern concerns concerned worry worried
		avoid avoided prevent prevented check checked choose chose cause add`)

	everydayWords = set(`house family child children water food city town school company business government news official
		officials police court law member members public services service system program programme project
		play played read speak spoke talk study studied meaning process general stars
		location hour hours minute minutes night morning evening afternoon weekend monday tuesday wednesday thursday friday
		saturday sunday january february march april may june july august september october november december
		team game player book story film movie music show land road car room door top bottom front back
		head hand eye face body health medical care doctor hospital patient patients treatment disease research
		student students university college teacher education course women men girl boy mother father son daughter brother
		sister wife husband friend friends parents community society economy market trade industry product production
		office job worker workers employee employees staff leader president minister director chief party election vote
		war attack force forces army military security safety risk danger death loss damage fire weather rain
		north south east west center centre middle northern southern eastern western street building
		quality option options range choice variety size color colour style shop store restaurant hotel
		tool value place weather summer winter spring autumn trip travel journey`)
)
