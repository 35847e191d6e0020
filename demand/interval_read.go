package demand

import (
	"errors"
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// SamplesSchema is the columns of counts that intervals are made of.
func SamplesSchema() table.Schema {
	return table.Schema{
		Name: "counts.csv",
		Columns: []table.Column{
			{ID: "x", Synonyms: []string{"Events", "Numerator"}, Kind: table.KindNumber},
			{ID: "n", Synonyms: []string{"Population", "Denominator"}, Kind: table.KindNumber},
			{ID: "kind", Blank: true},
			{ID: "multiplier", Kind: table.KindNumber, Optional: true, Blank: true},
			{ID: "confidence", Kind: table.KindNumber, Optional: true, Blank: true},
		},
	}
}

// ReadSamples reads delimited text as [SamplesOf] reads a table; the notes are left to that.
func ReadSamples(r io.Reader) ([]Sample, error) { return readDelimited(r, SamplesOf) }

// SamplesOf reads counts from a table with the columns x, n and kind (rate or proportion), and optional multiplier (defaults
// to 1) and confidence (defaults to 0.95; 95 is read as 0.95, as people write it in files). A sample that has no interval is
// refused at its cell. The error is [figure.Faults].
func SamplesOf(g *table.Grid, o table.Options) (samples []Sample, notes []string, err error) {
	t, err := SamplesSchema().Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	faults := t.Faults
	x, n, kind, multiplier, confidence := t.Column("x"), t.Column("n"), t.Column("kind"), t.Column("multiplier"), t.Column("confidence")
	for i := range t.Len() {
		if t.FaultOf(i) != nil {
			continue
		}
		s := Sample{X: x.Decimal(i), N: n.Decimal(i), Multiplier: multiplier.Decimal(i)}
		c := confidence.Decimal(i)
		if c.GreaterThan(decimal.NewFromInt(1)) {
			c = c.Shift(-2)
		}
		s.Confidence = Confidence(c.InexactFloat64())
		fail := func(id, problem, remedy string) {
			faults = append(faults, t.Fault(i, id, figure.BadValue, problem, remedy))
		}
		var bad *SampleError
		switch err := s.Kind.UnmarshalText([]byte(kind.Text(i))); {
		case err != nil:
			fail("kind", err.Error(), "")
		case multiplier.Has(i) && s.Multiplier.Sign() <= 0:
			fail("multiplier", fmt.Sprintf("the multiplier is %s: it must be above 0", s.Multiplier), "")
		case confidence.Has(i) && c.Sign() <= 0:
			fail("confidence", fmt.Sprintf("the confidence is %s", c), "write 0.95 for 95 per cent")
		default:
			if _, err := s.checked(); errors.As(err, &bad) {
				fail(bad.Field, bad.Problem, "")
			}
		}
		samples = append(samples, s)
	}
	if err := faults.Err(); err != nil {
		return nil, nil, err
	}
	return samples, t.Notes, nil
}
