package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite", without cgo

	"github.com/shopspring/decimal"
)

// Database is a council's database.
type Database struct {
	*sql.DB
	postgres bool
}

// Open opens a PostgreSQL database by its URL, or a file of SQLite, and makes the tables that are missing.
func Open(ctx context.Context, name string) (*Database, error) {
	d := &Database{postgres: strings.HasPrefix(name, "postgres://") || strings.HasPrefix(name, "postgresql://")}
	driver, source := "pgx", name
	if !d.postgres {
		// Writers wait for each other instead of failing, a transaction that will write says so when it begins, and what is
		// committed is on disk.
		driver = "sqlite"
		source = "file:" + (&url.URL{Path: name}).EscapedPath() + "?_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"
	}
	var err error
	if d.DB, err = sql.Open(driver, source); err != nil {
		return nil, err
	}
	if err := d.create(ctx); err != nil {
		d.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return d, nil
}

// bind writes the question marks of a query as the database wants them.
func (d *Database) bind(query string) string {
	if !d.postgres {
		return query
	}
	var b strings.Builder
	for i, part := range strings.Split(query, "?") {
		if i > 0 {
			b.WriteString("$" + strconv.Itoa(i))
		}
		b.WriteString(part)
	}
	return b.String()
}

// rows calls scan for each row of a query.
func (d *Database) rows(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := d.QueryContext(ctx, d.bind(query), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Exact is a decimal on its way to or from a column. PostgreSQL has exact decimals (numeric). SQLite has none: what it calls
// numeric becomes a binary float, whose sums are not the sums of the amounts. There the column is a whole number of
// units of the last place (pence, for two places), which SQLite adds exactly, and refuses to add beyond 64 bits.
type Exact struct {
	decimal.Decimal
	places   int32
	postgres bool
}

// exact is d as a column with that many decimal places holds it.
func (db *Database) exact(d decimal.Decimal, places int32) *Exact {
	return &Exact{Decimal: d, places: places, postgres: db.postgres}
}

// Value is the driver's value. A decimal with more places than the column is refused, never rounded in silence.
func (e *Exact) Value() (driver.Value, error) {
	if !e.Equal(e.Round(e.places)) {
		return nil, fmt.Errorf("%s has more than the %d decimal places of its column", e.Decimal, e.places)
	}
	if e.postgres {
		return e.StringFixed(e.places), nil
	}
	units := e.Shift(e.places).BigInt()
	if !units.IsInt64() {
		return nil, fmt.Errorf("%s does not fit into 64 bits with %d decimal places", e.Decimal, e.places)
	}
	return units.Int64(), nil
}

// Scan takes whole units, or the text of a decimal. A float is refused: the digits are lost already.
func (e *Exact) Scan(from any) (err error) {
	switch v := from.(type) {
	case int64:
		e.Decimal = decimal.New(v, -e.places)
	case string:
		e.Decimal, err = decimal.NewFromString(v)
	case []byte:
		e.Decimal, err = decimal.NewFromString(string(v))
	default:
		err = fmt.Errorf("a %T is not an exact number", from)
	}
	return err
}
