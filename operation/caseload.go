package operation

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Caseload lists the calculations over who holds how many cases.
func Caseload() []Operation {
	return []Operation{
		CaseloadProfile(), CaseloadLimits(), CaseloadPlan(), CaseloadPosts(), CaseloadRoom(), CaseloadTransfers(),
		CaseloadHistogram(), CaseloadShares(), CaseloadStandards(), CaseloadRatios(),
	}
}

// caseloadExample are thirty workers whose caseloads give the figures that Oldham printed in September 2019 (7.1 to 7.3): an
// average of 17, 30 % high and 3 % very high. The report prints no caseload of any worker.
func caseloadExample() string {
	var b strings.Builder
	b.WriteString("worker,team,fte,cases\n")
	for _, team := range [...][2]string{
		{"Assessment", "31 25 24 24 23 22 20 19 16 14"},
		{"Fieldwork", "22 21 21 21 18 17 16 15 13 12"},
		{"Children in care", "15 14 14 13 12 11 10 10 9 8"},
	} {
		for i, cases := range strings.Fields(team[1]) {
			fmt.Fprintf(&b, "%s %c,%s,1,%s\n", team[0], 'A'+i, team[0], cases)
		}
	}
	return b.String()
}

const caseloadExampleSource = "made-up workers whose caseloads give the figures that Oldham printed on 10 September 2019 (7.1 to 7.3): an average of 17, 30 % high, 3 % very high, against a target of 18 and an optimum of 15; the report prints no single caseload"

const caseloadMethod = "The average per worker is cases over workers holding at least one case; the average per full-time equivalent, which the DfE publishes, is cases over the FTE of the same workers. Each child is one case. Workers without a case are counted apart. At the limit is within it. " +
	"The average of a team is the ratio of its sums, never the mean of its members' ratios. " +
	"Newly qualified workers (in their assessed and supported year, ASYE) have a protected caseload: a stated share of the limit or of the FTE, applied once. Councils differ, so that it is a choice here."

func workersInput() Input {
	return Input{
		Name: "workers", File: "workers.csv", Label: "Workers", Table: true, Schema: caseload.WorkersSchema(),
		Doc: "columns worker, fte and cases, and team, role, asye, agency, limit, points and id where known; a row named unallocated holds the cases that nobody holds",
	}
}

func capsInput() Input {
	return Input{
		Name: "caps", File: "caps.csv", Label: "Limits by FTE", Table: true, Schema: caseload.CapsSchema(), Optional: true,
		Doc: "file of limits by full-time equivalent, in the place of the limit: columns fte (1, 0.8 to under 1, under 0.5) and limit",
	}
}

// limitSettings say who is over.
func limitSettings() []Setting {
	return []Setting{
		{Name: "limit", Label: "Limit", Kind: Number, Default: "18", Value: "cases", Doc: "cases that a worker should hold at most"},
		{Name: "optimum", Label: "Optimum", Kind: Number, Default: "15", Value: "cases", Doc: "cases that good practice aims at"},
		{Name: "exceptional", Label: "Exceptional limit", Kind: Number, Value: "cases", Doc: "cases that a worker may hold in exceptional circumstances (default none)"},
		{Name: "per_fte", Label: "Limits are those of full time", Kind: Yes, Default: "false", Doc: "limits are those of a full-time worker: half time has half"},
		asyeSetting(""),
		{
			Name: "asye_by", Label: "Their share lowers", Kind: One, Default: "limit", Value: "limit", Doc: "apply the share of the newly qualified to their limit or fte",
			Choices: []Choice{{"limit", "Their limit"}, {"fte", "The FTE they count as"}},
		},
	}
}

func asyeSetting(otherwise string) Setting {
	return Setting{
		Name: "asye", Label: "Newly qualified (ASYE) carry", Kind: Number, Default: otherwise, Value: "factor", Doc: "factor at which newly qualified workers count, as 0.6 for 60 per cent of a full load",
		Choices: []Choice{{"1", "As many as others"}, {"0.9", "90% of a full load"}, {"0.8", "80%"}, {"0.75", "75%"}, {"0.7", "70%"}, {"0.6", "60%"}, {"0.5", "50%"}},
	}
}

// leaveOutSetting lets a calculation go on without what cannot be counted.
func leaveOutSetting() Setting {
	return Setting{Name: "leave_out", Label: "Leave out what cannot be counted", Kind: Yes, Default: "false", Doc: "go on without the records that cannot be counted, and account for them"}
}

