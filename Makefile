# The two commands of the README are `make run` and `make test`. Each does its whole set-up on a machine that has Go, make,
# git and root apt. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PORT     ?= 8000
FUZZTIME ?= 60s
ROUNDS   ?= 5
DATA     ?=
PACK      = $(if $(DATA),-data "$(DATA)")

# Tools are pinned here and not in go.mod, so that nobody who imports a package gets them.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
GOLANGCI    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
APIDIFF     := golang.org/x/exp/cmd/apidiff@v0.0.0-20261014143641-f0251eb4aa3e
TOOLS       := $(CURDIR)/build/tools

# The packages that promise the same figures on every platform, and the client's own pure parts.
PURE     := ./figure/... ./table/... ./internal/fixed/... ./document/... ./rag/... ./caseload/... ./finance/... ./demand/... ./scrutiny/... ./operation/...
# Modules of their own, so that nobody who imports a package gets what they need. examples/beam has a target of its own.
MODULES  := wasm/browsertest examples/sql
# The download may not grow past these, in bytes. What a line carries is the brotli size.
RAW_CEILING    := 9000000
BROTLI_CEILING := 1900000

# With -trimpath, as the page is built: what one of them has compiled of the standard library and the modules serves all.
JS        := GOOS=js GOARCH=wasm GOFLAGS=-trimpath
WASM_EXEC := $(shell go env GOROOT)/lib/wasm/go_js_wasm_exec

# A target that prints its name and how long it took, so that a slow step shows.
define step
@echo "== $(1)"; start=$$SECONDS; { $(2); } && echo "   $$((SECONDS - start)) s"
endef

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | sort | expand -t 16

.PHONY: run
run: ## build the calculator and serve it on 127.0.0.1:8000 (PORT= to change, DATA= a folder of published files)
	@.ci/need npm
	@go run ./wasm -addr 127.0.0.1:$(PORT) $(PACK)

.PHONY: site
site: ## write the calculator as a static folder, build/site, for any web host (DATA= as above)
	@.ci/need npm
	@go run ./wasm -site build/site $(PACK)

# For people without Go: one file for each kind of machine, which needs nothing beside it.
PLATFORMS := windows/amd64 windows/arm64 darwin/arm64 darwin/amd64 linux/amd64 linux/arm64

.PHONY: dist
dist: ## build the command line as one file each for Windows, macOS and Linux, in build/dist
	@mkdir -p build/dist
	@for p in $(PLATFORMS); do \
		os=$${p%/*}; arch=$${p#*/}; name=build/dist/scrutineer-$$os-$$arch; [ $$os = windows ] && name=$$name.exe; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch go build -trimpath -buildvcs=false -ldflags="-s -w" -o $$name ./examples/cli && echo "$$name"; \
	done

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
	$(call step,vet for the browser,$(JS) go vet $(PURE) ./wasm/...)
	$(call step,vet for 32 bits and a build for arm64,GOARCH=386 go vet $(PURE) ./examples/cli ./examples/handler && GOARCH=arm64 go build ./...)
	$(call step,vet of the modules beside it,for m in $(MODULES); do (cd $$m && go vet ./...); done)

.PHONY: tidy
tidy:
	$(call step,every go.mod is tidy,for m in . $(MODULES); do (cd $$m && go mod tidy -diff); done)

.PHONY: staticcheck
staticcheck: $(TOOLS)/staticcheck
	$(call step,staticcheck,$(TOOLS)/staticcheck ./... && $(JS) $(TOOLS)/staticcheck ./wasm/...)

# The targets vet have vetted the same packages and tests, so go test need not do it a second time.
.PHONY: unit
unit:
	@.ci/need gcc gcc libc6-dev
	$(call step,tests with the race detector in random order,CGO_ENABLED=1 go test -vet=off -race -shuffle=on ./...)

.PHONY: unit-wasm
unit-wasm:
	@.ci/need node nodejs
	$(call step,the packages under js/wasm,$(JS) go test -vet=off -exec "$(WASM_EXEC)" $(PURE))

.PHONY: unit-sql
unit-sql:
	$(call step,the database example,cd examples/sql && go test -count=1 ./...)

# What "make test" tries in the browser, within five minutes: each page, and each thing on one page or two.
BROWSER_CORE := ^TestEveryPage_|^TestUpdate_|^TestWorker_|^TestEveryCalculator_(TheWholeTask|TheFocus|Hostile)|^Test(Ratings|Caseloads|Demand)_Open|^TestCheck_(FindsWhat|APasted|ADocument|ARefused|OneHistory)|^TestPlace_(Leeds|AWrongName)|^TestDemand_(AChoice|OwnFigures|FilesAreTold)|^TestFiles_(AWorkbook|ReadingCan|AFileOf)|^TestFinance_(Opens|APastedSheet|AnEdit|BadInput|OneHistory|ABlock|AFileIsRead|NothingIsAsked|MovementSays)

.PHONY: browser
browser: TRIED := -short -run '$(BROWSER_CORE)'
browser browser-all:
	@.ci/need chromium
	@.ci/need npm
	$(call step,browser tests,cd wasm/browsertest && go test $(TRIED) -count=1 -timeout 20m ./...)

.PHONY: browser-all
browser-all: ## every browser test on every page (some twelve minutes); "make test" runs the core of them

