package ui

import (
	"encoding/json"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// PackedFiles is the name under which the host hands the page the list of published files that came with it.
const PackedFiles = "SCRUTINEER_DATA"

// packedFile is one of them.
type packedFile struct{ Name, Words string }

// packedFiles are the published files that came with this calculator; none unless whoever put it up packed some.
func packedFiles() []packedFile {
	var files []packedFile
	_ = json.Unmarshal([]byte(app.Getenv(PackedFiles)), &files) // without it there are none
	return files
}

// packed offers them. Each is asked for when it is first opened, and kept from then on.
func (p *demandPage) packed() app.UI {
	files := packedFiles()
	if len(files) == 0 {
		return html.Div()
	}
	return html.Div().ID("packed").Body(
		html.H3().Text("Published files that came with this calculator"),
		html.Ul().Body(app.Range(files).Slice(func(i int) app.UI {
			f := files[i]
			return html.Li().Body(
				html.Button().Class("button second").Text("Open "+f.Name).OnClick(p.openPacked(f.Name), app.EventScope(f.Name)),
				app.Text(" "+f.Words))
		})),
	)
}

func (p *demandPage) openPacked(name string) app.EventHandler {
	return func(app.Context, app.Event) {
		p.said = "Fetching " + name + "."
		fetchFile("/web/data/"+name, func(file app.Value, problem string) {
			p.ctx.Dispatch(func(ctx app.Context) {
				if problem != "" {
					p.fault = name + " could not be fetched: " + sentence(problem) + " It is kept for use without a network once it has been opened."
					ctx.Defer(func(app.Context) { focus("fault") })
					return
				}
				p.receive(ctx, name, file)
			})
		})
	}
}
