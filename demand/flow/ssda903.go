package flow

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Episode is a row of the episodes table of the SSDA903 return.
type Episode struct {
	Child string
	// Start is DECOM. The child counts on this day.
	Start time.Time
	// End is DEC; the zero time while the episode is open. The child does not count on this day.
	End time.Time
	// Legal is the code of the legal status, LS; empty where the file does not have it.
	Legal string
	// Place is the code of the placement, PLACE.
	Place string
	// Line is where the row stands in its file.
	Line int
}

// Open reports whether the episode has no end.
func (e Episode) Open() bool { return e.End.IsZero() }

// Return is what was read of one or more SSDA903 returns.
type Return struct {
	// Episodes are the rows as they stand in the files, faults included: [Return.Histories] judges them.
	Episodes []Episode
	// Born are the dates of birth by child.
	Born map[string]time.Time
}

// Kind is which table a file holds, told by its columns and not by its name.
type Kind int

const (
	// UnknownTable is a file of neither.
	UnknownTable Kind = iota
	// EpisodeTable has CHILD, DECOM, DEC, PLACE and, to tell short breaks from care, LS.
	EpisodeTable
	// HeaderTable has CHILD and DOB. The UASC table has too, and may be read for them.
	HeaderTable
	// RateTable has rates given by hand, for [Inputs].
	RateTable
	// StockTable has a stock given by hand, for [Inputs].
	StockTable
)

// String names the table.
func (k Kind) String() string {
	names := [...]string{"unknown", "episodes", "header", "rates", "stock"}
	if k < 0 || int(k) >= len(names) {
		return fmt.Sprintf("Kind(%d)", int(k))
	}
	return names[k]
}

// Read adds a file: an episodes table (CHILD, DECOM, DEC, PLACE; LS and DOB are used when they are there) or a header table
// (CHILD, DOB). Files of several years are read one after the other, in the order of the years. Errors are an
// [*figure.Fault], or what the reader returned; then nothing has been added.
func (t *Return) Read(r io.Reader) (Kind, error) {
	in := Inputs{Return: *t}
	kind, err := in.Read(r)
	if err != nil {
		return kind, err
	}
	if kind != EpisodeTable && kind != HeaderTable {
		return kind, &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Problem: fmt.Sprintf("this is a table of %s: a return has episodes and a header", kind)}
	}
	*t = in.Return
	return kind, nil
}

func (t *Return) addEpisodes(records *table.Records) error {
	child, legal, place, start, end := records.Column("child"), records.Column("ls"), records.Column("place"), records.Column("decom"), records.Column("dec")
	added := make([]Episode, 0, records.Len())
	var faults figure.Faults
	for i := range records.Len() {
		e := Episode{Child: childNumber(child.Text(i)), Legal: code(legal.Text(i)), Place: code(place.Text(i)), Line: records.Line(i), Start: start.Date(i), End: end.Date(i)}
		if e.Start.IsZero() {
			faults = append(faults, records.Fault(i, "decom", "blank", "the day on which the episode starts is blank", "give it, as 31/03/2018"))
		}
		added = append(added, e)
	}
	if err := faults.Err(); err != nil {
		return err
	}
	if records.Has("dob") {
		if err := t.addBirths(records); err != nil {
			return err
		}
	}
	t.Episodes = append(t.Episodes, added...)
	return nil
}

// addBirths takes the dates of birth in; a blank one is left to the report of [Return.Histories].
func (t *Return) addBirths(records *table.Records) error {
	children, days := records.Column("child"), records.Column("dob")
	born := map[string]time.Time{}
	var faults figure.Faults
	for i := range records.Len() {
		child, d := childNumber(children.Text(i)), days.Date(i)
		if d.IsZero() {
			continue
		}
		known, twice := born[child]
		if !twice {
			known, twice = t.Born[child]
		}
		if twice && !known.Equal(d) {
			faults = append(faults, records.Fault(i, "dob", "contradiction", fmt.Sprintf("child %s was born on %s, says another row", child, known.Format(time.DateOnly)), "correct one"))
		}
		born[child] = d
	}
	if err := faults.Err(); err != nil {
		return err
	}
	if t.Born == nil {
		t.Born = map[string]time.Time{}
	}
	maps.Copy(t.Born, born)
	return nil
}

// ProblemCode says what is wrong with an episode.
type ProblemCode string

