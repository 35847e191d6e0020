package operation

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/finance/plan"
	"github.com/scrutineer-dev/scrutineer/table"
)

// FinancePlan is what placements will cost, from child-days or from a stock and its daily flow.
func FinancePlan() Operation {
	return Operation{
		Group: "finance", Verb: "plan",
		Title: "Placement plan", Question: "What will placements cost, month by month?",
		Method: "Child-days × weekly price ÷ 7, by type and provider, at the prices of the day. From a stock the expected child-days follow from daily rates of entering, leaving and moving, and the interval from the chance in them.",
		Doc:    "cost of placements by month and year, with its interval, its split into price, number, time and mix, a scenario and the ledger",
		Inputs: []Input{
			{Name: "prices", File: "prices.csv", Table: true, Label: "Prices", Schema: plan.PricesSchema(), Doc: "columns placement and weekly, and where known provider, from, income and sd_percent"},
			{Name: "child_days", File: "child_days.csv", Table: true, Label: "Child-days", Schema: plan.ActivitySchema(), Optional: true, Doc: "file of child-days: placement, period (2027-04) and child_days"},
			{Name: "stock", File: "stock.csv", Table: true, Label: "Children on the first day", Schema: flow.Schema(flow.StockTable), Optional: true, Doc: "file of the children on the first day: placement, children, and band or born"},
			{Name: "rates", File: "rates.csv", Table: true, Label: "Daily rates", Schema: flow.Schema(flow.RateTable), Optional: true, Doc: "file of daily rates: band, from, to, per_day; with a stock"},
			{Name: "episodes", File: "episodes.csv", Table: true, Label: "Episodes of the SSDA903 return", Schema: flow.Schema(flow.EpisodeTable), Optional: true, Doc: "file of SSDA903 episodes, from which the stock and the rates come: child, decom, dec and place"},
			{Name: "header", File: "header.csv", Table: true, Label: "Header of the SSDA903 return", Schema: flow.Schema(flow.HeaderTable), Optional: true, Doc: "file of the SSDA903 header: child and dob; with episodes"},
			{Name: "known", File: "known.csv", Table: true, Label: "Children with a price of their own", Schema: plan.KnownSchema(), Optional: true, Doc: "file of children with a price of their own until they first move: placement, born, weekly, and where known id, provider, start and income"},
			{Name: "pipeline", File: "pipeline.csv", Table: true, Label: "Placements that may come", Schema: plan.PipelineSchema(), Optional: true, Doc: "file of placements that may come: placement, start, end, weekly, probability, and where known id and provider"},
			{Name: "mix", File: "mix.csv", Table: true, Label: "Shares of providers", Schema: plan.MixSchema(), Optional: true, Doc: "file of the shares of providers: placement, provider, percent, and where it changes from"},
			{Name: "uplifts", File: "uplifts.csv", Table: true, Label: "Uplifts", Schema: plan.UpliftsSchema(), Optional: true, Doc: "file of uplifts: on, percent, and where not all prices rise placement and provider"},
			{Name: "moves", File: "moves.csv", Table: true, Label: "Moves of a scenario", Schema: plan.MovesSchema(), Optional: true, Doc: "file of a scenario: on, children, from_placement, from_provider, to_placement, to_provider"},
			{Name: "ledger", File: "ledger.csv", Table: true, Label: "Ledger", Schema: plan.LedgerSchema(), Optional: true, Doc: "file of the ledger: placement, month, actual where it is closed, forecast where it is to come"},
		},
		Settings: append([]Setting{
			{Name: "start", Label: "First day", Kind: Date, Value: "day", Doc: "first day of a plan from a stock"},
			{Name: "from", Label: "Rates from", Kind: Date, Value: "day", Doc: "first day of the window of episodes that the rates come from"},
			{Name: "to", Label: "Rates to", Kind: Date, Value: "day", Doc: "day to which the episodes reach: the window ends before it and the plan starts on it"},
			{Name: "months", Label: "Months", Kind: Whole, Default: "12", Value: "number", Doc: "number of months of a plan from a stock"},
			{
				Name: "basis", Label: "Interval", Kind: One, Default: "chance", Doc: "what the interval of a plan from a stock holds: none, chance, chance_rates or chance_rates_prices",
				Choices: []Choice{{"none", "No interval"}, {"chance", "Chance alone"}, {"chance_rates", "Chance and uncertain rates"}, {"chance_rates_prices", "Chance, uncertain rates and prices"}},
			},
			{
				Name: "prices_move", Label: "Uncertain prices", Kind: One, Default: "common", Doc: "how uncertain prices move: common (together) or independent",
				Choices: []Choice{{"common", "Together"}, {"independent", "Each for itself"}},
			},
			{Name: "pipeline_until", Label: "Pipeline until", Kind: Date, Value: "day", Doc: "day before which the pipeline stands for all entries, so that modelled ones begin on it"},
		}, TableSettings()...),
		Example: Example{
			Source: "The prices and child-days are made up.",
			Inputs: map[string]string{
				"prices":     "placement,weekly,income\nfostering,575,0\nresidential,7145,900\n",
				"uplifts":    "on,percent,placement\n2027-09-15,4.1,residential\n",
				"child_days": "placement,period,child_days\nfostering,2027-08,6510\nfostering,2027-09,6300\nresidential,2027-08,1922\nresidential,2027-09,1860\n",
				"moves":      "on,children,from_placement,to_placement\n2027-09-01,2,residential,fostering\n",
			},
		},
		Zero: plan.Plan{},
		Run:  runPlan,
	}
}

