package finance_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func TestSpan_Prorate(t *testing.T) {
	year := finance.Span{From: day("2024-04-01"), To: day("2025-04-01")}
	tests := []struct{ name, from, to, want string }{
		{"thirty days of 365", "2024-04-01", "2024-05-01", "300"}, // where one counted from day to day gives 290.80 (METHODS I5)
		{"the whole", "2024-04-01", "2025-04-01", "3650"},
		{"beyond both ends", "2020-01-01", "2030-01-01", "3650"},
		{"the last day", "2025-03-31", "2025-04-01", "10"},
		{"the day after it", "2025-04-01", "2025-04-02", "0"},
		{"backwards", "2024-06-01", "2024-05-01", "0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			part, ok := year.Prorate(dec("3650"), finance.Span{From: day(tt.from), To: day(tt.to)}, 2)
			require.True(t, ok)
			decimaltest.Equal(t, tt.want, part)
		})
	}
	_, ok := finance.Span{}.Prorate(dec("1"), year, 2)
	assert.False(t, ok)
}
