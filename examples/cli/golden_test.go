package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// golden are commands whose JSON is kept, one or more for each verb that reads a table: what changes in it is a changed figure,
// and CHANGELOG names it. DIR is the folder of the example of Oldham, and what stands after the command is standard input.
var golden = map[string]struct{ args, text string }{
	"rag-actions": {"rag actions -on 2019-08-31 DIR/plan/actions.csv", ""},
	"rag-kpis": {"rag kpis -rule testdata/golden/rule.json", `name,actual,target,previous,polarity,tolerance,floor
Visits,89.9%,90%,91%,higher,5%,
Cases,21,20,,lower,0,
Audits,c,90,,higher,,
Turnover,12,15,,,,
`},
	"rag-rollup": {"rag rollup -policy cap -places 1", `name,area,rating,state,weight,priority
Visits,A,red,,2,yes
Plans,A,green,,1,
Audits,B,unrated,no_data,1,
Panel,B,amber,,,no
`},
	"caseload-profile": {"caseload profile -bands oldham -limit 18", `worker,team,role,fte,cases,asye,agency
Ann,North,Social worker,1,21,no,no
Bob,North,Social worker,0.6,12,no,yes
Cat,South,Social worker,0.8,30,yes,no
Unallocated,South,,,4,,
`},
	"caseload-ratios": {"caseload ratios", `area,in_post,vacancies,agency,agency_covering,leavers,cases,case_holders
Oldham,120.5,22,30,18,25,2100,118
Bolton,150,z,12,c,20,2600,140
`},
	"caseload-limits": {"caseload limits -limit 18 -asye 0.6", `worker,team,fte,cases,asye
Ann,North,1,21,no
Bob,North,0.6,12,yes
`},
	"finance-statement": {"finance statement -unit £k -convention overspend_positive", statementText},
	"finance-reconcile": {"finance reconcile -unit £k -convention overspend_positive", statementText},
	"finance-budget": {"finance budget -unit £k", `service,original,virements,carried_forward,revised
Care,"40,000",500,100,"40,600"
Fieldwork,"20,000",(500),-,"19,500"
`},
	"finance-savings": {"finance savings -unit £k", `saving,target,achieved,on_track,delayed,at_risk,not_achievable,pressures,net_at_risk,full_year_effect
Contracts,"1,200",400,300,200,300,0,(50),350,no
Rota,600,100,100,100,200,100,0,300,yes
Total,"1,800",500,400,300,500,100,(50),650,
`},
	"finance-placements": {"finance placements -year 2024/25 -change residential=-1", `type,start,end,weekly,income,id
residential,2024-04-01,,5200,500,1
fostering,2023-09-01,2024-07-30,450,,2
fostering,2024-06-15,,470.50,,3
`},
	"finance-outturn": {"finance outturn -unit £k -year 2024/25 -budget 41,300", `month,actual,profile
April,"3,400",1
M2,"3,500",1
3,"3,300",1
July,,1
August,,1
September,,1
October,,1
November,,1
December,,1
January,,1
February,,1
March,,1
`},
	"demand-compare":    {"demand compare -area 353 -neighbours DIR/demand/neighbours_2025.csv -indicator looked_after_rate -period all DIR/demand/figures.csv", ""},
	"demand-interval":   {"demand interval", "x,n,kind,multiplier,confidence\n582,\"64,069\",rate,10000,0.95\n8,26,proportion,100,95\n3,1000,rate,,0.998\n"},
	"demand-funnel":     {"demand funnel -kind rate -multiplier 10000 -polarity lower DIR/demand/funnel.csv", ""},
	"demand-conversion": {"demand conversion DIR/demand/stages.csv", ""},
	"demand-suppress":   {"demand suppress", "name,a,b,c\nn,3,12,45\ns,20,7,9\nx,11,8,0\n"},
	"demand-audit":      {"demand suppress -audit", ",a,b,total\nn,c,12,15\ns,20,c,27\ntotal,23,19,42\n"},
	"demand-spc":        {"demand spc -polarity lower -target 20 DIR/demand/series.csv", ""},
	"demand-forecast":   {"demand forecast -method drift -h 3 DIR/demand/series.csv", ""},
	"demand-trend":      {"demand trend -kind rate -polarity lower", "period,count,denominator\n2021,400,60000\n2022,420,60500\n2023,450,61000\n2024,480,61500\n2025,530,62000\n"},
	"demand-flow":       {"demand flow -from 2023-04-01 -to 2024-04-01 -months 2 testdata/golden/header.csv testdata/golden/episodes.csv", ""},
	"finance-movement":  {"finance movement -unit £k testdata/golden/may.csv testdata/golden/june.csv", ""},
}

const statementText = `group,service,budget,forecast,reserves,variance,kind
Care,Children in Care,"41,300","53,387",0,"12,087",
Care,Leaving care,"4,120","4,100",-,(20),line
Care,Total,"45,420","57,487",0,"12,067",total
Field,Fieldwork,"9,870","10,400",(279),251,
Field,Grants,"(1,200)","(1,300)",0,(100),line
,Total,"54,090","66,587",(279),"12,218",total
`

func TestGolden(t *testing.T) {
	for name, tc := range golden {
		t.Run(name, func(t *testing.T) {
			args := strings.Fields(strings.ReplaceAll(tc.args, "DIR", filepath.Join("..", "oldham")))
			var out, errs bytes.Buffer
			code := run(append(args, "-format", "json"), strings.NewReader(tc.text), &out, &errs)
			require.LessOrEqual(t, code, exitFindings, errs.String())
			file := filepath.Join("testdata", "golden", name+".json")
			if *update {
				require.NoError(t, os.WriteFile(file, out.Bytes(), 0o600))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.JSONEq(t, string(want), out.String(), "go test ./examples/cli -update writes it; CHANGELOG names a changed figure")
		})
	}
}
