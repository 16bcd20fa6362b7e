package evaluation

import "math"

// Share is a proportion with its 95 % interval (Wilson's score interval).
type Share struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	N     int     `json:"n"`
}

func share(hits, n int) Share {
	if n == 0 {
		return Share{}
	}
	const z = 1.96
	p, f := float64(hits)/float64(n), float64(n)
	mid := (p + z*z/(2*f)) / (1 + z*z/f)
	half := z / (1 + z*z/f) * math.Sqrt(p*(1-p)/f+z*z/(4*f*f))
	return Share{p, math.Max(0, mid-half), math.Min(1, mid+half), n}
}
