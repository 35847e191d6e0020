package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The page is downloaded before anything is seen: what only the programs in workers need must not come with it. Whole
// packages are left out by the linker when nothing calls them, but what an import starts by itself is not.
func TestThePage_LeavesToItsWorkersWhatOnlyTheyNeed(t *testing.T) {
	for program, kept := range map[string][]string{
		".": {
			"github.com/xuri/excelize", "github.com/scrutineer-dev/scrutineer/operation", "github.com/scrutineer-dev/scrutineer/wasm/calculate", "github.com/scrutineer-dev/scrutineer/wasm/compare", "github.com/scrutineer-dev/scrutineer/wasm/worker",
			"github.com/scrutineer-dev/scrutineer/wasm/workbook/book", "github.com/scrutineer-dev/scrutineer/demand/dfe", "github.com/scrutineer-dev/scrutineer/demand/forecast",
			"github.com/scrutineer-dev/scrutineer/demand/spc", "archive/zip", "encoding/xml",
		},
		"./worker":   {"github.com/xuri/excelize", "github.com/maxence-charriere/go-app", "net/http"},
		"./workbook": {"github.com/scrutineer-dev/scrutineer/wasm/form", "github.com/scrutineer-dev/scrutineer/demand", "github.com/maxence-charriere/go-app"}, // the workbook library asks net/http what kind of picture a header has
	} {
		cmd := exec.Command("go", "list", "-deps", program)
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		out, err := cmd.Output()
		require.NoError(t, err)
		for _, imported := range strings.Fields(string(out)) {
			if program == "." && strings.HasPrefix(imported, "github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet") {
				continue
			}
			for _, prefix := range kept {
				assert.False(t, imported == prefix || strings.HasPrefix(imported, prefix+"/"), "%s imports %s", program, imported)
			}
		}
	}
}
