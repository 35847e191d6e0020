package operation

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// CaseloadPosts is how many posts it takes so that nobody is above their limit.
func CaseloadPosts() Operation {
	return Operation{
		Group: "caseload", Verb: "posts",
		Title: "Posts needed", Question: "How many posts does it take so that nobody is above their limit?",
		Method:   "Everyone's own limit in whole cases is their places. The cases beyond all places, over the places of a new full-time worker, rounded up, are the posts, when cases may be handed on. Where every case stays in its team the posts of the teams are added.",
		Doc:      "posts needed so that nobody is above their limit, when cases may be handed on",
		Inputs:   []Input{workersInput(), capsInput()},
		Settings: slices.Concat(limitSettings(), []Setting{leaveOutSetting()}, TableSettings()),
		Example: Example{
			Settings: map[string]string{"limit": "16", "asye": "0.6"},
			Inputs:   map[string]string{"workers": caseloadExample()}, Source: caseloadExampleSource,
		},
		Zero: caseload.Posts{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			l, err := limitsOf(ctx, call)
			if err != nil {
				return Result{}, err
			}
			roster, err := readRoster(ctx, call)
			if err != nil {
				return Result{}, err
			}
			p, err := roster.Posts(l)
			if err != nil {
				return Result{}, aboutWorkers(call, err)
			}
			return Result{Value: p, View: postsView(p)}, nil
		},
	}
}

func postsView(p caseload.Posts) View {
	view := View{Notes: p.Notes}
	switch {
	case p.More == 0:
		view.Answer = fmt.Sprintf("No post more: there are %s for %s.", counted(p.Places, "place", "places"), counted(p.Cases, "case", "cases"))
	default:
		view.Answer = fmt.Sprintf("%s more, or %s, and nobody is above their limit: there are %s for %s.",
			counted(p.More, "full-time post", "full-time posts"), counted(p.MoreNewlyQualified, "newly qualified one", "newly qualified ones"), counted(p.Places, "place", "places"), counted(p.Cases, "case", "cases"))
	}
	if p.MoreWithinTeams > p.More {
		view.More = fmt.Sprintf("Where every case stays in its team it takes %d.", p.MoreWithinTeams)
	}
	rows := [][3]string{
		{"cases", strconv.Itoa(p.Cases)},
		{"places within the limits", strconv.Itoa(p.Places)},
		{"more full-time posts", strconv.Itoa(p.More), fmt.Sprintf("(%d − %d) / %d, rounded up", p.Cases, p.Places, p.Limit)},
		{"or more newly qualified ones", strconv.Itoa(p.MoreNewlyQualified), fmt.Sprintf("(%d − %d) / %d, rounded up", p.Cases, p.Places, p.LimitNewlyQualified)},
		{"more when every case stays in its team", strconv.Itoa(p.MoreWithinTeams)},
	}
	if p.Places >= p.Cases {
		rows[2][2], rows[3][2] = "there are places enough", "there are places enough"
	}
	if p.Unallocated > 0 {
		rows = append(rows, [3]string{fmt.Sprintf("more when the %s that nobody holds find a worker too", counted(p.Unallocated, "case", "cases")), strconv.Itoa(p.MoreWithUnallocated)})
	}
	view.Sections = []Section{valueSection("posts", "Posts needed", rows), {
		ID: "teams", Title: "By team, where every case stays in it", Count: len(p.Teams),
		Columns: []Column{word("team", "Team"), number("cases", "Cases"), number("places", "Places"), number("more", "More posts")},
		Rows: func(yield func(Row) bool) {
			for _, t := range p.Teams {
				if !yield(Row{Cells: Cells(orNotStated(t.Team), strconv.Itoa(t.Cases), strconv.Itoa(t.Places), strconv.Itoa(t.More))}) {
					return
				}
			}
		},
	}}
	return view
}
