package demand

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// ReadFunnel reads funnel.csv: name, x and n, one authority a row. A symbol for a missing value (c for
// suppressed) makes a point that is absent. Whether x may exceed n, and how many rows are needed,
// [Funnel.Place] says. The error is a [*figure.Fault] or what the reader returned.
func ReadFunnel(r io.Reader) ([]FunnelPoint, error) {
	t, err := table.Read(r, table.Columns{Required: []string{"name", "x", "n"}})
	if err != nil {
		return nil, err
	}
	points := make([]FunnelPoint, 0, len(t.Rows()))
	for _, row := range t.Rows() {
		p := FunnelPoint{Name: row.Get("name")}
		number := func(column string) (decimal.Decimal, *figure.Fault) {
			v, err := ParseValue(row.Get(column))
			if err != nil {
				return decimal.Decimal{}, row.Refuse(column, err)
			}
			if reason, missing := v.Missing(); missing {
				p.Absent, p.Reason = true, reason
			}
			return v.number, nil
		}
		var fault *figure.Fault
		if p.X, fault = number("x"); fault == nil {
			p.N, fault = number("n")
		}
		switch {
		case fault != nil:
			return nil, fault
		case p.X.IsNegative():
			return nil, row.Fault("x", fmt.Sprintf("the count is %s: it cannot be negative", p.X))
		case !p.Absent && p.N.Sign() <= 0, p.N.IsNegative():
			return nil, row.Fault("n", fmt.Sprintf("the population is %s: it must be above 0", p.N))
		}
		points = append(points, p)
	}
	return points, nil
}
