package finance_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/table"
)

// TestPlacementRegister_CostsWhatItsPlacementsCost holds the days of a register, in whole numbers, against placement by placement.
func TestPlacementRegister_CostsWhatItsPlacementsCost(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	first := time.Date(2022, time.November, 1, 0, 0, 0, 0, time.UTC)
	for round := range 60 {
		var b strings.Builder
		b.WriteString("id,type,start,end,weekly,income\n")
		for i := range 1 + r.IntN(60) {
			start := first.AddDate(0, 0, r.IntN(1100))
			end := ""
			if r.IntN(3) > 0 {
				end = start.AddDate(0, 0, r.IntN(600)).Format("02/01/2006")
			}
			price := []string{"985.5", `"£1,020.00"`, "0", "6150", "9999999999999.99", "123456789012345678901"}[r.IntN(4+2*(round%20/19))]
			fmt.Fprintf(&b, "P%d,Type %d,%s,%s,%s,%s\n", i, r.IntN(4), start.Format("2006-01-02"), end, price, []string{"", "12.345", "100"}[r.IntN(3)])
		}
		g, err := table.ParseDelimited([]byte(b.String()), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		register, err := finance.PlacementRegisterOf(g, table.Options{})
		require.NoError(t, err, b.String())
		for _, year := range []finance.FinancialYear{2022, 2023, 2024, 2030} {
			want, err := finance.CostYear(register.Placements(), year)
			require.NoError(t, err)
			got, err := register.CostYear(year)
			require.NoError(t, err)
			require.Len(t, got.Types, len(want.Types))
			for k, kind := range want.Types {
				require.Equal(t, kind.Type, got.Types[k].Type)
				for m, month := range kind.Months {
					require.True(t, month.Equal(got.Types[k].Months[m]), "%s, month %d of %s: %v, not %v", kind.Type, m, year, month, got.Types[k].Months[m])
				}
			}
		}
	}
}

func TestPlacementRegister_RefusesWhatCannotBeCosted(t *testing.T) {
	for name, row := range map[string]string{
		"an end before its start": "A,care,2024-05-02,2024-05-01,100,", "a negative price": "A,care,2024-05-02,,-100,", "negative income": "A,care,2024-05-02,,100,-1",
	} {
		g := table.FromRows([][]string{{"id", "type", "start", "end", "weekly", "income"}, strings.Split("Z,care,2024-01-01,,5,", ","), strings.Split(row, ",")})
		_, err := finance.PlacementRegisterOf(g, table.Options{})
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault, name)
		require.Equal(t, "placement", fault.Code)
		require.Equal(t, 3, fault.Place.Row)
	}
}
