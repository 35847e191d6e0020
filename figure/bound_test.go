package figure_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func TestParseBound(t *testing.T) {
	for _, tc := range []struct {
		text, value string
		bound       figure.Bound
	}{
		{"5", "5", figure.Exactly},
		{"-5", "-5", figure.Exactly},
		{"+5", "5", figure.Exactly},
		{"under 5", "5", figure.Under},
		{"Fewer than 5", "5", figure.Under},
		{"<5", "5", figure.Under},
		{"< 5%", "5", figure.Under},
		{"at most £1.2m", "1.2", figure.AtMost},
		{"5 or fewer", "5", figure.AtMost},
		{"≤5", "5", figure.AtMost},
		{"over 90%", "90", figure.Over},
		{"more than 1,000", "1000", figure.Over},
		{">90", "90", figure.Over},
		{"at least 90%", "90", figure.AtLeast},
		{"90% or more", "90", figure.AtLeast},
		{"30+", "30", figure.AtLeast},
		{">=30", "30", figure.AtLeast},
	} {
		t.Run(tc.text, func(t *testing.T) {
			f, bound, err := figure.ParseBound(tc.text)
			require.NoError(t, err)
			assert.Equal(t, tc.bound, bound)
			assert.Equal(t, tc.text, f.Text)
			decimaltest.Equal(t, tc.value, f.Value)
		})
	}
	for _, text := range []string{"under", "under c", "over and above", "<>5", "under 5 or more", "< <5"} {
		_, _, err := figure.ParseBound(text)
		var refusal *figure.Error
		if assert.ErrorAs(t, err, &refusal, text) {
			assert.Equal(t, text, refusal.Input)
		}
	}
}
