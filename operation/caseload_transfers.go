package operation

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// CaseloadTransfers is the fewest moves that bring everyone within their limit.
func CaseloadTransfers() Operation {
	return Operation{
		Group: "caseload", Verb: "transfers",
		Title: "Handing on cases", Question: "Who could hand cases to whom, so that nobody is over their limit?",
		Method: "Whole cases move from who is over their own limit to who is under it, directly. With nobody barred the fewest moves are the cases above the limits, and possible where there are as many places; with rules of who may take what it is a maximum flow, whose minimum cut is the proof where no plan exists. Which child moves is for the managers to say: a child who knows their social worker loses one.",
		Doc:    "the fewest moves that bring everyone within their limit, or the proof that none do",
		Inputs: []Input{
			workersInput(), capsInput(),
			{Name: "may", File: "eligible.csv", Label: "Who may take whose cases", Table: true, Schema: caseload.EligibilitySchema(), Optional: true, Doc: "file of who may take whose cases: columns from and to"},
		},
		Settings: slices.Concat([]Setting{
			{Name: "same_team", Label: "Cases stay in their team", Kind: Yes, Default: "false", Doc: "cases stay in their team"},
			{Name: "recruits", Label: "New full-time workers who take cases too", Kind: Whole, Value: "workers", Doc: "number of new full-time workers who take cases too, from any team"},
			{Name: "recruits_asye", Label: "Of them newly qualified", Kind: Whole, Value: "workers", Doc: "number of them who are newly qualified"},
			{Name: "recruits_limit", Label: "Their cases at most", Kind: Whole, Value: "cases", Doc: "cases that a new worker takes at most (default their limit)"},
		}, limitSettings(), []Setting{leaveOutSetting()}, TableSettings()),
		Example: Example{
			Settings: map[string]string{"limit": "18"},
			Inputs:   map[string]string{"workers": caseloadExample()}, Source: caseloadExampleSource,
		},
		Zero: caseload.TransferPlan{},
		Run:  runTransfers,
	}
}

func runTransfers(ctx context.Context, call Call) (Result, error) {
	l, err := limitsOf(ctx, call)
	if err != nil {
		return Result{}, err
	}
	recruits, err := recruitsOf(call, l)
	if err != nil {
		return Result{}, err
	}
	roster, err := readRoster(ctx, call)
	if err != nil {
		return Result{}, err
	}
	teams := make(map[string]string, len(roster.Workers))
	for _, w := range roster.Workers {
		teams[w.Name] = w.Team
	}
	may, err := transferRules(ctx, call, teams)
	if err != nil {
		return Result{}, err
	}
	p, err := roster.Transfers(l, may, recruits...)
	if err != nil {
		return Result{}, aboutWorkers(call, err)
	}
	return Result{Value: p, View: transfersView(p, roster, l, teams)}, nil
}

// mostRecruits bounds the new workers of a plan.
const mostRecruits = 1000

// recruitsOf are the new workers who take cases, all full time. Their limit is that of all, protected where they are newly
// qualified, unless a lower one is stated.
func recruitsOf(call Call, l caseload.Limits) ([]caseload.Holder, error) {
	n, err := ParseGiven(call, "recruits", parseWhole)
	if err != nil {
		return nil, err
	}
	newly, err := ParseGiven(call, "recruits_asye", parseWhole)
	if err != nil {
		return nil, err
	}
	most, err := ParseGiven(call, "recruits_limit", parseWhole)
	switch {
	case err != nil:
		return nil, err
	case n > mostRecruits:
		return nil, settingFault(call, "recruits", fmt.Errorf("%d new workers: write at most %d", n, mostRecruits))
	case newly > n:
		return nil, settingFault(call, "recruits_asye", errors.New("write at most as many as are recruited"))
	}
	holders := make([]caseload.Holder, n)
	for i := range holders {
		w := caseload.Worker{Name: "new worker " + strconv.Itoa(i+1), FTE: decimal.NewFromInt(1), ASYE: i < newly}
		if w.ASYE {
			w.Name += " (ASYE)"
		}
		holders[i] = caseload.HolderOf(w, l)
		if call.Text("recruits_limit") != "" {
			holders[i].Limit = min(most, holders[i].Limit)
		}
	}
	return holders, nil
}

// transferRules are nil when anyone may take anyone's cases. A new worker is in no team yet, and may take any.
func transferRules(ctx context.Context, call Call, teams map[string]string) (func(from, to string) bool, error) {
	sameTeam, listed := call.Text("same_team") == "true", call.Given("may")
	if !sameTeam && !listed {
		return nil, nil
	}
	var eligible caseload.Eligibility
	if listed {
		var err error
		if eligible, err = readAside(ctx, call, "may", caseload.EligibilityOf); err != nil {
			return nil, err
		}
	}
	return func(from, to string) bool {
		team, known := teams[to]
		return (!sameTeam || !known || team == teams[from]) && (!listed || eligible.May(from, to))
	}, nil
}

func transfersView(p caseload.TransferPlan, r caseload.Roster, l caseload.Limits, teams map[string]string) View {
	cases := counted(p.Moved, "case", "cases")
	view := View{Spoken: true, Notes: p.Notes}
	switch {
	case p.Feasible && p.Moved == 0:
		view.Answer = "Nobody is over their limit: no case has to move."
	case p.Feasible:
		view.Answer = cases + " would have to move, and then nobody is over their limit; no plan moves fewer."
	default:
		view.Answer = fmt.Sprintf("No plan brings everyone within their limit: %s can move, and %s no place.", cases, counted(p.Unplaced, "case finds", "cases find"))
		view.More = sentence(p.Proof.String())
		view.Notes = append([]string{p.Proof.String()}, p.Notes...)
	}
	team := func(name string) string {
		t, known := teams[name]
		if !known {
			return "new"
		}
		return orNotStated(t)
	}
	view.Sections = []Section{{
		ID: "moves", Title: "Who gives how many cases to whom", Count: len(p.Moves), Definitions: []string{"caseload.transfers"},
		Columns: []Column{word("from", "From"), word("team", "Team"), number("cases", "Cases"), word("to", "To"), word("team of to", "Team")},
		Rows: func(yield func(Row) bool) {
			for _, m := range p.Moves {
				if !yield(Row{Cells: Cells(m.From, team(m.From), strconv.Itoa(m.Cases), m.To, team(m.To))}) {
					return
				}
			}
		},
		Working: mustGive(r, l),
	}}
	return view
}

// mustGive says how many cases each worker over their limit has to give.
func mustGive(r caseload.Roster, l caseload.Limits) iter.Seq[string] {
	return func(yield func(string) bool) {
		over, _, err := caseload.Overloads(r.Workers, caseload.Cases, l)
		if err != nil {
			return
		}
		for _, o := range over {
			if !yield(fmt.Sprintf("%s must give %d: holds %s, own limit %s", o.Worker.Name, o.Whole, o.Load, o.Capacity)) {
				return
			}
		}
	}
}