const (
	// Duplicate is a row that stands twice; one is kept.
	Duplicate ProblemCode = "duplicate"
	// Superseded is an open episode that a later row closes; the closed one is kept. It is how yearly returns follow one
	// another and no fault.
	Superseded ProblemCode = "superseded"
	// Conflict is two episodes of a child that begin on one day and differ; the later row is kept.
	Conflict ProblemCode = "conflict"
	// EndBeforeStart is an episode that ends before it starts; it is left out.
	EndBeforeStart ProblemCode = "end_before_start"
	// OpenEnd is an episode without an end; it is taken to run on to the leaving age. It is how children who are still
	// looked after stand in a return, and a fault only where the child has left.
	OpenEnd ProblemCode = "open_end"
	// Overlap is an episode that begins while another runs; the later one says where the child is.
	Overlap ProblemCode = "overlap"
	// NoBirthDate is a child without a date of birth; all its episodes are left out.
	NoBirthDate ProblemCode = "no_birth_date"
	// BeforeBirth is an episode that starts before the child is born; it is left out.
	BeforeBirth ProblemCode = "before_birth"
	// OverAge is an episode that starts on or after the 18th birthday; it is left out. One that runs past it ends there.
	OverAge ProblemCode = "over_age"
	// Empty is an episode that ends on the day it starts: the child never counts in it.
	Empty ProblemCode = "empty"
	// ShortBreak is an episode under legal status V3 or V4, an agreed series of short breaks: no count of children looked
	// after has it, and it is left out.
	ShortBreak ProblemCode = "short_break"
	// UnknownLegal is a legal status that no return had; the episode counts as care.
	UnknownLegal ProblemCode = "unknown_legal_status"
	// UnknownPlace is a placement code that no return had; the episode counts as [Other].
	UnknownPlace ProblemCode = "unknown_placement"
)

// LeftOut reports whether an episode with such a problem is not counted.
func (c ProblemCode) LeftOut() bool {
	switch c {
	case Duplicate, Superseded, Conflict, EndBeforeStart, NoBirthDate, BeforeBirth, OverAge, Empty, ShortBreak:
		return true
	}
	return false
}

// Problem is one episode that was not taken as it stands, or is open.
type Problem struct {
	Code  ProblemCode
	Child string
	// Line is where the row stands in its file.
	Line int
	// Text says what was found and what was done.
	Text string
}

// Stay is a stretch of a child's time in one placement type: from Start to the day before End. An open episode makes a
// stay that ends at the leaving age, the latest it can.
type Stay struct {
	Placement  string
	Start, End time.Time
}

// History is a child's time in care, in order and without overlap.
type History struct {
	Child string
	Born  time.Time
	Stays []Stay
}

// HistorySettings say how episodes become histories.
type HistorySettings struct {
	// Types groups placement codes; codes that it does not have are Other. Defaults to DefaultTypes().
	Types map[string]string
	// LeaveAt is the age at which care ends. Defaults to 18.
	LeaveAt int
}

// Notes say what the files do not tell, over all episodes.
func (t Return) Notes() []string {
	without := 0
	for _, e := range t.Episodes {
		if e.Legal == "" {
			without++
		}
	}
	switch {
	case without == 0:
		return nil
	case without == len(t.Episodes):
		return []string{"the episodes have no legal status (column LS): short breaks under V3 and V4, which are no care, cannot be told and may be counted"}
	}
	return []string{fmt.Sprintf("%d of %d episodes have no legal status: if it is V3 or V4 they are short breaks, no care, and counted all the same", without, len(t.Episodes))}
}

// Histories puts the episodes of each child in order, joins those of one placement type that follow on, and reports
// what was not taken as it stands. Children are in the order of their numbers.
func (t Return) Histories(s HistorySettings) ([]History, []Problem) {
	if s.Types == nil {
		s.Types = DefaultTypes()
	}
	if s.LeaveAt == 0 {
		s.LeaveAt = 18
	}
	byChild := map[string][]Episode{}
	for _, e := range t.Episodes {
		byChild[e.Child] = append(byChild[e.Child], e)
	}
	children := make([]string, 0, len(byChild))
	for child := range byChild {
		children = append(children, child)
	}
	slices.Sort(children)
	var histories []History
	var r report
	for _, child := range children {
		born, ok := t.Born[child]
		if !ok {
			e := byChild[child][0]
			r.add(NoBirthDate, e, "the child has no date of birth: left out, with all its episodes")
			continue
		}
		h := History{Child: child, Born: born, Stays: r.stays(byChild[child], born, s)}
		if len(h.Stays) > 0 {
			histories = append(histories, h)
		}
	}
	return histories, r.problems
}

