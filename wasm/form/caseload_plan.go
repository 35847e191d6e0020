package form

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// recruits are the new workers of the plan, all full time.
type recruits struct {
	holders    []caseload.Holder
	protection caseload.Protection
	change     caseload.Change
}

// readRecruits reads who would join and leave. Their ceiling is the limit, protected where they are newly qualified, unless
// another is stated.
func readRecruits(settings map[string]string, limits caseload.Limits) (r recruits, problems []Problem) {
	whole := func(field, label, what string) int {
		n, ok := wholeNumber(settings[field])
		if !ok {
			problems = wrong(problems, field, label, strconv.Quote(strings.TrimSpace(settings[field]))+": write a whole number of "+what)
		}
		return n
	}
	joining, newly := whole("recruit", "Recruited", "workers, as 4"), whole("recruit_asye", "Of them newly qualified", "workers, as 2")
	r.change.Opening, r.change.Ending = whole("opening", "Cases that open", "cases, as 0"), whole("ending", "Cases that close", "cases, as 0")
	if joining > mostRecruits {
		problems = wrong(problems, "recruit", "Recruited", "write at most 1000")
		joining = 0
	}
	if newly > joining {
		problems = wrong(problems, "recruit_asye", "Of them newly qualified", "write at most as many as are recruited")
	}
	leaving, ok := plainNumber(settings["leaving"])
	if !ok && strings.TrimSpace(settings["leaving"]) != "" {
		problems = wrong(problems, "leaving", "FTE leaving", strconv.Quote(settings["leaving"])+": write an FTE, as 0 or 1.5")
	}
	r.protection, problems = protectionOf(settings["recruit_share"], "limit", "recruit_share", problems)
	r.change.Joining, r.change.NewlyQualified = decimal.NewFromInt(int64(joining)), decimal.NewFromInt(int64(newly))
	r.change.Leaving, r.change.Protection = leaving, r.protection
	ceiling, stated := 0, strings.TrimSpace(settings["ceiling"]) != ""
	if stated {
		ceiling = whole("ceiling", "Their cases at most", "cases, or leave it blank for the limit")
	}
	limits.ASYE = r.protection
	for i := range joining {
		r.holders = append(r.holders, caseload.Holder{})
		w := caseload.Worker{Name: "New worker " + strconv.Itoa(len(r.holders)), FTE: decimal.NewFromInt(1), ASYE: i < newly}
		if w.ASYE {
			w.Name += " (ASYE)"
		}
		h := caseload.HolderOf(w, limits)
		if stated {
			h.Limit = min(ceiling, h.Limit)
		}
		r.holders[i] = h
	}
	return r, problems
}

// mostRecruits bounds the new workers of a plan.
const mostRecruits = 1000

// waitingForWorkers is what a part says that works on the table of workers while that has faults.
func waitingForWorkers() Result {
	return waiting("Correct the table of workers and its limits to see this result.")
}

// ReadRecruiting says what would follow if workers joined and left.
func ReadRecruiting(tables Tables, settings map[string]string) Result {
	s, problems := readService(tables, settings)
	if len(problems) > 0 {
		return waitingForWorkers()
	}
	r, problems := readRecruits(settings, s.limits)
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	now := caseload.Staffing{Cases: s.profile.Cases, FTE: s.profile.HoldingFTE}
	after, err := now.After(r.change)
	if err != nil {
		return Result{Problems: wrong(nil, "leaving", "FTE leaving", err.Error())}
	}
	needNow, err := now.Need(s.profile.Limits.Optimum, r.protection)
	if err == nil {
		var needAfter caseload.Need
		if needAfter, err = after.Need(s.profile.Limits.Optimum, r.protection); err == nil {
			return recruitingOf(s, r, mayMove(s, settings), [2]caseload.Staffing{now, after}, [2]caseload.Need{needNow, needAfter})
		}
	}
	return Result{Problems: wrong(nil, "optimum", "Optimum", err.Error())}
}

func recruitingOf(s serviceNow, r recruits, may func(from, to string) bool, staff [2]caseload.Staffing, need [2]caseload.Need) Result {
	optimum := s.profile.Limits.Optimum.String()
	who := strconv.Itoa(len(r.holders)) + " more full-time workers"
	if len(r.holders) == 1 {
		who = "1 more full-time worker"
	}
	if r.change.NewlyQualified.IsPositive() {
		who += ", of whom " + r.change.NewlyQualified.String() + " newly qualified,"
	}
	result := Result{
		Answer: "With " + who + " the average goes from " + ratioText(staff[0].Average(), 1) + " to " + ratioText(staff[1].Average(), 1) + " cases per FTE.",
		More:   "An average of " + optimum + " takes " + ratioText(need[0].FTE, 1) + " FTE: " + strconv.Itoa(need[0].More) + " more full-time workers than now, or " + strconv.Itoa(need[0].MoreNewlyQualified) + " newly qualified ones, or " + strconv.Itoa(need[0].ToClose) + " cases fewer.",
	}
	s1, s2 := staff[0], staff[1]
	n1, n2 := need[0], need[1]
	figures := newSection("recruiting", "Now and then", "Figure|#Now|#Then", "caseload.need caseload.protection caseload.mean_per_fte")
	figures.countRow("Cases", s1.Cases, s2.Cases)
	figures.row("FTE, the newly qualified at their share", s1.FTE.String(), s2.FTE.String())
	figures.row("Average cases per FTE", ratioText(s1.Average(), 1), ratioText(s2.Average(), 1))
	figures.row("FTE needed for "+optimum, ratioText(n1.FTE, 1), ratioText(n2.FTE, 1))
	figures.countRow("More full-time workers needed", n1.More, n2.More)
	figures.countRow("Or more newly qualified ones", n1.MoreNewlyQualified, n2.MoreNewlyQualified)
	figures.countRow("Or cases that must close", n1.ToClose, n2.ToClose)
	figures.work("Average now: " + s1.Average().Working(1))
	figures.work("Average then: " + s2.Average().Working(1))
	figures.work("FTE needed = cases ÷ the average aimed at: " + n1.FTE.Working(1) + " now, " + n2.FTE.Working(1) + " then")
	result.show(figures, stillOver(s, r, may))
	return result
}

