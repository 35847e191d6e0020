package succession_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/succession"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func grid(text string) *table.Grid {
	g, err := table.ReadDelimited(strings.NewReader(text), figure.Place{}, table.Limits{})
	if err != nil {
		panic(err)
	}
	return g
}

// How does a council that was divided compare with before, and does a neighbour's comparison still rest on all of its list?
func Example() {
	figures, _, err := succession.FiguresOf(grid(`code,name,period,count,population
X,Oldshire,2023,740,90000
X1,East Oldshire,2025,460,52000
X2,West Oldshire,2025,260,39000
A,Ashire,2025,300,45000
B,Beeshire,2025,200,40000
`), false, table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	changes, _, err := succession.ChangesOf(grid("kind,from_code,to_code,on\nsplit,X,X1,2023-04-01\nsplit,X,X2,2023-04-01\n"), table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := succession.Combine(figures, changes, nil, succession.Settings{Area: "A", List: []string{"X", "B"}, Measure: "children looked after"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.Answer())
	// Output:
	// Oldshire was divided in 2023; taken together its two successors look after 79 per 10,000, down from 82; without them the comparison of Ashire would rest on one council, not two.
}

func combine(t *testing.T, figures, changes string, breaks []succession.Break, s succession.Settings) succession.Combination {
	t.Helper()
	f, _, err := succession.FiguresOf(grid("code,period,count,population\n"+figures), false, table.Options{})
	require.NoError(t, err)
	c, _, err := succession.ChangesOf(grid("kind,from_code,to_code,on\n"+changes), table.Options{})
	require.NoError(t, err)
	out, err := succession.Combine(f, c, breaks, s)
	require.NoError(t, err)
	return out
}

func TestCombine_ASuppressedCountGoesThroughAsARange(t *testing.T) {
	out := combine(t, "X1,2025,c,10000\nX2,2025,10,10000\n", "split,X,X1,2023-04-01\nsplit,X,X2,2023-04-01\n", nil, succession.Settings{Places: 1})
	require.Len(t, out.Rows, 1)
	r := out.Rows[0]
	assert.False(t, r.Value.Valid)
	assert.Equal(t, "5.5 7.5", r.Lower.Decimal.String()+" "+r.Upper.Decimal.String()) // 11 to 15 of 20,000
}

func TestCombine_ASuccessorWithoutAFigureLeavesTheMemberOut(t *testing.T) {
	out := combine(t, "X1,2025,10,10000\nX2,2025,x,10000\nA,2025,5,10000\nB,2025,7,10000\n", "split,X,X1,2023-04-01\nsplit,X,X2,2023-04-01\n", nil, succession.Settings{Area: "A", List: []string{"X", "B"}})
	assert.Equal(t, 1, out.Beside.N)
	assert.Equal(t, 2, out.Beside.In)
	assert.NotEmpty(t, out.Members[0].Reason)
}

func TestCombine_ANewCouncilHasNothingBeforeItBegan(t *testing.T) {
	const figures = "X,2023,10,10000\nN,2024,12,10000\nA,2023,5,10000\nA,2024,5,10000\n"
	for kind, n := range map[string]int{"merge": 0, "continues": 1} {
		changes := kind + ",X,N,2023-04-01\n"
		if kind == "merge" {
			changes += "merge,Y,N,2023-04-01\n"
		}
		out := combine(t, figures, changes, nil, succession.Settings{Area: "A", List: []string{"N"}, Year: 2023})
		assert.Equal(t, n, out.Beside.N, kind)
		out = combine(t, figures, changes, nil, succession.Settings{Area: "A", List: []string{"N"}, Year: 2024})
		assert.Equal(t, 1, out.Beside.N, kind)
	}
}

func TestCombine_AfterAMergerThePartsAreOwnAuthority(t *testing.T) {
	out := combine(t, "N,2024,12,10000\nB,2024,5,10000\n", "merge,X,N,2023-04-01\nmerge,Y,N,2023-04-01\n", nil, succession.Settings{Area: "X", List: []string{"Y", "B"}})
	assert.Equal(t, 1, out.Beside.N)
	assert.Equal(t, "it is part of one's own authority", out.Members[0].Reason)
}

func TestCombine_TheDayOfAChangeDecidesTheYear(t *testing.T) {
	for on, successors := range map[string]int{"2023-03-31": 2, "2023-04-01": 1} {
		c, err := succession.New([]succession.Change{{From: "X", To: "X1", On: figure.MustParseDate(on)}, {From: "X", To: "X2", On: figure.MustParseDate(on)}})
		require.NoError(t, err)
		assert.Len(t, c.Successors("X", 2023), successors, on)
		assert.Len(t, c.Successors("X", 2024), 2, on)
	}
}

func TestCombine_NoChangeRunsAcrossABreak(t *testing.T) {
	const figures, changes = "X,2023,80,10000\nX1,2025,30,5000\nX2,2025,40,5000\n", "split,X,X1,2023-04-01\nsplit,X,X2,2023-04-01\n"
	for year, down := range map[int]bool{2023: true, 2024: false, 2025: false, 2026: true} {
		out := combine(t, figures, changes, []succession.Break{{Measure: "m", Year: year, Reason: "r", Source: "s"}}, succession.Settings{})
		assert.Equal(t, down, strings.Contains(out.Answer(), "down from 80"), year)
	}
	partly := []succession.Break{{Measure: "m", Year: 2024, Comparable: succession.Partly, Reason: "r", Source: "s"}}
	out := combine(t, figures, changes, partly, succession.Settings{})
	assert.Contains(t, out.Answer(), "down from 80")
	assert.Contains(t, out.Notes[0], "only in part")
}

func TestNew_RefusesWhatCannotBe(t *testing.T) {
	on, later := figure.MustParseDate("2023-04-01"), figure.MustParseDate("2024-04-01")
	half := decimal.NewNullDecimal(dec("0.5"))
	short := decimal.NewNullDecimal(dec("0.49"))
	for code, changes := range map[string][]succession.Change{
		"circle":         {{Kind: succession.Continues, From: "A", To: "B", On: on}, {Kind: succession.Continues, From: "B", To: "A", On: later}},
		"two_successors": {{Kind: succession.Continues, From: "A", To: "B", On: on}, {Kind: succession.Split, From: "A", To: "C", On: on}},
		"dates":          {{From: "A", To: "B", On: on}, {From: "A", To: "C", On: later}},
		"weights":        {{From: "A", To: "B", On: on, Weight: half}, {From: "A", To: "C", On: on, Weight: short}},
		"change":         {{From: "A", To: "A", On: on}},
	} {
		_, err := succession.New(changes)
		var all figure.Faults
		var one *figure.Fault
		if !errors.As(err, &all) {
			require.True(t, errors.As(err, &one), code)
			all = figure.Faults{one}
		}
		var codes []string
		for _, f := range all {
			codes = append(codes, f.Code)
		}
		assert.Contains(t, codes, code)
	}
	_, err := succession.New([]succession.Change{{From: "A", To: "B", On: on, Weight: half}, {From: "A", To: "C", On: on, Weight: half}})
	require.NoError(t, err)
}

func TestPool_OnePartIsThePartAndPoolingIsAssociative(t *testing.T) {
	a := succession.Part{Code: "a", Year: 2025, Count: succession.Exactly(dec("458")), Population: dec("52489")}
	b := succession.Part{Code: "b", Year: 2025, Count: succession.Suppressed(), Population: dec("39153")}
	one, err := succession.Pool([]succession.Part{a})
	require.NoError(t, err)
	assert.Equal(t, a.Count, one.Count)
	both, err := succession.Pool([]succession.Part{a, b})
	require.NoError(t, err)
	again, err := succession.Pool([]succession.Part{{Code: "ab", Year: 2025, Count: both.Count, Population: both.Population}})
	require.NoError(t, err)
	assert.True(t, both.Population.Equal(again.Population) && both.Count.Upper.Equal(again.Count.Upper))
	b.PopulationYear = 2024
	_, err = succession.Pool([]succession.Part{a, b})
	require.Error(t, err, "populations of two years")
	b.PopulationYear, b.Population = 0, decimal.Decimal{}
	_, err = succession.Pool([]succession.Part{a, b})
	require.Error(t, err, "no population")
}

func TestOfPercent_IsEveryCountThatPrintsSo(t *testing.T) {
	c, err := succession.OfPercent(dec("14"), 0, dec("458"))
	require.NoError(t, err)
	assert.Equal(t, "62 66", c.Lower.String()+" "+c.Upper.String())
	c, err = succession.OfPercent(dec("50"), 0, dec("200")) // 49.5 % is 99 and prints as 50, 50.5 % is 101 and prints as 51
	require.NoError(t, err)
	assert.Equal(t, "99 100", c.Lower.String()+" "+c.Upper.String())
	_, err = succession.OfPercent(dec("14"), 0, dec("3"))
	require.Error(t, err)
}

func TestFlow_MovesBetweenThePartsAreNoneOfTheWhole(t *testing.T) {
	n, atMost := succession.Flow([]decimal.Decimal{dec("120"), dec("90")}, decimal.NewNullDecimal(dec("5")))
	assert.Equal(t, "205", n.String())
	assert.False(t, atMost)
	n, atMost = succession.Flow([]decimal.Decimal{dec("120"), dec("90")}, decimal.NullDecimal{})
	assert.Equal(t, "210", n.String())
	assert.True(t, atMost)
}

func TestCombination_ReadsBackTheSame(t *testing.T) {
	out := combine(t, "X,2023,80,10000\nX1,2025,30,5000\nX2,2025,40,5000\nA,2025,5,10000\n", "split,X,X1,2023-04-01\nsplit,X,X2,2023-04-01\n", nil, succession.Settings{Area: "A", List: []string{"X"}})
	first, err := json.Marshal(out)
	require.NoError(t, err)
	var back succession.Combination
	require.NoError(t, json.Unmarshal(first, &back))
	second, err := json.Marshal(back)
	require.NoError(t, err)
	assert.Equal(t, string(first), string(second))
}

func TestShared_ComparabilityIsExact(t *testing.T) {
	folder := os.Getenv("SCRUTINEER_SHARED")
	if folder == "" {
		t.Skip("SCRUTINEER_SHARED names no folder: the shared vectors and documents are not part of the repository")
	}
	text, err := os.ReadFile(filepath.Join(folder, "vectors", "money_k6_comparability.json"))
	require.NoError(t, err)
	var file struct {
		Cases []struct {
			Name             string
			Inputs, Expected json.RawMessage
		}
	}
	require.NoError(t, json.Unmarshal(text, &file))
	type area struct{ Area, Count, Population, Year string }
	part := func(a area) succession.Part {
		return succession.Part{Code: a.Area, Count: succession.Exactly(dec(a.Count)), Population: dec(a.Population)}
	}
	for _, c := range file.Cases {
		t.Run(c.Name, func(t *testing.T) {
			switch {
			case c.Name == "cumbria_recombined":
				var in struct{ After []area }
				var want struct {
					After []struct{ Year, Count, Population, Rate string }
				}
				require.NoError(t, json.Unmarshal(c.Inputs, &in))
				require.NoError(t, json.Unmarshal(c.Expected, &want))
				for _, w := range want.After {
					var parts []succession.Part
					for _, a := range in.After {
						if a.Year == w.Year {
							parts = append(parts, part(a))
						}
					}
					p, err := succession.Pool(parts)
					require.NoError(t, err)
					assert.Equal(t, w.Count+" "+w.Population, p.Count.Lower.String()+" "+p.Population.String())
					rate, _ := p.Rate(10_000)
					got, _ := rate.Round(2)
					assert.Equal(t, w.Rate, got.StringFixed(2))
				}
			case strings.HasPrefix(c.Name, "abolished_neighbour"):
				var in struct {
					Neighbours []struct {
						Name string
						Rate *string
					}
					Succeeded map[string][]area `json:"succeeded_by"`
				}
				type average struct {
					N            int
					Mean, Median string
				}
				var want struct {
					Left average `json:"left_out"`
					With average `json:"with_pooled_successors"`
				}
				require.NoError(t, json.Unmarshal(c.Inputs, &in))
				require.NoError(t, json.Unmarshal(c.Expected, &want))
				var figures []succession.Figure
				var changes []succession.Change
				var list []string
				for _, n := range in.Neighbours {
					list = append(list, n.Name)
					if n.Rate != nil {
						figures = append(figures, succession.Figure{Code: n.Name, Year: 2025, Count: succession.Exactly(dec("1")), Population: dec("1"), Value: decimal.NewNullDecimal(dec(*n.Rate))})
					}
				}
				for name, areas := range in.Succeeded {
					for _, a := range areas {
						figures = append(figures, succession.Figure{Code: a.Area, Year: 2025, Count: succession.Exactly(dec(a.Count)), Population: dec(a.Population)})
						changes = append(changes, succession.Change{From: name, To: a.Area, On: figure.MustParseDate("2023-04-01")})
					}
				}
				checked, err := succession.New(changes)
				require.NoError(t, err)
				got, err := succession.Combine(figures, checked, nil, succession.Settings{Area: "own", List: list})
				require.NoError(t, err)
				b := got.Beside
				assert.Equal(t, want.With, average{b.N, b.Mean.Decimal.StringFixed(2), b.Median.Decimal.StringFixed(1)})
				assert.Equal(t, want.Left, average{b.LeftOut.N, b.LeftOut.Mean.Decimal.StringFixed(2), b.LeftOut.Median.Decimal.StringFixed(1)})
			case c.Name == "county_apportioned_by_population":
				got, err := succession.Apportion(740, []decimal.Decimal{dec("52019"), dec("39177")})
				require.NoError(t, err)
				assert.Equal(t, []int{422, 318}, got)
			case c.Name == "linked_when_both_definitions_are_known":
				for old, want := range map[string]string{"332.9": "395.9", "331.5": "394.3"} {
					got, ok := succession.Link(dec(old), dec("338.0"), dec("402.0")).Round(1)
					assert.True(t, ok && got.Equal(dec(want)), old)
				}
			case c.Name == "percentages_pool_by_their_bases":
				p, err := succession.Pool([]succession.Part{{Code: "a", Count: succession.Exactly(dec("63")), Population: dec("458")}, {Code: "b", Count: succession.Exactly(dec("41")), Population: dec("261")}})
				require.NoError(t, err)
				q, _ := p.Rate(100)
				assert.Equal(t, 0, new(big.Rat).Quo(q.Numerator.Rat(), q.Denominator.Rat()).Cmp(big.NewRat(10400, 719)))
			}
		})
	}
}
