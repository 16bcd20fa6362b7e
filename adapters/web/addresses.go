package web

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	// addressRate and addressBurst bound one address: far above a person, or a
	// class of students behind one address, and far below what one core can
	// answer (see BenchmarkAsk).
	addressRate  = rate.Limit(500)
	addressBurst = 2000
	// maxAddresses bounds the memory for them, about 100 bytes each.
	maxAddresses = 20000
)

// addresses limits the requests of each address. Memory is bounded by two
// generations: when the younger is full it becomes the older, and what the
// older held is forgotten. A busy address moves to the younger at its next
// request and so keeps its count.
type addresses struct {
	mu         sync.Mutex
	most       int
	young, old map[netip.Prefix]*rate.Limiter
}

func newAddresses(most int) *addresses {
	return &addresses{most: most / 2, young: map[netip.Prefix]*rate.Limiter{}}
}

// allow decides about one request from remote, host:port, at a time.
func (a *addresses) allow(remote string, now time.Time) bool {
	from, ok := network(remote)
	// Requests from this machine come from a proxy in front, which stands for
	// many people and has limits of its own.
	if ok && from.Addr().IsLoopback() {
		return true
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	l := a.young[from]
	if l == nil {
		if l = a.old[from]; l == nil {
			l = rate.NewLimiter(addressRate, addressBurst)
		}
		if len(a.young) >= a.most {
			a.old, a.young = a.young, map[netip.Prefix]*rate.Limiter{}
		}
		a.young[from] = l
	}
	return l.AllowN(now, 1)
}

// v6Network is what one subscriber gets in IPv6: to change the last 64 bits
// costs nothing, so that they do not count.
const v6Network = 64

// network is the part of an address that stands for one subscriber. Remote
// addresses that cannot be read share one.
func network(remote string) (netip.Prefix, bool) {
	at, err := netip.ParseAddrPort(remote)
	if err != nil {
		return netip.Prefix{}, false
	}
	ip := at.Addr().Unmap().WithZone("")
	if ip.IsLoopback() || ip.Is4() {
		return netip.PrefixFrom(ip, ip.BitLen()), true
	}
	p, err := ip.Prefix(v6Network)
	return p, err == nil
}
