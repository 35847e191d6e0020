package main

import (
	"archive/zip"
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func sendDocument(t *testing.T, kind, body string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequest(http.MethodPost, "/v1/check", strings.NewReader(body))
	request.Header.Set("Content-Type", kind)
	answer := httptest.NewRecorder()
	New(Settings{}).ServeHTTP(answer, request)
	return answer
}

// word is a Word document of which the body is given.
func word(t *testing.T, body string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	require.NoError(t, err)
	_, err = w.Write([]byte(`<w:document><w:body>` + body + `</w:body></w:document>`))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.String()
}

func TestCheck_TakesADocumentOfAnyForm(t *testing.T) {
	row := func(cells ...string) string {
		text := "<w:tr>"
		for _, c := range cells {
			text += "<w:tc><w:p><w:r><w:t>" + c + "</w:t></w:r></w:p></w:tc>"
		}
		return text + "</w:tr>"
	}
	for name, test := range map[string]struct{ kind, body string }{
		"CSV":      {"text/csv", "Team,n\nNorth,3\nSouth,4\nTotal,9\n"},
		"Markdown": {"text/markdown", "| Team | n |\n|---|---|\n| North | 3 |\n| South | 4 |\n| Total | 9 |\n"},
		"a page":   {"text/html; charset=utf-8", "<table><tr><th>Team<th>n<tr><td>North<td>3<tr><td>South<td>4<tr><td>Total<td>9</table>"},
		"Word":     {"application/octet-stream", word(t, "<w:tbl>"+row("Team", "n")+row("North", "3")+row("South", "4")+row("Total", "9")+"</w:tbl>")},
	} {
		t.Run(name, func(t *testing.T) {
			answer := sendDocument(t, test.kind, test.body)
			require.Equal(t, http.StatusOK, answer.Code, answer.Body.String())
			assert.Contains(t, answer.Body.String(), `"differs":1`)
			assert.Contains(t, answer.Body.String(), `"row_label":"Total"`)
		})
	}
}

func TestCheck_RefusesADocumentWithTheRemedy(t *testing.T) {
	for name, test := range map[string]struct {
		kind, body string
		status     int
	}{
		"a picture":           {"application/octet-stream", "\x89PNG\r\n", http.StatusUnprocessableEntity},
		"an old document":     {"application/octet-stream", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", http.StatusUnprocessableEntity},
		"nothing":             {"text/plain", " ", http.StatusUnprocessableEntity},
		"a bomb":              {"application/octet-stream", word(t, strings.Repeat(" ", 70<<20)), http.StatusUnprocessableEntity},
		"too large":           {"application/pdf", strings.Repeat("x", documentBody+1), http.StatusRequestEntityTooLarge},
		"a report too large":  {"application/json", `{"title":"` + strings.Repeat("x", reportBody) + `"}`, http.StatusRequestEntityTooLarge},
		"a type nobody reads": {"image/png", "\x89PNG\r\n", http.StatusUnsupportedMediaType},
	} {
		t.Run(name, func(t *testing.T) {
			answer := sendDocument(t, test.kind, test.body)
			assert.Equal(t, test.status, answer.Code, answer.Body.String())
			assert.Contains(t, answer.Body.String(), `"detail"`)
		})
	}
}

func TestCheck_HoldsADocumentAgainstTheLastOne(t *testing.T) {
	send := func(parts map[string]string) *httptest.ResponseRecorder {
		var form bytes.Buffer
		w := multipart.NewWriter(&form)
		for name, text := range parts {
			part, err := w.CreateFormFile(name, name+".md")
			require.NoError(t, err)
			_, err = part.Write([]byte(text))
			require.NoError(t, err)
		}
		require.NoError(t, w.Close())
		request := httptest.NewRequest(http.MethodPost, "/v1/check", &form)
		request.Header.Set("Content-Type", w.FormDataContentType())
		answer := httptest.NewRecorder()
		New(Settings{}).ServeHTTP(answer, request)
		return answer
	}
	const last = "# Month 6\n\n| Service | Variance |\n|---|---:|\n| Homes | 312 |\n| Fostering | 45 |\n| Transport | 87 |\n"
	const now = "# Month 7\n\n| Service | Month 6 variance | Month 7 variance |\n|---|---:|---:|\n| Homes | 312 | 330 |\n| Fostering | 54 | 61 |\n| Transport | 87 | 90 |\n"

	answer := send(map[string]string{"report": now, "previous": last})
	require.Equal(t, http.StatusOK, answer.Code, answer.Body.String())
	assert.Contains(t, answer.Body.String(), `"differs":1`)
	assert.Contains(t, answer.Body.String(), `"file":"previous"`)

	answer = send(map[string]string{"report": now, "previous": `{"title":"Month 6"}`})
	assert.Equal(t, http.StatusUnprocessableEntity, answer.Code)
	assert.Contains(t, answer.Body.String(), "no predecessor of a document")
}
