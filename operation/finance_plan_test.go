package operation_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
	"github.com/scrutineer-dev/scrutineer/finance/plan"
	"github.com/scrutineer-dev/scrutineer/operation"
)

// planOf runs a plan over texts.
func planOf(settings map[string]string, inputs map[string]string) (plan.Plan, error) {
	call := operation.Call{Operation: operation.FinancePlan(), Settings: settings, Sources: map[string]operation.Source{}}
	for name, text := range inputs {
		call.Sources[name] = operation.Source{Name: name + ".csv", Content: []byte(text)}
	}
	if err := call.Check(); err != nil {
		return plan.Plan{}, err
	}
	result, err := call.Operation.Run(context.Background(), call)
	if err != nil {
		return plan.Plan{}, err
	}
	return result.Value.(plan.Plan), nil
}

const (
	threeChildren = "child,decom,dec,place,dob\n1,2024-04-01,,U1,2012-05-01\n2,2024-06-01,2025-01-15,K2,2010-02-01\n3,2024-09-01,,K2,2011-03-01\n1,2024-04-01,,U1,2012-05-01\n"
	twoPrices     = "placement,weekly\nfostering,700\nresidential,7000\n"
)

func TestFinancePlan_FromEpisodesStandsOnTheirFlow(t *testing.T) {
	p, err := planOf(
		map[string]string{"from": "2024-04-01", "to": "2025-04-01", "months": "12"},
		map[string]string{"prices": twoPrices, "episodes": threeChildren},
	)
	require.NoError(t, err)
	assert.Equal(t, "2025-04-01", p.Start.String())
	assert.Contains(t, p.Notes, "episodes reported: 1 duplicate")

	// The same by hand: expected child-days of the projection, at a hundred pounds and a thousand a day.
	var in flow.Inputs
	_, err = in.Read(strings.NewReader(threeChildren))
	require.NoError(t, err)
	histories, _ := in.Return.Histories(flow.HistorySettings{})
	to := time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC)
	model, err := flow.Estimate(histories, flow.Window{From: to.AddDate(-1, 0, 0), To: to}, nil)
	require.NoError(t, err)
	projection, err := model.Project(flow.StockOn(histories, to), flow.Settings{Start: to, Days: 365})
	require.NoError(t, err)
	want := 0.0
	for _, month := range projection.Months {
		for _, placement := range month.Placements {
			want += placement.ChildDays * map[string]float64{flow.Fostering: 100, flow.Residential: 1000}[placement.Placement]
		}
	}
	assert.InDelta(t, want, p.Years[0].Gross.InexactFloat64(), 0.01)
}

func TestFinancePlan_FromEpisodesAsksForItsWindow(t *testing.T) {
	inputs := map[string]string{"prices": twoPrices, "episodes": threeChildren}
	for want, settings := range map[string]map[string]string{
		"from: say from which day on":           {"to": "2025-04-01"},
		"to: say to which day":                  {"from": "2024-04-01"},
		"starts on the day to which they reach": {"from": "2024-04-01", "to": "2025-04-01", "start": "2025-05-01"},
	} {
		_, err := planOf(settings, inputs)
		assert.ErrorContains(t, err, want)
	}
	inputs["stock"] = "placement,children,band\nfostering,3,10 to 15\n"
	_, err := planOf(map[string]string{"from": "2024-04-01", "to": "2025-04-01"}, inputs)
	assert.ErrorContains(t, err, "give one of the three")
}
