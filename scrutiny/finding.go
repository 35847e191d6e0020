package scrutiny

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Finding is what one check has to say of one printed figure.
type Finding struct {
	// ID is the claim's id; for a table TABLE/ROW/COLUMN for a row's formula and TABLE/TOTAL/COLUMN/sum for a total.
	ID    string `json:"id"`
	Where string `json:"where"`
	Label string `json:"label"`
	Kind  Kind   `json:"kind"`
	// Definition is the id of the definition it is judged by, in the register of package definitions.
	Definition string `json:"definition,omitempty"`
	// Printed is the figure or word as printed.
	Printed string `json:"printed"`
	// Computed is what the inputs as printed give, in the printed unit, to three places more than printed; nil where there
	// is nothing to compute. Low and High bound what the values that print as the inputs can give.
	Computed *decimal.Decimal `json:"computed"`
	Low      *decimal.Decimal `json:"low"`
	High     *decimal.Decimal `json:"high"`
	// LowOpen and HighOpen say that the end itself is not possible, as where digits were cut.
	LowOpen  bool    `json:"low_open,omitempty"`
	HighOpen bool    `json:"high_open,omitempty"`
	Verdict  Verdict `json:"verdict"`
	// Working is the sum that was done, as a sentence.
	Working string `json:"working"`
	// Reason is why a figure cannot be checked.
	Reason string `json:"reason,omitempty"`
	// Gap is printed less computed, in the printed unit, for a figure that does not agree.
	Gap *decimal.Decimal `json:"gap,omitempty"`
	// Explanation is the one simplest slip that would account for a difference; empty where none or several would.
	Explanation string `json:"explanation,omitempty"`
	// Slip is the kind of that slip.
	Slip Slip `json:"slip,omitempty"`
	// Telling says how much the check could have found.
	Telling *Telling `json:"telling,omitempty"`
	// Material is what the difference changes: a target missed, a sign, the word the text uses.
	Material string `json:"material,omitempty"`
	// Severity is major or minor for a difference.
	Severity Severity `json:"severity,omitempty"`
	// Question says that the gap may be legitimate and is for the authors to answer, not a contradiction.
	Question bool `json:"question,omitempty"`
	// Root is the finding that this one is carried over from.
	Root string `json:"root,omitempty"`
	// Cells are the printed figures that took part, by reference.
	Cells []string `json:"cells,omitempty"`
	Notes []string `json:"notes,omitempty"`
	// At is where the printed figure stands in a natural document, and Of where those stand that it was held against.
	At At   `json:"at,omitzero"`
	Of []At `json:"of,omitempty"`
	// Why is the reason for which the check was proposed, for a claim read out of a natural document.
	Why string `json:"why,omitempty"`

	// size is the gap against the figure, gap the same in base units, measure what it counts: by them findings are ordered.
	size    float64
	gap     *ratio
	measure figure.Measure
}

// Telling says how many printable values a check would have let pass.
type Telling struct {
	// Passing of Of printable values would have passed; Of counts the values within Window, or all there are.
	Passing int    `json:"passing"`
	Of      int    `json:"of"`
	Window  string `json:"window"`
	// Chance is the share of honest columns that show a gap at least as large, for a total within rounding; nil elsewhere.
	Chance *decimal.Decimal `json:"chance,omitempty"`
}

// Equal reports whether two findings say the same; decimals are compared as numbers.
func (f Finding) Equal(g Finding) bool {
	same := sameDecimal(f.Computed, g.Computed) && sameDecimal(f.Low, g.Low) && sameDecimal(f.High, g.High) && sameDecimal(f.Gap, g.Gap) && f.LowOpen == g.LowOpen && f.HighOpen == g.HighOpen
	return same && f.ID == g.ID && f.Where == g.Where && f.Label == g.Label && f.Kind == g.Kind && f.Definition == g.Definition && f.Printed == g.Printed &&
		f.Verdict == g.Verdict && f.Working == g.Working && f.Reason == g.Reason && f.Explanation == g.Explanation &&
		f.Slip == g.Slip && f.Telling.equal(g.Telling) && f.Material == g.Material && f.Question == g.Question && f.Root == g.Root && f.Severity == g.Severity &&
		slices.Equal(f.Cells, g.Cells) && slices.Equal(f.Notes, g.Notes) && f.At == g.At && slices.Equal(f.Of, g.Of) && f.Why == g.Why
}

