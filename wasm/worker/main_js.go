// Command worker is the program of the web worker in which long files are read and computed, and in which published files
// of all authorities are held for the page of demand. It is compiled for js/wasm only.
package main

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/wasm/calculate"
	"github.com/scrutineer-dev/scrutineer/wasm/compare"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/worker/desk"
	"github.com/scrutineer-dev/scrutineer/wasm/worker/port"
)

func main() {
	form.Know(calculate.Descriptions())
	d := &desk.Desk{Demand: demand{new(compare.Session)}}
	port.Serve(d.Do)
}

// demand is a session as the desk asks it.
type demand struct{ session *compare.Session }

func (d demand) Open(name string, r io.Reader) (any, error) { return d.session.Open(name, r) }

func (d demand) Answer(in form.Inputs) (any, error) { return d.session.Answer(in), nil }

func (d demand) Place(in form.Inputs) (any, error) { return d.session.Place(in), nil }

func (d demand) PlaceCSV(in form.Inputs) (any, error) { return d.session.PlaceCSV(in) }
