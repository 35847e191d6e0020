package form

import "github.com/scrutineer-dev/scrutineer/wasm/chart"

// The settings of the page of a place, and what it opens with.
const (
	PlaceArea    = "area"    // an authority by name or code
	PlaceList    = "list"    // the name of a list of neighbours
	PlaceMeasure = "measure" // the id of a series, blank for all
	PlaceView    = "view"    // how that is looked at
)

// The ways to look at one measure.
const (
	CompareView  = "compare"
	TimeView     = "time"
	FunnelView   = "funnel"
	ForecastView = "forecast"
)

// PlaceViews are those ways, each with its name.
func PlaceViews() [][2]string {
	return [][2]string{{CompareView, "Compare"}, {TimeView, "Over time"}, {FunnelView, "Funnel"}, {ForecastView, "Forecast"}}
}

// PlaceExample is the place that the page opens with.
func PlaceExample() Inputs {
	return Inputs{Page: "demand", Settings: map[string]string{PlaceArea: "353", PlaceList: "", PlaceMeasure: "", PlaceView: ""}}
}

// Place is the page of a place computed, in its web worker or, for the example, by the host.
type Place struct {
	// Lacking is true where the worker has not been given the national picture: the page fetches it and asks again.
	Lacking bool `json:",omitempty"`
	// Problem says why there is no such place; the rest is then empty but for what can be chosen.
	Problem string `json:",omitempty"`
	// Authorities and Lists are what can be chosen: code and name, and the names of lists.
	Authorities [][2]string
	Lists       []string
	// Area, Name and List are what was chosen.
	Area, Name, List string
	Answer, More     string
	// Notes are what a reader should know before the figures, Earlier what one of the earlier years should.
	Notes, Earlier []string
	// Heads are the headings of the groups: the measure, its figures, and the small chart.
	Heads  []Heading
	Groups []PlaceGroup
	// Measure is the one measure that is looked at; nil for the profile.
	Measure *PlaceOne `json:",omitempty"`
	// Attribution is what the licence of the figures asks to be said.
	Attribution string
}

// PlaceGroup is some measures that belong together.
type PlaceGroup struct {
	ID, Title string
	Measures  []PlaceLine
	// Years are every year of them, a row for the place and one for England.
	Years Section
}

// PlaceLine is one measure of the profile, as text.
type PlaceLine struct {
	ID, Name string
	// Looked is true where it can be looked at by itself; a count cannot.
	Looked bool
	// Under stands below the name: what day or year the figures are of, and what a reader should know of them.
	Under []string
	// Cells are beside the headings of the place after the first.
	Cells []PlaceCell
	Spark *chart.Spark `json:",omitempty"`
}

// PlaceCell is one figure of a line: what it is, and below it what it was made of. Where Tag is not empty the text is a tag of that
// class.
type PlaceCell struct {
	Text  string
	Under string `json:",omitempty"`
	Tag   string `json:",omitempty"`
}

// PlaceOne is one measure looked at in one way.
type PlaceOne struct {
	ID, Title, View string
	Result          Result
	Definitions     map[string]string
}
