package main

import (
	"context"
	"strings"
)

// Decimal places of the columns that hold decimals.
const (
	pence    = 2
	ftePlace = 4
)

// schema has MONEY and FTE where the two databases differ.
const schema = `
create table if not exists statement_line (
	service text not null, cost_centre text not null,
	budget MONEY not null, forecast MONEY not null, reserves MONEY not null,
	primary key (service, cost_centre));
create table if not exists worker (
	worker text primary key, team text not null, fte FTE not null, cases integer not null check (cases >= 0));
create table if not exists child_count (
	area text not null, year integer not null, ward text not null, children integer not null, population integer not null,
	primary key (area, year, ward));
create table if not exists neighbour (
	list text not null, area text not null, place integer not null, neighbour text not null,
	primary key (list, area, place));
create table if not exists rule (
	id text not null, version text not null, body text not null,
	primary key (id, version));
create table if not exists indicator (
	name text primary key, rule_id text not null, rule_version text not null, polarity text not null,
	actual text not null, target text not null,
	foreign key (rule_id, rule_version) references rule (id, version));
create table if not exists rating_run (
	night text primary key, rated integer not null);
create table if not exists rating (
	night text not null references rating_run (night), indicator text not null, rating text not null, state text not null,
	reason text not null, rule_id text not null, rule_version text not null,
	primary key (night, indicator));
`

// create makes the tables that are missing.
func (d *Database) create(ctx context.Context) error {
	types := strings.NewReplacer("MONEY", "integer", "FTE", "integer")
	if d.postgres {
		types = strings.NewReplacer("MONEY", "numeric(20,2)", "FTE", "numeric(6,4)")
	}
	for _, table := range strings.Split(types.Replace(schema), ";") {
		if strings.TrimSpace(table) == "" {
			continue
		}
		if _, err := d.ExecContext(ctx, table); err != nil {
			return err
		}
	}
	return nil
}
