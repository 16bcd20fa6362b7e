package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/idmbot/idmbot/bots/costs"
)

// bookCollector shows the books about services outside as metrics, counted
// since the start of the process.
type bookCollector struct{ book *costs.Book }

func describe(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("idmbot_"+name+"_total", help, nil, nil)
}

// Describe implements prometheus.Collector.
func (c bookCollector) Describe(out chan<- *prometheus.Desc) {
	costs.Each(func(name, help string) { out <- describe(name, help) })
}

// Collect implements prometheus.Collector.
func (c bookCollector) Collect(out chan<- prometheus.Metric) {
	totals := c.book.Totals()
	costs.Each(func(name, help string) {
		out <- prometheus.MustNewConstMetric(describe(name, help), prometheus.CounterValue, float64(totals[name]))
	})
}