.PHONY: size
size:
	$(call step,size of the download,go run ./wasm -size -raw $(RAW_CEILING) -brotli $(BROTLI_CEILING))

.PHONY: bench
bench: ## benchmarks, each beside its floor in the same run; the ratio is the figure
	@for round in $$(seq $(ROUNDS)); do go test -run '^$$' -bench . $(PURE); done | go run ./internal/benchratio -all

.PHONY: bench-browser
bench-browser: ## measure the calculator in the browser, beside a bare go-app page, and fail beyond the bounds
	@.ci/need chromium
	@.ci/need npm
	@cd wasm/browsertest && go test -count=1 -timeout 20m -run '^TestFigures$$' -args -figures

.PHONY: picture
picture: ## take the picture of the calculator that the README shows
	@.ci/need chromium
	@.ci/need npm
	@cd wasm/browsertest && go test -count=1 -timeout 15m -run '^TestPicture$$' -args -picture ../../docs/calculator.png

.PHONY: bench-peers
bench-peers: ## the same work through numpy, pandas and DuckDB, with checksums that agree
	@.ci/need npm
	@apt-get -y -qq install --no-install-recommends python3-numpy python3-pandas >/dev/null || echo "numpy and pandas are left out"
	@mkdir -p build/peers && npm install --silent --prefix build/peers @duckdb/node-api@1.5.6-r.1 || echo "DuckDB is left out"
	@cd internal/peers && go run . -modules $(CURDIR)/build/peers/node_modules

.PHONY: bench-e2e
bench-e2e: ## file in, answer out: the command beside pandas, polars and DuckDB, answers held equal first (ARGS= for rows, rounds, seed)
	@.ci/need npm
	@apt-get -y -qq install --no-install-recommends python3-pandas >/dev/null
	@mkdir -p build/peers && npm install --silent --prefix build/peers @duckdb/node-api@1.5.6-r.1 nodejs-polars@0.25.2
	@go build -o build/scrutineer ./examples/cli
	@internal/peers/files/measure.py build/scrutineer build/peers/node_modules $(ARGS)

.PHONY: beam
beam: ## test the Apache Beam example (compiles for some minutes the first time)
	$(call step,the Beam example,cd examples/beam && go mod tidy -diff && go vet ./... && go test -count=1 ./...)

.PHONY: release-check
release-check: test api reproducible sbom ## everything that a release is checked by (docs/RELEASING.md)

.PHONY: api
api: ## hold the exported API against api/, and ask that what was taken away is called breaking
	$(call step,the exported API,go test -count=1 -run 'API|Version' ./internal/release)

.PHONY: api-update
api-update: ## write api/current from the sources
	@go run ./internal/release api update

.PHONY: api-release
api-release: ## at a release: api/released becomes what is exported now
	@go run ./internal/release api release

.PHONY: apidiff
apidiff: ## a second opinion: what golang.org/x/exp/cmd/apidiff calls incompatible with the last tag
	@GOBIN=$(TOOLS) go install $(APIDIFF)
	@tag=$$(git describe --tags --abbrev=0 --match 'v*' 2>/dev/null) || { echo "nothing has been released yet"; exit 0; }; \
	old=$$(mktemp -d); trap 'rm -rf "$$old"' EXIT; git archive "$$tag" | tar -x -C "$$old"; \
	(cd "$$old" && $(TOOLS)/apidiff -m -w "$$old/api.export" github.com/scrutineer-dev/scrutineer); \
	$(TOOLS)/apidiff -m -incompatible "$$old/api.export" github.com/scrutineer-dev/scrutineer

.PHONY: reproducible
reproducible: ## build the calculator from two clones in two folders and compare every byte (COLD=1: with a build cache each)
	$(call step,reproducible,COLD=$(COLD) go run ./internal/release reproducible)

.PHONY: sbom
sbom: site ## write build/sbom.cdx.json and build/modules.txt, and hold the site's licence notices against them
	$(call step,bill of materials,go run ./internal/release sbom)

.PHONY: fuzz
fuzz: ## fuzz every target for FUZZTIME (60s)
	@for pkg in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "== $$pkg $$target"; go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$pkg; \
		done; \
	done

SAMPLE ?= 50
SEED   ?= 1
.PHONY: mutants
mutants: ## change the calculating code in SAMPLE (50) places of each package, by SEED, and list what no test notices (FOLDERS=)
	@go run ./internal/mutants -sample $(SAMPLE) -seed $(SEED) $(FOLDERS)

MINUTES ?= 10
.PHONY: soak
soak: ## ask the handler from 1,000 connections, most of them slow, huge or hostile, for MINUTES (10)
	@go run ./examples/handler/load -soak 1000 -for $(MINUTES)m

.PHONY: lint
lint: $(TOOLS)/golangci-lint ## golangci-lint with .golangci.yml (compiles for some minutes the first time)
	@$(TOOLS)/golangci-lint run ./...

.PHONY: clean
clean: ## remove what was built
	@rm -rf build

$(TOOLS)/staticcheck: ; @GOBIN=$(TOOLS) go install $(STATICCHECK)
$(TOOLS)/gofumpt: ; @GOBIN=$(TOOLS) go install $(GOFUMPT)
$(TOOLS)/golangci-lint: ; @GOBIN=$(TOOLS) go install $(GOLANGCI)
