package compare

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand/forecast"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// Published is the part of the page about the files of figures.
const Published = form.PublishedPart

// Answer is the page computed, and Field one choice of it.
type (
	Answer = form.DemandAnswer
	Field  = form.DemandField
)

// Answer works the page out. It never fails: what cannot be worked out says why in its place. The setting [form.OpenFiles] names
// what the page has open; where it names nothing the session closes what it holds, and the example answers.
func (s *Session) Answer(in form.Inputs) Answer {
	if in.Settings[form.OpenFiles] == "" {
		s.forget()
	}
	settings := form.DemandExample().Settings
	for name, value := range in.Settings {
		settings[name] = value
	}
	v := s.view(settings)
	a := Answer{Lacking: s.pack == nil && len(s.sources) == 0, Parts: map[string]form.Result{}, Definitions: definitions(), Files: s.files()}
	a.Parts[Published] = v.result()
	a.Parts[Series] = seriesResult(in.Tables[Series], settings)
	a.Parts[Funnel] = funnelResult(in.Tables[Funnel], settings)
	a.Parts[Stages] = stagesResult(in.Tables[Stages])
	if len(s.samples) > 0 {
		a.Parts[Samples] = samplesResult(s.samples)
	}
	a.Fields = append(v.fields(), ownFields(settings)...)
	return a
}

// files are what is open, in the order of figures, lists, names.
func (s *Session) files() []Opened {
	var files []Opened
	for _, at := range s.sources {
		files = append(files, Opened{Name: at.name, Kind: Figures, Words: describe(at)})
	}
	for _, l := range s.lists {
		files = append(files, Opened{Name: l.file, Kind: Neighbours, Words: l.Name + ": neighbours of " + counted(l.Len(), "authority", "authorities") + "."})
	}
	for _, l := range s.labels {
		if l.name == s.dictionary {
			continue
		}
		files = append(files, Opened{Name: l.name, Kind: Labels, Words: "The names of " + counted(len(l.columns), "column", "columns") + "."})
	}
	if s.dictionary != "" {
		files = append(files, Opened{Name: s.dictionary, Kind: Measures, Words: "Which way is better, for " + counted(len(s.better), "measure", "measures") + "."})
	}
	if len(s.samples) > 0 {
		files = append(files, Opened{Name: "samples", Kind: Samples, Words: counted(len(s.samples), "sample", "samples") + "."})
	}
	return files
}

// polarityOf reads a choice of polarity; what is not one is none.
func polarityOf(text string) rag.Polarity {
	var p rag.Polarity
	if p.UnmarshalText([]byte(text)) != nil {
		return rag.Neutral
	}
	return p
}

func polarities() [][2]string {
	return [][2]string{{"none", "neither (not ranked)"}, {"higher", "higher"}, {"lower", "lower"}}
}

// ownFields are the choices beside the person's own tables.
func ownFields(settings map[string]string) []Field {
	methods := [][2]string{{"best", "the one that did best on the past"}}
	for _, m := range forecast.Methods() {
		methods = append(methods, [2]string{m.String(), methodTitle(m)})
	}
	list := []Field{
		{Part: Series, Name: "series_name", Label: "What is measured"},
		{Part: Series, Name: "series_better", Label: "Better is", Options: polarities()},
		{Part: Series, Name: "target", Label: "Target", Hint: "A number, or nothing"},
		{Part: Series, Name: "method", Label: "Forecast by", Options: methods},
		{Part: Series, Name: "horizon", Label: "Periods ahead", Hint: "1 to 24"},
		{Part: Series, Name: "season", Label: "Periods in a year", Options: [][2]string{{"1", "no season"}, {"4", "4: quarters"}, {"12", "12: months"}}},
		{Part: Funnel, Name: "funnel_kind", Label: "The numerator is", Options: [][2]string{{"rate", "events in a population, per 10,000"}, {"proportion", "a part of the denominator, in per cent"}}},
		{Part: Funnel, Name: "funnel_better", Label: "Better is", Options: polarities()},
	}
	for i := range list {
		list[i].Value = settings[list[i].Name]
	}
	return list
}

// chosen is what was asked for where it can be had, or else the first of what can.
func chosen(asked string, options [][2]string) string {
	if slices.ContainsFunc(options, func(o [2]string) bool { return o[0] == asked }) {
		return asked
	}
	if len(options) == 0 {
		return ""
	}
	return options[0][0]
}

// section begins a part of a result.
func section(id, title string) form.Section { return form.Section{ID: id, Title: title} }

func join(words []string) string { return strings.Join(words, ", ") }
