package definitions

const oldham2024 = "Oldham Council, Children and Young People Scrutiny Board, 2 October 2024, table 1.2"

func finances() []Definition {
	return []Definition{
		{
			ID: "finance.variance", Version: 1, Name: "Variance",
			Formula: "forecast + use of reserves − budget; adverse above 0, favourable below, nil at 0",
			Source:  oldham2024, Code: "finance.Line.Variance", Test: "finance.TestReadStatement_Oldham2024",
		},
		{
			ID: "finance.income", Version: 1, Name: "Income",
			Formula: "a row of kind income is subtracted; where no convention says how it is written, in the sign that all such rows print",
			Source:  "S251 guidance (income subtracted); this library where nothing is stated", Code: "finance.ReadStatement", Test: "finance.TestReadStatement_ExtraIncomeIsFavourable",
		},
		{
			ID: "finance.percent", Version: 1, Name: "Variance as per cent of budget",
			Formula: "variance / revised budget × 100; not defined on a budget of 0, named on a negative one",
			Source:  oldham2024, Code: "finance.Line.Percent", Test: "finance.TestLine_Percent",
		},
		{
			ID: "finance.reconcile", Version: 1, Name: "A statement foots within rounding",
			Formula: "|Σ lines − total| ≤ half of (Σ units of the lines + unit of the total), the allowance included",
			Source:  calculations, Code: "finance.Statement.Reconcile", Test: "finance.TestReconcile_TheAllowanceIsClosedAndEndsThere",
		},
		{
			ID: "finance.budget_build", Version: 1, Name: "Revised budget",
			Formula: "original + virements + supplementary + carried forward; all virements together come to nil",
			Source:  "this library", Code: "finance.BudgetBuild.Revised", Test: "finance.TestReconcileBudgets",
		},
		{
			ID: "finance.movement", Version: 1, Name: "Movement between two reports",
			Formula: "later variance − earlier variance, line by line",
			Source:  "this library", Code: "finance.Move", Test: "finance.TestMove",
		},
		{
			ID: "finance.saving_at_risk", Version: 1, Name: "Saving at risk",
			Formula: "target − achieved − pressures",
			Source:  "a table of savings of 2022/23 with the directorates of Brighton & Hove", Code: "finance.Saving.NetAtRisk", Test: "finance.TestSaving_AchievedAndAtRiskAreNoComplements",
		},
		{
			ID: "finance.earned_value", Version: 1, Name: "Estimates at completion",
			Formula: "CPI = earned / actual; SPI = earned / planned; at budget: actual + budget − earned; at the cost rate: budget / CPI; and the remainder over CPI × SPI, SPI or 0.8 CPI + 0.2 SPI",
			Source:  "earned value management; R package PRA, R/evm.R, for the first three", Code: "finance.EarnedValue.EAC", Test: "finance.TestEarnedValue_EAC",
		},
		{
			ID: "finance.outturn", Version: 1, Name: "Forecast outturn from the year to date",
			Formula: "several methods side by side, each named, and their range",
			Source:  "this library; no council's published method with a worked example was found", Code: "finance.YearToDate.Outturn", Test: "finance.TestOutturn_MethodsSideBySide",
		},
		{
			ID: "finance.annual_factor", Version: 1, Name: "A weekly price as an annual one",
			Formula: "weekly × 365/7, 366/7, 52, 52.14, 365.25/7, 53 or 56, always named",
			Source:  "councils' answers to requests for information: 52.14 in Devon, 56 in Lincolnshire (52 and four weeks of allowances)", Code: "finance.AnnualFactor", Test: "finance.TestAnnualFactor_IsAlwaysNamed",
		},
		{
			ID: "finance.care_days", Version: 1, Name: "Days of a placement",
			Formula: "days from the start, the day of the end not counted",
			Source:  "Carmarthenshire County Council, charging policy, section 9: the day of admission is charged, that of discharge is not; no rule for children was found", Code: "finance.Placement", Test: "finance.TestPlacement_Between",
		},
		{
			ID: "finance.pay_by_week", Version: 1, Name: "Cash of a year paid by the week",
			Formula: "a weekly price on each pay day of the year, of which there are 52 or 53",
			Source:  "this library", Code: "finance.PayByWeek", Test: "finance.TestPayByWeek",
		},
		{
			ID: "finance.decomposition", Version: 1, Name: "Number, mix and price",
			Formula: "the difference of Σ number × share × price split in nested steps, or by Shapley's mean over all orders",
			Source:  "Das Gupta 1993, which is Shapley's value; in steps Owen's; Shorrocks 2013", Code: "finance.Decompose", Test: "finance.TestDecompose",
		},
		{
			ID: "finance.sales_variances", Version: 1, Name: "Quantity, mix and price of an income",
			Formula: "quantity: (actual − budgeted total) × average budgeted margin; mix: actual total × change of shares × budgeted margin; price: actual quantity × (actual − budgeted margin)",
			Source:  "variance analysis as management accounting teaches it", Code: "finance.Sales", Test: "finance.TestSales",
		},
		{
			ID: "finance.apportion", Version: 1, Name: "Apportionment",
			Formula: "part = round(amount × weights so far / all weights) − what was rounded before, so that parts add to the amount",
			Source:  "cumulative rounding", Code: "finance.Apportion", Test: "finance.TestApportion",
		},
	}
}