// planInputs is what a plan is made of.
type planInputs struct {
	book  plan.Book
	start time.Time
	// nights are the expected children who cost what the prices say.
	nights []plan.Nights
	// own are the days of children with prices of their own, which replace those of the prices.
	extra []plan.Extra
	flow  *planFlow
	notes []string
	asks  []string
}

// planFlow is a plan from a stock.
type planFlow struct {
	model flow.Model
	stock []flow.Children
	own   []flow.OwnWeights
	days  int
	from  int // the first day of modelled entries
}

func runPlan(ctx context.Context, call Call) (Result, error) {
	in, err := readPlan(ctx, call)
	if err != nil {
		return Result{}, err
	}
	cost, err := plan.NewCost(in.book, in.start, in.nights)
	if err != nil {
		return Result{}, err
	}
	cost = cost.With(in.extra...)
	p := plan.New(cost, in.book)
	p.Notes, p.Questions = append(p.Notes, in.notes...), append(p.Questions, in.asks...)
	if in.flow != nil {
		if err := in.interval(call, cost, &p); err != nil {
			return Result{}, err
		}
	}
	if err := planScenario(ctx, call, in, cost, &p); err != nil {
		return Result{}, err
	}
	if call.Given("ledger") {
		rows, err := rowsOf(ctx, call, "ledger", plan.LedgerOf, &p.Notes)
		if err != nil {
			return Result{}, err
		}
		rec, questions, err := cost.ReconcileLedger(rows)
		if err != nil {
			return Result{}, call.about("ledger", err)
		}
		p.Reconciliation = &rec
		p.Questions = append(p.Questions, questions...)
	}
	return Result{Value: p, View: planView(p)}, nil
}

// rowsOf reads a table of a plan, and adds what is to be said of it.
func rowsOf[T any](ctx context.Context, call Call, input string, of func(*table.Grid, table.Options) (plan.Rows[T], error), notes *[]string) (rows plan.Rows[T], err error) {
	if !call.Given(input) {
		return rows, nil
	}
	rows, err = ReadTable(ctx, call, input, of)
	for i := range rows.Places {
		rows.Places[i].File = call.Sources[input].Name
	}
	if err == nil {
		*notes = append(*notes, rows.Notes...)
	}
	return rows, err
}

