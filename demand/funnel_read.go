package demand

import (
	"fmt"
	"io"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// ReadFunnel reads funnel.csv: name, x and n, one authority a row. Whether x may exceed n, and how many rows are needed,
// [Funnel.Place] says. The error is an [*InputError] or what the reader returned.
func ReadFunnel(r io.Reader) ([]FunnelPoint, error) {
	t, err := table.Read(r, table.Columns{Required: []string{"name", "x", "n"}})
	if err != nil {
		return nil, inputError(err)
	}
	points := make([]FunnelPoint, 0, len(t.Rows()))
	for _, row := range t.Rows() {
		p := FunnelPoint{Name: row.Get("name")}
		if p.X, err = figure.ParseDecimal(row.Get("x")); err != nil {
			return nil, (*InputError)(row.Fault("x", err.Error()))
		}
		if p.N, err = figure.ParseDecimal(row.Get("n")); err != nil {
			return nil, (*InputError)(row.Fault("n", err.Error()))
		}
		switch {
		case p.X.IsNegative():
			return nil, (*InputError)(row.Fault("x", fmt.Sprintf("the count is %s: it cannot be negative", p.X)))
		case p.N.Sign() <= 0:
			return nil, (*InputError)(row.Fault("n", fmt.Sprintf("the population is %s: it must be above 0", p.N)))
		}
		points = append(points, p)
	}
	return points, nil
}
