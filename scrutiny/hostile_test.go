package scrutiny_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// Documents made to exhaust whoever embeds us end soon, and are refused or judged.
func TestCheck_HostileDocumentsEndSoon(t *testing.T) {
	rows := func(n int, cell func(i int) string) string {
		lines := make([]string, n)
		for i := range lines {
			lines[i] = fmt.Sprintf(`{"label": "r%d", "cells": {"a": %q, "b": %q}}`, i, cell(i), cell(i))
		}
		return strings.Join(lines, ",")
	}
	items := func(n int) string {
		return strings.Repeat(`{"value": "1.5", "weight": "2"},`, n-1) + `{"value": "1.5", "weight": "2"}`
	}
	for name, document := range map[string]string{
		"brackets without end":  `{"claims": [{"printed": "1", "formula": "` + strings.Repeat("(", 4000) + `"}]}`,
		"a sum without end":     `{"claims": [{"printed": "1", "inputs": {"a": "1"}, "formula": "a` + strings.Repeat("+a", 2000) + `"}]}`,
		"a product without end": `{"claims": [{"printed": "1", "inputs": {"a": "99999999999999999999"}, "formula": "a` + strings.Repeat("*a", 1000) + `"}]}`,
		"minus upon minus":      `{"claims": [{"printed": "1", "formula": "` + strings.Repeat("-", 4000) + `1"}]}`,
		"a long table that differs": `{"tables": [{"columns": [{"id": "a"}, {"id": "b", "formula": "a * 2"}], "rows": [` + rows(2000, func(i int) string { return fmt.Sprint(i * 7) }) +
			`], "totals": [{"label": "T", "of": ["*"], "cells": {"a": "1", "b": "2"}}]}]}`,
		"a long table that cannot be": `{"tables": [{"columns": [{"id": "a"}, {"id": "b", "formula": "a"}], "rows": [` + rows(1500, func(int) string { return "1" }) +
			`], "totals": [{"label": "T", "of": ["*"], "cells": {"a": "1000", "b": "2000"}}]}]}`,
		"a thousand weights":     `{"claims": [{"kind": "weighted", "printed": "1.5", "items": [` + items(1000) + `]}]}`,
		"two hundred weights":    `{"claims": [{"kind": "weighted", "printed": "1.5", "items": [` + items(200) + `]}]}`,
		"a thousand shares":      `{"claims": [{"kind": "set", "whole": true, "items": [` + items(1000) + `]}]}`,
		"shares of a huge base":  `{"claims": [{"kind": "set", "whole": true, "base": {"value": "999999990", "step": "10"}, "items": [{"value": "50.00000000000000000000000001%"}, {"value": "50%"}]}]}`,
		"a base beyond counting": `{"claims": [{"kind": "share", "whole": true, "printed": "50%", "base": {"value": "1e30", "exact": true}}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			started := time.Now()
			report, err := scrutiny.ReadReport(strings.NewReader(document))
			if err != nil {
				var fault *figure.Fault
				require.ErrorAs(t, err, &fault)
				return
			}
			result := scrutiny.Check(report, scrutiny.Options{})
			assert.NotEmpty(t, result.Findings)
			assert.Less(t, time.Since(started), 20*time.Second)
			t.Logf("%s: %s", time.Since(started).Round(time.Millisecond), result.Summary)
		})
	}
}
