package finance_test

import (
	"fmt"
	"log"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// Which services are over budget by more than 1 % or £50k, whichever is larger?
func ExampleStatement_Rate() {
	statement, err := finance.ReadStatement(strings.NewReader(`service,budget,forecast,reserves
Children in Care,"41,300","41,690",0
Youth Justice,"2,000","2,051",0
Fieldwork,"9,870","10,140",(279)
`), finance.StatementFormat{Unit: finance.Thousands})
	if err != nil {
		log.Fatal(err)
	}
	card := statement.Rate(rag.Rule{Method: rag.Budget{AmberWithin: rag.MustParseAllowance("1% or £50k, whichever is larger")}})
	for _, a := range card.Assessments() {
		fmt.Println(a.Rating.Title()+":", a.Name+",", a.Reason())
	}
	fmt.Println(card.Overall().Rating.Title(), "by", card.Overall().Policy)
	// Output:
	// Amber: Children in Care, £41,690k against a budget of £41,300k: £390k (0.94% of budget) over, within the larger of 1% and £50,000, which is £413k, allowed for amber
	// Red: Youth Justice, £2,051k against a budget of £2,000k: £51k (2.55% of budget) over, more than the larger of 1% and £50,000, which is £50k, allowed for amber
	// Green: Fieldwork, £9,861k against a budget of £9,870k: £9k (0.09% of budget) under
	// Red by plurality
}

func TestStatementRate_HasTheSignsAndThePrecisionOfTheStatement(t *testing.T) {
	s, err := finance.ReadStatement(strings.NewReader("service,budget,forecast,reserves,kind\nFees,(200),(190),0,line\nCare,100.25,100.25,0,\nOn the line,1000,1010,0,\n"), finance.StatementFormat{Unit: finance.Thousands})
	require.NoError(t, err)
	var said []string
	for _, a := range s.Rate(rag.Rule{Method: rag.Budget{AmberWithin: rag.MustParseAllowance("1%")}}).Assessments() {
		said = append(said, fmt.Sprint(a.Rating, a.Possible, " ", a.Reading().Actual))
	}
	assert.Equal(t, []string{"red [] -£190k", "green [green amber] £100.25k", "amber [amber red] £1,010k"}, said, "less income is an overspend; a figure in £k is known to half a thousand")
}
