package propose_test

import (
	"context"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
)

// Do the sentences of a report say what its table says, and what its own figures give?
func ExampleDocument() {
	report := `# Placements

| Type | Children | Cost (£000) |
|---|---:|---:|
| Foster care | 318 | 9,540 |
| Residential | 61 | 14,835 |
| Total | 379 | 24,375 |

Of the 379 children 61 (16%) live in residential homes, at a cost of £14.8m. In March 2023 there were about 350.
Foster care cost £9.45m. The number of children has risen from 341 to 379, an increase of 48.
`
	doc, err := document.Read(context.Background(), "report.md", []byte(report), document.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	result := scrutiny.Check(propose.Document(doc), scrutiny.Options{})
	for _, f := range result.Findings {
		if f.At.Quote != "" {
			fmt.Printf("%s %s (%s): %s\n", f.Verdict, f.Printed, f.Kind, f.Working)
		}
	}
	// Output:
	// differs 48 (difference): 379 − 341 = 38, printed 48: differs by 10
	// differs £9.45m (tie): £9.45m here, £9,540k in the table: the same figure differs
	// agrees 379 (tie): 379 = 379 (the table), as printed
	// agrees 61 (tie): 61 = 61 (the table), as printed
	// agrees £14.8m (tie): £14.8m = £14,835k (the table), as printed
	// agrees 379 (tie): 379 = 379 (the table), as printed
	// agrees 16% (share): 61 ÷ 379 × 100 = 16.095%, which rounds to 16%, as printed
	// agrees increase (compare): 379 is above 341: "increase", as printed
	// agrees risen (compare): 379 is above 341: "risen", as printed
}
