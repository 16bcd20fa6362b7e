package ground

import "strings"

// What a careless writer adds: clauses, details and whole sentences that no source
// bears out. Each is general enough to fit in anywhere.

var (
	inventedClauses = strings.Split(`, following months of intense debate|, which surprised many observers|, despite warnings from experts|, making it one of the most visited in the region|, according to a statement on its website|, bringing the total since last year to 47|, in cooperation with the local university|, a decision that was widely criticised|, and the project is to be extended to other cities|, which has led to calls for stricter rules|, thanks to a grant from a private foundation|, as part of a wider reform begun in 2014|, and further talks are planned in Vienna|, while the police continue to investigate|, which is particularly popular with young families|, and free samples are handed out on weekends|, with the support of three neighbouring states|, after several people had complained on social media|, which doctors say may cause lasting damage|, and tickets can be bought online`, "|")

	inventedDetails = strings.Split(`award-winning|Swiss-born|controversial|family-owned|34-year-old|long-serving|newly renovated|retired|organic|historic|well-known|underground|so-called|experimental|bankrupt|highly respected|left-handed|wooden|solar-powered|former`, "|")

	superlatives = strings.Split(`, the first of its kind|, the largest in the country|, more than ever before|, the only one in Europe|, the most expensive to date|, a new record`, "|")

	inventedCauses = strings.Split(` because of a lack of funding| owing to growing pressure from the public| as a result of the economic crisis| because staff had not been trained| due to bad weather| in response to falling demand| because of safety concerns| as a consequence of new legislation`, "|")

	inventedSentences = strings.Split(`The authorities have promised a full investigation into what happened.
Experts expect the trend to continue over the next decade.
Many people took to social media to share their views.
The decision has been welcomed by environmental groups.
Prices are reasonable and the portions are generous.
The staff is friendly and attentive, creating a welcoming atmosphere.
It is recommended to book in advance, especially on weekends.
Critics argue that the measure does not go far enough.
The company did not respond to a request for comment.
A spokesperson declined to give further details.
The findings were published in a scientific journal last year.
Children under twelve are admitted free of charge.
The incident has sparked a debate about safety standards.
He studied law in Paris before entering politics.
She is married and has two children.
The building dates from the nineteenth century and was restored in 1987.
Regular exercise and a balanced diet can also help.
It is important to consult a specialist before starting treatment.
The event drew thousands of visitors from around the world.
Several other countries have introduced similar programmes.
The total cost of the project is estimated at 12 million dollars.
Witnesses described scenes of panic and confusion.
The product comes with a two-year warranty and free returns.
Live music is played on Friday evenings.
There is ample parking behind the building.
The suspect is believed to have acted alone.
The team has won its last five matches at home.
Public transport was disrupted for several hours.
The organisers are already planning next year's edition.
Local residents have long complained about the noise.
Side effects may include headache, nausea and dizziness.
The software is compatible with all common operating systems.
The area is known for its beautiful landscape and rich culture.
The vote was postponed twice before it was finally held.
It remains unclear whether an agreement can be reached.
The government plans to invest heavily in renewable energy.
Volunteers handed out food and blankets to those affected.
The new rules will enter into force on 1 January.
Studies have shown that this approach is highly effective.
The family has asked for privacy at this difficult time.`, "\n")
)

func appendClause(c *corrupter, text string) string {
	body, ok := strings.CutSuffix(text, ".")
	if !ok {
		return ""
	}
	return body + c.pick(inventedClauses) + "."
}

func addSuperlative(c *corrupter, text string) string {
	body, ok := strings.CutSuffix(text, ".")
	if !ok {
		return ""
	}
	return body + c.pick(superlatives) + "."
}

func addCause(c *corrupter, text string) string {
	body, ok := strings.CutSuffix(text, ".")
	if !ok || strings.Contains(text, "because") {
		return ""
	}
	return body + c.pick(inventedCauses) + "."
}

// insertDetail puts an adjective behind the first article.
func insertDetail(c *corrupter, text string) string {
	for _, article := range []string{" the ", " a ", "The "} {
		if at := strings.Index(text, article); at >= 0 {
			end := at + len(article)
			return text[:end] + c.pick(inventedDetails) + " " + text[end:]
		}
	}
	return ""
}

func baseless(c *corrupter, _ string) string { return c.pick(inventedSentences) }
