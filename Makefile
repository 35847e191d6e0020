# The two commands of the README are `make run` and `make test`. Each does its whole set-up on a machine that has Go, make,
# git and root apt. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PORT     ?= 8000
FUZZTIME ?= 60s
ROUNDS   ?= 5

# Tools are pinned here and not in go.mod, so that nobody who imports a package gets them.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
GOLANGCI    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
TOOLS       := $(CURDIR)/build/tools

# The packages that promise the same figures on every platform, and the client's own pure parts.
PURE     := ./rag/... ./caseload/... ./finance/... ./demand/... ./scrutiny/...
# Modules of their own, so that nobody who imports a package gets what they need. examples/beam has a target of its own.
MODULES  := wasm/browsertest examples/sql
# The download may not grow past these, in bytes. What a line carries is the brotli size.
RAW_CEILING    := 8500000
BROTLI_CEILING := 1700000

WASM_EXEC := $(shell go env GOROOT)/lib/wasm/go_js_wasm_exec

# A target that prints its name and how long it took, so that a slow step shows.
define step
@echo "== $(1)"; start=$$SECONDS; { $(2); } && echo "   $$((SECONDS - start)) s"
endef

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | sort | expand -t 16

.PHONY: run
run: ## build the calculator and serve it on 127.0.0.1:8000 (PORT= to change)
	@.ci/need npm
	@go run ./wasm -addr 127.0.0.1:$(PORT)

.PHONY: site
site: ## write the calculator as a static folder, build/site, for any web host
	@.ci/need npm
	@go run ./wasm -site build/site

.PHONY: test
test: format vet tidy staticcheck unit unit-wasm unit-sql browser size ## everything that must be green: the test command

.PHONY: format
format: $(TOOLS)/gofumpt
	$(call step,formatting,bad=$$($(TOOLS)/gofumpt -l $$(git ls-files '*.go')); [ -z "$$bad" ] || { echo "run make fmt; not formatted:"; echo "$$bad"; false; })

.PHONY: fmt
fmt: $(TOOLS)/gofumpt ## format the code
	@$(TOOLS)/gofumpt -w $$(git ls-files -co --exclude-standard '*.go')

.PHONY: vet
vet:
	$(call step,vet for this machine,go vet ./...)
	$(call step,vet for the browser,GOOS=js GOARCH=wasm go vet $(PURE) ./wasm/...)
	$(call step,vet of the modules beside it,for m in $(MODULES); do (cd $$m && go vet ./...); done)

.PHONY: tidy
tidy:
	$(call step,every go.mod is tidy,for m in . $(MODULES); do (cd $$m && go mod tidy -diff); done)

.PHONY: staticcheck
staticcheck: $(TOOLS)/staticcheck
	$(call step,staticcheck,$(TOOLS)/staticcheck ./... && GOOS=js GOARCH=wasm $(TOOLS)/staticcheck ./wasm/...)

.PHONY: unit
unit:
	@.ci/need gcc gcc libc6-dev
	$(call step,tests with the race detector in random order,CGO_ENABLED=1 go test -race -shuffle=on ./...)

.PHONY: unit-wasm
unit-wasm:
	@.ci/need node nodejs
	$(call step,the five packages under js/wasm,GOOS=js GOARCH=wasm go test -exec "$(WASM_EXEC)" $(PURE))

.PHONY: unit-sql
unit-sql:
	$(call step,the database example,cd examples/sql && go test -count=1 ./...)

.PHONY: browser
browser:
	@.ci/need chromium
	@.ci/need npm
	$(call step,browser tests,cd wasm/browsertest && go test -count=1 -timeout 15m ./...)

.PHONY: size
size:
	$(call step,size of the download,go run ./wasm -size -raw $(RAW_CEILING) -brotli $(BROTLI_CEILING))

.PHONY: bench
bench: ## benchmarks, each beside its floor in the same run; the ratio is the figure
	@go test -run '^$$' -bench . -count $(ROUNDS) $(PURE) | go run ./internal/benchratio

.PHONY: bench-peers
bench-peers: ## the same work through numpy, pandas and DuckDB, with checksums that agree
	@.ci/need npm
	@apt-get -y -qq install --no-install-recommends python3-numpy python3-pandas >/dev/null || echo "numpy and pandas are left out"
	@mkdir -p build/peers && npm install --silent --prefix build/peers @duckdb/node-api@1.5.6-r.1 || echo "DuckDB is left out"
	@cd internal/peers && go run . -modules $(CURDIR)/build/peers/node_modules

.PHONY: beam
beam: ## test the Apache Beam example (compiles for some minutes the first time)
	$(call step,the Beam example,cd examples/beam && go mod tidy -diff && go vet ./... && go test -count=1 ./...)

.PHONY: fuzz
fuzz: ## fuzz every target for FUZZTIME (60s)
	@for pkg in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "== $$pkg $$target"; go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg; \
		done; \
	done

.PHONY: lint
lint: $(TOOLS)/golangci-lint ## golangci-lint with .golangci.yml (compiles for some minutes the first time)
	@$(TOOLS)/golangci-lint run ./...

.PHONY: clean
clean: ## remove what was built
	@rm -rf build

$(TOOLS)/staticcheck: ; @GOBIN=$(TOOLS) go install $(STATICCHECK)
$(TOOLS)/gofumpt: ; @GOBIN=$(TOOLS) go install $(GOFUMPT)
$(TOOLS)/golangci-lint: ; @GOBIN=$(TOOLS) go install $(GOLANGCI)
