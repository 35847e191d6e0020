package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheBillNamesEveryModuleAndPackageWithItsLicence(t *testing.T) {
	b, err := bill(t.Context(), root(t))
	require.NoError(t, err)
	licences := map[string]string{}
	for _, c := range b.Components {
		assert.NotEmpty(t, c.Version, c.Name)
		licences[c.Name] = c.Licences[0].Licence.ID
	}
	for name, spdx := range map[string]string{
		"std": "BSD-3-Clause", "github.com/shopspring/decimal": "MIT", "github.com/maxence-charriere/go-app/v10": "MIT", "gonum.org/v1/gonum": "BSD-3-Clause",
		"vega": "BSD-3-Clause", "vega-lite": "BSD-3-Clause", "vega-interpreter": "BSD-3-Clause", "d3-array": "ISC",
	} {
		assert.Equal(t, spdx, licences[name], name)
	}
	assert.NotContains(t, licences, "github.com/stretchr/testify", "what only tests use is not handed out")
	one, err := json.Marshal(b)
	require.NoError(t, err)
	b, err = bill(t.Context(), root(t))
	require.NoError(t, err)
	again, err := json.Marshal(b)
	require.NoError(t, err)
	assert.Equal(t, string(one), string(again), "the same commit gives the same bill")
}

func TestANoticeThatIsMissingIsNamed(t *testing.T) {
	web := t.TempDir()
	in := libraryOf("example.com/in", "v1.0.0", "pkg:golang/example.com/in@v1.0.0", "MIT")
	in.Properties = []property{{"scrutineer:compiled-into", "app.wasm"}}
	out := libraryOf("example.com/out", "v1.0.0", "pkg:golang/example.com/out@v1.0.0", "MIT")
	out.Properties = []property{{"scrutineer:compiled-into", "handler"}}
	chart := libraryOf("vega", "6.4.0", "pkg:npm/vega@6.4.0", "BSD-3-Clause")
	chart.Properties = []property{{placeInSite, "vega"}}
	second := libraryOf("d3-array", "2.12.1", "pkg:npm/d3-array@2.12.1", "ISC")
	second.Properties = []property{{placeInSite, "vega-selections/node_modules/d3-array"}}
	write := func(name, text string) {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(web, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(web, name), []byte(text), 0o600))
	}
	write("licences.txt", "")
	write("charts/licences.txt", "==== vega ====")
	b := bom{Components: []component{in, out, chart, second}}
	missing, err := unnamed(b, web)
	require.NoError(t, err)
	assert.Equal(t, []string{"example.com/in", "vega-selections/node_modules/d3-array"}, missing)
	write("charts/licences.txt", "==== vega ====\n==== vega-selections/node_modules/d3-array ====")
	write("licences.txt", "==== example.com/in v1.0.0 ====")
	missing, err = unnamed(b, web)
	require.NoError(t, err)
	assert.Empty(t, missing)
}

func TestALicenceIsKnownByItsWords(t *testing.T) {
	for text, spdx := range map[string]string{
		"Apache License\n Version 2.0, January 2004":                                          "Apache-2.0",
		"Permission is hereby granted, free of charge, to any person":                         "MIT",
		"Redistribution and use in source\nand binary forms … Neither the name of the holder": "BSD-3-Clause",
		"Redistribution and use in source and binary forms":                                   "BSD-2-Clause",
		"GNU GENERAL PUBLIC LICENSE":                                                          "GPL or LGPL",
		"All rights reserved.":                                                                "",
	} {
		assert.Equal(t, spdx, spdxOf(text), text)
	}
}

func TestTwoBuildsThatDifferAreRefusedByName(t *testing.T) {
	same := map[string]string{"app.wasm": "1", "a.css": "2"}
	require.NoError(t, compareHashes(same, map[string]string{"app.wasm": "1", "a.css": "2"}))
	assert.ErrorContains(t, compareHashes(same, map[string]string{"app.wasm": "3", "a.css": "2"}), "app.wasm")
	assert.ErrorContains(t, compareHashes(same, map[string]string{"app.wasm": "1"}), "a.css")
	assert.ErrorContains(t, compareHashes(same, map[string]string{"app.wasm": "1", "a.css": "2", "b": "1"}), "b")
	assert.Error(t, compareHashes(map[string]string{}, map[string]string{}))
}
