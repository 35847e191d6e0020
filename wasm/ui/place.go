package ui

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// NationalPack is the name of the national picture under /web, and PlacePage that under which the example of the page of a place
// is given.
const (
	NationalPack = "national.txt"
	PlacePage    = "place"
)

// placePath is the address of the page; what is chosen stands behind it, after a #.
const placePath = "/demand/profile"

// placePage is every headline measure of one authority, or one of them. What it shows is worked out in a web worker from the
// national picture, which the page fetches from its own site when it is first asked.
type placePage struct {
	app.Compo
	place    form.Place
	settings map[string]string
	worker   asker
	fetching bool
	waits    string // for whom something is worked out that is not shown yet
	said     string
	fault    string
	moved    bool // the focus goes to the heading when the answer is there
}

func newPlacePage() *placePage {
	p := &placePage{settings: form.PlaceExample().Settings}
	p.worker = asker{task: p.task, take: p.answered, fail: func(ctx app.Context, r reply) {
		p.wrong(ctx, r.Problem)
	}}
	_ = json.Unmarshal([]byte(exampleOf(PlacePage)), &p.place) // without it the worker is asked
	return p
}

func (p *placePage) OnPreRender(ctx app.Context) { entered(ctx, "Profile of a place") }

func (p *placePage) OnMount(ctx app.Context) {
	entered(ctx, "Profile of a place")
	p.worker.ctx = ctx
	if p.readAddress() || len(p.place.Groups) == 0 {
		p.ask()
	}
}

// OnNav follows the address, which every choice and the browser's own way back change.
func (p *placePage) OnNav(ctx app.Context) {
	if app.IsClient && p.worker.ctx.Context != nil && p.readAddress() {
		p.moved = true
		p.ask()
	}
}

// readAddress takes the choices from the address, and reports whether any is another than before.
func (p *placePage) readAddress() (changed bool) {
	asked, err := url.ParseQuery(app.Window().URL().Fragment)
	if err != nil {
		return false
	}
	settings := form.PlaceExample().Settings
	for name := range settings {
		if asked.Has(name) {
			settings[name] = asked.Get(name)
		}
	}
	for name, value := range settings {
		changed = changed || p.settings[name] != value
	}
	p.settings = settings
	return changed
}

// address is the address of the page with some choices changed.
func (p *placePage) address(changes ...[2]string) string {
	q := url.Values{}
	for name, value := range p.settings {
		q.Set(name, value)
	}
	for _, change := range changes {
		q.Set(change[0], change[1])
	}
	for name := range p.settings {
		if q.Get(name) == "" {
			q.Del(name)
		}
	}
	return placePath + "#" + q.Encode()
}

func (p *placePage) task() form.Task {
	return form.Task{Kind: "place", Page: "demand", Inputs: form.Inputs{Page: "demand", Settings: p.settings}}
}

func (p *placePage) ask() {
	p.fault = ""
	p.waits = p.settings[form.PlaceArea]
	p.worker.ask()
}

func (p *placePage) answered(ctx app.Context, text string) {
	var place form.Place
	if err := json.Unmarshal([]byte(text), &place); err != nil {
		p.wrong(ctx, "The answer could not be read: "+err.Error())
		return
	}
	if place.Lacking {
		p.fetch()
		return
	}
	p.place, p.waits = place, ""
	p.said = place.Problem
	ctx.Defer(p.shown)
}

// shown puts the name and the list in force into their inputs, which go-app does not where it believes them to stand there, and
// moves the focus to what was asked for.
func (p *placePage) shown(app.Context) {
	if p.place.Problem != "" {
		focus(placeInput)
		return
	}
	if input := app.Window().GetElementByID(placeInput); input.Truthy() {
		input.Set("value", p.place.Name)
	}
	if list := app.Window().GetElementByID(placeLists); list.Truthy() {
		list.Set("value", p.place.List)
	}
	if p.moved {
		p.moved = false
		focus("heading")
		app.Window().Call("scrollTo", 0, 0)
	}
}

// fetch gives the worker the national picture, and asks again.
func (p *placePage) fetch() {
	if p.fetching {
		return
	}
	p.fetching = true
	openPicture(p.worker.ctx, func(ctx app.Context, problem string) {
		p.fetching = false
		if problem != "" {
			p.wrong(ctx, problem)
			return
		}
		p.worker.ask()
	})
}

// openPicture fetches the national picture and has the worker open it.
func openPicture(ctx app.Context, done func(ctx app.Context, problem string)) {
	fetchFile("/web/"+NationalPack, func(file app.Value, problem string) {
		ctx.Dispatch(func(ctx app.Context) {
			if problem != "" {
				done(ctx, "The national picture could not be fetched: "+sentence(problem)+" With a network, load the page again.")
				return
			}
			task := form.Task{Kind: "open", Page: "demand", Name: NationalPack, Inputs: form.Inputs{Page: "demand"}}
			ask(ctx, longFiles, task, file, func(app.Context, float64, string) {}, func(ctx app.Context, r reply) {
				done(ctx, r.Problem)
			})
		})
	})
}

func (p *placePage) wrong(ctx app.Context, problem string) {
	p.fault, p.waits = problem, ""
	ctx.Defer(func(app.Context) { focus("fault") })
}

// choose takes the authority that was typed or picked.
func (p *placePage) choose(ctx app.Context, _ app.Event) {
	input := app.Window().GetElementByID(placeInput)
	if !input.Truthy() {
		return
	}
	text := strings.TrimSpace(input.Get("value").String())
	if text == "" || text == p.place.Name && p.place.Problem == "" {
		return
	}
	ctx.Navigate(p.address([2]string{form.PlaceArea, text}))
}

// pressed takes the authority when Enter is pressed.
func (p *placePage) pressed(ctx app.Context, e app.Event) {
	if e.Get("key").String() == "Enter" {
		p.choose(ctx, e)
	}
}

func (p *placePage) chooseList(ctx app.Context, e app.Event) {
	ctx.Navigate(p.address([2]string{form.PlaceList, e.Get("target").Get("value").String()}))
}

// saveCSV saves every measure of the place in every year.
func (p *placePage) saveCSV(ctx app.Context, e app.Event) {
	task := form.Task{Kind: "place-csv", Page: "demand", Inputs: form.Inputs{Page: "demand", Settings: map[string]string{form.PlaceArea: p.place.Area, form.PlaceList: p.place.List}}}
	ask(ctx, longFiles, task, nil, func(app.Context, float64, string) {}, func(ctx app.Context, r reply) {
		var text string
		switch {
		case r.Problem != "" || json.Unmarshal([]byte(r.JSON), &text) != nil:
			p.wrong(ctx, "The file could not be made: "+sentence(r.Problem))
		case text == "":
			openPicture(ctx, func(ctx app.Context, problem string) {
				if problem != "" {
					p.wrong(ctx, problem)
					return
				}
				p.saveCSV(ctx, e)
			})
		default:
			save("profile.csv", "text/csv", text)
			p.said = "Saved as profile.csv."
		}
	})
}

func (p *placePage) print(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	app.Window().Call("print")
}
