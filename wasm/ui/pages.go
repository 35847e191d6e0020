// Package ui draws the pages. What a person types goes to a web worker, in which operations decide; a plain test lets it import
// no domain.
package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// page is one page of the calculator.
type page struct {
	path, name string
	about      string // what it answers, for the card on the first page
	inMenu     bool
	make       func() app.Composer
}

// pages are all pages in the order of the menu. Only what works is among them.
func pages() []page {
	return []page{
		{path: "/", name: "Home", inMenu: true, make: func() app.Composer { return &homePage{} }},
		{path: "/rag", name: "Ratings", inMenu: true, about: "An action plan is rated red, amber or green by a stated rule, with the reason for each action, the tally by area, and the overall rating under every policy.", make: group("rag", "An improvement plan and its indicators, rated by a stated rule, each question on a page of its own.")},
		{path: "/caseload", name: "Caseloads", inMenu: true, about: "A list of workers gives averages, bands, who is over their limit, and how many cases would have to move.", make: group("caseload", "Who holds how many cases, what the limits ask for, and what the workforce figures say, each question on a page of its own.")},
		{path: "/finance", name: "Finance", inMenu: true, about: "A budget statement gives the variance of each service and in all, what drives it and how it moved; placements, savings, reserves and the end of the year beside it.", make: group("finance", "What a budget statement says and what stands behind it, each on a page of its own.")},
		{path: "/demand", name: "Demand", inMenu: true, about: "A file of published figures sets an authority beside its statistical neighbours under both official averages, over time and with what chance explains; your own figures are charted, tested and carried forward.", make: func() app.Composer { return newDemandPage() }},
		{path: placePath, name: "Profile of a place", about: "Every English authority beside its statistical neighbours, its region and England on the headline measures, over up to ten years: choose one by name.", make: func() app.Composer { return newPlacePage() }},
		{path: "/check", name: "Check a report", inMenu: true, about: "A published report is held against its own arithmetic: every table and claim is worked out again, and what differs is shown with the sum that was done.", make: func() app.Composer { return newCheckPage() }},
		{path: "/accessibility", name: "Accessibility", make: func() app.Composer { return &accessibilityPage{} }},
	}
}

// group makes the page of a group.
func group(name, lead string) func() app.Composer {
	return func() app.Composer { return &groupPage{group: name, lead: lead} }
}

// Route tells go-app which component draws which path.
func Route() {
	route := func(path string, make func() app.Composer) {
		app.Route(path, make)
		if path != "/" {
			app.Route(path+"/", make) // how some hosts of static files answer
		}
	}
	for _, p := range pages() {
		route(p.path, p.make)
	}
	for _, t := range form.Tools("") {
		route("/"+t.Page, func() app.Composer { return newToolPage(t) })
	}
}

// Paths are the addresses of all pages.
func Paths() []string {
	var paths []string
	for _, p := range pages() {
		paths = append(paths, p.path)
	}
	for _, t := range form.Tools("") {
		paths = append(paths, "/"+t.Page)
	}
	return paths
}
