package main

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const workersJSON = `[{"worker":"A","team":"North","fte":"1","cases":21},{"worker":"B","team":"North","fte":"0.5","cases":9}]`

func TestCaseload_LimitsByFTEAndBandsOfOnesOwn(t *testing.T) {
	h := New(Settings{})
	out := post(t, h, "/v1/caseload/profile", "application/json",
		`{"workers":`+workersJSON+`,"caps":[{"fte":"1","limit":21},{"fte":"0.5 to under 1","limit":8}],"bands":{"basis":"cases","bands":[{"name":"few","to":"10"},{"name":"many","from":"10"}]}}`)
	require.Equal(t, http.StatusOK, out.Code, out.Body.String())
	assert.Contains(t, out.Body.String(), `"over_limit":1`)
	assert.Contains(t, out.Body.String(), `"name":"many"`)

	p := refused(t, post(t, h, "/v1/caseload/profile", "application/json", `{"workers":`+workersJSON+`,"caps":[{"fte":"1","limit":21},{"fte":"0.5 to 0.9","limit":8}]}`))
	assert.Equal(t, "caps", p.Input)
	assert.Contains(t, p.Detail, "what lies between has no band")
	p = refused(t, post(t, h, "/v1/caseload/profile", "application/json", `{"workers":`+workersJSON+`,"caps":[{"fte":"1","limit":21}]}`))
	assert.Equal(t, "workers", p.Input)
	assert.Contains(t, p.Detail, `"B" has an FTE of 0.5`)
}

func TestCaseload_AParameterMayBeWrittenAsItsFlag(t *testing.T) {
	h := New(Settings{})
	path := "/v1/caseload/profile"
	plain := post(t, h, path+"?per_fte=true", "application/json", workersJSON)
	require.Equal(t, http.StatusOK, plain.Code)
	assert.Equal(t, plain.Body.String(), post(t, h, path+"?per-fte=true", "application/json", workersJSON).Body.String())
	assert.Equal(t, "per_fte", refused(t, post(t, h, path+"?per-fte=true&per_fte=true", "application/json", workersJSON)).Parameter)
	assert.Equal(t, "per-ftes", refused(t, post(t, h, path+"?per-ftes=true", "application/json", workersJSON)).Parameter)
}

// The limits are those of the request, whichever is wrong.
func TestCaseload_AWrongLimitNamesItsParameter(t *testing.T) {
	for query, parameter := range map[string]string{"limit=many": "limit", "asye=60": "asye", "exceptional=9": "exceptional", "bands=none": "bands", "limit=1e999999999": "limit"} {
		assert.Equal(t, parameter, refused(t, post(t, New(Settings{}), "/v1/caseload/profile?"+query, "application/json", workersJSON)).Parameter, query)
	}
}
