package main

import (
	"slices"

	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/national"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// The years of the pack. A population is of the middle of the year before the count that it goes with.
const (
	firstYear      = 2016
	lastYear       = 2025
	populationLag  = 1
	populationYear = firstYear - populationLag
)

// Days of the copies that were read: of DfE's dashboard of children's social care, and of the bulk data of LAIT.
const (
	dashboardDay = "2026-04-27"
	laitDay      = "2026-04-08"
)

// Publishers.
const (
	dfeName = "Department for Education"
	onsName = "Office for National Statistics"
)

const statistics = "https://explore-education-statistics.service.gov.uk/find-statistics/"

// published are the files that the pack is made of. The digests are filled in as they are read.
func published() []national.Source {
	return []national.Source{
		{ID: "looked_after", Title: "Children looked after in England including adoptions", Publisher: dfeName, Edition: "reporting year 2025", Date: dashboardDay, Address: statistics + "children-looked-after-in-england-including-adoptions", File: "cla_number_and_rate_per_10k_children.csv"},
		{ID: "placements", Title: "Children looked after in England including adoptions: placement stability", Publisher: dfeName, Edition: "reporting year 2025", Date: dashboardDay, Address: statistics + "children-looked-after-in-england-including-adoptions", File: "la_cla_placement_stability.csv"},
		{ID: "in_need", Title: "Children in need: table B1", Publisher: dfeName, Edition: "reporting year 2025", Date: dashboardDay, Address: statistics + "children-in-need", File: "b1_children_in_need_2013_to_2025.csv"},
		{ID: "referrals", Title: "Children in need: table C1", Publisher: dfeName, Edition: "reporting year 2025", Date: dashboardDay, Address: statistics + "children-in-need", File: "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"},
		{ID: "plans_started", Title: "Children in need: table D3", Publisher: dfeName, Edition: "reporting year 2025", Date: dashboardDay, Address: statistics + "children-in-need", File: "d3_cpps_subsequent_plan_2013_to_2025.csv"},
		{ID: "plans", Title: "Children in need: table D5", Publisher: dfeName, Edition: "reporting year 2025", Date: dashboardDay, Address: statistics + "children-in-need", File: "d5_cpps_at31march_by_duration_2013_to_2025.csv"},
		{ID: "workforce", Title: "Children's social work workforce", Publisher: dfeName, Edition: "reporting year 2025", Date: dashboardDay, Address: statistics + "children-s-social-work-workforce", File: "csww_indicators_2017_to_2025.csv"},
		{ID: "lait", Title: "Local Authority Interactive Tool, bulk data", Publisher: dfeName, Edition: "April 2026", Date: laitDay, Address: "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait", File: "lait_social_care_long.csv"},
		{ID: "population", Title: "Mid-year population estimates, children aged 0 to 17", Publisher: onsName, Edition: "mid-2012 to mid-2024", Date: dashboardDay, Address: "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates", File: "ons_mid-year_population_estimates_2012_to_2024.csv"},
		{ID: "neighbours_2025", Title: "Children's services statistical neighbour model", Publisher: dfeName, Edition: "May 2025", Date: dashboardDay, Address: "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait", File: "sn_model_2025_wide.csv"},
		{ID: "neighbours_2021", Title: "Children's services statistical neighbour model", Publisher: "National Foundation for Educational Research, for the " + dfeName, Edition: "April 2021", Date: dashboardDay, Address: "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait", File: "New_Statistical_Neighbour_Groupings_April_2021.csv"},
	}
}

// lists are the lists of neighbours by the id of their source. The published files do not name themselves.
var lists = [...]struct{ source, name, since string }{
	{"neighbours_2025", "DfE May 2025", "2025-05-01"},
	{"neighbours_2021", "DfE April 2021", "2021-04-01"},
}

// taken is a column of a file. LAIT is taken for the years before the file itself begins.
type taken struct {
	source, column string
	filters        []dfe.Filter
}

// ingredient is one series and where it comes from, the newest file first.
type ingredient struct {
	series national.Series
	from   []taken
}

func lait(measure string) taken { return taken{source: "lait", column: measure} }

func column(source, name string, filters ...dfe.Filter) taken { return taken{source, name, filters} }

// On the days and in the years of the returns.
const (
	march     = "31 March"
	yearMarch = "year to 31 March"
	september = "30 September"
	yearSept  = "year to 30 September"
	midYear   = "30 June"
)

// Units.
const (
	children = "children"
	per10k   = "per 10,000 children"
	percent  = "%"
	fullTime = "full-time equivalents"
)

// recipe is every series of the pack, in the order in which a page shows them. Polarities are those of LAIT's dictionary of
// measures; placements, which it does not have, go by what the measures are of: staying with one carer is what the statistics call
// stability, and three moves in a year its lack.
func recipe() []ingredient {
	return slices.Concat(lookedAfter(), placements(), inNeed(), protection(), workforce(), population())
}

func lookedAfter() []ingredient {
	of := func(kind string) dfe.Filter { return dfe.Filter{Column: "population_type", Value: kind} }
	on, starting, ceasing := of("Children looked after on 31 March each year"), of("Children starting to be looked after each year"), of("Children ceasing to be looked after each year")
	s := inGroup("Children looked after")
	return []ingredient{
		s.rate("looked_after_rate", "Children looked after per 10,000", march, 0, rag.Neutral, "looked_after", 2019, column("looked_after", "rate_per_10000", on), lait("LAC")),
		s.count("looked_after", "Children looked after", children, march, column("looked_after", "children_count", on), lait("LACnum")),
		s.rate("looked_after_starting_rate", "Children starting to be looked after per 10,000", yearMarch, 0, rag.Neutral, "looked_after_starting", 2019, column("looked_after", "rate_per_10000", starting), lait("LAC_Start_Rate")),
		s.count("looked_after_starting", "Children starting to be looked after", children, yearMarch, column("looked_after", "children_count", starting), lait("LACnum_Start")),
		s.rate("looked_after_ceasing_rate", "Children ceasing to be looked after per 10,000", yearMarch, 0, rag.Neutral, "looked_after_ceasing", 2019, column("looked_after", "rate_per_10000", ceasing), lait("LAC_Cease_Rate")),
		s.count("looked_after_ceasing", "Children ceasing to be looked after", children, yearMarch, column("looked_after", "children_count", ceasing), lait("LACceased")),
		s.count("unaccompanied", "Unaccompanied asylum-seeking children looked after", children, march, lait("Unacc_Asylmn_Seek_Childn")),
	}
}

func placements() []ingredient {
	of := func(group, what string) []dfe.Filter {
		return []dfe.Filter{{Column: "cla_group", Value: group}, {Column: "placement_stability", Value: what}}
	}
	const now, long = "CLA on 31 March", "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years"
	const moved, stayed, all = "With 3 or more placements during the year", "Living with the same carer for at least 2 years", "Total children"
	s := inGroup("Placements")
	return []ingredient{
		s.share("three_placements_percent", "Looked-after children with 3 or more placements in the year", march, 0, rag.LowerBetter, "three_placements", "placements_of", column("placements", "children_percent", of(now, moved)...)),
		s.count("three_placements", "Looked-after children with 3 or more placements in the year", children, march, column("placements", "children_count", of(now, moved)...)),
		s.count("placements_of", "Children looked after, as counted for placements", children, march, column("placements", "children_count", of(now, all)...)),
		s.share("same_carer_percent", "Children under 16 looked after for 2½ years who lived with one carer for 2 years", march, 0, rag.HigherBetter, "same_carer", "same_carer_of", column("placements", "children_percent", of(long, stayed)...)),
		s.count("same_carer", "Children under 16 looked after for 2½ years who lived with one carer for 2 years", children, march, column("placements", "children_count", of(long, stayed)...)),
		s.count("same_carer_of", "Children under 16 looked after for 2½ years", children, march, column("placements", "children_count", of(long, all)...)),
	}
}

func inNeed() []ingredient {
	s := inGroup("Children in need")
	return []ingredient{
		s.rate("in_need_rate", "Children in need per 10,000", march, 1, rag.Neutral, "in_need", firstYear, lait("CIN")),
		s.count("in_need", "Children in need", "episodes", march, column("in_need", "At31_episodes")),
		s.rate("referrals_rate", "Referrals per 10,000", yearMarch, 1, rag.Neutral, "referrals", firstYear, lait("CPP_Total_Rateper10,000")),
		s.count("referrals", "Referrals to children's social care", "referrals", yearMarch, column("referrals", "referral_count"), lait("CPP_Total_NumRef")),
		s.share("rereferrals_percent", "Referrals within 12 months of an earlier one", yearMarch, 1, rag.LowerBetter, "rereferrals", "referrals", column("referrals", "rereferral_percent"), lait("ReReferral")),
		s.count("rereferrals", "Referrals within 12 months of an earlier one", "referrals", yearMarch, column("referrals", "rereferral_count")),
		s.share("no_further_action_percent", "Referrals closed with no further action", yearMarch, 1, rag.Neutral, "no_further_action", "referrals", column("referrals", "no_further_action_percent"), lait("CIN_Refferals_NFA")),
		s.count("no_further_action", "Referrals closed with no further action", "referrals", yearMarch, column("referrals", "no_further_action_count")),
		s.share("assessed_in_time_percent", "Assessments completed within 45 working days", yearMarch, 1, rag.HigherBetter, "", "", lait("Continue_Assess_Comp")),
	}
}

func protection() []ingredient {
	s := inGroup("Child protection")
	return []ingredient{
		s.rate("enquiries_rate", "Section 47 enquiries per 10,000", yearMarch, 1, rag.Neutral, "", 0, lait("Section_47")),
		s.rate("conferences_rate", "Initial child protection conferences per 10,000", yearMarch, 1, rag.Neutral, "", 0, lait("ISCP_Conf")),
		s.share("conferences_in_time_percent", "Initial conferences held within 15 working days", yearMarch, 1, rag.HigherBetter, "", "", lait("CP_conf_15days")),
		s.rate("plans_rate", "Child protection plans per 10,000", march, 1, rag.Neutral, "plans", firstYear, lait("CPP_rate")),
		s.count("plans", "Child protection plans", "plans", march, column("plans", "CPP_At31"), lait("CPP_Num")),
		s.rate("plans_started_rate", "Child protection plans starting per 10,000", yearMarch, 1, rag.LowerBetter, "plans_started", firstYear, lait("CPP_Abuse_Rate")),
		s.count("plans_started", "Child protection plans starting", "plans", yearMarch, column("plans_started", "CPP_start"), lait("CPP_Abuse")),
		s.share("repeat_plans_percent", "Child protection plans that are a second or later one", yearMarch, 1, rag.LowerBetter, "repeat_plans", "plans_started", column("plans_started", "CPP_subsequent_percent"), lait("PrevRegCPR")),
		s.count("repeat_plans", "Child protection plans that are a second or later one", "plans", yearMarch, column("plans_started", "CPP_subsequent")),
		s.share("long_plans_percent", "Child protection plans of 2 years or more", march, 1, rag.LowerBetter, "long_plans", "plans", column("plans", "2_years_or_more_percent"), lait("CPPlans2yrsActive")),
		s.count("long_plans", "Child protection plans of 2 years or more", "plans", march, column("plans", "2_years_or_more")),
		s.share("reviewed_in_time_percent", "Child protection plans reviewed in time", yearMarch, 1, rag.HigherBetter, "", "", lait("RevCP")),
	}
}

func workforce() []ingredient {
	s := inGroup("Workforce")
	return []ingredient{
		s.average("caseload", "Cases for each social worker who holds cases", "cases", september, rag.LowerBetter, column("workforce", "caseload_fte"), lait("Work_Force_AvgNumCase_SW")),
		s.share("vacancy_percent", "Social worker vacancies", september, 1, rag.LowerBetter, "", "", column("workforce", "vacancy_rate_fte"), lait("Work_Force_Vac_Rate")),
		s.share("agency_percent", "Agency social workers", september, 1, rag.LowerBetter, "", "", column("workforce", "agency_rate_fte"), lait("Work_Force_Agecy_Rate")),
		s.share("turnover_percent", "Social worker turnover", yearSept, 1, rag.LowerBetter, "", "", column("workforce", "turnover_rate_fte"), lait("Work_Force_TO_Rate")),
		s.share("absence_percent", "Social worker absence", yearSept, 1, rag.LowerBetter, "", "", column("workforce", "absence_rate_fte"), lait("Work_Force_SWAbsence")),
		s.count("social_workers", "Children's social workers in post", fullTime, september, column("workforce", "inpost_fte"), lait("Work_Force_NoSW")),
		s.count("starters", "Social workers starting", fullTime, yearSept, column("workforce", "starters_fte"), lait("Social_Work_Starters")),
		s.count("leavers", "Social workers leaving", fullTime, yearSept, column("workforce", "leavers_fte"), lait("Social_Work_Leavers")),
		s.count("cases_held", "Cases held", "cases", september, column("workforce", "cases"), lait("Work_Force_Num_CaseHeld")),
	}
}

func population() []ingredient {
	s := inGroup("Population")
	return []ingredient{s.count("population", "Children aged 0 to 17", children, midYear, column("population", "population_estimate", dfe.Filter{Column: "age_group", Value: "Children aged 0 to 17 years"}))}
}

// inGroup makes the series of one group.
type inGroup string

func (g inGroup) series(id, name string, kind national.Kind, unit, when string, places int, p rag.Polarity, from []taken) ingredient {
	return ingredient{national.Series{ID: id, Group: string(g), Name: name, Kind: kind, Unit: unit, When: when, Places: places, Polarity: p, First: firstYear}, from}
}

func (g inGroup) count(id, name, unit, when string, from ...taken) ingredient {
	places := 0
	if unit == fullTime {
		places = 1
	}
	return g.series(id, name, national.Count, unit, when, places, rag.Neutral, from)
}

func (g inGroup) average(id, name, unit, when string, p rag.Polarity, from ...taken) ingredient {
	return g.series(id, name, national.Average, unit, when, 1, p, from)
}

// rate is a rate per 10,000 children aged 0 to 17 in the middle of the year before. since is the first year that the count and the
// population give the published figure for.
func (g inGroup) rate(id, name, when string, places int, p rag.Polarity, count string, since int, from ...taken) ingredient {
	i := g.series(id, name, national.Rate, per10k, when, places, p, from)
	if count != "" {
		i.series.Made = national.Made{Count: count, Population: "population", Per: 10_000, Lag: populationLag, Since: since}
	}
	return i
}

func (g inGroup) share(id, name, when string, places int, p rag.Polarity, part, whole string, from ...taken) ingredient {
	i := g.series(id, name, national.Percentage, percent, when, places, p, from)
	if part != "" {
		i.series.Made = national.Made{Count: part, Population: whole, Per: 100, Since: firstYear}
	}
	return i
}
