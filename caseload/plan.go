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
	// After is the staffing after a change; nil where none was asked for.
	After *Staffing
	// Arrival is when the average is reached; nil where that was not asked for.
	Arrival *Arrival
	Notes   []string
}

// Equal reports whether two plans come to the same.
func (p Plan) Equal(other Plan) bool {
	if !p.Now.Equal(other.Now) || !p.Aim.Equal(other.Aim) || !p.Need.Equal(other.Need) || !slices.Equal(p.Notes, other.Notes) ||
		(p.After == nil) != (other.After == nil) || (p.Arrival == nil) != (other.Arrival == nil) {
		return false
	}
	return (p.After == nil || p.After.Equal(*other.After)) && (p.Arrival == nil || p.Arrival.Equal(*other.Arrival))
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
	Cases              int                 `json:"cases"`
	FTE                decimal.Decimal     `json:"fte"`
	Average            decimal.NullDecimal `json:"average"`
	Reason             string              `json:"reason,omitempty"`
	Aim                decimal.Decimal     `json:"aim"`
	FTENeeded          decimal.NullDecimal `json:"fte_needed"`
	WorkersNeeded      int                 `json:"workers_needed"`
	More               int                 `json:"more"`
	MoreNewlyQualified int                 `json:"more_newly_qualified"`
	ToClose            int                 `json:"to_close"`
	Spare              decimal.Decimal     `json:"spare_fte"`
	After              *staffingJSON       `json:"after"`
	Months             *arrivalJSON        `json:"months"`
	Notes              []string            `json:"notes,omitempty"`
}

type staffingJSON struct {
	Cases   int                 `json:"cases"`
	FTE     decimal.Decimal     `json:"fte"`
	Average decimal.NullDecimal `json:"average"`
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
	out := planJSON{
		Cases: p.Now.Cases, FTE: p.Now.FTE, Average: p.Now.Average().rounded(exactPlaces), Aim: p.Aim, FTENeeded: p.Need.FTE.rounded(exactPlaces),
		WorkersNeeded: p.Need.Workers, More: p.Need.More, MoreNewlyQualified: p.Need.MoreNewlyQualified, ToClose: p.Need.ToClose, Spare: p.Need.Spare, Notes: p.Notes,
	}
	if !out.Average.Valid {
		out.Reason = "nobody holds a case"
	}
	if s := p.After; s != nil {
		out.After = &staffingJSON{s.Cases, s.FTE, s.Average().rounded(exactPlaces)}
	}
	if a := p.Arrival; a != nil {
		out.Months = a.json()
	}
	return marshal.JSON(out)
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
	*p = Plan{Now: Staffing{in.Cases, in.FTE}, Aim: in.Aim, Notes: in.Notes, Need: Need{
		FTE: needed(in.Cases, in.Aim), Workers: in.WorkersNeeded, More: in.More, MoreNewlyQualified: in.MoreNewlyQualified, Spare: in.Spare, ToClose: in.ToClose,
	}}
	if s := in.After; s != nil {
		p.After = &Staffing{s.Cases, s.FTE}
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
