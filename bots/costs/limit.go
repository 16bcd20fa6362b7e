package costs

// Limit bounds what may be spent on a day (UTC). Zero means no limit.
type Limit struct {
	Tokens int
	// Money is in the unit of the prices.
	Money float64
}

// Allows reports whether so many tokens and millionths of the unit may be
// spent.
func (l Limit) Allows(tokens int, micros int64) bool {
	return (l.Tokens == 0 || tokens <= l.Tokens) && (l.Money == 0 || float64(micros) <= l.Money*1e6)
}

// Spent is what all services cost today, in tokens and in millionths of the
// unit of the prices.
func (b *Book) Spent() (tokens int, micros int64) {
	return int(b.Today(TokensIn) + b.Today(TokensOut) + b.Today(NearTokens)), b.Today(Money) + b.Today(NearMoney)
}
