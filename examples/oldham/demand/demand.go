// Package demand holds what the page of demand opens with: figures of children's services in Oldham and in its statistical
// neighbours, transcribed from published statistics. It is an extract for an example, not a copy of the files, which have
// every authority; see README.md beside this file for what each column was taken from.
//
// Contains public sector information licensed under the Open Government Licence v3.0.
package demand

import _ "embed"

// Figures are the rates and counts of 2021 to 2025 for Oldham, the authorities of its two lists of neighbours, the North
// West and England, in the layout of "explore education statistics".
//
//go:embed figures.csv
var Figures string

// Meta names the columns of Figures, as the file of meta-data beside a published one does.
//
//go:embed figures.meta.csv
var Meta string

// Neighbours2025 and Neighbours2021 are Oldham's rows of DfE's lists of May 2025 and of April 2021.
var (
	//go:embed neighbours_2025.csv
	Neighbours2025 string
	//go:embed neighbours_2021.csv
	Neighbours2021 string
)

// Series is the referrals to children's social care in Oldham in each year to 31 March, Funnel the children looked after
// on 31 March 2025 with the populations, and Stages the contacts and referrals of July 2024.
var (
	//go:embed series.csv
	Series string
	//go:embed funnel.csv
	Funnel string
	//go:embed stages.csv
	Stages string
)
