package ui

import (
	"maps"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// history is the one history of a page: what was typed in any of its tables, its settings, and the loading of something
// else over all of them.
type history struct {
	past, future *step
	seen         map[*sheetTable]int // steps of each table that the history knows
	settings     map[string]string   // as last remembered: moments with the same settings share them
	// remember gives what a page keeps beside its tables and settings, and recall takes it back.
	remember func() any
	recall   func(any)
}

// moment is a page as it stood.
type moment struct {
	tables   []*sheetTable
	settings map[string]string
	text     string
	based    bool
	kept     any
}

// step is one change: the page before it (after it, for one that was taken back), the tables whose own history holds what
// was changed in them, and the step below.
type step struct {
	moment
	changed []*sheetTable
	setting string // the setting that was typed: the keys of one word are one step
	below   *step
}

func (s *sheet) moment() moment {
	if !maps.Equal(s.history.settings, s.settings) {
		s.history.settings = maps.Clone(s.settings)
	}
	m := moment{tables: s.tables, settings: s.history.settings, text: s.text, based: s.based}
	if s.history.remember != nil {
		m.kept = s.history.remember()
	}
	return m
}

// stepped notes the step that led from a moment to now, if one did. A setting is named while it is typed.
func (s *sheet) stepped(before moment, typing string) {
	h := &s.history
	if h.seen == nil {
		h.seen = map[*sheetTable]int{}
	}
	var changed []*sheetTable
	for _, t := range s.tables {
		if steps := t.table.Steps(); steps != h.seen[t] {
			h.seen[t] = steps
			if slices.Contains(before.tables, t) {
				changed = append(changed, t)
			}
		}
	}
	same := len(changed) == 0 && before.text == s.text && slices.Equal(before.tables, s.tables) && maps.Equal(before.settings, s.settings)
	going := typing != "" && h.past != nil && h.past.setting == typing && h.future == nil
	if same || going {
		return
	}
	h.past, h.future = &step{moment: before, changed: changed, setting: typing, below: h.past}, nil
}

// forget begins the history anew: what was loaded before the person did anything is not theirs to take back.
func (s *sheet) forget() { s.history.past, s.history.future = nil, nil }

func (s *sheet) undo(ctx app.Context, _ app.Event) {
	last := s.history.past
	if last == nil {
		s.said = "There is nothing to undo."
		return
	}
	now := s.moment()
	for _, t := range last.changed {
		t.table.Undo()
	}
	s.history.past = last.below
	s.history.future = &step{moment: now, changed: last.changed, below: s.history.future}
	s.restored(ctx, last, "Undone")
}

func (s *sheet) redo(ctx app.Context, _ app.Event) {
	next := s.history.future
	if next == nil {
		s.said = "There is nothing to do again."
		return
	}
	now := s.moment()
	for _, t := range next.changed {
		t.table.Redo()
	}
	s.history.future = next.below
	s.history.past = &step{moment: now, changed: next.changed, below: s.history.past}
	s.restored(ctx, next, "Done again")
}

// restored puts the page where a step says, and tells what happened.
func (s *sheet) restored(ctx app.Context, to *step, word string) {
	s.tables, s.text, s.settings = to.tables, to.text, maps.Clone(to.settings)
	if s.history.recall != nil {
		s.history.recall(to.kept)
	}
	s.own, s.based, s.fault, s.said = true, to.based, "", word+"."
	if len(to.changed) == 1 && len(s.tables) > 1 {
		s.said = word + " in " + to.changed[0].label + "."
	}
	s.compute()
	s.keep(ctx)
	s.ctx.Defer(func(app.Context) { s.syncSettings() }) // the button that was pressed may be gone by then
}
