package form

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// WorkersTable is the id of the first table of the caseload page.
const WorkersTable = "workers"

// WorkerColumns are the columns of workers.csv.
func WorkerColumns() []grid.Column {
	return []grid.Column{
		{ID: "worker", Label: "Worker"},
		{ID: "team", Label: "Team", Optional: true},
		{ID: "fte", Label: "FTE", Kind: grid.Figure},
		{ID: "cases", Label: "Cases", Kind: grid.Figure},
		{ID: "asye", Label: "ASYE", Kind: grid.Short, Optional: true},
		{ID: "agency", Label: "Agency", Kind: grid.Short, Optional: true},
		{ID: "role", Label: "Role or grade", Optional: true},
		{ID: "limit", Label: "Own limit", Kind: grid.Figure, Optional: true},
		{ID: "points", Label: "Points", Kind: grid.Figure, Optional: true},
	}
}

// CaseloadExample is thirty made-up workers whose caseloads give the figures that Oldham printed in September 2019 (7.1 to
// 7.3): an average of 17, 30 % high and 3 % very high. The report prints no caseload of any worker.
func CaseloadExample() Inputs {
	var rows [][]string
	for _, team := range rowsOf("Assessment|31|25|24|24|23|22|20|19|16|14\nFieldwork|22|21|21|21|18|17|16|15|13|12\nChildren in care|15|14|14|13|12|11|10|10|9|8") {
		for i, cases := range team[1:] {
			rows = append(rows, []string{team[0] + " " + string("ABCDEFGHIJ"[i]), team[0], "1", cases, "", "", "", "", ""})
		}
	}
	return Inputs{Page: "caseload", Settings: settingsOf(caseloadSettings), Tables: map[string][][]string{
		WorkersTable: rows, HistogramTable: rowsOf(histogramExample), StandardsTable: rowsOf(standardsExample), WorkforceTable: rowsOf(workforceExample),
	}}
}

const caseloadSettings = "limit|18\noptimum|15\nexceptional|\nbands|oldham\nper_fte|no\nasye|1\nasye_by|limit\n" +
	"recruit|4\nrecruit_asye|2\nrecruit_share|0.6\nceiling|\nleaving|0\nopening|0\nending|0\n" +
	"move|anyone\nwith_recruits|no\nhigh|30\nvery_high|3\nrate|agency"

// BandChoices are the bands that workers can be put in.
func BandChoices() [][2]string {
	return [][2]string{
		{"oldham", "Oldham 2019: under 21, 21 to under 30, 30 and over"},
		{"limits", "By the optimum and the limit above"},
		{"utilisation", "Utilisation: per cent of everyone's own limit"},
		{"dfe", "DfE: cases per full-time equivalent"},
		{"points", "Points, by the optimum and the limit above"},
	}
}

// ShareChoices are the shares of a full load that newly qualified workers carry.
func ShareChoices() [][2]string {
	return [][2]string{{"1", "as many as others"}, {"0.9", "90% of a full load"}, {"0.8", "80%"}, {"0.75", "75%"}, {"0.7", "70%"}, {"0.6", "60%"}, {"0.5", "50%"}}
}

// serviceNow is the service as typed: who works, by which bands and limits, and their profile.
type serviceNow struct {
	roster  caseload.Roster
	bands   caseload.Bands
	limits  caseload.Limits
	profile caseload.Profile
}

// basis is what a load is counted in.
func (s serviceNow) basis() caseload.Basis {
	if s.bands.Basis() == caseload.Points {
		return caseload.Points
	}
	return caseload.Cases
}

// ReadCaseload describes the workers of the table.
func ReadCaseload(tables Tables, settings map[string]string) Result {
	s, problems := readService(tables, settings)
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	over, _, err := caseload.Overloads(s.roster.Workers, s.basis(), s.profile.Limits)
	if err != nil {
		return Result{Problems: wrong(nil, "limit", "Limit", err.Error())}
	}
	return caseloadOf(s, over)
}

// AnswerCaseload is what ReadCaseload says in words, without what stands under it: a long table has that after a pause.
func AnswerCaseload(tables Tables, settings map[string]string) Result {
	s, problems := readService(tables, settings)
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	return caseloadAnswer(s)
}

