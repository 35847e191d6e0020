package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// Nightly rates every indicator by its rule and writes the ratings of the night, replacing those of an earlier run of it. All is
// one transaction: readers see the night before, or this night whole, also when the program is killed half-way. progress,
// unless nil, is told how many are written.
func (d *Database) Nightly(ctx context.Context, night rag.Date, progress func(written int)) (tally rag.Tally, err error) {
	if progress == nil {
		progress = func(int) {}
	}
	err = d.inOne(ctx, func(tx *sql.Tx) error {
		assessments, err := d.assess(ctx, tx, night)
		if err != nil {
			return err
		}
		for _, statement := range []string{`delete from rating where night = ?`, `delete from rating_run where night = ?`} {
			if _, err := tx.ExecContext(ctx, d.bind(statement), night.String()); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, d.bind(`insert into rating_run values (?, ?)`), night.String(), len(assessments)); err != nil {
			return err
		}
		for i, a := range assessments {
			_, err := tx.ExecContext(ctx, d.bind(`insert into rating values (?, ?, ?, ?, ?, ?, ?)`),
				night.String(), a.Name, a.Rating.String(), a.State.String(), a.Reason(), a.Rule.ID, a.Rule.Version)
			if err != nil {
				return err
			}
			tally.Add(a.Rating, a.State)
			progress(i + 1)
		}
		return nil
	})
	return tally, err
}

// assess rates the indicators as the transaction sees them.
func (d *Database) assess(ctx context.Context, tx *sql.Tx, night rag.Date) (assessments []rag.Assessment, err error) {
	rows, err := tx.QueryContext(ctx, `select name, polarity, actual, target, body from indicator
		join rule on rule.id = rule_id and rule.version = rule_version order by name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name, polarity, actual, target, body string
		if err := rows.Scan(&name, &polarity, &actual, &target, &body); err != nil {
			return nil, err
		}
		reading, err := readingOf(name, polarity, actual, target)
		if err != nil {
			return nil, err
		}
		reading.Date = night
		rule, err := rag.ReadRule(strings.NewReader(body))
		if err != nil {
			return nil, fmt.Errorf("the rule of %s: %w", name, err)
		}
		assessments = append(assessments, rule.Assess(reading))
	}
	return assessments, rows.Err()
}

// readingOf reads values as they are printed, so that a rating knows how precise they are.
func readingOf(name, polarity, actual, target string) (reading rag.Reading, err error) {
	reading.Name = name
	if err := reading.Polarity.UnmarshalText([]byte(polarity)); err != nil {
		return reading, fmt.Errorf("%s: %w", name, err)
	}
	if reading.Actual, err = rag.Printed(actual); err != nil {
		return reading, fmt.Errorf("%s: %w", name, err)
	}
	if reading.Target, err = rag.Printed(target); err != nil {
		return reading, fmt.Errorf("%s: %w", name, err)
	}
	return reading, nil
}

// Rating is one rating as stored.
type Rating struct{ Indicator, Rating, Reason string }

// Ratings are those of a night.
func (d *Database) Ratings(ctx context.Context, night rag.Date) (list []Rating, err error) {
	err = d.rows(ctx, func(rows *sql.Rows) error {
		var r Rating
		if err := rows.Scan(&r.Indicator, &r.Rating, &r.Reason); err != nil {
			return err
		}
		list = append(list, r)
		return nil
	}, `select indicator, rating, reason from rating where night = ? order by indicator`, night.String())
	return list, err
}
