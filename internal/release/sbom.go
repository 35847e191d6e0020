package main

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/internal/version"
)

const modulePath = "github.com/scrutineer-dev/scrutineer"

// The parts of CycloneDX 1.6 that are written.
type bom struct {
	Format      string      `json:"bomFormat"`
	SpecVersion string      `json:"specVersion"`
	Version     int         `json:"version"`
	Metadata    metadata    `json:"metadata"`
	Components  []component `json:"components"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	PURL       string     `json:"purl"`
	Hashes     []hash     `json:"hashes,omitempty"`
	Licences   []licence  `json:"licenses"`
	Properties []property `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type licence struct {
	Licence struct {
		ID string `json:"id"`
	} `json:"license"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func libraryOf(name, number, purl, spdx string) component {
	c := component{Type: "library", Ref: purl, Name: name, Version: number, PURL: purl, Licences: make([]licence, 1)}
	c.Licences[0].Licence.ID = spdx
	return c
}

// compatible are the licences under which something may be bundled with what is under MIT.
var compatible = []string{"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "Unlicense"}

// program is something that is handed to people.
type program struct{ name, folder, os, arch string }

// programs are those that are there: the page's workers are programs of their own.
func programs(root string) (found []program) {
	for _, p := range []program{
		{"app.wasm", "wasm", "js", "wasm"},
		{"worker.wasm", "wasm/worker", "js", "wasm"},
		{"workbook.wasm", "wasm/workbook", "js", "wasm"},
		{"cli", "examples/cli", "linux", "amd64"},
		{"handler", "examples/handler", "linux", "amd64"},
	} {
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(p.folder))); err == nil {
			found = append(found, p)
		}
	}
	return found
}

// module is one that go list found in a program.
type module struct {
	Path, Version, Dir string
	in                 []string
}

// modulesOf are the modules that are compiled into the programs, this one not among them.
func modulesOf(ctx context.Context, root string) ([]*module, error) {
	byPath := map[string]*module{}
	for _, p := range programs(root) {
		out, err := output(ctx, root, []string{"GOOS=" + p.os, "GOARCH=" + p.arch}, "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}", "./"+p.folder)
		if err != nil {
			return nil, err
		}
		lines := strings.Split(strings.TrimSpace(out), "\n")
		slices.Sort(lines)
		for _, line := range slices.Compact(lines) {
			fields := strings.Split(line, "\t")
			if len(fields) != 3 || fields[0] == modulePath {
				continue
			}
			m := byPath[fields[0]]
			if m == nil {
				m = &module{Path: fields[0], Version: fields[1], Dir: fields[2]}
				byPath[m.Path] = m
			}
			m.in = append(m.in, p.name)
		}
	}
	modules := make([]*module, 0, len(byPath))
	for _, m := range byPath {
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b *module) int { return strings.Compare(a.Path, b.Path) })
	return modules, nil
}

// goComponents are the modules and the standard library.
func goComponents(ctx context.Context, root string) ([]component, error) {
	modules, err := modulesOf(ctx, root)
	if err != nil {
		return nil, err
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return nil, err
	}
	number := strings.TrimPrefix(runtime.Version(), "go")
	list := []component{libraryOf("std", number, "pkg:golang/std@"+number, "BSD-3-Clause")}
	for _, m := range modules {
		spdx, err := licenceOf(m.Dir)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Path, err)
		}
		c := libraryOf(m.Path, m.Version, "pkg:golang/"+m.Path+"@"+m.Version, spdx)
		c.Properties = []property{{"scrutineer:compiled-into", strings.Join(m.in, " ")}}
		for _, line := range strings.Split(string(sums), "\n") {
			if sum, ok := strings.CutPrefix(line, m.Path+" "+m.Version+" "); ok {
				c.Properties = append(c.Properties, property{"go:sum", sum})
			}
		}
		list = append(list, c)
	}
	return list, nil
}

// licenceOf knows a licence by its words.
func licenceOf(dir string) (string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		return "", err
	}
	for _, name := range names {
		base := strings.ToUpper(filepath.Base(name))
		if !strings.HasPrefix(base, "LICENSE") && !strings.HasPrefix(base, "LICENCE") && !strings.HasPrefix(base, "COPYING") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			continue // a folder of licences
		}
		if spdx := spdxOf(string(data)); spdx != "" {
			return spdx, nil
		}
		return "", fmt.Errorf("the licence in %s is none that is known: read it, and teach spdxOf its words", filepath.Base(name))
	}
	return "", errors.New("there is no licence file")
}

func spdxOf(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	has := func(words string) bool { return strings.Contains(text, words) }
	switch {
	case has("Apache License") && has("Version 2.0"):
		return "Apache-2.0"
	case has("Mozilla Public License"):
		return "MPL-2.0"
	case has("GNU "):
		return "GPL or LGPL"
	case has("Permission is hereby granted, free of charge"):
		return "MIT"
	case has("Redistribution and use in source and binary forms") && (has("Neither the name") || has("names of its contributors")):
		return "BSD-3-Clause"
	case has("Redistribution and use in source and binary forms"):
		return "BSD-2-Clause"
	case has("Permission to use, copy, modify, and/or distribute this software") || has("Permission to use, copy, modify, and distribute this software"):
		return "ISC"
	}
	return ""
}

// placeInSite is the property that says under which heading of web/charts/licences.txt a package's notice stands.
const placeInSite = "scrutineer:bundled-in-charts-as"

// npmComponents are the packages that the chart library's files are bundled from.
func npmComponents(root string) ([]component, error) {
	data, err := os.ReadFile(filepath.Join(root, "wasm", "web", "charts", "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct {
			Version, Integrity, License string
			Dev                         bool
		}
	}
	if err := json.Unmarshal(data, &lock); err != nil {
		return nil, err
	}
	var list []component
	for path, p := range lock.Packages {
		place, found := strings.CutPrefix(path, "node_modules/")
		if !found || p.Dev {
			continue
		}
		name := place // a second version of a package lies within the one that asks for it
		if within := strings.LastIndex(place, "node_modules/"); within >= 0 {
			name = place[within+len("node_modules/"):]
		}
		c := libraryOf(name, p.Version, "pkg:npm/"+strings.Replace(name, "@", "%40", 1)+"@"+p.Version, p.License)
		if sum, ok := strings.CutPrefix(p.Integrity, "sha512-"); ok {
			raw, err := base64.StdEncoding.DecodeString(sum)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			c.Hashes = []hash{{"SHA-512", hex.EncodeToString(raw)}}
		}
		c.Properties = []property{{placeInSite, place}}
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b component) int { return cmp.Compare(a.Name+a.Version, b.Name+b.Version) })
	return list, nil
}

// bill is the bill of materials. It holds neither time nor random number, so that the same commit gives the same file.
func bill(ctx context.Context, root string) (bom, error) {
	compiled, err := goComponents(ctx, root)
	if err != nil {
		return bom{}, err
	}
	bundled, err := npmComponents(root)
	if err != nil {
		return bom{}, err
	}
	own := libraryOf(modulePath, "v"+version.Version, "pkg:golang/"+modulePath+"@v"+version.Version, "MIT")
	own.Type = "application"
	b := bom{Format: "CycloneDX", SpecVersion: "1.6", Version: 1, Metadata: metadata{own}, Components: slices.Concat(compiled, bundled)}
	for _, c := range b.Components {
		if spdx := c.Licences[0].Licence.ID; !slices.Contains(compatible, spdx) {
			return b, fmt.Errorf("%s is under %q, which is not listed as compatible with MIT", c.Name, spdx)
		}
	}
	return b, nil
}

// writeSBOM writes the bill, what go version -m says of the programs, and holds the notices of the built site, where there is
// one, against the bill.
func writeSBOM(ctx context.Context, root string) error {
	b, err := bill(ctx, root)
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	build := filepath.Join(root, "build")
	if err := os.MkdirAll(build, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(build, "sbom.cdx.json"), append(text, '\n'), 0o644); err != nil {
		return err
	}
	if err := writeModules(ctx, root, build); err != nil {
		return err
	}
	fmt.Printf("build/sbom.cdx.json: %d components; build/modules.txt\n", len(b.Components))
	web := filepath.Join(build, "site", "web")
	if _, err := os.Stat(web); err != nil {
		fmt.Println("no site is built, so its licence notices were not looked at: make site first")
		return nil
	}
	missing, err := unnamed(b, web)
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		return fmt.Errorf("the notices in build/site/web do not name %s", strings.Join(missing, ", "))
	}
	fmt.Println("the licence notices of build/site name every one that the site holds")
	return nil
}

// writeModules builds the native programs and keeps what go version -m says of them.
func writeModules(ctx context.Context, root, build string) error {
	bin := filepath.Join(build, "bin")
	for _, p := range programs(root) {
		if p.arch == "wasm" {
			continue // a wasm file carries no list; the bill has it
		}
		env := []string{"GOOS=" + p.os, "GOARCH=" + p.arch, "CGO_ENABLED=0"}
		if _, err := output(ctx, root, env, "go", "build", "-trimpath", "-o", filepath.Join(bin, "scrutineer-"+p.name), "./"+p.folder); err != nil {
			return err
		}
	}
	out, err := output(ctx, bin, nil, "go", "version", "-m", ".")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(build, "modules.txt"), []byte(out), 0o644)
}

// unnamed are the components in the site that its licence notices do not name.
func unnamed(b bom, web string) (missing []string, err error) {
	compiled, err := os.ReadFile(filepath.Join(web, "licences.txt"))
	if err != nil {
		return nil, err
	}
	bundled, err := os.ReadFile(filepath.Join(web, "charts", "licences.txt"))
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	charts := err == nil
	for _, c := range b.Components {
		switch {
		case strings.HasPrefix(c.PURL, "pkg:npm/"):
			if charts && !strings.Contains(string(bundled), "==== "+c.Properties[0].Value+" ====") {
				missing = append(missing, c.Properties[0].Value)
			}
		case inSite(c) && !strings.Contains(string(compiled), "==== "+strings.TrimSpace(c.Name+" "+c.Version)+" ===="):
			missing = append(missing, c.Name)
		}
	}
	return missing, nil
}

// inSite says whether a module is compiled into one of the wasm files.
func inSite(c component) bool {
	return c.Name == "std" || slices.ContainsFunc(c.Properties, func(p property) bool { return strings.Contains(p.Value, ".wasm") })
}
