package form

import (
	"io"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// BeforeTable is the id of the table of last month's ratings.
const BeforeTable = "before"

// BeforeColumns are the columns of ratings.csv that a movement needs.
func BeforeColumns() []grid.Column {
	return []grid.Column{
		{ID: "area", Label: "Area", Optional: true},
		{ID: "action", Label: "Action or indicator"},
		{ID: "rating", Label: "Rating last month", Kind: grid.Short},
	}
}

// MovementChoices are what last month's ratings can be compared with.
func MovementChoices() [][2]string {
	return [][2]string{{"actions", "The action plan"}, {"kpis", "The indicators"}}
}

// RatingsNow are the ratings of what is compared, as rows of last month's table: what a person keeps for next month. It is
// empty where they cannot be worked out.
func RatingsNow(tables Tables, settings map[string]string) [][]string {
	items, ok := ratedNow(tables, settings)
	if !ok {
		return nil
	}
	return ratingRows(items)
}

func ratingRows(items []rag.Item) [][]string {
	var rows [][]string
	for _, item := range items {
		rows = append(rows, []string{item.Area, item.Name, item.Rating.String()})
	}
	return rows
}

// ratedNow are the items of the page that are compared with last month's; ok is false while they have problems.
func ratedNow(tables Tables, settings map[string]string) (items []rag.Item, ok bool) {
	if settings["movement_of"] == "kpis" {
		if tables[KPITable].Empty() {
			return nil, false
		}
		rated, problems := rateKPIs(tables[KPITable], settings)
		return rated.items(), len(problems) == 0
	}
	on, problems := ratedOn(settings)
	if len(problems) > 0 || tables[ActionsTable].Empty() {
		return nil, false
	}
	p, problems := readPlan(tables[ActionsTable])
	if len(problems) > 0 {
		return nil, false
	}
	return planItems(p, on), true
}

// ReadRatingMovement says what became of last month's ratings. Its rows are the ratings of now, for next month.
func ReadRatingMovement(tables Tables, settings map[string]string) Result {
	r := readRatingMovement(tables, settings)
	r.Rows = RatingsNow(tables, settings)
	return r
}

func readRatingMovement(tables Tables, settings map[string]string) Result {
	table := tables[BeforeTable]
	if table.Empty() {
		return waiting("Type or paste last month's ratings (area, action or indicator, and red, amber or green), and what has moved since is shown here.")
	}
	before, problems := readBefore(table)
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	after, ok := ratedNow(tables, settings)
	if !ok {
		return waiting("Correct the tables above to see what has moved.")
	}
	return ratingMovementOf(rag.MovementOf(before, after))
}

// readBefore reads the ratings of last month, in whichever case, and as a word or its letter.
func readBefore(table *grid.Table) (before []rag.Item, problems []Problem) {
	table = tidied(table, map[string]func(string) string{"rating": ratingWord})
	problems = rowProblems(BeforeTable, table, func(r io.Reader) (err error) {
		before, err = rag.ReadItems(r)
		return err
	})
	return before, problems
}

// ratingWord is a rating as files hold it: "R" and " Red" are red.
func ratingWord(text string) string {
	text = plainWord(text)
	for _, word := range []string{"red", "amber", "green", "unrated"} {
		if text == word[:1] {
			return word
		}
	}
	return text
}

func ratingMovementOf(m rag.Movement) Result {
	r := Result{
		Answer: strconv.Itoa(m.Improved()) + " improved, " + strconv.Itoa(m.Worsened()) + " worsened, " +
			strconv.Itoa(len(m.New)) + " new and " + strconv.Itoa(len(m.Vanished)) + " gone since last month.",
		More: "What is gone is named: dropping a red action is no improvement.",
	}
	r.show(movedSection(m), matrixSection(m))
	return r
}

// movedSection names every item that is not as it was: the worsened first.
func movedSection(m rag.Movement) *Section {
	s := newSection("moved", "What has moved", "Action or indicator|Area|Last month|Now|Movement", "rag.delivery rag.tolerance")
	s.work("Items are the same when their area and name are the same. Better and worse are the order green, amber, red; a rating that began or ended is neither.")
	for _, arrow := range []string{"↘", "↗", "○"} {
		for _, move := range m.Changed {
			if arrowOf(move) == arrow {
				s.add(rated(rated(textRow(move.Name, move.Area, "", "", arrow+" "+move.String()), 2, move.From), 3, move.To))
			}
		}
	}
	for _, item := range m.Vanished {
		s.add(rated(textRow(item.Name, item.Area, "", "gone", "✕ gone, was "+item.Rating.Title()), 2, item.Rating))
	}
	for _, item := range m.New {
		s.add(rated(textRow(item.Name, item.Area, "was not there", "", "+ new"), 3, item.Rating))
	}
	if len(s.Rows) == 0 {
		s.Intro = "Nothing has moved: every rating is what it was."
	}
	return s
}

// arrowOf is the arrow of a change: better is to the upper right.
func arrowOf(m rag.Move) string {
	switch {
	case m.From == rag.Unrated || m.To == rag.Unrated:
		return "○"
	case m.To > m.From:
		return "↘"
	}
	return "↗"
}

// matrixSection counts what went from which rating to which.
func matrixSection(m rag.Movement) *Section {
	s := newSection("matrix", "From which rating to which", "Last month|#Now green|#Now amber|#Now red|#Now unrated", "")
	s.Intro = "A row is what they were last month, a column what they are now. What stayed stands on the diagonal."
	for _, from := range []rag.Rating{rag.Green, rag.Amber, rag.Red, rag.Unrated} {
		to := m.Matrix[from]
		s.row(from.Title(), strconv.Itoa(to[rag.Green]), strconv.Itoa(to[rag.Amber]), strconv.Itoa(to[rag.Red]), strconv.Itoa(to[rag.Unrated]))
	}
	return s
}
