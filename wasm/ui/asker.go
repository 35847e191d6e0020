package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// pause is how long a person may go on typing before the worker is asked again.
const pause = 120 * time.Millisecond

// asker has what a page shows worked out in the worker, again and again as it changes: after a pause in typing, and one
// task at a time. It is a part of a page, not a component.
type asker struct {
	task func() form.Task
	take func(ctx app.Context, answer string)
	fail func(ctx app.Context, r reply)

	ctx     app.Context
	asking  bool // a task is with the worker
	asked   bool // something has changed since it was given
	waiting bool // for a pause in typing
}

// ask has everything worked out again. Before the page is there it does nothing.
func (a *asker) ask() {
	if a.ctx.Context == nil {
		return
	}
	a.asked = true
	if a.waiting || a.asking {
		return
	}
	a.waiting = true
	a.ctx.After(pause, func(ctx app.Context) {
		a.waiting = false
		a.again(ctx)
	})
}

// again gives the worker the task as it stands, where something has changed.
func (a *asker) again(ctx app.Context) {
	if a.asking || !a.asked {
		return
	}
	a.asking, a.asked = true, false
	ask(ctx, longFiles, a.task(), nil, func(app.Context, float64, string) {}, a.answered)
}

func (a *asker) answered(ctx app.Context, r reply) {
	a.asking = false
	switch {
	case r.Problem != "":
		a.fail(ctx, r)
	case !r.Cancelled:
		a.take(ctx, r.JSON)
	}
	a.again(ctx)
}