func (t *Telling) equal(u *Telling) bool {
	if t == nil || u == nil {
		return t == u
	}
	return t.Passing == u.Passing && t.Of == u.Of && t.Window == u.Window && sameDecimal(t.Chance, u.Chance)
}

func sameDecimal(a, b *decimal.Decimal) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}

// Summary counts the verdicts, and what stands behind them.
type Summary struct {
	Agrees         int `json:"agrees"`
	WithinRounding int `json:"within_rounding"`
	Differs        int `json:"differs"`
	CannotCheck    int `json:"cannot_check"`
	// Accepted is how many findings were accepted, which no other count holds.
	Accepted int `json:"accepted,omitempty"`
	// Figures is how many printed figures the report holds, Checked how many took part in a check, AbleToFail how many
	// checks some printable value would have failed.
	Figures    int `json:"figures"`
	Checked    int `json:"checked"`
	AbleToFail int `json:"able_to_fail"`
	// TablesWhole is how many tables were judged whole, beside their single sums.
	TablesWhole int `json:"tables_whole"`
	// NotChecked are the figures that no check used, and Why is the reason of each that cannot be checked, counted.
	NotChecked int            `json:"not_checked"`
	Why        map[string]int `json:"why,omitempty"`
	// NotCheckedBy counts figures of a natural document that took no part, by what they are or why: "date", "target".
	NotCheckedBy map[string]int `json:"not_checked_by,omitempty"`
}

// Tested is how many checks came to a verdict. A report of which nothing could be tested has not passed.
func (s Summary) Tested() int { return s.Agrees + s.WithinRounding + s.Differs + s.Accepted }

// Result is the outcome of [Check].
type Result struct {
	Title string `json:"title,omitempty"`
	// Findings are worst first: contradictions, then questions, then what is within rounding, cannot be checked, agrees.
	Findings []Finding `json:"findings"`
	Summary  Summary   `json:"summary"`
	// Questions are what the document leaves open; they are no findings and fail nothing.
	Questions []Question `json:"questions,omitempty"`
	Notes     []string   `json:"notes,omitempty"`
	// Accepted are the findings that somebody accepted, and Lapsed the acceptances that fit none any more; see [Result.Accept].
	Accepted []AcceptedFinding `json:"accepted,omitempty"`
	Lapsed   []Acceptance      `json:"lapsed,omitempty"`
}

// Finding is the finding with an id.
func (r Result) Finding(id string) (Finding, bool) {
	for _, f := range r.Findings {
		if f.ID == id {
			return f, true
		}
	}
	return Finding{}, false
}

// Differing are the findings that differ.
func (r Result) Differing() []Finding {
	var differing []Finding
	for _, f := range r.Findings {
		if f.Verdict == Differs {
			differing = append(differing, f)
		}
	}
	return differing
}

// Equal reports whether two results say the same.
func (r Result) Equal(s Result) bool {
	return r.Title == s.Title && slices.EqualFunc(r.Findings, s.Findings, Finding.Equal) && slices.Equal(r.Notes, s.Notes) &&
		slices.EqualFunc(r.Questions, s.Questions, Question.Equal) && slices.Equal(r.Lapsed, s.Lapsed) &&
		slices.EqualFunc(r.Accepted, s.Accepted, func(a, b AcceptedFinding) bool { return a.Acceptance == b.Acceptance && a.Finding.Equal(b.Finding) })
}

// String is the summary as a sentence.
func (s Summary) String() string {
	return fmt.Sprintf("%d agree, %d within rounding, %d differ, %d cannot be checked; %s seen, %d checked; %s able to fail.",
		s.Agrees, s.WithinRounding, s.Differs, s.CannotCheck, inDigits(s.Figures, "figure"), s.Checked, inDigits(s.AbleToFail, "check"))
}

// inDigits is a count of things in digits: 1 figure, 2 figures.
func inDigits(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
