package main

import (
	"flag"
	"fmt"
	"strconv"
	"time"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/shopspring/decimal"
)

type limitsJSON struct {
	Rows              []overloadJSON  `json:"rows"`
	OverLimit         int             `json:"over_limit"`
	Excess            decimal.Decimal `json:"excess"`
	ToMove            int             `json:"to_move"`
	OverInTeamsWithin int             `json:"over_in_teams_within"`
	Limit             decimal.Decimal `json:"limit"`
	Notes             []string        `json:"notes,omitempty"`
}

type overloadJSON struct {
	Worker   string              `json:"worker"`
	Team     string              `json:"team"`
	Cases    int                 `json:"cases"`
	Limit    decimal.Decimal     `json:"limit"`
	Over     decimal.Decimal     `json:"over"`
	ToMove   int                 `json:"to_move"`
	Percent  decimal.NullDecimal `json:"percent"`
	Standing string              `json:"standing"`
}

func caseloadLimits(flags *flag.FlagSet) func(input) (output, error) {
	leaveOut := flags.Bool("leave-out", false, leaveOutHelp)
	limits := limitFlags(flags)
	return func(in input) (output, error) {
		l, err := limits()
		if err != nil {
			return output{}, err
		}
		roster, err := readRoster(in, *leaveOut)
		if err != nil {
			return output{}, err
		}
		over, excess, err := caseload.Overloads(roster.Workers, caseload.Cases, l)
		if err != nil {
			return output{}, err
		}
		p, err := caseload.NewProfile(roster, caseload.Settings{Limits: l})
		if err != nil {
			return output{}, err
		}
		out := limitsJSON{Rows: []overloadJSON{}, OverLimit: len(over), Excess: excess, OverInTeamsWithin: p.OverInTeamsWithin, Limit: p.Limits.Ordinary}
		t := printable{Title: "Over their limit", Header: []string{"worker", "team", "cases", "limit", "over by", "%", "standing"}}
		for _, o := range over {
			out.ToMove += o.Whole
			out.Rows = append(out.Rows, overloadJSON{o.Worker.Name, o.Worker.Team, o.Worker.Cases, o.Capacity, o.By, o.Whole, rounded(o.Ratio(), exactPlaces), o.Standing.String()})
			t.Rows = append(t.Rows, []string{o.Worker.Name, orNotStated(o.Worker.Team), strconv.Itoa(o.Worker.Cases), o.Capacity.String(), o.By.String(), o.Text(1), o.Standing.String()})
		}
		out.Notes = roster.Notes
		t.Notes = append([]string{fmt.Sprintf("over their limit: %d of %d, by %s cases in all; %d in teams that are within theirs", len(over), p.Workers, excess, p.OverInTeamsWithin)}, roster.Notes...)
		return output{JSON: out, Tables: []printable{t}}, nil
	}
}

type planJSON struct {
	Cases              int                 `json:"cases"`
	FTE                decimal.Decimal     `json:"fte"`
	Average            decimal.NullDecimal `json:"average"`
	Aim                decimal.Decimal     `json:"aim"`
	FTENeeded          decimal.NullDecimal `json:"fte_needed"`
	WorkersNeeded      int                 `json:"workers_needed"`
	More               int                 `json:"more"`
	MoreNewlyQualified int                 `json:"more_newly_qualified"`
	ToClose            int                 `json:"to_close"`
	After              *afterJSON          `json:"after"`
	Months             *monthsJSON         `json:"months"`
	Notes              []string            `json:"notes,omitempty"`
}

type afterJSON struct {
	Cases   int                 `json:"cases"`
	FTE     decimal.Decimal     `json:"fte"`
	Average decimal.NullDecimal `json:"average"`
}

type monthsJSON struct {
	Reached bool           `json:"reached"`
	Month   *int           `json:"month"`
	Date    *string        `json:"date"`
	Note    string         `json:"note"`
	Path    []pathStepJSON `json:"path"`
}

type pathStepJSON struct {
	Month   int                 `json:"month"`
	FTE     decimal.Decimal     `json:"fte"`
	Cases   decimal.Decimal     `json:"cases"`
	Average decimal.NullDecimal `json:"average"`
}

// planFlags are the numbers of a plan, read from text so that they are exact.
type planFlags struct {
	text map[string]*string
	set  map[string]bool
}

