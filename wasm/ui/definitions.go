package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/scrutiny/definitions"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// definitionList is what the register holds for a page: each definition with its id and version, its formula and its source.
func definitionList(area definitions.Area) app.UI {
	list := definitions.In(area)
	return html.Ul().Class("definitions").Body(app.Range(list).Slice(func(i int) app.UI {
		d := list[i]
		return html.Li().ID(definitionID(d.ID)).TabIndex(-1).Body(
			html.Strong().Text(d.Name), app.Text(" "), html.Code().Text(versioned(d)),
			html.Div().Text(d.Formula),
			html.Div().Class("quiet").Text("Source: "+d.Source),
		)
	}))
}

// definitionLinks lead from a figure to the definitions that it was worked out by.
func definitionLinks(ids []string) app.UI {
	var parts []app.UI
	for _, id := range ids {
		d, ok := definitions.Of(id)
		if !ok {
			continue
		}
		lead := "Worked out by "
		if len(parts) > 0 {
			lead = ", "
		}
		parts = append(parts, app.Text(lead), jump(definitionID(id), versioned(d)))
	}
	if len(parts) == 0 {
		return html.Div()
	}
	return html.P().Body(parts...)
}

func versioned(d definitions.Definition) string { return d.ID + ", version " + strconv.Itoa(d.Version) }

func definitionID(id string) string { return "definition-" + id }

// areaOf is the part of the register that a page shows.
func areaOf(page string) definitions.Area {
	switch page {
	case "rag":
		return definitions.Ratings
	case "caseload":
		return definitions.Caseloads
	case "finance":
		return definitions.Finance
	case "demand":
		return definitions.Demand
	case "check":
		return definitions.Checks
	}
	return definitions.None
}
