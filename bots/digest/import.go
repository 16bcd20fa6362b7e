package digest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/knowledge"
)

// BadLine is a line of a file that was not imported, and why.
type BadLine struct {
	Line   int
	Reason string
}

func (b BadLine) String() string { return fmt.Sprintf("%d: %s", b.Line, b.Reason) }

// Imported says what became of a file.
type Imported struct {
	Added, Replaced int
	Bad             []BadLine
}

// maxLine bounds one line of a file, in bytes.
const maxLine = 1 << 20

// parsedLine is one line of a file that was understood.
type parsedLine struct {
	line int
	sub  Subscription
	had  History
}

// Import reads subscriptions as Export writes them. A chat that has a
// subscription gets the one of the file. Lines that cannot be used are
// reported, and the others imported nevertheless. Active subscriptions get
// their next message from now on.
func Import(ctx context.Context, store Subscribers, r io.Reader, f Format, c *knowledge.Corpus, now time.Time) (Imported, error) {
	im := importer{store: store, now: now, corpus: c, seen: map[bots.Chat]int{}}
	var err error
	switch f {
	case JSONL:
		err = im.jsonl(ctx, r)
	case CSV:
		err = im.csv(ctx, r)
	default:
		return Imported{}, fmt.Errorf("%q is not csv or jsonl", clip(string(f)))
	}
	if err == nil {
		err = im.flush(ctx)
	}
	slices.SortFunc(im.result.Bad, func(a, b BadLine) int { return a.Line - b.Line })
	if err != nil {
		return im.result, fmt.Errorf("import subscriptions: %w", err)
	}
	return im.result, nil
}

type importer struct {
	store  Subscribers
	now    time.Time
	corpus *knowledge.Corpus
	seen   map[bots.Chat]int // chat -> line
	batch  []parsedLine
	result Imported
}

func (im *importer) bad(line int, reason string) {
	im.result.Bad = append(im.result.Bad, BadLine{line, reason})
}

func (im *importer) jsonl(ctx context.Context, r io.Reader) error {
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		line, tooLong, err := readLine(in)
		if text := bytes.TrimSpace(line); tooLong {
			im.bad(n, "longer than a megabyte")
		} else if len(text) > 0 {
			var rec record
			dec := json.NewDecoder(bytes.NewReader(text))
			dec.DisallowUnknownFields()
			if jsonErr := dec.Decode(&rec); jsonErr != nil || dec.More() {
				im.bad(n, jsonProblem(jsonErr))
			} else if err := im.take(ctx, n, rec); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// jsonProblem says what is wrong without repeating the line.
func jsonProblem(err error) string {
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Sprintf("%s: has to be text in quotation marks", kind.Field)
	}
	if err == nil {
		return "more than one object on the line"
	}
	if text := err.Error(); len(text) < 100 && bytes.HasPrefix([]byte(text), []byte("json: unknown field")) {
		return text[len("json: "):]
	}
	return "not a JSON object"
}

// readLine reads up to the next line break, keeping no more than maxLine.
func readLine(in *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			tooLong, line = true, nil
		} else if !tooLong {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, tooLong, err
		}
	}
}

func (im *importer) csv(ctx context.Context, r io.Reader) error {
	in := csv.NewReader(r)
	in.FieldsPerRecord = -1
	in.ReuseRecord = true
	head, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		im.bad(1, "not a line of CSV")
		return nil
	}
	names := make([]int, len(head))
	for i, name := range head {
		if i == 0 {
			name = string(bytes.TrimPrefix([]byte(name), []byte("\ufeff"))) // spreadsheets put it there
		}
		if names[i] = slices.Index(columns, name); names[i] < 0 {
			im.bad(1, fmt.Sprintf("there is no column %q", clip(name)))
			return nil
		}
	}
	for {
		fields, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if parse, ok := errors.AsType[*csv.ParseError](err); ok {
			im.bad(parse.StartLine, "not a line of CSV: "+parse.Err.Error())
			continue
		}
		if err != nil {
			return err
		}
		line, _ := in.FieldPos(0)
		if len(fields) != len(names) {
			im.bad(line, fmt.Sprintf("%d fields instead of %d", len(fields), len(names)))
			continue
		}
		var rec record
		to := rec.fields()
		for i, v := range fields {
			*to[names[i]] = v
		}
		if err := im.take(ctx, line, rec); err != nil {
			return err
		}
	}
}

// take checks one line and stores full batches.
func (im *importer) take(ctx context.Context, line int, rec record) error {
	s, h, err := rec.subscription()
	if err != nil {
		im.bad(line, err.Error())
		return nil
	}
	if err := checkDays(&s, h, im.now); err != nil {
		im.bad(line, err.Error())
		return nil
	}
	for _, id := range s.Themes {
		if _, ok := im.corpus.Theme(id); !ok {
			im.bad(line, fmt.Sprintf("themes: there is no theme %q", clip(id)))
			return nil
		}
	}
	chat := s.Chat
	chat.Kind = 0
	if first, twice := im.seen[chat]; twice {
		im.bad(line, fmt.Sprintf("the same chat as line %d", first))
		return nil
	}
	im.seen[chat] = line
	if s.State == Draft {
		im.bad(line, "a draft is no subscription")
		return nil
	}
	if s.Created.IsZero() {
		s.Created = im.now
	}
	s.Promise(nil, im.now)
	im.batch = append(im.batch, parsedLine{line, s, h})
	if len(im.batch) == planBatch {
		return im.flush(ctx)
	}
	return nil
}

// flush stores the batch: new ones at once, then those whose chat has a
// subscription one by one.
func (im *importer) flush(ctx context.Context) error {
	if len(im.batch) == 0 {
		return nil
	}
	subs := make([]Subscription, len(im.batch))
	for i, p := range im.batch {
		subs[i] = p.sub
	}
	stored, err := im.store.Load(ctx, subs)
	if err != nil {
		return err
	}
	ids := map[bots.Chat]int64{}
	for _, s := range stored {
		ids[s.Chat] = s.ID
	}
	im.result.Added += len(stored)
	for _, p := range im.batch {
		id := ids[p.sub.Chat]
		if id == 0 {
			if id, err = im.replace(ctx, p.sub); err != nil {
				return err
			}
		}
		if len(p.had) > 0 {
			if err := im.store.Remember(ctx, id, p.had); err != nil {
				return err
			}
		}
	}
	im.batch = im.batch[:0]
	return nil
}

func (im *importer) replace(ctx context.Context, with Subscription) (int64, error) {
	s, err := change(ctx, im.store, with.Chat, func(s *Subscription) ([]Row, bool) {
		with.ID, with.Revision = s.ID, s.Revision
		// What was planned here already must not come again.
		with.LastDay = max(with.LastDay, s.LastDay)
		with.Promise(nil, im.now)
		*s = with
		return nil, true
	})
	if err == nil {
		im.result.Replaced++
	}
	return s.ID, err
}