func (p planFlags) number(name string) (decimal.Decimal, error) {
	if text := *p.text[name]; text != "0" {
		return positive(name, text)
	}
	return decimal.Zero, nil
}

func caseloadPlan(flags *flag.FlagSet) func(input) (output, error) {
	p := planFlags{text: map[string]*string{}}
	for _, f := range []struct{ name, fallback, help string }{
		{"aim", "15", "average `cases` per FTE to be at or under"},
		{"asye", "1", "`factor` at which newly qualified workers count, as 0.6"},
		{"joining", "0", "`FTE` that joins at once"},
		{"leaving", "0", "`FTE` that leaves at once"},
		{"newly-qualified", "0", "`FTE` of those joining at once who are newly qualified"},
		{"opening", "0", "`cases` that open at once"},
		{"ending", "0", "`cases` that end at once"},
		{"joining-monthly", "0", "`FTE` that joins each month"},
		{"newly-qualified-monthly", "0", "`FTE` of those joining each month who are newly qualified"},
		{"turnover", "0", "leavers in a year over in post, in `per cent`"},
		{"opening-monthly", "0", "`cases` that open each month"},
		{"ending-monthly", "0", "`cases` that end each month"},
		{"ending-percent", "0", "`per cent` of open cases that end each month"},
	} {
		p.text[f.name] = flags.String(f.name, f.fallback, f.help)
	}
	most := flags.Int("months", 120, "how many `months` to look ahead")
	start := flags.String("start", "", "`date` from which months are counted, as 2025-09-30")
	leaveOut := flags.Bool("leave-out", false, leaveOutHelp)
	return func(in input) (output, error) {
		p.set = map[string]bool{}
		flags.Visit(func(f *flag.Flag) { p.set[f.Name] = true })
		roster, err := readRoster(in, *leaveOut)
		if err != nil {
			return output{}, err
		}
		profile, err := caseload.NewProfile(roster, caseload.Settings{})
		if err != nil {
			return output{}, err
		}
		out, err := p.plan(caseload.Staffing{Cases: profile.Cases, FTE: profile.HoldingFTE}, *most, *start)
		if planned, ok := out.JSON.(planJSON); ok {
			planned.Notes = roster.Notes
			out.JSON = planned
			out.Tables[0].Notes = append(out.Tables[0].Notes, roster.Notes...)
		}
		return out, err
	}
}

func (p planFlags) plan(s caseload.Staffing, most int, start string) (output, error) {
	n := map[string]decimal.Decimal{}
	for name := range p.text {
		value, err := p.number(name)
		if err != nil {
			return output{}, err
		}
		n[name] = value
	}
	asye := caseload.Protection{Factor: n["asye"]}
	need, err := s.Need(n["aim"], asye)
	if err != nil {
		return output{}, err
	}
	out := planJSON{
		Cases: s.Cases, FTE: s.FTE, Average: rounded(s.Average(), exactPlaces), Aim: n["aim"], FTENeeded: rounded(need.FTE, exactPlaces),
		WorkersNeeded: need.Workers, More: need.More, MoreNewlyQualified: need.MoreNewlyQualified, ToClose: need.ToClose,
	}
	t := printable{Title: "Plan", Header: []string{"figure", "value"}, Rows: [][]string{
		{"average now", s.Average().Working(1)},
		{"FTE needed for " + out.Aim.String(), need.FTE.Working(1)},
		{"more full-time workers needed", strconv.Itoa(need.More)},
		{"or more newly qualified ones", strconv.Itoa(need.MoreNewlyQualified)},
		{"or cases that must close", strconv.Itoa(need.ToClose)},
	}}
	if p.any("joining", "leaving", "opening", "ending") {
		if err := p.after(s, n, &out, &t); err != nil {
			return output{}, err
		}
	}
	if p.any("joining-monthly", "turnover", "opening-monthly", "ending-monthly", "ending-percent") {
		if err := p.months(s, n, most, start, &out, &t); err != nil {
			return output{}, err
		}
	}
	return output{JSON: out, Tables: []printable{t}}, nil
}

func (p planFlags) any(names ...string) bool {
	for _, name := range names {
		if p.set[name] {
			return true
		}
	}
	return false
}

