package main

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"time"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// Compare sets the rate per 10,000 children of an authority beside its neighbours: the database adds the wards, the library
// makes the rates and the comparison.
func (d *Database) Compare(ctx context.Context, area string, year int, polarity rag.Polarity) (demand.Comparison, error) {
	figures := demand.Figures{}
	err := d.rows(ctx, func(rows *sql.Rows) error {
		var code string
		var children, population int
		if err := rows.Scan(&code, &children, &population); err != nil {
			return err
		}
		rate, err := demand.Per10k(children, population)
		if err != nil {
			return fmt.Errorf("%s: %w", code, err)
		}
		figures[code] = demand.Number(rate)
		return nil
	}, `select area, sum(children), sum(population) from child_count where year = ? group by area`, year)
	if err != nil {
		return demand.Comparison{}, err
	}
	list, err := d.neighbours(ctx, area)
	if err != nil {
		return demand.Comparison{}, err
	}
	return demand.Compare(demand.Question{
		Area: area, Indicator: "rate per 10,000", Period: strconv.Itoa(year), Figures: figures, Neighbours: list, Polarity: polarity,
	}), nil
}

// neighbours is the list of an authority, nil when it has none.
func (d *Database) neighbours(ctx context.Context, area string) (list *demand.List, err error) {
	var name string
	var set []demand.Neighbour
	err = d.rows(ctx, func(rows *sql.Rows) error {
		var n demand.Neighbour
		if err := rows.Scan(&name, &n.Code); err != nil {
			return err
		}
		set = append(set, n)
		return nil
	}, `select list, neighbour from neighbour where area = ? order by place`, area)
	if err != nil || len(set) == 0 {
		return nil, err
	}
	list = demand.NewList(name, time.Time{}, "table neighbour")
	return list, list.Add(area, set)
}
