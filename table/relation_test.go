package table_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/table"
)

// outcomes are the figures of a table of one word a cell that follow from others, each with what it comes to.
func outcomes(text string) map[string]string {
	var rows [][]string
	for line := range strings.Lines(text) {
		if fields := strings.Split(strings.TrimSpace(line), "|"); len(fields) > 1 {
			rows = append(rows, fields)
		}
	}
	g := table.FromRows(rows)
	found := map[string]string{}
	s := table.Understand(g)
	for c := range s.Checks() {
		cell := g.Text(c.Row, c.Column)
		if c.Outcome == table.Differs || found[cell] == "" {
			found[cell] = c.Outcome.String()
		}
	}
	for _, q := range s.Questions {
		cell := g.Text(q.Row, q.Column)
		found[cell] = strings.TrimSpace(found[cell] + " asked")
	}
	return found
}

func TestRelationsAreReadAndHeldAgainstTheirFigures(t *testing.T) {
	for _, test := range []struct {
		name, table, cell, outcome string
	}{
		{"a cumulative column goes on from the row before", `
			Quarter|Claims|Cumulative claims
			Q1|77|77
			Q2|94|171
			Q3|101|272
			Q4|118|390`, "390", "agrees"},
		{"two digits changed round in it", `
			Quarter|Claims|Cumulative claims
			Q1|77|77
			Q2|94|171
			Q3|101|272
			Q4|118|309`, "309", "differs"},
		{"an opening balance is the closing one of the year before", `
			£k|2023|2024|2025|2026
			Opening balance|1,240|1,622|2,518|3,119
			In year overspend|382|896|601|455
			Closing balance|1,622|2,518|3,119|3,574`, "3,119", "agrees"},
		{"a number times the price of each", `
			Placement|Weeks|Weekly price|Cost
			Fostering|212|512|108,544
			Residential|37|5,306|196,322
			Secure|9|7,211|64,899`, "196,322", "agrees"},
		{"a rate whose words name its figures, in the row of the total", `
			Ward|Children|Places|Places per 100 children
			Abbey|612|288|47
			Bridge|540|301|56
			Castle|701|244|35
			Dean|388|215|55
			All|2,241|1,048|74`, "74", "differs"},
		{"a share of the total, two digits changed round", `
			Source|Referrals|%
			Police|1,513|34%
			Schools|1,074|24%
			Health|709|61%
			Housing|147|3%
			Family|379|9%
			Other|621|14%
			All|4,443|100%`, "61%", "differs"},
		{"a total one digit off is found beside two columns", `
			Service|Budget|Forecast|Paid
			Fostering|4,120|4,311|2,019
			Residential|3,377|3,908|1,644
			Total|7,497|8,219|3,863`, "3,863", "differs"},
		{"a total in which a nought is too many, far beyond its lines", `
			Team|2023|2024|2025
			A|13|12|17
			B|23|20|31
			Total|36|32|480`, "480", "differs"},
		{"heads of groups by their indentation", `
			Service|Budget|Forecast
			Children|300|320
			- Fostering|100|110
			- Residential|200|210
			Adults|800|860
			- Home care|500|540
			- Nursing|300|320
			Total|1,100|1,180`, "860", "agrees"},
		{"the total over them", `
			Service|Budget|Forecast
			Children|300|320
			- Fostering|100|110
			- Residential|200|210
			Adults|800|860
			- Home care|500|540
			- Nursing|300|320
			Total|1,100|1,180`, "1,180", "agrees"},
		{"rates that were added up are asked about", `
			Area|Children|Rate per 10,000
			North|123|61
			South|308|97
			Total|431|158`, "158", "asked"},
		{"rates of parts of one base add up", `
			Need|Children|Rate per 10,000
			Neglect|120|40.0
			Emotional harm|60|20.0
			Physical harm|33|11.0
			Total|213|71.0`, "71.0", "agrees"},
		{"a quotient that is the plain mean of its lines is asked about or differs", `
			Team|Workers|Cases|Cases per worker
			North|11|110|10.0
			South|31|620|20.0
			Total|42|730|15.0`, "15.0", "differs asked"},
		{"shares that fall short of all", `
			Placement|% of children
			Foster care|63%
			Children's homes|19%
			Other|7%
			Total|100%`, "100%", "differs"},
		{"answers of which several could be given come to more than all and are no error", `
			Reason|% of children
			Neglect|63%
			Alcohol|39%
			Other|17%
			Total|100%`, "100%", "asked"},
		{"a mean among the totals of a row is no miss", `
			Team|Cases|Closed|Average days
			A|412|207|31
			B|388|166|42
			C|501|290|35
			Total|1,301|663|36`, "36", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := outcomes(test.table)[test.cell]
			if test.outcome == "differs asked" {
				assert.NotEmpty(t, got)
				assert.NotEqual(t, "agrees", got)
				return
			}
			assert.Equal(t, test.outcome, got)
		})
	}
}