// stillOver says who holds too many once the new workers have taken what they may.
func stillOver(s serviceNow, r recruits, may func(from, to string) bool) *Section {
	part := newSection("still-over", "Who is still over", "Step|#Workers over|#Cases without a place|Who", "caseload.transfers")
	if s.basis() == caseload.Points {
		part.Intro = "Points do not say which case could move: choose bands over cases to see this."
		return part
	}
	part.Intro = "Recruiting moves no case by itself: those who are over stay over until cases are handed on, to workers with room and to the new ones, as the next part says who may take whose."
	part.row("Now", strconv.Itoa(s.profile.OverLimit), "", "named above")
	part.planRow("When cases have moved", s, nil, may)
	part.planRow("When cases have moved, to new workers too", s, r.holders, may)
	return part
}

// planRow says who is over when the fewest cases have moved.
func (s *Section) planRow(name string, service serviceNow, more []caseload.Holder, may func(from, to string) bool) {
	p, err := transferPlan(service, more, may)
	if err != nil {
		return
	}
	who := "nobody"
	if !p.Feasible {
		who = strings.Join(p.Proof.Over, "; ")
		s.work(name + ": " + p.Proof.String())
	}
	s.row(name, strconv.Itoa(len(p.Proof.Over)), strconv.Itoa(p.Unplaced), who)
}

// teamsOf are the teams of the workers by name.
func teamsOf(s serviceNow) map[string]string {
	teams := map[string]string{}
	for _, w := range s.roster.Workers {
		teams[w.Name] = w.Team
	}
	return teams
}

// mayMove says who may take whose cases; nil is anyone anyone's. A new worker is in no team yet, and may take any.
func mayMove(s serviceNow, settings map[string]string) func(from, to string) bool {
	if settings["move"] != "team" {
		return nil
	}
	teams := teamsOf(s)
	return func(from, to string) bool {
		team, known := teams[to]
		return !known || team == teams[from]
	}
}

func transferPlan(s serviceNow, more []caseload.Holder, may func(from, to string) bool) (caseload.TransferPlan, error) {
	var holders []caseload.Holder
	for _, w := range s.roster.Workers {
		holders = append(holders, caseload.HolderOf(w, s.limits))
	}
	return caseload.Transfers(append(holders, more...), may)
}

// ReadTransfers says who would give how many cases to whom, so that nobody is over their limit.
func ReadTransfers(tables Tables, settings map[string]string) Result {
	s, problems := readService(tables, settings)
	if len(problems) > 0 {
		return waitingForWorkers()
	}
	if s.basis() == caseload.Points {
		return waiting("Points do not say which case could move: choose bands over cases above.")
	}
	var r recruits
	if settings["with_recruits"] == "yes" {
		if r, problems = readRecruits(settings, s.limits); len(problems) > 0 {
			return waiting("Correct the new workers above to see this result.")
		}
	}
	p, err := transferPlan(s, r.holders, mayMove(s, settings))
	if err != nil {
		return waiting(sentence(err.Error()))
	}
	return transfersOf(s, p, teamsOf(s))
}

func transfersOf(s serviceNow, p caseload.TransferPlan, teamOf map[string]string) Result {
	cases := strconv.Itoa(p.Moved) + " cases"
	if p.Moved == 1 {
		cases = "1 case"
	}
	r := Result{Answer: cases + " would have to move, and then nobody is over their limit. No plan moves fewer."}
	switch {
	case p.Feasible && p.Moved == 0:
		r.Answer = "Nobody is over their limit: no case has to move."
	case !p.Feasible:
		r.Answer = "No plan brings everyone within their limit: " + cases + " can move, and " + strconv.Itoa(p.Unplaced) + " find no place."
		r.More = sentence(p.Proof.String())
	}
	moves := newSection("moves", "Who gives how many cases to whom", "From|Team|#Cases|To|Team", "caseload.transfers")
	if len(p.Moves) > 0 {
		moves.Intro = "Which child moves is for the managers to say: a child who knows their social worker loses one."
	}
	for _, m := range p.Moves {
		team, known := teamOf[m.To]
		if !known {
			team = "new"
		}
		moves.row(m.From, teamOf[m.From], strconv.Itoa(m.Cases), m.To, team)
	}
	over, _, err := caseload.Overloads(s.roster.Workers, caseload.Cases, s.profile.Limits)
	if err == nil {
		for _, o := range over {
			moves.work(o.Worker.Name + " must give " + strconv.Itoa(o.Whole) + ": holds " + o.Load.String() + ", own limit " + o.Capacity.String())
		}
	}
	r.show(moves)
	return r
}
