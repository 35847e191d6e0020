package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/examples/national/england"
)

func TestText_TheNationalPictureAsItIsOrAsAString(t *testing.T) {
	const path = "/v1/demand/profile?area=Bristol"
	h := New(Settings{})
	plain := post(t, h, path, "text/plain", string(england.Pack))
	require.Equal(t, http.StatusOK, plain.Code, plain.Body.String())
	assert.Contains(t, plain.Body.String(), `"name":"Bristol, City of"`)
	quoted := post(t, h, path, "application/json", quoteJSON(string(england.Pack)))
	require.Equal(t, http.StatusOK, quoted.Code, quoted.Body.String())
	assert.Equal(t, plain.Body.String(), quoted.Body.String())

	p := refused(t, post(t, h, path, "application/json", `{"series":[]}`))
	assert.Equal(t, http.StatusBadRequest, p.Status)
	assert.Contains(t, p.Detail, "as a string")
	p = refused(t, post(t, h, path, "text/plain", strings.Replace(string(england.Pack), "Leeds", "Leads", 1)))
	assert.Equal(t, http.StatusUnprocessableEntity, p.Status)
	assert.Contains(t, p.Detail, "changed or damaged")
	p = refused(t, post(t, h, "/v1/demand/profile?area=Nowhere", "text/plain", string(england.Pack)))
	assert.Contains(t, p.Detail, "no local authority")
}
