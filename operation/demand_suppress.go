package operation

import (
	"context"
	"slices"

	"github.com/scrutineer-dev/scrutineer/demand/disclosure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// DemandSuppress is a table of small counts made safe to publish, or one that was published put to the test.
func DemandSuppress() Operation {
	return Operation{
		Group: "demand", Verb: "suppress",
		Title: "Small counts", Question: "Which cells must be hidden so that nobody is identified, and do the totals give one away?",
		Doc:    "small counts hidden so that nobody can work them out; as an audit, what can be recovered of the hidden ones; exit 1 when one is",
		Inputs: []Input{{Name: "table", File: "table.csv", Table: true, Schema: table.Schema{Columns: []table.Column{{ID: "name", Blank: true}, {ID: "count", Kind: table.KindCount}}}, Doc: "labels in the first column and counts in the others, with or without totals"}},
		Settings: append([]Setting{
			{Name: "audit", Label: "Test a published table", Kind: Yes, Default: "false", Doc: "take the table as published, with c for hidden cells, and try to recover them"},
			{Name: "zeros_may_hide", Label: "A hidden cell may be 0", Kind: Yes, Default: "false", Doc: "suppose that a hidden cell may be 0; by default true zeros are known to be printed"},
		}, TableSettings()...),
		Example: Example{Inputs: map[string]string{"table": "name,under 5,5 to 9,10 and over\nnorth,3,12,45\nsouth,20,7,9\nwest,11,8,0\n"}, Source: "made up"},
		Zero:    disclosure.Result{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			audit, zeros := call.Text("audit") == "true", call.Text("zeros_may_hide") == "true"
			result, err := suppress(ctx, call, audit, zeros)
			if err != nil {
				return Result{}, err
			}
			return Result{
				Value: result, View: suppressView(result), Found: len(disclosure.Recovered(result.Exposures)) > 0, Untested: audit && len(result.Exposures) == 0,
			}, nil
		},
	}
}

func suppress(ctx context.Context, call Call, audit, zeros bool) (result disclosure.Result, err error) {
	if audit {
		published, err := ReadTable(ctx, call, "table", func(g *table.Grid, _ table.Options) (disclosure.Table, error) { return disclosure.TableOf(g) })
		if err != nil {
			return result, err
		}
		known := disclosure.Knowledge{AtLeast: 1}
		if zeros {
			known.AtLeast = 0
		}
		result, err = disclosure.Audited(published, known)
		return result, call.about("table", err)
	}
	counts, err := ReadTable(ctx, call, "table", func(g *table.Grid, _ table.Options) (disclosure.Counts, error) { return disclosure.CountsOf(g) })
	if err != nil {
		return result, err
	}
	result, err = disclosure.Suppress(counts, disclosure.Options{ZerosMayHide: zeros})
	return result, call.about("table", err)
}

func suppressView(r disclosure.Result) View {
	p := r.Published
	view := View{Answer: r.Answer(), Notes: slices.Clone(p.Notes)}
	for _, e := range disclosure.Recovered(r.Exposures) {
		view.Notes = append(view.Notes, "recovered: "+e.String())
	}
	if len(disclosure.Recovered(r.Exposures)) == 0 {
		view.Notes = append(view.Notes, r.Answer())
	}
	section := Section{ID: "published", Title: "As it can be published", Columns: []Column{word("", "")}, Count: len(p.Rows) + len(p.Groups), Definitions: []string{"demand.disclosure"}}
	for _, heading := range p.Headings() {
		section.Columns = append(section.Columns, number(heading, heading))
	}
	section.Columns = append(section.Columns, number("total", "Total"))
	if p.ColumnTotals != nil {
		section.Count++
	}
	section.Rows = func(yield func(Row) bool) {
		at := 0
		for label, line := range p.Lines() {
			cells := Cells(label)
			for _, v := range line {
				cells = append(cells, Cell{Text: v.String()})
			}
			if at++; !yield(Row{Cells: cells, Total: at > len(p.Rows)}) {
				return
			}
		}
	}
	view.Sections = []Section{section}
	return view
}