func readPlan(ctx context.Context, call Call) (in planInputs, err error) {
	prices, err := rowsOf(ctx, call, "prices", plan.PricesOf, &in.notes)
	if err != nil {
		return in, err
	}
	mix, err := rowsOf(ctx, call, "mix", plan.MixOf, &in.notes)
	if err != nil {
		return in, err
	}
	uplifts, err := rowsOf(ctx, call, "uplifts", plan.UpliftsOf, &in.notes)
	if err != nil {
		return in, err
	}
	if in.book, err = plan.NewBook(prices.Items, mix.Items, uplifts.Items); err != nil {
		return in, uplifts.Locate("uplifts", mix.Locate("mix", prices.Locate("prices", err)))
	}
	byHand := call.Given("stock") || call.Given("rates")
	switch given := byHand || call.Given("known") || call.Given("episodes"); {
	case given == call.Given("child_days"), byHand && call.Given("episodes"):
		return in, &figure.Fault{Code: "missing_input", Path: "child_days", Problem: "a plan is made of child-days, of a stock and rates, or of episodes", Remedy: "give one of the three"}
	case given:
		err = in.fromStock(ctx, call)
		return in, err
	}
	rows, err := rowsOf(ctx, call, "child_days", plan.ActivityOf, &in.notes)
	if err != nil {
		return in, err
	}
	if in.start, in.nights, err = plan.NightsOf(rows); err != nil {
		return in, call.about("child_days", err)
	}
	err = in.pipeline(ctx, call, len(in.nights[0].Children))
	return in, err
}

// fromStock carries a stock forward.
func (in *planInputs) fromStock(ctx context.Context, call Call) error {
	months, err := Parse(call, "months", parsePositive)
	if err != nil {
		return err
	}
	if months > 240 {
		return &figure.Fault{Code: "setting", Path: "months", Value: strconv.Itoa(months), Problem: "a plan has at most 240 months", Remedy: "use fewer"}
	}
	model, stock, start, err := in.modelOf(ctx, call)
	if err != nil {
		return err
	}
	in.start = start
	f := &planFlow{model: model, stock: stock, days: int(start.AddDate(0, months, 0).Sub(start) / (24 * time.Hour))}
	in.flow = f
	until, err := ParseGiven(call, "pipeline_until", parseDay)
	if err != nil {
		return err
	}
	if !until.IsZero() {
		f.from = max(0, int(until.Sub(start)/(24*time.Hour)))
	}
	if err := in.known(ctx, call); err != nil {
		return err
	}
	if err := f.model.Check(); err != nil {
		return &figure.Fault{Code: figure.BadValue, Path: "rates", Problem: err.Error()}
	}
	nights, err := f.nights(start)
	if err != nil {
		return asFault("stock", err)
	}
	for i, placement := range f.model.Placements {
		n := plan.Nights{Placement: placement}
		for _, day := range nights {
			n.Children = append(n.Children, decimal.NewFromFloat(day[i]).Round(nightPlaces))
		}
		in.nights = append(in.nights, n)
	}
	if call.Given("pipeline") && until.IsZero() && len(f.model.Entries) > 0 {
		in.asks = append(in.asks, "the pipeline and the modelled entries may count the same children twice: until which day does the pipeline stand for all entries? Say it with pipeline_until")
	}
	return in.pipeline(ctx, call, f.days)
}

// modelOf is the flow and the stock of a plan: given by hand, or estimated from episodes.
func (in *planInputs) modelOf(ctx context.Context, call Call) (m flow.Model, stock []flow.Children, start time.Time, err error) {
	var inputs flow.Inputs
	for _, want := range [...]struct {
		input string
		kind  flow.Kind
	}{{"rates", flow.RateTable}, {"stock", flow.StockTable}, {"episodes", flow.EpisodeTable}, {"header", flow.HeaderTable}} {
		if !call.Given(want.input) {
			continue
		}
		kind, err := ReadTable(ctx, call, want.input, func(g *table.Grid, o table.Options) (flow.Kind, error) {
			kind, notes, err := inputs.Add(g, o)
			in.notes = append(in.notes, notes...)
			return kind, err
		})
		if err != nil {
			return m, nil, start, err
		}
		if kind != want.kind {
			return m, nil, start, &figure.Fault{
				Code: "unknown_table", Path: want.input, Problem: "the table of " + want.input + " has columns of another table",
				Remedy: "give rates as band, from, to, per_day; a stock as placement, children, and band or born; episodes as child, decom, dec, place; a header as child, dob",
			}
		}
	}
	if call.Given("episodes") {
		return in.estimated(call, inputs.Return)
	}
	start, err = in.day(call, "start", "say on which day the stock stands")
	return inputs.Model, inputs.Stock, start, err
}

