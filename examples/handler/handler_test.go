package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const statementCSV = "service,budget,forecast,reserves\nChildren in Care,\"41,300\",\"53,387\",0\nYouth Justice,500,480,0\n"

// post asks the handler directly, without a connection.
func post(t *testing.T, h http.Handler, path, contentType, body string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	out := httptest.NewRecorder()
	h.ServeHTTP(out, request)
	return out
}

// refused is the problem that was answered.
func refused(t *testing.T, out *httptest.ResponseRecorder) problem {
	t.Helper()
	require.Equal(t, "application/problem+json", out.Header().Get("Content-Type"), out.Body.String())
	var p problem
	require.NoError(t, json.Unmarshal(out.Body.Bytes(), &p))
	assert.Equal(t, out.Code, p.Status)
	assert.Equal(t, http.StatusText(out.Code), p.Title)
	assert.NotEmpty(t, p.Detail)
	assert.NotContains(t, p.Detail, "\n")
	return p
}

func TestCSV_JSONAndFormsAreTheSameQuestion(t *testing.T) {
	const path = "/v1/finance/statement?unit=%C2%A3k"
	h := New(Settings{})
	csv := post(t, h, path, "text/csv; charset=utf-8", statementCSV)
	require.Equal(t, http.StatusOK, csv.Code, csv.Body.String())
	// 53,387 − 41,300 + 480 − 500 = 12,067; of 41,800 is 28.8684…
	assert.Contains(t, csv.Body.String(), `"total":{"service":"Total","budget":"41800","forecast":"53867","reserves":"0","variance":"12067","size":"12067","percent":"28.8684210526"`)

	rows := post(t, h, path, "application/json", `[{"service":"Children in Care","budget":"41,300","forecast":53387,"reserves":null},{"forecast":480,"service":"Youth Justice","budget":500}]`)
	assert.Equal(t, csv.Body.String(), rows.Body.String())

	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	part, err := parts.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="statement"; filename="m4.csv"`}, "Content-Type": {"text/csv"}})
	require.NoError(t, err)
	_, _ = io.WriteString(part, statementCSV)
	require.NoError(t, parts.Close())
	assert.Equal(t, csv.Body.String(), post(t, h, path, parts.FormDataContentType(), form.String()).Body.String())
}

func TestWhatCannotBeReadIsRefusedWithThePlace(t *testing.T) {
	const jsonType = "application/json"
	h := New(Settings{MaxBody: 4096})
	for name, tc := range map[string]struct {
		path, contentType, body string
		want                    problem // Detail is not compared
	}{
		"no such path":          {"/v1/finance/guess", jsonType, "[]", problem{Status: 404}},
		"unknown parameter":     {"/v1/finance/statement?units=£k", "text/csv", statementCSV, problem{Status: 400, Parameter: "units"}},
		"parameter twice":       {"/v1/finance/statement?unit=£&unit=£k", "text/csv", statementCSV, problem{Status: 400, Parameter: "unit"}},
		"bad parameter":         {"/v1/finance/statement?unit=$", "text/csv", statementCSV, problem{Status: 400, Parameter: "unit"}},
		"missing parameter":     {"/v1/rag/actions", "text/csv", "area,action,status\n", problem{Status: 400, Parameter: "on"}},
		"not among":             {"/v1/demand/spc?polarity=up", "text/csv", "period,value\n1,2\n", problem{Status: 400, Parameter: "polarity"}},
		"bad query":             {"/v1/demand/spc?polarity=%zz", "text/csv", "period,value\n1,2\n", problem{Status: 400}},
		"target 1e999999999":    {"/v1/demand/spc?target=1e999999999", "text/csv", "period,value\n1,2\n2,3\n", problem{Status: 400, Parameter: "target"}},
		"no media type":         {"/v1/finance/statement", "", statementCSV, problem{Status: 415}},
		"workbook":              {"/v1/finance/statement", "application/vnd.ms-excel", statementCSV, problem{Status: 415}},
		"form without boundary": {"/v1/finance/statement", "multipart/form-data", statementCSV, problem{Status: 400}},
		"empty CSV":             {"/v1/finance/statement", "text/csv", "", problem{Status: 422}},
		"empty JSON":            {"/v1/finance/statement", jsonType, "", problem{Status: 400}},
		"JSON cut short":        {"/v1/finance/statement", jsonType, `[{"service":"A"`, problem{Status: 400}},
		"no rows":               {"/v1/finance/statement", jsonType, `[]`, problem{Status: 422}},
		"nested cell":           {"/v1/finance/statement", jsonType, `[{"service":{"name":"A"}}]`, problem{Status: 400}},
		"key twice":             {"/v1/finance/statement", jsonType, `[{"service":"A","service":"B"}]`, problem{Status: 400}},
		"two values":            {"/v1/finance/statement", jsonType, `[] []`, problem{Status: 400}},
		"deep":                  {"/v1/finance/statement", jsonType, strings.Repeat("[", 4000), problem{Status: 400}},
		"unknown input":         {"/v1/rag/kpis", jsonType, `{"kpi":[]}`, problem{Status: 400}},
		"input twice":           {"/v1/rag/kpis", jsonType, `{"kpis":[],"kpis":[]}`, problem{Status: 400, Input: "kpis"}},
		"missing input":         {"/v1/rag/kpis", jsonType, `{"kpis":[]}`, problem{Status: 400, Input: "rule"}},
		"too large":             {"/v1/finance/statement", "text/csv", statementCSV + strings.Repeat("A,1,1,0\n", 1000), problem{Status: 413}},
		"bad cell in CSV": {
			"/v1/finance/statement", "text/csv", "service,budget,forecast,reserves\nA,1,2,0\nB,twelve,2,0\n",
			problem{Status: 422, Line: 3, Column: 2, Header: "budget", Value: "twelve"},
		},
		"bad cell in JSON": {
			"/v1/finance/statement", jsonType, `[{"service":"A\nB","budget":1,"forecast":2,"reserves":0},{"service":"C","budget":"1e999999999","forecast":2,"reserves":0}]`,
			problem{Status: 422, Pointer: "/1/budget", Header: "budget", Value: "1e999999999"},
		},
		"bad cell in one of two": {
			"/v1/rag/kpis", jsonType, `{"rule":{"id":"r","kind":"tolerance","amber_within":"5"},"kpis":[{"name":"A","actual":"NaN"}]}`,
			problem{Status: 422, Input: "kpis", Pointer: "/kpis/0/actual", Header: "actual", Value: "NaN"},
		},
		"report that is no report": {"/v1/check", jsonType, `{"claims":[{"id":"a"}]}`, problem{Status: 422, Input: "report", Line: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			got := refused(t, post(t, h, tc.path, tc.contentType, tc.body))
			got.Title, got.Detail = "", ""
			if tc.want.Line == 1 {
				got.Column, got.Header, got.Value = 0, "", ""
			}
			assert.Equal(t, tc.want, got)
		})
	}
}

func TestARuleWithFaultsIsRefusedWithAllOfThem(t *testing.T) {
	p := refused(t, post(t, New(Settings{}), "/v1/caseload/profile", "application/json",
		`{"workers":[{"worker":"A","fte":1,"cases":2}],"bands":{"basis":"cases","bands":[{"name":"low","to":"10"},{"name":"high","from":"12"},{"name":"high","from":"11"}]}}`))
	assert.Equal(t, http.StatusUnprocessableEntity, p.Status)
	assert.Equal(t, "bands", p.Input)
	assert.NotEmpty(t, p.Faults)
}

func TestOnlyTheStatedMethodsAreAnswered(t *testing.T) {
	h := New(Settings{})
	for path, allowed := range map[string]string{"/healthz": "GET, HEAD", "/openapi.json": "GET, HEAD", "/v1/check": "POST"} {
		out := httptest.NewRecorder()
		h.ServeHTTP(out, httptest.NewRequest(http.MethodDelete, path, nil))
		assert.Equal(t, http.StatusMethodNotAllowed, out.Code, path)
		assert.Equal(t, allowed, out.Header().Get("Allow"))
	}
}

func TestACompressedBodyIsRefused(t *testing.T) {
	request := httptest.NewRequest(http.MethodPost, "/v1/finance/statement", strings.NewReader("\x1f\x8b"))
	request.Header.Set("Content-Type", "text/csv")
	request.Header.Set("Content-Encoding", "gzip")
	out := httptest.NewRecorder()
	New(Settings{}).ServeHTTP(out, request)
	assert.Equal(t, http.StatusUnsupportedMediaType, refused(t, out).Status)
}

func TestAPanicIsAnsweredAndTheNextRequestToo(t *testing.T) {
	var log bytes.Buffer
	h := New(Settings{Calculations: 1, Log: slog.New(slog.NewJSONHandler(&log, nil))})
	h.mux.HandleFunc("/broken", h.calculate(operation{
		id: "broken", inputs: []inputOf{{name: "in"}},
		run: func(query) (any, error) { panic("a name of a child") },
	}))
	for range 3 {
		assert.Equal(t, http.StatusInternalServerError, refused(t, post(t, h, "/broken", "application/json", "{}")).Status)
	}
	assert.Equal(t, http.StatusOK, post(t, h, "/v1/finance/statement", "text/csv", statementCSV).Code, "the place was given back")
	assert.NotContains(t, log.String(), "a name of a child")
}

func TestACalculationThatTakesTooLongIsAnsweredForAndKeepsItsPlace(t *testing.T) {
	h := New(Settings{Calculations: 1, Time: 20 * time.Millisecond})
	release := make(chan struct{})
	h.mux.HandleFunc("/slow", h.calculate(operation{
		id: "slow", inputs: []inputOf{{name: "in"}},
		run: func(query) (any, error) { <-release; return nil, errors.New("late") },
	}))
	assert.Equal(t, http.StatusServiceUnavailable, refused(t, post(t, h, "/slow", "application/json", "{}")).Status)
	out := post(t, h, "/v1/finance/statement", "text/csv", statementCSV)
	assert.Equal(t, http.StatusServiceUnavailable, refused(t, out).Status, "the only place is taken")
	assert.Equal(t, "1", out.Header().Get("Retry-After"))
	close(release)
	assert.Eventually(t, func() bool {
		return post(t, h, "/v1/finance/statement", "text/csv", statementCSV).Code == http.StatusOK
	}, time.Second, time.Millisecond)
}

func TestTheLogSaysNothingOfWhatWasSentOrAnswered(t *testing.T) {
	var log bytes.Buffer
	h := New(Settings{Log: slog.New(slog.NewJSONHandler(&log, nil))})
	out := post(t, h, "/v1/finance/statement?unit=%C2%A3k", "text/csv", strings.ReplaceAll(statementCSV, "Youth Justice", "Ada Lovelace"))
	require.Equal(t, http.StatusOK, out.Code)
	post(t, h, "/v1/finance/statement?unit=Ada", "text/csv", "service,budget\nAda Lovelace,Ada\n")
	assert.NotContains(t, log.String(), "Ada")
	assert.NotContains(t, log.String(), "12087", "the answer")
	var record struct {
		Status int
		Path   string
		ID     string
	}
	require.NoError(t, json.NewDecoder(&log).Decode(&record))
	assert.Equal(t, http.StatusOK, record.Status)
	assert.Equal(t, "/v1/finance/statement", record.Path)
	assert.Equal(t, out.Header().Get("X-Request-Id"), record.ID)
}

// The handler and the command line read the same files and give the same figures: whatever the handler answers stands in
// the JSON of the command line under the same name.
func TestTheHandlerSaysWhatTheCommandLineSays(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("builds and runs another program")
	}
	cli := filepath.Join(t.TempDir(), "cli")
	build := exec.Command("go", "build", "-o", cli, "../cli")
	text, err := build.CombinedOutput()
	require.NoError(t, err, string(text))
	h := New(Settings{})
	for name, tc := range map[string]struct{ verb, query, csv string }{
		"rag actions":       {"rag actions -on 2019-08-31", "on=2019-08-31", "area,action,status,due\nLeadership,Plan,complete,\nLeadership,Recruit,in_progress,2019-07-31\nPractice,Audit,awaiting_sign_off,2019-12-31\n"},
		"caseload profile":  {"caseload profile -limit 16", "limit=16", "worker,team,fte,cases\nA,North,1,21\nB,North,0.5,9\nC,South,0.8,30\nunallocated,South,,3\n"},
		"caseload ratios":   {"caseload ratios", "", "area,in_post,vacancies,agency,agency_covering,leavers,cases,case_holders\nOldham,180.5,20,30,15,25,2400,150.2\nNowhere,0,0,0,0,0,0,0\n"},
		"finance statement": {"finance statement -unit £k -convention underspend_positive", "unit=£k&convention=underspend_positive", statementCSV},
		"demand interval":   {"demand interval", "", "x,n,kind,multiplier,confidence\n582,64069,rate,10000,0.95\n8,35,proportion,100,0.95\n"},
		"demand spc":        {"demand spc -polarity lower -target 14", "polarity=lower&target=14", "period,value\n1,12\n2,15\n3,11\n4,14\n5,13.5\n6,40\n"},
		"demand forecast":   {"demand forecast -method holt -h 3", "method=holt&h=3", "period,value\n1,12\n2,15\n3,11\n4,14\n5,13.5\n6,19\n7,17\n8,21\n"},
	} {
		t.Run(name, func(t *testing.T) {
			command := exec.Command(cli, append(strings.Fields(tc.verb), "-format", "json")...)
			command.Stdin = strings.NewReader(tc.csv)
			command.Stderr = os.Stderr
			said, err := command.Output()
			require.NoError(t, err)
			words := strings.Fields(tc.verb)
			out := post(t, h, "/v1/"+words[0]+"/"+words[1]+"?"+tc.query, "text/csv", tc.csv)
			require.Equal(t, http.StatusOK, out.Code, out.Body.String())
			var want, got any
			require.NoError(t, json.Unmarshal(said, &want))
			require.NoError(t, json.Unmarshal(out.Body.Bytes(), &got))
			contained(t, "", want, got)
		})
	}
}

// contained holds everything in got against the same place of want.
func contained(t *testing.T, at string, want, got any) {
	t.Helper()
	switch g := got.(type) {
	case map[string]any:
		w, ok := want.(map[string]any)
		require.True(t, ok, at)
		for key, value := range g {
			if assert.Contains(t, w, key, at) {
				contained(t, at+"/"+key, w[key], value)
			}
		}
	case []any:
		w, _ := want.([]any)
		require.Len(t, g, len(w), at)
		for i := range g {
			contained(t, at, w[i], g[i])
		}
	default:
		assert.Equal(t, want, got, at)
	}
}

func TestATableMayBeADocumentOfAnyForm(t *testing.T) {
	const path = "/v1/finance/statement?unit=%C2%A3k"
	h := New(Settings{})
	page := `<table><tr><th>Service</th><th>Budget</th><th>Forecast</th><th>Reserves</th></tr>
<tr><td>Children in Care</td><td>41,300</td><td>53,387</td><td>0</td></tr><tr><td>Youth Justice</td><td>500</td><td>480</td><td>0</td></tr></table>`
	want := post(t, h, path, "text/csv", statementCSV).Body.String()
	assert.Equal(t, want, post(t, h, path, "text/html", page).Body.String())
	assert.Equal(t, want, post(t, h, path, "text/tab-separated-values", strings.NewReplacer(`"41,300"`, "41300", `"53,387"`, "53387", ",", "\t").Replace(statementCSV)).Body.String())
}

func TestOfTwoInputsTheOneThatIsWrongIsNamed(t *testing.T) {
	p := refused(t, post(t, New(Settings{}), "/v1/finance/movement?unit=%C2%A3k", "application/json",
		`{"earlier":[{"service":"A","budget":1,"forecast":2,"reserves":0}],"later":[{"service":"A","budget":"one","forecast":2,"reserves":0}]}`))
	assert.Equal(t, "later", p.Input)
	assert.Equal(t, "/later/0/budget", p.Pointer)
}

func TestASettingMayBeGivenAgain(t *testing.T) {
	out := post(t, New(Settings{}), "/v1/finance/statement?map=budget%3DPlan&map=forecast%3DExpected", "text/csv", "service,Plan,Expected,reserves\nA,1,2,0\nB,3,4,0\n")
	require.Equal(t, http.StatusOK, out.Code, out.Body.String())
	assert.Contains(t, out.Body.String(), `"total":{"service":"Total","budget":"4"`)
}
