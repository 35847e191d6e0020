package main

import (
	"context"
	"database/sql"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/shopspring/decimal"
)

// Statement is the position of each service: the database adds the cost centres, the library says what the sums mean.
func (d *Database) Statement(ctx context.Context) (finance.Statement, error) {
	var s finance.Statement
	err := d.rows(ctx, func(rows *sql.Rows) error {
		line := finance.Line{}
		budget, forecast, reserves := d.exact(decimal.Zero, pence), d.exact(decimal.Zero, pence), d.exact(decimal.Zero, pence)
		if err := rows.Scan(&line.Service, budget, forecast, reserves); err != nil {
			return err
		}
		line.Budget, line.Forecast, line.Reserves = budget.Decimal, forecast.Decimal, reserves.Decimal
		s.Lines = append(s.Lines, line)
		return nil
	}, `select service, sum(budget), sum(forecast), sum(reserves) from statement_line group by service order by service`)
	return s, err
}

// AddLines stores lines, each as one cost centre of its service.
func (d *Database) AddLines(ctx context.Context, costCentre string, lines []finance.Line) error {
	return d.inOne(ctx, func(tx *sql.Tx) error {
		for _, l := range lines {
			_, err := tx.ExecContext(ctx, d.bind(`insert into statement_line values (?, ?, ?, ?, ?)`),
				l.Service, costCentre, d.exact(l.Budget, pence), d.exact(l.Forecast, pence), d.exact(l.Reserves, pence))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// inOne does work in one transaction: all of it is kept, or none.
func (d *Database) inOne(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := d.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit it does nothing
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}
