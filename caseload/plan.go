package caseload

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// Plan is what an average takes: the staff for it, and what follows from a change at once and from month to month where they were
// asked for.
type Plan struct {
	Now Staffing
	// Aim is the average, in cases per FTE, to be at or under.
	Aim  decimal.Decimal
	Need Need
	// After is the staffing after a change, and NeedAfter what the average takes then; nil where no change was asked for.
	After     *Staffing
	NeedAfter *Need
	// Arrival is when the average is reached; nil where that was not asked for.
	Arrival *Arrival
	Notes   []string
}

// Plan says what an average takes, and where change or course are not nil what follows from them: the change at once, the course
// from month to month. asye is the share of a full load that newly qualified workers carry. The staffing and the aim of the
// course are those of the plan. The error is [ErrPlan] or [ErrProtection].
func (s Staffing) Plan(aim decimal.Decimal, asye Protection, change *Change, course *Course) (p Plan, err error) {
	p = Plan{Now: s, Aim: aim}
	if p.Need, err = s.Need(aim, asye); err != nil {
		return Plan{}, err
	}
	if change != nil {
		after, err := s.After(*change)
		if err != nil {
			return Plan{}, err
		}
		need, err := after.Need(aim, asye)
		if err != nil {
			return Plan{}, err
		}
		p.After, p.NeedAfter = &after, &need
	}
	if course != nil {
		c := *course
		c.Staffing, c.Aim, c.Protection = s, aim, asye
		arrival, err := c.Months()
		if err != nil {
			return Plan{}, err
		}
		p.Arrival = &arrival
	}
	return p, nil
}

// Equal reports whether two plans come to the same.
func (p Plan) Equal(other Plan) bool {
	if !p.Now.Equal(other.Now) || !p.Aim.Equal(other.Aim) || !p.Need.Equal(other.Need) || !slices.Equal(p.Notes, other.Notes) ||
		(p.After == nil) != (other.After == nil) || (p.NeedAfter == nil) != (other.NeedAfter == nil) || (p.Arrival == nil) != (other.Arrival == nil) {
		return false
	}
	return (p.After == nil || p.After.Equal(*other.After)) && (p.NeedAfter == nil || p.NeedAfter.Equal(*other.NeedAfter)) && (p.Arrival == nil || p.Arrival.Equal(*other.Arrival))
}

// Equal reports whether two needs are the same.
func (n Need) Equal(other Need) bool {
	return n.FTE.Equal(other.FTE) && n.Workers == other.Workers && n.More == other.More && n.MoreNewlyQualified == other.MoreNewlyQualified &&
		n.Spare.Equal(other.Spare) && n.ToClose == other.ToClose
}

// Equal reports whether two arrivals take the same course.
func (a Arrival) Equal(other Arrival) bool {
	return a.Reached == other.Reached && a.Month == other.Month && a.Date.Equal(other.Date) && a.Note == other.Note && slices.EqualFunc(a.Path, other.Path, CourseMonth.Equal)
}

type planJSON struct {
	staffingJSON
	Aim    decimal.Decimal `json:"aim"`
	After  *staffingJSON   `json:"after"`
	Months *arrivalJSON    `json:"months"`
	Notes  []string        `json:"notes,omitempty"`
}

// staffingJSON is a staffing and what the average aimed at takes.
type staffingJSON struct {
	Cases              int                 `json:"cases"`
	FTE                decimal.Decimal     `json:"fte"`
	Average            decimal.NullDecimal `json:"average"`
	Reason             string              `json:"reason,omitempty"`
	FTENeeded          decimal.NullDecimal `json:"fte_needed"`
	WorkersNeeded      int                 `json:"workers_needed"`
	More               int                 `json:"more"`
	MoreNewlyQualified int                 `json:"more_newly_qualified"`
	ToClose            int                 `json:"to_close"`
	Spare              decimal.Decimal     `json:"spare_fte"`
}

type arrivalJSON struct {
	Reached bool              `json:"reached"`
	Month   *int              `json:"month"`
	Date    *string           `json:"date"`
	Note    string            `json:"note"`
	Path    []courseMonthJSON `json:"path"`
}

type courseMonthJSON struct {
	Month   int                 `json:"month"`
	Date    *string             `json:"date"`
	FTE     decimal.Decimal     `json:"fte"`
	Cases   decimal.Decimal     `json:"cases"`
	Average decimal.NullDecimal `json:"average"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (p Plan) JSONShape() any { return planJSON{} }

// MarshalJSON writes the plan with its averages. One that is not defined is null, and the reason stands beside it.
func (p Plan) MarshalJSON() ([]byte, error) {
	out := planJSON{staffingJSON: p.Now.json(p.Need), Aim: p.Aim, Notes: p.Notes}
	if p.After != nil && p.NeedAfter != nil {
		after := p.After.json(*p.NeedAfter)
		out.After = &after
	}
	if a := p.Arrival; a != nil {
		out.Months = a.json()
	}
	return marshal.JSON(out)
}

func (s Staffing) json(n Need) staffingJSON {
	out := staffingJSON{
		Cases: s.Cases, FTE: s.FTE, Average: s.Average().rounded(exactPlaces), FTENeeded: n.FTE.rounded(exactPlaces),
		WorkersNeeded: n.Workers, More: n.More, MoreNewlyQualified: n.MoreNewlyQualified, ToClose: n.ToClose, Spare: n.Spare,
	}
	if !out.Average.Valid {
		out.Reason = "there is no FTE that holds cases"
	}
	return out
}

func (s staffingJSON) staffing(aim decimal.Decimal) (Staffing, Need) {
	return Staffing{s.Cases, s.FTE}, Need{
		FTE: needed(s.Cases, aim), Workers: s.WorkersNeeded, More: s.More, MoreNewlyQualified: s.MoreNewlyQualified, Spare: s.Spare, ToClose: s.ToClose,
	}
}

func (a Arrival) json() *arrivalJSON {
	out := &arrivalJSON{Reached: a.Reached, Note: a.Note, Date: dayJSON(a.Date)}
	if a.Reached {
		out.Month = &a.Month
	}
	for _, m := range a.Path {
		out.Path = append(out.Path, courseMonthJSON{m.Month, dayJSON(m.Date), m.FTE, m.Cases, m.Average().rounded(exactPlaces)})
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Plan) UnmarshalJSON(data []byte) error {
	var in planJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*p = Plan{Aim: in.Aim, Notes: in.Notes}
	p.Now, p.Need = in.staffing(in.Aim)
	if in.After != nil {
		after, need := in.After.staffing(in.Aim)
		p.After, p.NeedAfter = &after, &need
	}
	if in.Months == nil {
		return nil
	}
	a := Arrival{Reached: in.Months.Reached, Note: in.Months.Note}
	if in.Months.Month != nil {
		a.Month = *in.Months.Month
	}
	var err error
	if a.Date, err = dayOf(in.Months.Date); err != nil {
		return err
	}
	for _, m := range in.Months.Path {
		day, err := dayOf(m.Date)
		if err != nil {
			return err
		}
		a.Path = append(a.Path, CourseMonth{Month: m.Month, Date: day, FTE: m.FTE, Cases: m.Cases})
	}
	p.Arrival = &a
	return nil
}

// dayJSON is a day, null where there is none.
func dayJSON(day time.Time) *string {
	if day.IsZero() {
		return nil
	}
	text := day.Format(time.DateOnly)
	return &text
}

func dayOf(text *string) (time.Time, error) {
	if text == nil {
		return time.Time{}, nil
	}
	return time.Parse(time.DateOnly, *text)
}
