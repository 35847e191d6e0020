package demand_test

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// Is Oldham above or below its statistical neighbours for children looked after, on 31 March 2025?
func Example() {
	rates := demand.Figures{"353": demand.Whole(91)}
	neighbours := []demand.Neighbour{}
	for _, n := range []struct {
		code string
		rate int
	}{
		{"889", 90}, {"350", 78}, {"354", 102}, {"380", 96}, {"335", 81}, {"831", 88}, {"861", 170}, {"331", 82}, {"330", 79}, {"333", 92},
	} {
		rates[n.code] = demand.Whole(n.rate)
		neighbours = append(neighbours, demand.Neighbour{Code: n.code})
	}
	list := demand.NewList("DfE May 2025", time.Date(2025, time.May, 28, 0, 0, 0, 0, time.UTC), "Local Authority Interactive Tool")
	if err := list.Add("353", neighbours); err != nil {
		fmt.Println(err)
		return
	}
	question := demand.Question{Area: "353", Indicator: "children looked after per 10,000", Period: "2025", Figures: rates, Neighbours: list}

	c := demand.Compare(question)
	fmt.Printf("%s: mean %s, median %s of %d neighbours (%s)\n", c.Value, c.Mean, c.Median, c.N, c.List)
	claim := demand.CheckClaim(demand.Claim{Kind: demand.ClaimAbove}, question)
	fmt.Println("above:", claim.Robustness)
	for _, each := range claim.Cases {
		fmt.Println(each.Working)
	}
	// Output:
	// 91: mean 95.8, median 89 of 10 neighbours (DfE May 2025)
	// above: depends
	// 91 against the mean 95.8 of 10 neighbours (DfE May 2025): 4.8 below; "above" fails
	// 91 against the median 89 of 10 neighbours (DfE May 2025): 2 above; "above" holds
}

// Has practice improved? In the children with disabilities team 16 of 57 audits were judged inadequate in April 2019; all 57
// were reviewed in June, when 23 % had improved to good, 72 % required improvement and 5 % remained inadequate.
func ExampleCompareAudits() {
	counts, err := demand.ImpliedCounts(57, true, decimal.NewFromInt(23), decimal.NewFromInt(72), decimal.NewFromInt(5))
	if err != nil {
		fmt.Println(err)
		return
	}
	good, improve, inadequate := counts[0].Low, counts[1].Low, counts[2].Low
	fmt.Printf("23, 72 and 5 %% of 57 are %d, %d and %d\n", good, improve, inadequate)

	// How the other 41 were graded in April is not printed; for the share of inadequate it makes no difference.
	april := demand.Audit{Name: "April 2019", Good: 0, RequiresImprovement: 41, Inadequate: 16}
	june := demand.Audit{Name: "June 2019", Good: good, RequiresImprovement: improve, Inadequate: inadequate}
	change, err := demand.CompareAudits(april, june, demand.Inadequate, true)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(change.Summary)
	fmt.Println(change.Notes[0].Text)
	// Output:
	// 23, 72 and 5 % of 57 are 13, 41 and 3
	// inadequate went from 16 of 57 (28 %) to 3 of 57 (5 %): this is more than chance would give (p between 0.0002 and 0.0044, exact McNemar test, over every way the counts can have come about)
	// the same cases were looked at again: this shows that those were put right, not that practice in other cases has changed
}

// How far is 8 good of 26 from a target of 55 %, and what can the sample show?
func ExampleAgainstTarget() {
	view, err := demand.AgainstTarget(demand.Share{Part: 8, Whole: 26}, decimal.NewFromInt(45))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(view.Summary)
	fmt.Printf("of 26, %s would have to be good to show that it is passed\n", view.Needed)
	// Output:
	// 8 of 26 is 31 %, and anything from 17 to 50 % is compatible with it; the target is 45 %: the sample cannot show whether the target is reached
	// of 26, 17 would have to be good to show that it is passed
}

func ExamplePer10k() {
	rate, err := demand.Per10k(582, 64_069)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rate.Round(demand.LookedAfterPlaces))

	_, err = demand.Per10k(582, 0)
	fmt.Println(err)
	// Output:
	// 91
	// population is 0: a rate needs a population
}

func ExampleSample_Interval() {
	interval, err := demand.Count(582, 64_069, demand.RateKind, 10_000).Interval()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s, 95 %% interval %s to %s (%s)\n", interval.Value.Round(1), interval.Lower.Round(1), interval.Upper.Round(1), interval.Method)
	// Output: 90.8, 95 % interval 83.6 to 98.5 (Byars)
}

func ExampleConversion() {
	steps, err := demand.Conversion([]demand.Stage{{Name: "contacts", Count: 2202}, {Name: "referrals", Count: 428}})
	if err != nil {
		fmt.Println(err)
		return
	}
	ratio := steps[0].Ratio
	fmt.Printf("%s %% of contacts became referrals (%s to %s)\n", ratio.Value.Round(0), ratio.Lower.Round(1), ratio.Upper.Round(1))
	// Output: 19 % of contacts became referrals (17.8 to 21.1)
}

func ExampleAddCohorts() {
	total, err := demand.AddCohorts([]demand.Cohort{
		{Name: "children in need", Count: 2653},
		{Name: "on a child protection plan", Count: 441, Within: []string{"children in need"}},
		{Name: "looked after", Count: 582, Within: []string{"children in need"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(total.Working)
	// Output: children in need 2,653 = 2,653; already inside: on a child protection plan, looked after
}
