package demand_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
)

func values(texts ...string) []demand.Value {
	all := make([]demand.Value, len(texts))
	for i, text := range texts {
		all[i] = num(text)
	}
	return all
}

func TestQuantile_TypesDiffer(t *testing.T) {
	// 10, 20, 30, 40 at 0.25, by the definitions of Hyndman and Fan.
	for kind, wanted := range map[int]string{1: "10", 2: "15", 4: "10", 5: "15", 6: "12.5", 7: "17.5"} {
		want(t, wanted, demand.Quantile(values("40", "10", "", "30", "20"), dec("0.25"), kind))
	}
	for _, v := range []demand.Value{
		demand.Quantile(nil, dec("0.5"), 7), demand.Quantile(values("1"), dec("-0.1"), 7), demand.Quantile(values("1"), dec("1.1"), 7), demand.Quantile(values("1"), dec("0.5"), 3),
	} {
		want(t, "", v)
	}
}

func TestCategories(t *testing.T) {
	assert.Nil(t, demand.Categories(values("1", "2", "3"), 4), "fewer than four values")
	assert.Nil(t, demand.Categories(values("1", "2", "3", "4"), 0))
	bounds := demand.Categories(values("1", "2", "3", "4", "5"), 4)
	for v, category := range map[string]int{"1": 1, "2": 1, "2.01": 2, "3": 2, "4.01": 4, "5": 4, "5.01": 0, "": 0} {
		assert.Equal(t, category, demand.Category(num(v), bounds), v)
	}
}

func TestHealthQuantile(t *testing.T) {
	got, err := demand.HealthQuantile(values("10", "20", "30", "40", ""), 2, false)
	require.NoError(t, err)
	for i, wanted := range []string{"2", "2", "1", "1", ""} {
		want(t, wanted, got[i])
	}
	few, err := demand.HealthQuantile(values("1", "2"), 4, true)
	require.NoError(t, err)
	want(t, "", few[0])
	_, err = demand.HealthQuantile(values("1"), 0, true)
	require.Error(t, err)
}

func TestDisplay(t *testing.T) {
	assert.Equal(t, "£1,152", demand.Display{Pounds: true}.Write(dec("1152")))
	assert.Equal(t, "-95.8", demand.Display{Places: 1}.Write(dec("-95.84")))
	assert.Equal(t, "0", demand.Display{Plus: true}.Write(dec("0")))
}