func readService(tables Tables, settings map[string]string) (s serviceNow, problems []Problem) {
	table := tables[WorkersTable]
	s.limits, problems = limitsOf(settings)
	if len(problems) == 0 {
		s.bands, problems = bandsOf(settings["bands"], s.limits)
	}
	if len(problems) > 0 {
		return s, problems
	}
	if table.Empty() {
		return s, []Problem{emptyTable(WorkersTable, "a worker, their FTE and their cases")}
	}
	text, rowOf := table.Records()
	var err error
	if s.roster, err = caseload.ReadWorkers(strings.NewReader(text)); err != nil {
		return s, []Problem{{Table: WorkersTable, At: grid.Position{Row: -1}, Text: err.Error()}}
	}
	for _, fault := range s.roster.Faults {
		at := grid.Position{Row: rowOf[fault.At.Place.Line], Col: max(0, table.ColumnOf(fault.At.Heading))}
		problems = append(problems, Problem{Table: WorkersTable, At: at, Label: table.Place(at), Text: cellText(fault.At.Value, fault.At.Problem)})
	}
	if len(problems) > 0 {
		return s, problems
	}
	if s.basis() == caseload.Points && !slices.ContainsFunc(s.roster.Workers, func(w caseload.Worker) bool { return w.Points.IsPositive() }) {
		return s, wrong(nil, "bands", "Bands", "no worker has points: fill the column Points, and write the limits in points")
	}
	if s.profile, err = caseload.NewProfile(s.roster, caseload.Settings{Bands: s.bands, Limits: s.limits}); err != nil {
		problems = wrong(nil, "limit", "Limit", err.Error())
	}
	return s, problems
}

func limitsOf(settings map[string]string) (caseload.Limits, []Problem) {
	limits := caseload.Limits{PerFTE: settings["per_fte"] == "yes"}
	var problems []Problem
	for _, s := range []struct {
		field, label string
		into         *decimal.Decimal
		optional     bool
	}{{"limit", "Limit", &limits.Ordinary, false}, {"optimum", "Optimum", &limits.Optimum, false}, {"exceptional", "Exceptional limit", &limits.Exceptional, true}} {
		if s.optional && strings.TrimSpace(settings[s.field]) == "" {
			continue
		}
		value, problem := positiveNumber(settings[s.field])
		if problem != "" {
			problems = wrong(problems, s.field, s.label, problem)
		}
		*s.into = value
	}
	limits.ASYE, problems = protectionOf(settings["asye"], settings["asye_by"], "asye", problems)
	if err := limits.Check(); err != nil && len(problems) == 0 {
		problems = wrong(problems, "exceptional", "Exceptional limit", err.Error())
	}
	return limits, problems
}

// protectionOf is the protection of newly qualified workers; a share that is not stated is a full one.
func protectionOf(share, by, field string, problems []Problem) (caseload.Protection, []Problem) {
	var p caseload.Protection
	if share == "" || share == "1" {
		return p, problems
	}
	factor, problem := positiveNumber(share)
	if err := p.By.UnmarshalText([]byte(by)); problem != "" || err != nil {
		return p, wrong(problems, field, "ASYE", "choose a share of a full load")
	}
	p.Factor = factor
	return p, problems
}

// bandsOf are the bands of a name; those by the limits are over cases or over points.
func bandsOf(name string, limits caseload.Limits) (caseload.Bands, []Problem) {
	if name == "limits" || name == "points" {
		basis := caseload.Cases
		if name == "points" {
			basis = caseload.Points
		}
		to := func(d decimal.Decimal) decimal.NullDecimal { return decimal.NewNullDecimal(d) }
		bands, err := caseload.NewBands(basis,
			caseload.Band{Name: "within the optimum", To: to(limits.Optimum), ToIncluded: true},
			caseload.Band{Name: "within the limit", From: to(limits.Optimum), FromExcluded: true, To: to(limits.Ordinary), ToIncluded: true},
			caseload.Band{Name: "over the limit", From: to(limits.Ordinary), FromExcluded: true})
		if err != nil {
			return bands, wrong(nil, "bands", "Bands", "these bands need an optimum below the limit")
		}
		return bands, nil
	}
	bands, ok := caseload.PresetBands(name)
	if !ok {
		return bands, wrong(nil, "bands", "Bands", "choose one of the bands")
	}
	return bands, nil
}

