package table

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Schema is what a table's columns are, in one value: the reader, the documentation, the headings of the page and the
// published description of a file come from it.
type Schema struct {
	// Name is the file's usual name: "statement.csv".
	Name    string
	Columns []Column
	// Label is the ID of the column that names a row. Rows are told lines from totals by it and by their figures; without
	// it every row is a line.
	Label string
	// Group is the ID of the column of groups, which may be written once for several rows; none by default.
	Group string
	// Within is the ID of a column that says where a row belongs and is no group of the table: the team of a worker. Like that of
	// [Schema.Group] its cell may call a row a total where the label says nothing: "North total". None by default.
	Within string
	// Kind is the ID of the column that says itself what a row is; none by default. Its choices are those of the column, of
	// which "total" and "subtotal" make a total.
	Kind string
	// Mixed is true where rows measure different things, as indicators do: they never add up, and a row is a total or an
	// average only where its figures show it.
	Mixed bool
	// KeepsTotals is true where the caller reads the printed totals itself and holds them against the lines. A row that is
	// plainly called a total is then one whether it adds up or not.
	KeepsTotals bool
	// Across says how the table is read where its periods stand side by side; nil is not at all.
	Across *Across
}

// Column is one column of a [Schema].
type Column struct {
	// ID is the name of the column in a file of our own: "carried_forward". Headings are matched to it, to Label and to
	// Synonyms, with case, spaces, underscores, punctuation and a unit aside.
	ID       string
	Label    string
	Synonyms []string
	Kind     Kind
	// Unit is that of a bare figure where neither the cell nor a heading, title or note states one.
	Unit figure.Unit
	// Optional is true where a table may be without the column.
	Optional bool
	// Blank is true where a cell may be empty, and Gaps where it may hold a symbol for a figure that is not shown.
	Blank, Gaps bool
	// Dash is what a single dash means in a column of figures. Defaults to zero, as council tables print it.
	Dash Dash
	// Rate is true where the figures are quotients or prices, which do not add up.
	Rate bool
	// Few is true of words of which few return often, as teams and roles do: a long table holds each of them once.
	Few bool
	// Choices are the words of a column of kind [KindChoice].
	Choices []Choice
	// Need says what to do about an empty cell: "name the service".
	Need string
	// Doc is the column in a sentence.
	Doc string
}

// Choice is one value of a column of choices, and the words that people use for it beside the value itself.
type Choice struct {
	Value string
	Words []string
}

// Kind is what the cells of a column hold.
type Kind int

const (
	// KindText is words, and the zero value.
	KindText Kind = iota
	// KindNumber is a plain number, with decimals perhaps, and no unit.
	KindNumber
	// KindCount is a whole number that is not negative.
	KindCount
	// KindMoney is an amount.
	KindMoney
	// KindPercent is a number of per cent, with its sign or without.
	KindPercent
	// KindFigure is a figure of any unit, as it is printed.
	KindFigure
	// KindDate is a day.
	KindDate
	// KindYesNo is yes or no; an empty cell is no.
	KindYesNo
	// KindChoice is one of a few words.
	KindChoice
)

var kindNames = [...]string{
	KindText: "text", KindNumber: "number", KindCount: "count", KindMoney: "money", KindPercent: "per cent", KindFigure: "figure",
	KindDate: "date", KindYesNo: "yes or no", KindChoice: "choice",
}

func (k Kind) String() string {
	if k >= 0 && int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", int(k))
}

// numeric says whether cells of the kind are figures.
func (k Kind) numeric() bool { return k >= KindNumber && k <= KindFigure }

// Dash is what a single dash stands for.
type Dash int

const (
	// DashNil is zero, as council tables print it.
	DashNil Dash = iota
	// DashMissing is a figure that is not shown, as files of the DfE have it.
	DashMissing
	// DashRefused is neither: the column is printed both ways.
	DashRefused
)

// Options are what a person says about a table beside it, and settle what it leaves open.
type Options struct {
	// Map gives a column of the schema (its ID) the heading that it has in the table, or the number of its place from 1.
	Map map[string]string
	// Totals and Lines are labels of rows that are totals, or lines, whatever they look like.
	Totals, Lines []string
}

// at is the place of a column in the schema; -1 if it has none of that ID.
func (s Schema) at(id string) int {
	for i := range s.Columns {
		if s.Columns[i].ID == id {
			return i
		}
	}
	return -1
}