func (p planFlags) after(s caseload.Staffing, n map[string]decimal.Decimal, out *planJSON, t *printable) error {
	for _, name := range []string{"opening", "ending"} {
		if !n[name].IsInteger() || n[name].GreaterThan(decimal.New(1, 9)) {
			return fmt.Errorf("-%s %s: write a whole number of cases", name, n[name])
		}
	}
	after, err := s.After(caseload.Change{
		Joining: n["joining"], Leaving: n["leaving"], NewlyQualified: n["newly-qualified"], Protection: caseload.Protection{Factor: n["asye"]},
		Opening: int(n["opening"].IntPart()), Ending: int(n["ending"].IntPart()),
	})
	if err != nil {
		return err
	}
	out.After = &afterJSON{after.Cases, after.FTE, rounded(after.Average(), exactPlaces)}
	t.Rows = append(t.Rows, []string{"average after the change", after.Average().Working(1)})
	return nil
}

func (p planFlags) months(s caseload.Staffing, n map[string]decimal.Decimal, most int, start string, out *planJSON, t *printable) error {
	course := caseload.Course{
		Staffing: s, Aim: n["aim"], Joining: n["joining-monthly"], NewlyQualified: n["newly-qualified-monthly"],
		Protection: caseload.Protection{Factor: n["asye"]}, TurnoverPercent: n["turnover"], Opening: n["opening-monthly"],
		Ending: n["ending-monthly"], EndingPercent: n["ending-percent"], Most: most,
	}
	if start != "" {
		day, err := time.Parse(time.DateOnly, start)
		if err != nil {
			return fmt.Errorf("-start %q: write a date as 2025-09-30", start)
		}
		course.Start = day
	}
	arrival, err := course.Months()
	if err != nil {
		return err
	}
	m := &monthsJSON{Reached: arrival.Reached, Note: arrival.Note}
	text := arrival.Note
	if arrival.Reached {
		m.Month = &arrival.Month
		text = strconv.Itoa(arrival.Month)
		if !arrival.Date.IsZero() {
			day := arrival.Date.Format(time.DateOnly)
			m.Date = &day
			text += ", " + day
		}
	}
	for _, step := range arrival.Path {
		m.Path = append(m.Path, pathStepJSON{step.Month, step.FTE, step.Cases, rounded(step.Average(), exactPlaces)})
	}
	out.Months = m
	t.Rows = append(t.Rows, []string{"months until " + out.Aim.String() + " is reached", text})
	return nil
}

type roomJSON struct {
	Ranked  []offerJSON `json:"ranked"`
	Refused []offerJSON `json:"refused"`
	Notes   []string    `json:"notes,omitempty"`
}

type offerJSON struct {
	Worker  string              `json:"worker"`
	Before  decimal.NullDecimal `json:"before"`
	After   decimal.NullDecimal `json:"after"`
	Reasons []string            `json:"reasons"`
}

func caseloadRoom(flags *flag.FlagSet) func(input) (output, error) {
	children := flags.String("children", "1", "`children` in the next case: siblings count one each")
	leaveOut := flags.Bool("leave-out", false, leaveOutHelp)
	limits := limitFlags(flags)
	return func(in input) (output, error) {
		l, err := limits()
		if err != nil {
			return output{}, err
		}
		more, err := positive("children", *children)
		if err != nil {
			return output{}, err
		}
		roster, err := readRoster(in, *leaveOut)
		if err != nil {
			return output{}, err
		}
		var candidates []caseload.Candidate
		for _, w := range roster.Workers {
			c := caseload.Candidate{Name: w.Name, Used: decimal.NewFromInt(int64(w.Cases)), Available: l.Of(w)}
			if w.FTE.IsZero() {
				c.Unfit = "has no FTE"
			}
			candidates = append(candidates, c)
		}
		ranked, refused := caseload.Room(candidates, more, l.Over)
		out := roomJSON{Ranked: offersOut(ranked), Refused: offersOut(refused), Notes: roster.Notes}
		none := offersTable("Has none", refused)
		none.Notes = append(none.Notes, roster.Notes...)
		return output{JSON: out, Tables: []printable{offersTable("Has room, the least loaded first", ranked), none}}, nil
	}
}

