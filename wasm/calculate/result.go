package calculate

import (
	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// drawn is the number of rows of a table that are given unless all are asked for.
const drawn = 100

// beneath is the number of notes beneath one.
const beneath = 25

// resultOf is a view as text to be drawn.
func resultOf(view operation.View, all bool) form.Result {
	r := form.Result{Answer: view.Answer, More: view.More, Notes: spoken(view.Notes, view.Answer)}
	for _, q := range view.Questions {
		r.Questions = append(r.Questions, sentence(q.Detail()))
	}
	for _, s := range view.Sections {
		r.Sections = append(r.Sections, sectionOf(s, all))
	}
	if view.Further != nil {
		for _, s := range view.Further() {
			r.Sections = append(r.Sections, sectionOf(s, all))
		}
	}
	if r.Answer == "" && len(r.Sections) > 0 {
		r.Answer = sentence(r.Sections[0].Title)
	}
	return r
}

func sectionOf(s operation.Section, all bool) form.Section {
	section := form.Section{ID: s.ID, Title: s.Title, Intro: s.Intro, By: s.Definitions, Notes: spoken(s.Notes, "")}
	for _, c := range s.Columns {
		section.Columns = append(section.Columns, form.Heading{Text: c.Words(), Number: c.Number})
	}
	if s.Chart != nil {
		if picture, ok := pictureOf(s.Chart()); ok {
			section.Chart = &picture
		}
	}
	for row := range s.Rows {
		if !all && len(section.Rows) >= drawn && !row.Total {
			section.Left++
			continue
		}
		section.Rows = append(section.Rows, rowOf(s.Columns, row))
	}
	if s.Beneath != nil {
		for note := range s.Beneath {
			if !all && len(section.Notes) >= beneath {
				break
			}
			section.Notes = append(section.Notes, sentence(note))
		}
	}
	if s.Working != nil {
		for line := range s.Working {
			if !all && len(section.Working) >= drawn {
				break
			}
			section.Working = append(section.Working, line)
		}
	}
	return section
}

// rowOf is a row as text; a word of a class is that of a sentence.
func rowOf(columns []operation.Column, row operation.Row) form.Row {
	drawn := form.Row{Total: row.Total}
	for i, cell := range row.Cells {
		text := cell.Text
		if i < len(columns) && !columns[i].Number {
			text = cell.Words()
		}
		drawn.Cells = append(drawn.Cells, form.Cell{Text: text, Tag: cell.Tag})
	}
	return drawn
}