// report collects what was not taken as it stands.
type report struct{ problems []Problem }

func (r *report) add(code ProblemCode, e Episode, text string) {
	r.problems = append(r.problems, Problem{Code: code, Child: e.Child, Line: e.Line, Text: text})
}

func (r *report) stays(episodes []Episode, born time.Time, s HistorySettings) []Stay {
	var usable []Episode
	leaves := birthday(born, s.LeaveAt)
	for _, e := range episodes {
		switch {
		case shortBreak(e.Legal):
			r.add(ShortBreak, e, fmt.Sprintf("legal status %s is an agreed series of short breaks and no care: left out", e.Legal))
		case !e.Open() && e.End.Before(e.Start):
			r.add(EndBeforeStart, e, fmt.Sprintf("it ends on %s, before it starts on %s: left out", e.End.Format(time.DateOnly), e.Start.Format(time.DateOnly)))
		case e.Start.Before(born):
			r.add(BeforeBirth, e, fmt.Sprintf("it starts on %s, before the child is born on %s: left out", e.Start.Format(time.DateOnly), born.Format(time.DateOnly)))
		case !e.Start.Before(leaves):
			r.add(OverAge, e, fmt.Sprintf("it starts on %s, when the child is %d: left out", e.Start.Format(time.DateOnly), s.LeaveAt))
		case e.End.Equal(e.Start):
			r.add(Empty, e, "it ends on the day it starts: the child does not count in it")
		default:
			r.codes(e, s.Types)
			usable = append(usable, e)
		}
	}
	slices.SortStableFunc(usable, func(a, b Episode) int { return a.Start.Compare(b.Start) })
	return r.join(r.distinct(usable), leaves, s.Types)
}

// distinct keeps one of the episodes that begin on one day.
func (r *report) distinct(episodes []Episode) []Episode {
	var kept []Episode
	for _, e := range episodes {
		last := len(kept) - 1
		if last < 0 || !kept[last].Start.Equal(e.Start) {
			kept = append(kept, e)
			continue
		}
		before := kept[last]
		switch {
		case before.Place == e.Place && before.End.Equal(e.End):
			r.add(Duplicate, e, "the row stands twice: one is kept")
		case before.Place == e.Place && before.Open():
			r.add(Superseded, before, "a later row closes it: the later is kept")
			kept[last] = e
		case before.Place == e.Place && e.Open():
			r.add(Superseded, e, "another row closes it: the closed one is kept")
		default:
			r.add(Conflict, before, "another row of the day differs: the later is kept")
			kept[last] = e
		}
	}
	return kept
}

// join makes stays of episodes in the order of their starts. On a day that two of them cover, the later one says where the
// child is; when it ends while the earlier still runs, the child is back there. So a child is in care on every day that
// any episode covers. Stays that follow on in one type are one.
func (r *report) join(episodes []Episode, leaves time.Time, types map[string]string) []Stay {
	var turns []time.Time
	for i := range episodes {
		e := &episodes[i]
		if i > 0 && episodes[i-1].End.After(e.Start) {
			r.add(Overlap, *e, fmt.Sprintf("it starts on %s while the one before runs: it counts, and the other while it does not", e.Start.Format(time.DateOnly)))
		}
		if e.Open() {
			r.add(OpenEnd, *e, fmt.Sprintf("it has no end: taken to run to %s, when the child has to leave", leaves.Format(time.DateOnly)))
			e.End = leaves
		}
		if e.End.After(leaves) {
			e.End = leaves
		}
		turns = append(turns, e.Start, e.End)
	}
	slices.SortFunc(turns, time.Time.Compare)
	turns = slices.CompactFunc(turns, time.Time.Equal)
	var stays []Stay
	var running []Episode // by start: the last that has not ended says where the child is
	next := 0
	for i := range len(turns) - 1 {
		for ; next < len(episodes) && episodes[next].Start.Equal(turns[i]); next++ {
			running = append(running, episodes[next])
		}
		for len(running) > 0 && !running[len(running)-1].End.After(turns[i]) {
			running = running[:len(running)-1]
		}
		if len(running) == 0 {
			continue
		}
		stay := Stay{Placement: typeOf(types, running[len(running)-1].Place), Start: turns[i], End: turns[i+1]}
		last := len(stays) - 1
		if last >= 0 && stays[last].Placement == stay.Placement && stays[last].End.Equal(stay.Start) {
			stays[last].End = stay.End
			continue
		}
		stays = append(stays, stay)
	}
	return stays
}
