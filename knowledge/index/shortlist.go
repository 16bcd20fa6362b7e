package index

// shortlisted is a doc with the rough score that brought it on the shortlist.
type shortlisted struct {
	doc   int32
	score float32
}

// shortlist picks the docs worth a closer look.
func (x *Index) shortlist(s *scratch) {
	s.short = s.short[:0]
	u := int32(0)
	for d, end := range x.ends {
		nearest := float32(0)
		for ; u < end; u++ {
			nearest = max(nearest, x.near(u, s))
		}
		entry := x.docEntry[d]
		class := s.class.sum[entry]
		v := s.doc.sum[d] + s.ask.sum[d] + 1.5*nearest
		if v == 0 && x.firstDoc[entry] == int32(d) {
			v = 0.1 * class
		}
		if v > 0 {
			s.short = keepBest(s.short, shortlisted{int32(d), v + 0.5*class}, inTheRunning)
		}
	}
	for _, c := range s.short {
		s.best = append(s.best, candidate{entry: x.docEntry[c.doc], doc: c.doc})
	}
}

// keepBest inserts c into best, which is sorted and holds at most n.
func keepBest(best []shortlisted, c shortlisted, n int) []shortlisted {
	if len(best) == n && !before(c, best[n-1]) {
		return best
	}
	if len(best) < n {
		best = append(best, c)
	} else {
		best[n-1] = c
	}
	for i := len(best) - 1; i > 0 && before(best[i], best[i-1]); i-- {
		best[i], best[i-1] = best[i-1], best[i]
	}
	return best
}

func before(a, b shortlisted) bool {
	if a.score != b.score {
		return a.score > b.score
	}
	return a.doc < b.doc
}
