package dfe_test

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// How does Oldham's caseload compare with its neighbours', in a file as DfE publishes it?
func Example() {
	figures := strings.NewReader(`time_period,time_identifier,geographic_level,country_code,region_name,old_la_code,la_name,caseload_fte
2025,Reporting year,National,E92000001,,,,15.2
2025,Reporting year,Local authority,E92000001,North West,353,Oldham,17.7
2025,Reporting year,Local authority,E92000001,North West,354,Rochdale,15.4
2025,Reporting year,Local authority,E92000001,North West,350,Bolton,20.8
2025,Reporting year,Local authority,E92000001,North West,889,Blackburn with Darwen,u
`)
	neighbours := strings.NewReader("old_la_code,SN_1,SN_1P,SN_2,SN_2P,SN_3,SN_3P\n353,889,Very close,350,Very close,354,Very close \n")

	list, err := dfe.ReadNeighbours(neighbours, dfe.ListOptions{Name: "DfE May 2025"})
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := dfe.Read(figures, dfe.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	rows, err := data.Compare(dfe.Query{Areas: []string{"353"}, Neighbours: list, Polarity: rag.LowerBetter})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rows {
		fmt.Printf("%s %s: %s, mean %s and median %s of %d of %d neighbours, England %s, rank %d of %d, band %s\n",
			r.Area.Name, r.Period.Text, r.Value(), r.Mean(), r.Median(), r.N, r.In, r.England(), r.Rank, r.Of, r.Band)
	}
	// Output: Oldham 2025: 17.7, mean 18.1 and median 18.1 of 2 of 3 neighbours, England 15.2, rank 2 of 3, band B
}