// estimated is the flow that episodes show in the window, and who was there at its end.
func (in *planInputs) estimated(call Call, episodes flow.Return) (m flow.Model, stock []flow.Children, start time.Time, err error) {
	from, err := in.day(call, "from", "say from which day on the episodes give the rates")
	if err != nil {
		return m, nil, start, err
	}
	if start, err = in.day(call, "to", "say to which day the episodes reach"); err != nil {
		return m, nil, start, err
	}
	if call.Text("start") != "" {
		return m, nil, start, &figure.Fault{Code: "setting", Path: "start", Value: call.Text("start"), Problem: "a plan from episodes starts on the day to which they reach", Remedy: "leave it out"}
	}
	histories, problems := episodes.Histories(flow.HistorySettings{})
	in.notes = append(in.notes, episodes.Notes()...)
	counts := map[flow.ProblemCode]int{}
	for _, p := range problems {
		counts[p.Code]++
	}
	for _, code := range slices.Sorted(maps.Keys(counts)) {
		in.notes = append(in.notes, fmt.Sprintf("episodes reported: %d %s", counts[code], code))
	}
	if m, err = flow.Estimate(histories, flow.Window{From: from, To: start}, nil); err != nil {
		return m, nil, start, asFault("episodes", err)
	}
	return m, flow.StockOn(histories, start), start, nil
}

// day is a setting that is needed and holds a day.
func (in *planInputs) day(call Call, setting, need string) (time.Time, error) {
	day, err := ParseGiven(call, setting, parseDay)
	if err == nil && day.IsZero() {
		err = &figure.Fault{Code: "setting", Path: setting, Problem: need, Remedy: "write 2026-04-01"}
	}
	return day, err
}

// nightPlaces are those of an expected number of children, which is a floating-point number until it is costed.
const nightPlaces = 9

// nights are the expected children, those with prices of their own among them.
func (f *planFlow) nights(start time.Time) ([][]float64, error) {
	stock := slices.Clone(f.stock)
	for _, own := range f.own {
		stock = append(stock, own.Children)
	}
	return f.model.NightsFrom(stock, flow.Settings{Start: start, Days: f.days}, f.from)
}

// asFault says an error of a flow as the fault of an input.
func asFault(input string, err error) error {
	var fault *figure.Fault
	if errors.As(err, &fault) {
		return err
	}
	return &figure.Fault{Code: figure.BadValue, Path: input, Problem: err.Error(), Remedy: "mend the stock or the rates"}
}

// known adds the children with prices of their own.
func (in *planInputs) known(ctx context.Context, call Call) error {
	rows, err := rowsOf(ctx, call, "known", plan.KnownOf, &in.notes)
	if err != nil {
		return err
	}
	for i, k := range rows.Items {
		if k.Start.After(in.start) {
			return &figure.Fault{Code: "start", Place: rows.Places[i], Label: k.Placement, Value: k.Start.Format(time.DateOnly), Problem: "the child is not there on the first day of the plan", Remedy: "give it in the pipeline"}
		}
		if !slices.Contains(in.flow.model.Placements, k.Placement) {
			in.flow.model.Placements = append(in.flow.model.Placements, k.Placement)
		}
		weight, _ := k.Weekly.Float64()
		c := flow.Children{Placement: k.Placement, Born: k.Born, Number: 1}
		in.flow.own = append(in.flow.own, flow.OwnWeights{Children: c, Weights: slices.Repeat([]float64{weight / 7}, in.flow.days)})
	}
	// What they cost more or less than the prices say, for the nights until they first move.
	for i, k := range rows.Items {
		still, err := in.flow.model.Staying(in.flow.own[i].Children, flow.Settings{Start: in.start, Days: in.flow.days})
		if err != nil {
			return asFault("known", err)
		}
		extra := plan.Extra{Line: plan.Line{Placement: k.Placement, Provider: k.Provider}, Days: make([]plan.ExtraDay, in.flow.days)}
		for t, chance := range still {
			p := decimal.NewFromFloat(chance).Round(nightPlaces)
			gross, income, err := in.book.Average(k.Placement, in.start.AddDate(0, 0, t))
			if err != nil {
				return err
			}
			extra.Days[t] = plan.ExtraDay{Gross: p.Mul(k.Weekly.Sub(gross)), Income: p.Mul(k.Income.Sub(income))}
		}
		in.extra = append(in.extra, extra)
	}
	return nil
}

