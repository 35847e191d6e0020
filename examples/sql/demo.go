package main

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/shopspring/decimal"
)

// demoRule misses by up to five points for amber.
const demoRule = `{"id": "five-points", "version": "1", "kind": "tolerance", "amber_within": "5"}`

// Demo fills an empty database with made-up figures, the same each time.
func (d *Database) Demo(ctx context.Context) error {
	services := []string{"Children in Care", "Fieldwork and Family Support", "Youth Justice", "Education and Early Years"}
	for centre := range 50 {
		var lines []finance.Line
		for i, service := range services {
			// A third of a million pounds and some pence that no binary float holds.
			budget := decimal.New(int64(33_333_333+centre*10_007+i*777), -2)
			lines = append(lines, finance.Line{Service: service, Budget: budget, Forecast: budget.Add(decimal.New(int64((centre*i*9_973)%1_000_003)-300_010, -2)), Reserves: decimal.New(int64(-(centre%7)*1_01), -2)})
		}
		if err := d.AddLines(ctx, fmt.Sprintf("centre %02d", centre), lines); err != nil {
			return err
		}
	}
	var workers []caseload.Worker
	for i := range 600 {
		fte := decimal.NewFromInt(1)
		if i%4 == 0 {
			fte = decimal.New(int64(5_000+i%3*1_250), -ftePlace)
		}
		workers = append(workers, caseload.Worker{Name: fmt.Sprintf("worker %03d", i), Team: fmt.Sprintf("team %02d", i%12), FTE: fte, Cases: i * 7 % 34})
	}
	if err := d.AddWorkers(ctx, workers); err != nil {
		return err
	}
	return d.inOne(ctx, func(tx *sql.Tx) error { return d.demoRest(ctx, tx) })
}

func (d *Database) demoRest(ctx context.Context, tx *sql.Tx) error {
	insert := func(query string, args ...any) error {
		_, err := tx.ExecContext(ctx, d.bind(query), args...)
		return err
	}
	for i := range 11 {
		area := fmt.Sprint(353 + i)
		for ward := range 20 {
			if err := insert(`insert into child_count values (?, ?, ?, ?, ?)`, area, 2025, fmt.Sprintf("ward %02d", ward), 20+(i*7+ward)%19, 3_000+i*31+ward); err != nil {
				return err
			}
		}
		if i > 0 {
			if err := insert(`insert into neighbour values (?, ?, ?, ?)`, "made up", "353", i, area); err != nil {
				return err
			}
		}
	}
	if err := insert(`insert into rule values (?, ?, ?)`, "five-points", "1", demoRule); err != nil {
		return err
	}
	for i := range 200 {
		if err := insert(`insert into indicator values (?, ?, ?, ?, ?, ?)`, fmt.Sprintf("indicator %03d", i), "five-points", "1", []string{"higher", "lower"}[i%2], fmt.Sprintf("%d.%d", 80+i%17, i%10), "88"); err != nil {
			return err
		}
	}
	return nil
}
