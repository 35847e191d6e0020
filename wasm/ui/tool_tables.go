package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// otherTable is a table of another tool, or of another input of this one, that has the same columns.
type otherTable struct{ page, table, label string }

// sameTables are the tables of a person's own, kept on this device, that an input could take over.
func (p *toolPage) sameTables(in form.ToolInput) []otherTable {
	if app.IsServer || p.ctx.Context == nil {
		return nil
	}
	var others []otherTable
	for _, t := range form.Tools(p.tool.Group) {
		for _, other := range t.Inputs {
			if other.Schema.Name != in.Schema.Name || t.Page == p.page && other.Name == in.Name {
				continue
			}
			if _, own := p.tableAt(t, other.Name); own {
				others = append(others, otherTable{t.Page, other.Name, form.TableName(p.page, t, other)})
			}
		}
	}
	return others
}

// tableAt is a person's own table of a tool: what stands on this page, or is kept for another.
func (p *toolPage) tableAt(t form.Tool, input string) (kept form.Inputs, own bool) {
	if t.Page == p.page {
		kept = p.inputs()
	} else if err := p.ctx.LocalStorage().Get(storageKey(t.Page), &kept); err != nil || kept.Page != t.Page {
		return kept, false
	}
	return kept, !kept.Example && !t.Input(input).Table(kept).Empty()
}

// takeOver puts the table of another tool into one of this.
func (p *toolPage) takeOver(table string, from otherTable) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		t, _ := form.ToolOf(from.page)
		kept, own := p.tableAt(t, from.table)
		if !own {
			return
		}
		p.begin()
		in := form.Inputs{Page: p.page, Tables: map[string][][]string{table: kept.Tables[from.table]}, Columns: map[string][]string{table: form.ColumnIDs(t.Input(from.table).Table(kept))}}
		if from.page != p.page {
			in.Settings = form.SharedSettings(p.tool, t, kept.Settings)
		}
		p.load(in)
		p.syncSettings()
		p.said = from.label + " was taken over. Undo takes it back."
		p.tableChanged(ctx)
	}
}

// shareTables brings a person's own tables of one name from the tools of the group to this one: a list of workers is given
// once.
func (p *toolPage) shareTables(ctx app.Context) {
	shared := form.Inputs{Page: p.page, Tables: map[string][][]string{}, Columns: map[string][]string{}}
	for _, in := range p.tool.Inputs {
		if t := p.tableOf(in.Name); !p.based && !t.table.Empty() {
			continue
		}
		for _, t := range form.Tools(p.tool.Group) {
			if t.Page == p.page || t.Input(in.Name).Name == "" {
				continue
			}
			if kept, own := p.tableAt(t, in.Name); own {
				shared.Tables[in.Name], shared.Columns[in.Name] = kept.Tables[in.Name], form.ColumnIDs(t.Input(in.Name).Table(kept))
				shared.Settings = form.SharedSettings(p.tool, t, kept.Settings)
				break
			}
		}
	}
	if len(shared.Tables) == 0 {
		return
	}
	p.begin()
	p.load(shared)
	p.forget()
	p.keep(ctx)
}