func offersOut(offers []caseload.Offer) []offerJSON {
	out := []offerJSON{}
	for _, o := range offers {
		out = append(out, offerJSON{o.Name, rounded(o.Before.Ratio(), exactPlaces), rounded(o.After.Ratio(), exactPlaces), o.Reasons})
	}
	return out
}

func offersTable(title string, offers []caseload.Offer) printable {
	t := printable{Title: title, Header: []string{"worker", "before", "after", "why"}}
	for _, o := range offers {
		why := ""
		for i, reason := range o.Reasons {
			if i > 0 {
				why += "; "
			}
			why += reason
		}
		t.Rows = append(t.Rows, []string{o.Name, o.Before.Text(1), o.After.Text(1), why})
	}
	return t
}

type transfersJSON struct {
	Feasible bool       `json:"feasible"`
	Moved    *int       `json:"moved"`
	Moves    []moveJSON `json:"moves"`
	Unplaced int        `json:"unplaced"`
	Proof    *proofJSON `json:"proof"`
	Notes    []string   `json:"notes,omitempty"`
}

type moveJSON struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Cases int    `json:"cases"`
}

type proofJSON struct {
	Over     []string `json:"over"`
	Takers   []string `json:"takers"`
	Excess   int      `json:"excess"`
	Room     int      `json:"room"`
	Sentence string   `json:"sentence"`
}

func caseloadTransfers(flags *flag.FlagSet) func(input) (output, error) {
	sameTeam := flags.Bool("same-team", false, "cases stay in their team")
	mayFile := flags.String("may", "", "CSV `file` with the columns from and to: who may take whose cases")
	leaveOut := flags.Bool("leave-out", false, leaveOutHelp)
	limits := limitFlags(flags)
	return func(in input) (output, error) {
		l, err := limits()
		if err != nil {
			return output{}, err
		}
		roster, err := readRoster(in, *leaveOut)
		if err != nil {
			return output{}, err
		}
		may, err := transferRules(in, roster.Workers, *sameTeam, *mayFile)
		if err != nil {
			return output{}, err
		}
		var holders []caseload.Holder
		for _, w := range roster.Workers {
			holders = append(holders, caseload.HolderOf(w, l))
		}
		plan, err := caseload.Transfers(holders, may)
		if err != nil {
			return output{}, err
		}
		return transfersOut(plan, roster.Notes), nil
	}
}

// transferRules are nil when anyone may take anyone's cases.
func transferRules(in input, workers []caseload.Worker, sameTeam bool, mayFile string) (func(from, to string) bool, error) {
	var listed caseload.Eligibility
	if mayFile != "" {
		in.chosen = operation.Chosen{} // what is said of the table of workers says nothing of this one
		var err error
		if listed, err = readTableOf(in, mayFile, caseload.EligibilityOf); err != nil {
			return nil, err
		}
	}
	if mayFile == "" && !sameTeam {
		return nil, nil
	}
	team := map[string]string{}
	for _, w := range workers {
		team[w.Name] = w.Team
	}
	return func(from, to string) bool {
		return (!sameTeam || team[from] == team[to]) && (mayFile == "" || listed.May(from, to))
	}, nil
}

func transfersOut(plan caseload.TransferPlan, notes []string) output {
	out := transfersJSON{Notes: notes, Feasible: plan.Feasible, Moves: []moveJSON{}, Unplaced: plan.Unplaced}
	t := printable{Title: "Transfers", Header: []string{"from", "to", "cases"}}
	for _, m := range plan.Moves {
		out.Moves = append(out.Moves, moveJSON(m))
		t.Rows = append(t.Rows, []string{m.From, m.To, strconv.Itoa(m.Cases)})
	}
	if plan.Feasible {
		out.Moved = &plan.Moved
		t.Notes = []string{fmt.Sprintf("%d cases move, and no plan moves fewer", plan.Moved)}
	} else {
		p := plan.Proof
		out.Proof = &proofJSON{append([]string{}, p.Over...), append([]string{}, p.Takers...), p.Excess, p.Room, p.String()}
		t.Notes = []string{fmt.Sprintf("no plan brings everyone within their limit: %d cases find no place", plan.Unplaced), p.String()}
	}
	t.Notes = append(t.Notes, notes...)
	return output{JSON: out, Tables: []printable{t}}
}
