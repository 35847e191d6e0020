package operation

import (
	"context"
	"fmt"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// RAGMovement is what became of the ratings of one period in the next.
func RAGMovement() Operation {
	return Operation{
		Group: "rag", Verb: "movement", Title: "What has moved", Question: "What has got better or worse since last month, and what has gone?",
		Doc: "say what became of the ratings of one file in another",
		Method: "Items are the same when their area and name are the same. Better and worse are the order green, amber, red; a rating that began or ended is " +
			"neither. What is gone is named: dropping a red action is no improvement.",
		Inputs: []Input{
			ratingsInput("earlier", "EARLIER", "The earlier ratings"),
			ratingsInput("later", "LATER", "The later ratings"),
		},
		Settings: TableSettings(),
		Example: Example{
			Inputs: map[string]string{"earlier": oldhamJuly, "later": oldhamAugust},
			Source: "Oldham Council's plan of the report of 10 September 2019, rated on 31 July 2019, before its measurements of August, and on 31 August 2019; the " +
				"report prints one month only.",
		},
		Zero: rag.Movement{},
		Run:  runRAGMovement,
	}
}

func runRAGMovement(ctx context.Context, call Call) (Result, error) {
	earlier, err := ReadTable(ctx, call, "earlier", rag.ItemTableOf)
	if err != nil {
		return Result{}, err
	}
	later, err := ReadTable(ctx, call, "later", rag.ItemTableOf)
	if err != nil {
		return Result{}, err
	}
	m, ok := earlier.Movement(later)
	if !ok {
		if err := earlier.Twice(); err != nil {
			return Result{}, call.about("earlier", err)
		}
		return Result{}, call.about("later", later.Twice())
	}
	return Result{Value: m, View: movedView(m)}, nil
}

func movedView(m rag.Movement) View {
	return View{
		Answer: fmt.Sprintf("%d improved, %d worsened, %d new and %d gone since the earlier ratings.", m.Improved(), m.Worsened(), len(m.New), len(m.Vanished)),
		More:   "What is gone is named: dropping a red action is no improvement.",
		Notes:  m.Notes,
		Sections: []Section{matrixSection(m), {
			ID: "changes", Title: "Changes", Count: len(m.Changed) + len(m.New) + len(m.Vanished), Definitions: []string{"rag.delivery", "rag.tolerance"},
			Columns: []Column{word("Area", "Area"), word("Name", "Name"), word("Movement", "Movement")},
			Rows:    changedRows(m),
		}},
	}
}

// changedRows walks what changed, then what is new and what has vanished.
func changedRows(m rag.Movement) func(yield func(Row) bool) {
	return func(yield func(Row) bool) {
		said := movementCells()
		cells := make([]Cell, 3)
		for i := range m.Changed {
			c := &m.Changed[i]
			cells[0].Text, cells[1].Text, cells[2] = c.Area, c.Name, said[c.From][c.To]
			if !yield(Row{Cells: cells}) {
				return
			}
		}
		for _, part := range [...]struct {
			word  string
			items []rag.Item
		}{{"new, ", m.New}, {"vanished, was ", m.Vanished}} {
			for i := range part.items {
				x := &part.items[i]
				if !yield(Row{Cells: []Cell{{Text: x.Area}, {Text: x.Name}, {part.word + x.Rating.Title(), x.Rating.String()}}}) {
					return
				}
			}
		}
	}
}

// movementCells are what is said of every movement, by the rating before and the rating after.
func movementCells() (cells [rag.Red + 1][rag.Red + 1]Cell) {
	for from := range cells {
		for to := range cells[from] {
			m := rag.Move{From: rag.Rating(from), To: rag.Rating(to)}
			tag := ""
			switch {
			case m.From == rag.Unrated || m.To == rag.Unrated:
			case m.To < m.From:
				tag = rag.Improving.String()
			default:
				tag = rag.Worsening.String()
			}
			cells[from][to] = Cell{m.String(), tag}
		}
	}
	return cells
}

// matrixSection counts what went from which rating to which.
func matrixSection(m rag.Movement) Section {
	ratings := []rag.Rating{rag.Green, rag.Amber, rag.Red, rag.Unrated}
	s := Section{
		ID: "matrix", Title: "From, to", Count: len(ratings), Columns: []Column{word("From", "From")},
		Intro: "A row is what they were before, a column what they are now. What stayed stands on the diagonal.",
		Rows: func(yield func(Row) bool) {
			for _, from := range ratings {
				cells := []Cell{ratingCell(from)}
				for _, to := range ratings {
					cells = append(cells, Cell{Text: strconv.Itoa(m.Matrix[from][to])})
				}
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		},
	}
	for _, to := range ratings {
		s.Columns = append(s.Columns, number(to.Title(), "Now "+to.String()))
	}
	return s
}
