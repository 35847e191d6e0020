package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A gate that tested nothing is not passed: it prints what it has to say and exits 3.
func TestGates_ThatTestedNothingExit3(t *testing.T) {
	for name, tt := range map[string]struct {
		args []string
		text string
		code int
	}{
		"an empty object":             {[]string{"check"}, `{}`, exitUntested},
		"empty lists":                 {[]string{"check"}, `{"title":"Month 4","tables":[],"claims":[]}`, exitUntested},
		"figures and no total":        {[]string{"check"}, `{"tables":[{"id":"t","columns":[{"id":"n"}],"rows":[{"label":"A","cells":{"n":"3"}}]}]}`, exitUntested},
		"a total of suppressed cells": {[]string{"check"}, "Area,n\nA,c\nB,c\nTotal,c\n", exitUntested},
		"a total that agrees":         {[]string{"check"}, "Area,n\nA,3\nB,4\nTotal,7\n", exitDone},
		"a total that differs":        {[]string{"check"}, "Area,n\nA,3\nB,4\nTotal,9\n", exitFindings},
		"an audit, nothing hidden":    {[]string{"demand", "suppress", "-audit"}, "g,a,b,total\nx,3,5,8\ny,7,8,15\ntotal,10,13,23\n", exitUntested},
	} {
		t.Run(name, func(t *testing.T) {
			for _, form := range []string{"table", "json", "csv", "markdown"} {
				var out, errs bytes.Buffer
				code := run(append(tt.args, "-format", form), strings.NewReader(tt.text), &out, &errs)
				assert.Equal(t, tt.code, code, "%s: %s", form, errs.String())
				assert.NotEmpty(t, out.String(), form)
			}
		})
	}
}

func TestSettings_BeyondWhatThereIsAreNotWrapped(t *testing.T) {
	const roster, series = "worker,fte,cases\nA,1,30\nB,1,2\n", "period,value\n1,2\n2,3\n3,5\n4,4\n"
	for name, tt := range map[string]struct {
		args []string
		text string
		code int
		says string
	}{
		"a limit of 2^64 + 1 limits nobody":       {[]string{"caseload", "transfers", "-limit", "18446744073709551617", "-format", "csv"}, roster, exitDone, ""},
		"an aim of 2^64 + 1 needs nobody":         {[]string{"caseload", "plan", "-aim", "18446744073709551617", "-format", "csv"}, roster, exitDone, "or cases that must close,0"},
		"an aim too small to be met":              {[]string{"caseload", "plan", "-aim", "0.00000000001"}, roster, exitUsage, "more workers than there are people"},
		"a baseline longer than the series":       {[]string{"demand", "spc", "-baseline", "5"}, series, exitUsage, "the series has 4 points"},
		"a baseline as long as the series":        {[]string{"demand", "spc", "-baseline", "4"}, series, exitDone, "first 4 points"},
		"a row after the last":                    {[]string{"demand", "spc", "-exclude", "5"}, series, exitUsage, "-exclude: there is no row 5: the series has 4 rows, counted from 1"},
		"a row after the last of a run chart":     {[]string{"demand", "spc", "-chart", "run", "-exclude", "5"}, series, exitUsage, "-exclude: there is no row 5"},
		"new limits after the last row":           {[]string{"demand", "spc", "-rebase", "9"}, series, exitUsage, "-rebase: there is no row 9"},
		"an uplift that makes a price negative":   {[]string{"finance", "placements", "-year", "2024/25", "-uplift", "2024-04-01:-101"}, "type,start,weekly\nfostering,2024-04-01,700\n", exitUsage, "uplift"},
		"a count of the table beyond all numbers": {[]string{"demand", "suppress"}, "g,a,b\nx,18446744073709551617,5\ny,7,8\n", exitUsage, "18446744073709551617"},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			code := run(tt.args, strings.NewReader(tt.text), &out, &errs)
			assert.Equal(t, tt.code, code, errs.String())
			if tt.code == exitUsage {
				assert.Contains(t, errs.String(), tt.says)
			} else {
				assert.Contains(t, out.String(), tt.says)
			}
		})
	}
}