// pipeline adds placements that may come.
func (in *planInputs) pipeline(ctx context.Context, call Call, days int) error {
	rows, err := rowsOf(ctx, call, "pipeline", plan.PipelineOf, &in.notes)
	if err != nil {
		return err
	}
	for i, x := range rows.Items {
		line := plan.Line{Placement: x.Placement, Provider: x.Provider}
		if !slices.Contains(in.book.Lines(), line) {
			return &figure.Fault{Code: "price_missing", Place: rows.Places[i], Label: line.String(), Problem: line.String() + " has no line in the prices", Remedy: "name the placement and the provider as the prices do"}
		}
		extra := plan.Extra{Line: line, Days: make([]plan.ExtraDay, days), Probability: decimal.NewNullDecimal(x.Probability)}
		for t := range days {
			if day := in.start.AddDate(0, 0, t); !day.Before(x.Start) && (x.End.IsZero() || day.Before(x.End)) {
				extra.Days[t] = plan.ExtraDay{Children: x.Probability, Gross: x.Probability.Mul(x.Weekly)}
			}
		}
		in.extra = append(in.extra, extra)
	}
	return nil
}

// interval puts the standard deviation and the interval to each period.
func (in planInputs) interval(call Call, cost plan.Cost, p *plan.Plan) error {
	basis, err := Parse(call, "basis", func(text string) (b plan.Basis, err error) { return b, b.UnmarshalText([]byte(text)) })
	if err != nil || basis == plan.NoInterval {
		return err
	}
	p.Basis = basis
	weights, err := in.book.Weights(in.flow.model.Placements, in.start, in.flow.days)
	if err != nil {
		return err
	}
	periods := append(append([]*plan.Period{}, pointers(p.Months)...), pointers(p.Years)...)
	var ranges []flow.Range
	for _, period := range periods {
		from, to := cost.Range(*period)
		ranges = append(ranges, flow.Range{From: from, To: to})
	}
	totals := func(weights [][]float64, own []flow.OwnWeights, uncertain bool) ([]flow.Expected, error) {
		return in.flow.model.Totals(in.flow.stock, flow.TotalSettings{
			Settings: flow.Settings{Start: in.start, Days: in.flow.days, UncertainRates: uncertain}, Weights: weights, Own: own, Ranges: ranges, EntriesFrom: in.flow.from,
		})
	}
	spread, err := totals(weights.All, in.flow.own, basis != plan.Chance)
	if err != nil {
		return asFault("stock", err)
	}
	variances := make([]float64, len(spread))
	for i, s := range spread {
		variances[i] = s.Variance + in.pipelineVariance(ranges[i])
	}
	if basis == plan.ChanceRatesPrices {
		sets := [][][]float64{weights.Uncertain}
		if call.Text("prices_move") == "independent" {
			sets = weights.ByLine
		}
		for _, set := range sets {
			// A child with a price of its own that is settled has no part in the uncertainty until it moves.
			own := slices.Clone(in.flow.own)
			for i := range own {
				own[i].Weights = make([]float64, in.flow.days)
			}
			y, err := totals(set, own, false)
			if err != nil {
				return asFault("stock", err)
			}
			for i := range y {
				variances[i] += y[i].Variance + y[i].Mean*y[i].Mean
			}
		}
		p.Notes = append(p.Notes, "uncertain prices move "+map[bool]string{true: "each for itself", false: "together"}[call.Text("prices_move") == "independent"])
	}
	const normal95 = 1.959963984540054
	for i, period := range periods {
		sd := math.Sqrt(max(variances[i], 0))
		half := decimal.NewFromFloat(normal95 * sd)
		period.SD = decimal.NewNullDecimal(decimal.NewFromFloat(sd).Round(pence))
		period.Lower = decimal.NewNullDecimal(decimal.Max(period.Gross.Sub(half), decimal.Decimal{}).Round(pence))
		period.Upper = decimal.NewNullDecimal(period.Gross.Add(half).Round(pence))
	}
	p.Notes = append(p.Notes, "the variance of a year is not the sum of its months': a child who stays costs in all of them")
	return nil
}

