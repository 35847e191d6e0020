package main

import _ "embed"

//go:embed python.py
var pythonScript string

//go:embed duckdb.mjs
var duckdbScript string

// scripts are the same workloads for each peer.
var scripts = map[string]string{"numpy and pandas": pythonScript, "DuckDB": duckdbScript}