func caseloadAnswer(s serviceNow) Result {
	p := s.profile
	r := Result{
		Answer: "The average caseload is " + ratioText(p.MeanPerWorker(), 1) + " per worker holding a case, " + ratioText(p.MeanPerFTE(), 1) + " per full-time equivalent.",
		More:   strconv.Itoa(p.OverLimit) + " of " + strconv.Itoa(p.Workers) + " workers hold more than their limit of " + p.Limits.Ordinary.String() + "; the largest caseload is " + strconv.Itoa(p.Largest) + ".",
		Notes:  p.Notes,
	}
	if s.limits.PerFTE || !s.limits.ASYE.Factor.IsZero() {
		r.More = strconv.Itoa(p.OverLimit) + " of " + strconv.Itoa(p.Workers) + " workers hold more than their own limit; the largest caseload is " + strconv.Itoa(p.Largest) + "."
	}
	return r
}

func caseloadOf(s serviceNow, over []caseload.Overload) Result {
	p, r := s.profile, caseloadAnswer(s)
	var held []int
	for _, w := range s.roster.Workers {
		if w.Cases > 0 {
			held = append(held, w.Cases)
		}
	}
	counts := chart.CountsOf(held)
	r.show(bandSection("bands", p, counts), wholeSection(p), teamSection(p))
	if groups := groupSection(p); len(groups.Rows) > 0 {
		r.show(groups)
	}
	if len(over) > 0 {
		r.show(overSection(over))
	}
	return r
}

// ratioText is a ratio to so many places, or the word for one that is not defined.
func ratioText(r caseload.Ratio, places int32) string {
	value, ok := r.Round(places)
	if !ok {
		return "undefined"
	}
	return value.StringFixed(places)
}

func percentText(r caseload.Ratio) string {
	text := ratioText(r, 1)
	if text == "undefined" {
		return text
	}
	return text + "%"
}

// utilisationText is a utilisation with its sign as the page prints every percentage, or its state in words.
func utilisationText(u caseload.Utilisation) string { return strings.ReplaceAll(u.Text(1), " %", "%") }

// bandSection is who is in which band. The counts give the chart, where the bands are over cases.
func bandSection(id string, p caseload.Profile, counts []chart.Count) *Section {
	bands := p.Banding.Bands
	s := newSection(id, "Workers by band", "Band|#Workers|#Share|#With all above|#Cases", "caseload.bands")
	s.Intro = "A share is of the workers holding a case. “With all above” is the other way of printing it: high with the very high inside."
	if bands.Basis() == caseload.CasesPerFTE {
		s.Intro = "A share is of the full-time equivalent of the workers holding a case, as the DfE weights it."
		s.By = []string{"caseload.bands_dfe"}
	}
	var names []string
	for _, c := range p.Banding.Counts {
		name := c.Band.String()
		names = append(names, name)
		s.row(name, strconv.Itoa(c.Workers), percentText(c.Share), percentText(c.Cumulative), strconv.Itoa(c.Cases))
		s.work(name + ": " + c.Share.Working(1))
	}
	s.outsideRow("Below every band", p.Banding.Below)
	s.outsideRow("Above every band", p.Banding.Above)
	s.outsideRow("A load and no limit", p.Banding.NoCapacity)
	if bands.Basis() != caseload.Cases || len(counts) == 0 {
		return s
	}
	for i := range counts {
		if at, ok := bands.Place(decimal.NewFromInt(int64(counts[i].Cases))); ok {
			counts[i].Band = names[at]
		}
	}
	picture := chart.Histogram("Cases held", "How many workers hold how many cases, coloured by band, with lines at the optimum and the limit; the table below has the numbers by band.", names, counts,
		chart.Mark{Label: "optimum " + p.Limits.Optimum.String(), At: p.Limits.Optimum, Before: true}, chart.Mark{Label: "limit " + p.Limits.Ordinary.String(), At: p.Limits.Ordinary})
	s.Chart = &picture
	return s
}

// outsideRow accounts for workers whom no band holds.
func (s *Section) outsideRow(name string, out caseload.Outside) {
	if out.Workers > 0 {
		s.row(name, strconv.Itoa(out.Workers), "in no share", "in no share", strconv.Itoa(out.Cases))
	}
}

