package operation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// figuresInput is a file of figures of all authorities.
func figuresInput() Input {
	return Input{
		Name: "figures", File: "figures.csv", Table: true, Long: true, Label: "Figures of all authorities", Schema: dfe.Schema(),
		Doc: "file of figures as DfE publishes it: explore education statistics, or the long file of LAIT",
	}
}

// neighboursInput is a list of statistical neighbours.
func neighboursInput() Input {
	return Input{
		Name: "neighbours", File: "neighbours.csv", Table: true, Aside: true, Label: "Statistical neighbours", Schema: dfe.ListSchema(),
		Doc: "file with a list of statistical neighbours, as DfE publishes it",
	}
}

// comparisonSettings choose the figures that are looked at.
func comparisonSettings() []Setting {
	return []Setting{
		{Name: "area", Label: "Authority", Default: "all", Value: "code", Doc: "three-digit code or name of the authority, several separated by commas, or all"},
		{Name: "indicator", Label: "Indicator", Required: true, Value: "column", Doc: "column of figures, or measure of a LAIT file; all for every one"},
		{Name: "period", Label: "Period", Default: "all", Value: "period", Doc: "period as the file writes it, several separated by commas, or all"},
		filterSetting(),
		{Name: "list", Label: "List", Value: "name", Doc: "name of the list, or which of several lists in the file of neighbours (default the name of the file)"},
	}
}

func filterSetting() Setting {
	return Setting{Name: "filter", Label: "Filter", Many: true, Value: "COLUMN=VALUE", Doc: "keep rows of the figures where COLUMN=VALUE; may be given again"}
}

// several are the items of a text that may be "all".
func several(text string) []string {
	if text == "" || strings.EqualFold(text, "all") {
		return nil
	}
	items := strings.Split(text, ",")
	for i := range items {
		items[i] = strings.TrimSpace(items[i])
	}
	return items
}

// areasOf are the items of a list of authorities. The comma of "Bristol, City of" is part of a name.
func areasOf(text string) []string {
	var names []string
	for _, part := range several(text) {
		if last := len(names) - 1; last >= 0 && (strings.EqualFold(part, "City of") || strings.EqualFold(part, "County of")) {
			names[last] += ", " + part
			continue
		}
		names = append(names, part)
	}
	return names
}

// indicatorsOf are the items of a list of indicators. The comma of a thousand, as in LAIT's CPP_Total_Rateper10,000, is part
// of a name.
func indicatorsOf(text string) []string {
	var names []string
	before, after := regexp.MustCompile(`[0-9]$`), regexp.MustCompile(`^[0-9]{3}([^0-9]|$)`)
	for _, part := range several(text) {
		if last := len(names) - 1; last >= 0 && before.MatchString(names[last]) && after.MatchString(part) {
			names[last] += "," + part
			continue
		}
		names = append(names, part)
	}
	return names
}

// filtersOf reads the filters of a call.
func filtersOf(call Call) (filters []dfe.Filter, err error) {
	for _, text := range lines(call.Text("filter")) {
		column, value, ok := strings.Cut(text, "=")
		if !ok || strings.TrimSpace(column) == "" {
			return nil, settingFault(call, "filter", fmt.Errorf("%s: write COLUMN=VALUE", quoted(text)))
		}
		filters = append(filters, dfe.Filter{Column: column, Value: value})
	}
	return filters, nil
}

// readFigures reads the file of figures: as it comes where it is text with the columns on its first line, and as a table in
// any form where it is not.
func readFigures(ctx context.Context, call Call, o dfe.Options) (*dfe.Data, error) {
	return readPublished(ctx, call, "figures", dfe.IsFigures,
		func(r io.Reader) (*dfe.Data, error) { return dfe.Read(r, o) },
		func(g *table.Grid) (*dfe.Data, error) { return dfe.DataOf(g, o) })
}

// readPublished reads an input that has a reader of its own for plain text.
func readPublished[T any](
	ctx context.Context, call Call, input string, plain func(head []byte) bool, read func(io.Reader) (T, error), of func(*table.Grid) (T, error),
) (value T, err error) {
	source := call.Sources[input]
	if source.Grid == nil {
		r, closing, err := source.open()
		if err != nil {
			return value, call.about(input, err)
		}
		defer closing()
		if head, _ := r.Peek(r.Size()); plain(head) {
			value, err = read(r)
			return value, call.about(input, err)
		}
		limits := call.Limits
		if limits == (document.Limits{}) {
			limits = document.DefaultLimits()
		}
		if source.Content, err = io.ReadAll(io.LimitReader(r, limits.Bytes+1)); err != nil {
			return value, call.about(input, err)
		}
		if int64(len(source.Content)) > limits.Bytes {
			return value, call.about(input, &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the file is larger than %d MB", limits.Bytes>>20), Remedy: "give the part that is needed"})
		}
	}
	for one := range call.each(input) {
		one.Sources[input] = source
		return ReadTable(ctx, one, input, func(g *table.Grid, _ table.Options) (T, error) { return of(g) })
	}
	return value, nil
}

// readLists reads every list of every file of neighbours. A list takes the name of its file when neither the file nor the
// setting names it.
func readLists(ctx context.Context, call Call) (lists []*demand.List, err error) {
	for one := range call.each("neighbours") {
		list, err := readList(ctx, one, call.Text("list"))
		var ask *dfe.AskError
		switch {
		case errors.As(err, &ask) && ask.What == "model" && call.Text("list") == "":
			for _, model := range ask.Have {
				if list, err = readList(ctx, one, model); err != nil {
					return nil, err
				}
				lists = append(lists, list)
			}
		case err != nil:
			return nil, err
		default:
			lists = append(lists, list)
		}
	}
	return lists, nil
}

// readList reads the list of a name.
func readList(ctx context.Context, call Call, name string) (*demand.List, error) {
	o := dfe.ListOptions{Name: name, Model: name, Default: baseName(call.Sources["neighbours"].Name)}
	return readPublished(ctx, call, "neighbours", dfe.IsNeighbours,
		func(r io.Reader) (*demand.List, error) { return dfe.ReadNeighbours(r, o) },
		func(g *table.Grid) (*demand.List, error) { return dfe.NeighboursOf(g, o) })
}

// baseName is the name of a file without its folder and its ending, or "neighbours" where there is none.
func baseName(file string) string {
	if at := strings.LastIndexAny(file, `/\`); at >= 0 {
		file = file[at+1:]
	}
	if at := strings.LastIndexByte(file, '.'); at > 0 {
		file = file[:at]
	}
	if file == "" {
		return "neighbours"
	}
	return file
}

// coded are lists in the codes of the data.
func coded(call Call, data *dfe.Data, lists []*demand.List) ([]*demand.List, error) {
	made := slices.Clone(lists)
	for i, list := range lists {
		var err error
		if made[i], err = data.Neighbours(list); err != nil {
			return nil, call.about("neighbours", err)
		}
	}
	return made, nil
}