// pipelineVariance is p(1−p)·cost² of each placement that may come, over a range.
func (in planInputs) pipelineVariance(r flow.Range) (variance float64) {
	for _, x := range in.extra {
		if !x.Probability.Valid || x.Probability.Decimal.IsZero() {
			continue
		}
		var gross decimal.Decimal
		for _, day := range x.Days[r.From:r.To] {
			gross = gross.Add(day.Gross)
		}
		p := x.Probability.Decimal.InexactFloat64()
		expected := gross.InexactFloat64() / 7 // p × the cost
		variance += expected * expected * (1 - p) / p
	}
	return variance
}

func pointers(periods []plan.Period) []*plan.Period {
	all := make([]*plan.Period, len(periods))
	for i := range periods {
		all[i] = &periods[i]
	}
	return all
}

// planScenario adds the scenario's effect and the split: of the scenario against the plan in its first year, or of the first two whole
// years.
func planScenario(ctx context.Context, call Call, in planInputs, cost plan.Cost, p *plan.Plan) error {
	moves, err := rowsOf(ctx, call, "moves", plan.MovesOf, &p.Notes)
	if err != nil {
		return err
	}
	if len(moves.Items) > 0 {
		if p.Scenario, err = plan.Effects(in.book, in.start, in.nights, moves.Items); err != nil {
			return moves.Locate("moves", err)
		}
		changed, err := plan.NewCost(in.book, in.start, in.nights, moves.Items...)
		if err != nil {
			return moves.Locate("moves", err)
		}
		changed = changed.With(in.extra...)
		split, err := plan.Split(cost.PositionOf(p.Years[0]), changed.PositionOf(p.Years[0]), plan.Calendar)
		if err != nil {
			return err
		}
		split = split.Print(pence)
		p.Split = &split
		p.Notes = append(p.Notes, "the split is of the scenario against the plan in "+p.Years[0].Name)
		return nil
	}
	for i := 1; i < len(p.Years); i++ {
		if p.Years[i-1].Whole && p.Years[i].Whole {
			split, err := plan.Split(cost.PositionOf(p.Years[i-1]), cost.PositionOf(p.Years[i]), plan.Calendar)
			if err != nil {
				return err
			}
			split = split.Print(pence)
			p.Split = &split
			p.Notes = append(p.Notes, "the split is of "+p.Years[i].Name+" against "+p.Years[i-1].Name)
			return nil
		}
	}
	return nil
}