func wholeSection(p caseload.Profile) *Section {
	s := newSection("whole", "All workers", "Figure|#Value", "caseload.mean_per_worker caseload.mean_per_fte caseload.quantile caseload.utilisation caseload.protection")
	s.countRows(p)
	s.row("Full-time equivalent", p.FTE.String())
	s.row("Utilisation: load over limits of all", utilisationText(p.Utilisation()))
	s.countRow("Over their limit in teams that are within theirs", p.OverInTeamsWithin)
	if p.Limits.Exceptional.IsPositive() {
		s.countRow("Over the exceptional limit of "+p.Limits.Exceptional.String(), p.OverExceptional)
	}
	if p.UnallocatedCases > 0 {
		s.countRow("Cases that nobody holds, in no average", p.UnallocatedCases)
	}
	s.work("Average per worker = cases ÷ workers holding at least one: " + p.MeanPerWorker().Working(1))
	s.work("Average per full-time equivalent = cases ÷ FTE of workers holding at least one: " + p.MeanPerFTE().Working(1))
	s.work("Utilisation = load ÷ limits of all: " + p.Utilisation().Ratio().Working(1))
	return s
}

// countRows are the figures of a profile that need neither names nor hours.
func (s *Section) countRows(p caseload.Profile) {
	median := "undefined"
	if p.Median.Valid {
		median = p.Median.Decimal.String()
	}
	s.countRow("Workers", p.Workers)
	s.countRow("Holding at least one case", p.Holding)
	s.countRow("With no case", p.WithNone)
	s.countRow("Cases", p.Cases)
	s.row("Median cases per worker holding one", median)
	s.countRow("Over the limit of "+p.Limits.Ordinary.String(), p.OverLimit)
	s.countRow("Over the optimum of "+p.Limits.Optimum.String(), p.OverOptimum)
	s.row("Above the limit in all", p.Excess.String())
}

func (s *Section) countRow(name string, counts ...int) {
	cells := []string{name}
	for _, n := range counts {
		cells = append(cells, strconv.Itoa(n))
	}
	s.row(cells...)
}

const groupColumns = "|#Workers|#Cases|#Per FTE|#Utilisation|#Over limit"

func teamSection(p caseload.Profile) *Section {
	s := newSection("teams", "By team", "Team"+groupColumns, "")
	for _, g := range p.Teams {
		s.groupRow(groupName(g, "No team named"), g)
	}
	return s
}

// groupSection is the service by role, and by contract, where the table tells them apart.
func groupSection(p caseload.Profile) *Section {
	s := newSection("groups", "By role and contract", "Group"+groupColumns, "")
	if len(p.Roles) > 1 {
		for _, g := range p.Roles {
			s.groupRow(groupName(g, "No role named"), g)
		}
	}
	if p.Agency.Workers > 0 {
		s.groupRow("Permanent", p.Permanent)
		s.groupRow("Agency", p.Agency)
	}
	if p.ASYE.Workers > 0 {
		s.groupRow("Newly qualified (ASYE)", p.ASYE)
	}
	return s
}

// groupName is the name of a group, or the word for one without.
func groupName(g caseload.Group, unnamed string) string {
	if g.Name == "" {
		return unnamed
	}
	return g.Name
}

func (s *Section) groupRow(name string, g caseload.Group) {
	s.row(name, strconv.Itoa(g.Workers), strconv.Itoa(g.Cases), ratioText(g.MeanPerFTE(), 1), utilisationText(g.Utilisation()), strconv.Itoa(g.OverLimit))
}

func overSection(over []caseload.Overload) *Section {
	s := newSection("over", "Who is over their limit", "Worker|Team|#Load|#Own limit|#Over by|#Utilisation", "caseload.utilisation")
	for _, o := range over {
		load, limit, by := o.Load.String(), o.Capacity.String(), o.By.String()
		s.work(o.Worker.Name + ": " + load + " − " + limit + " = " + by)
		if o.Standing == caseload.Exceptional {
			by += ", within the exceptional limit"
		}
		s.row(o.Worker.Name, o.Worker.Team, load, limit, by, utilisationText(o.Utilisation))
	}
	return s
}
