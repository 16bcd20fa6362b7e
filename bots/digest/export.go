package digest

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
)

// Format is how subscriptions are written to files.
type Format string

// The formats.
const (
	CSV   Format = "csv"
	JSONL Format = "jsonl"
	// Table is for people; it cannot be read back.
	Table Format = "table"
)

// exportBatch is for how many subscriptions histories are read at once.
const exportBatch = 500

// Export writes all subscriptions that keep chooses, nil for all, with what
// they were sent, and returns how many.
func Export(ctx context.Context, store Subscribers, w io.Writer, f Format, keep func(*Subscription) bool) (n int, err error) {
	buffered := bufio.NewWriter(w)
	write, err := recordWriter(buffered, f)
	if err != nil {
		return 0, err
	}
	var batch []Subscription
	flush := func() error {
		ids := make([]int64, len(batch))
		for i := range batch {
			ids[i] = batch[i].ID
		}
		histories, err := store.Histories(ctx, ids)
		if err != nil {
			return err
		}
		for i := range batch {
			if err := write(newRecord(&batch[i], histories[batch[i].ID])); err != nil {
				return err
			}
			n++
		}
		batch = batch[:0]
		return nil
	}
	var inner error
	err = store.Each(ctx, func(s Subscription) bool {
		if s.State == Draft || (keep != nil && !keep(&s)) {
			return true
		}
		if batch = append(batch, s); len(batch) == exportBatch {
			inner = flush()
		}
		return inner == nil
	})
	for _, e := range []error{err, inner} {
		if e != nil {
			return n, fmt.Errorf("export subscriptions: %w", e)
		}
	}
	if err := flush(); err != nil {
		return n, fmt.Errorf("export subscriptions: %w", err)
	}
	return n, buffered.Flush()
}

func recordWriter(w io.Writer, f Format) (func(record) error, error) {
	switch f {
	case JSONL:
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return func(r record) error { return enc.Encode(r) }, nil
	case CSV:
		out := csv.NewWriter(w)
		if err := out.Write(columns); err != nil {
			return nil, err
		}
		return func(r record) error {
			var line []string
			for _, f := range r.fields() {
				line = append(line, *f)
			}
			if err := out.Write(line); err != nil {
				return err
			}
			out.Flush()
			return out.Error()
		}, nil
	case Table:
		return func(r record) error {
			chat := r.Chat
			if r.Thread != "" {
				chat += "/" + r.Thread
			}
			_, err := fmt.Fprintf(w, "%-10s %-22s %-8s %-7s %5s %-26s %-2s %-8s %-14s %s\n",
				r.Platform, chat, r.Kind, r.State, r.Time, r.Zone, r.Language, r.Every, r.Days, orElse(r.Themes, "all themes"))
			return err
		}, nil
	}
	return nil, fmt.Errorf("%q is not csv, jsonl or table", clip(string(f)))
}
