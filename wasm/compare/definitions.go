package compare

// definitions say by section what its figures are and where the definition comes from.
func definitions() map[string]string {
	return map[string]string{
		"claim":        "DfE uses two averages of statistical neighbours and names neither on its charts: its Local Authority Interactive Tool (LAIT) the mean, its children's social care dashboard the median. “Too close to call” is a figure and an average that print the same.",
		"glance":       "Quartiles are of all authorities in the file, the authority among them (R type 7, as in LAIT); an edge belongs to the lower interval. In rank ties take the best place.",
		"comparison":   "Neighbours are those of the list named; DfE publishes who they are and how close, and no distances. A neighbour without data is left out of the averages, never counted as zero. Averages are rounded once, half away from zero. A symbol is said in words: c confidential, z not applicable, x unavailable, u unreliable, low rounds to zero but is not zero.",
		"significance": "The interval of the authority's own figure (Wilson for percentages; for rates exact Poisson under 10 events, Byar from 10) is held against the comparator, which is taken as known: the public-health standard (OHID, Fingertips technical guidance).",
		"trend":        "Each year is compared with the neighbours of the list chosen, also before that list was published; where an average has another number of neighbours with data the table says so.",
		"changes":      "A change is taken between years that follow one another, never across a gap. The trend marker tests the last five years at 99.8 % and asks that no single year makes the trend (Fingertips technical guidance, trend markers).",
		"xmr":          "XmR chart: the limits lie 2.66 mean moving ranges from the mean (NHS England, Making Data Count). With fewer than 13 points they are a guess.",
		"runs":         "Run chart with the rules of Anhøj and Olesen (2014).",
		"forecast":     "Methods and intervals as in Hyndman and Athanasopoulos, Forecasting: Principles and Practice, and R's forecast package.",
		"backtest":     "MASE: Hyndman and Koehler (2006), scaled by the errors of the naive method over the whole series.",
		"funnel":       "Limits of rates are exact Poisson limits of the events expected; of percentages, the shares whose Wilson interval touches the average (OHID, PHEindicatormethods). Phi is made from z-scores trimmed at either end (Spiegelhalter 2012).",
		"steps":        "A flow ratio of two counts of one period, with a 95 % interval (Wilson; where there are more after than before, that of a rate).",
		"intervals":    "Wilson for proportions; for rates exact Poisson under 10 events and Byar from 10, unless the file names a method.",
	}
}