func planView(p plan.Plan) View {
	style := finance.MoneyStyle{Grouped: true, Places: pence}
	given := func(d decimal.NullDecimal) string {
		if !d.Valid {
			return ""
		}
		return style.Print(d.Decimal)
	}
	view := View{Answer: p.Answer(), Notes: append([]string{}, p.Notes...)}
	periods := func(id, title string, of []plan.Period) Section {
		return Section{
			ID: id, Title: title, Count: len(of),
			Columns: []Column{
				word("period", "Period"), number("days", "Days"), word("whole", "Whole"), number("gross", "Gross"), number("income", "Income"), number("net", "Net"),
				number("sd", "Standard deviation"), number("lower", "From"), number("upper", "To"),
			},
			Rows: func(yield func(Row) bool) {
				for _, m := range of {
					whole := "yes"
					if !m.Whole {
						whole = "no"
					}
					if !yield(Row{Cells: Cells(m.Name, strconv.Itoa(m.Days), whole, style.Print(m.Gross), style.Print(m.Income), style.Print(m.Net), given(m.SD), given(m.Lower), given(m.Upper))}) {
						return
					}
				}
			},
		}
	}
	view.Sections = append(view.Sections, periods("years", "Cost of placements by financial year, £", p.Years), periods("months", "Cost of placements by month, £", p.Months))
	lines := Section{
		ID: "placements", Title: "By type and provider in each year, £",
		Columns: []Column{word("period", "Period"), word("placement", "Placement"), word("provider", "Provider"), number("children", "Children"), number("weekly", "A week"), number("gross", "Gross"), number("net", "Net")},
		Rows: func(yield func(Row) bool) {
			for _, y := range p.Years {
				for _, l := range y.Placements {
					if !yield(Row{Cells: Cells(y.Name, l.Placement, l.Provider, l.Children.StringFixed(1), given(l.Weekly), style.Print(l.Gross), style.Print(l.Net))}) {
						return
					}
				}
			}
		},
	}
	for _, y := range p.Years {
		lines.Count += len(y.Placements)
	}
	view.Sections = append(view.Sections, lines)
	if s := p.Split; s != nil {
		view.Sections = append(view.Sections, one(
			"split", fmt.Sprintf("What the difference is made of, £ (time is %s)", s.TimeMeaning),
			[]Column{number("from", "From"), number("to", "To"), number("difference", "Difference"), number("price", "Price"), number("number", "Number"), number("time", "Time"), number("mix", "Mix")},
			style.Print(s.From), style.Print(s.To), style.Print(s.Difference), style.Print(s.Price), style.Print(s.Number), style.Print(s.Time), style.Print(s.Mix),
		))
	}
	if len(p.Scenario) > 0 {
		view.Sections = append(view.Sections, Section{
			ID: "scenario", Title: "What the scenario changes, £", Count: len(p.Scenario),
			Columns: []Column{word("period", "Year"), number("part year", "Part-year"), number("full year", "Full-year"), number("timing", "Timing")},
			Rows: func(yield func(Row) bool) {
				for _, e := range p.Scenario {
					if !yield(Row{Cells: Cells(e.Period, style.Print(e.PartYear), style.Print(e.FullYear), style.Print(e.Timing))}) {
						return
					}
				}
			},
		})
	}
	if r := p.Reconciliation; r != nil {
		view.Sections = append(view.Sections, reconciliationSection(*r))
	}
	return said(view, "plan", p.Questions)
}

func reconciliationSection(r plan.Reconciliation) Section {
	style := finance.MoneyStyle{Grouped: true, Places: pence}
	return Section{
		ID: "reconciliation", Title: "The ledger beside the model, £", Count: len(r.Rows) + 1,
		Columns: []Column{
			word("placement", "Placement"), number("to date", "To date"), number("to come", "To come"), number("ledger forecast", "Ledger's forecast"), number("actual plus model", "Actual and model"),
			number("difference", "Difference"), number("percent", "Ledger allows, per cent"),
		},
		Rows: func(yield func(Row) bool) {
			row := func(x plan.ReconciledRow) []Cell {
				percent := ratio(x.Percent, 1)
				if x.Reason != "" {
					percent = x.Reason
				}
				return Cells(x.Placement, style.Print(x.ToDate), style.Print(x.ToCome), style.Print(x.LedgerForecast), style.Print(x.ActualPlusModel), style.Print(x.Difference), percent)
			}
			for _, x := range r.Rows {
				if !yield(Row{Cells: row(x)}) {
					return
				}
			}
			yield(Row{Cells: row(r.Total), Total: true})
		},
	}
}
