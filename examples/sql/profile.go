package main

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/shopspring/decimal"
)

// Team is the profile of one team.
type Team struct {
	Name string
	caseload.Profile
}

// Profile describes everyone and each team. The database counts the workers who are alike, so that what crosses is a few
// hundred rows however many workers there are; no name leaves it. The library bands them.
func (d *Database) Profile(ctx context.Context) (all caseload.Profile, teams []Team, err error) {
	whole, err := caseload.NewAccumulator(caseload.Settings{})
	if err != nil {
		return all, nil, err
	}
	byTeam := map[string]*caseload.Accumulator{}
	err = d.rows(ctx, func(rows *sql.Rows) error {
		var name string
		var cases, workers int
		fte := d.exact(decimal.Zero, ftePlace)
		if err := rows.Scan(&name, fte, &cases, &workers); err != nil {
			return err
		}
		if byTeam[name] == nil {
			if byTeam[name], err = caseload.NewAccumulator(caseload.Settings{}); err != nil {
				return err
			}
		}
		for range workers {
			if err := byTeam[name].Add(cases, fte.Decimal); err != nil {
				return err
			}
		}
		return nil
	}, `select team, fte, cases, count(*) from worker group by team, fte, cases`)
	if err != nil {
		return all, nil, err
	}
	// Everyone is the teams merged: nobody is counted twice.
	for _, name := range slices.Sorted(maps.Keys(byTeam)) {
		teams = append(teams, Team{name, byTeam[name].Profile()})
		if err := whole.Merge(byTeam[name]); err != nil {
			return all, nil, err
		}
	}
	return whole.Profile(), teams, nil
}

// AddWorkers stores workers.
func (d *Database) AddWorkers(ctx context.Context, workers []caseload.Worker) error {
	return d.inOne(ctx, func(tx *sql.Tx) error {
		for _, w := range workers {
			_, err := tx.ExecContext(ctx, d.bind(`insert into worker values (?, ?, ?, ?)`), w.Name, w.Team, d.exact(w.FTE, ftePlace), w.Cases)
			if err != nil {
				return err
			}
		}
		return nil
	})
}