// parsePositiveNumber reads a number above zero.
func parsePositiveNumber(text string) (decimal.Decimal, error) {
	value, err := decimal.NewFromString(strings.TrimSpace(text))
	if err != nil || len(text) > 20 || strings.ContainsAny(text, "eE") || !value.IsPositive() {
		return decimal.Decimal{}, fmt.Errorf("%s: write a number above 0, as 18 or 0.6", quoted(text))
	}
	return value, nil
}

// parseAmount is [parsePositiveNumber], and zero.
func parseAmount(text string) (decimal.Decimal, error) {
	if strings.TrimSpace(text) == "0" {
		return decimal.Decimal{}, nil
	}
	return parsePositiveNumber(text)
}

// parseWhole reads a whole number from zero that counts people.
func parseWhole(text string) (int, error) {
	value, err := parseAmount(text)
	if err != nil || !value.IsInteger() || value.GreaterThan(decimal.New(1, 9)) {
		return 0, fmt.Errorf("%s: write a whole number, as 0 or 12", quoted(text))
	}
	return int(value.IntPart()), nil
}

// limitsOf are the limits of a call.
func limitsOf(ctx context.Context, call Call) (l caseload.Limits, err error) {
	for _, s := range []struct {
		name string
		into *decimal.Decimal
	}{{"limit", &l.Ordinary}, {"optimum", &l.Optimum}, {"exceptional", &l.Exceptional}, {"asye", &l.ASYE.Factor}} {
		if *s.into, err = ParseGiven(call, s.name, parsePositiveNumber); err != nil {
			return l, err
		}
	}
	if l.ASYE.Factor.Equal(decimal.NewFromInt(1)) {
		l.ASYE.Factor = decimal.Decimal{} // a full load is no protection
	}
	l.PerFTE = call.Text("per_fte") == "true"
	if l.ASYE.By, err = Parse(call, "asye_by", unmarshalled[caseload.ProtectedBy]); err != nil {
		return l, err
	}
	if call.Given("caps") {
		if l.Caps, err = readAside(ctx, call, "caps", caseload.CapsOf); err != nil {
			return l, err
		}
	}
	err = l.Check()
	switch {
	case errors.Is(err, caseload.ErrProtection):
		err = settingFault(call, "asye", err)
	case err != nil && call.Given("caps") && l.PerFTE:
		err = settingFault(call, "per_fte", err)
	case err != nil:
		err = settingFault(call, "exceptional", err)
	}
	return l, err
}

// readAside reads the table of an input that stands beside the one that the settings of tables speak of.
func readAside[T any](ctx context.Context, call Call, input string, read func(*table.Grid, table.Options) (T, error)) (T, error) {
	value, err := tableOf(ctx, call.Sources[input], Chosen{}, call.Limits, call.Formats, read)
	return value, call.about(input, err)
}

// readRoster reads the workers of a call.
func readRoster(ctx context.Context, call Call) (caseload.Roster, error) {
	return ReadTable(ctx, call, "workers", func(g *table.Grid, o table.Options) (caseload.Roster, error) {
		return countable(call, caseload.RosterOf, g, o)
	})
}

// countable reads workers. Unless they are to be left out, the records that cannot be counted are an error.
func countable[T interface{ Err() error }](call Call, of func(*table.Grid, table.Options) (T, error), g *table.Grid, o table.Options) (T, error) {
	workers, err := of(g, o)
	if err == nil && call.Text("leave_out") != "true" {
		err = workers.Err()
	}
	return workers, err
}

// aboutWorkers says an error of a calculation over the workers: limits that do not fit them.
func aboutWorkers(call Call, err error) error {
	if fault := (*figure.Fault)(nil); err == nil || errors.As(err, &fault) {
		return err
	}
	return call.about("workers", err)
}

// onePlace is a ratio as the DfE prints it, a dash where there is none.
func onePlace(r caseload.Ratio) string {
	value, ok := r.Round(caseload.DfEPlaces)
	switch {
	case !ok:
		return "–"
	case r.Percent:
		return value.StringFixed(caseload.DfEPlaces) + "%"
	}
	return value.StringFixed(caseload.DfEPlaces)
}

// utilisation is a load against its limit in per cent, or the words for one that is no number.
func utilisation(u caseload.Utilisation) string {
	if u.State() != caseload.Measured {
		return u.State().String()
	}
	return onePlace(u.Ratio())
}

// limitWords are the limits in a phrase: "the limit of 18", "their own limit".
func limitWords(l caseload.Limits) string {
	if l.PerFTE || l.Caps.Len() > 0 || !l.ASYE.Factor.IsZero() {
		return "their own limit"
	}
	return "the limit of " + l.Ordinary.String()
}

// sentence begins a text with a capital and ends it with a stop.
func sentence(text string) string { return capital(text) + "." }
