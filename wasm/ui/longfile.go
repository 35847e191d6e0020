package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// aMoment passes between the answer of a long file, which takes the page's own tables off the screen, and each section that
// stands under it: all at once would make the page stand still.
const aMoment = 50 * time.Millisecond

// calm is the pause in typing after which a long file is worked out again.
const calm = 250 * time.Millisecond

// showLong shows the results of a long file in place of the page's own figures, which stay as they are.
func (s *sheet) showLong(ctx app.Context, opened form.Opened) {
	first := s.longFile == nil
	s.longFile, s.fault, s.offered = opened.Long, "", nil
	s.said = "The results of " + s.longFile.Name + " are shown. " + opened.Notes
	s.longDrawn, s.longWhole = nil, false
	s.drawLong(ctx, s.longFile, s.longFile.Result.Sections)
	if first {
		ctx.Defer(func(app.Context) { focus("answer") })
	}
}

// drawLong draws the sections that wait, one after the other, unless another file is shown meanwhile.
func (s *sheet) drawLong(ctx app.Context, file *form.Long, waiting []form.Section) {
	ctx.After(aMoment, func(ctx app.Context) {
		switch {
		case s.longFile != file:
		case len(waiting) == 0:
			s.longWhole = true
		default:
			s.longDrawn = append(s.longDrawn, waiting[0])
			s.drawLong(ctx, file, waiting[1:])
		}
	})
}

// closeLong goes back to the page's own figures.
func (s *sheet) closeLong(ctx app.Context, _ app.Event) {
	s.longFile = nil
	s.files.end()
	s.compute()
	s.said = "Your own figures are shown again."
	ctx.Defer(func(app.Context) { focus("answer") })
}

// longNote says what is shown in place of the page's own figures.
func longNote(l *form.Long, s *sheet) app.UI {
	return html.Div().Class("inset").ID("long").Body(
		html.P().Body(html.Strong().Text(l.Name+" has "+l.Rows+" rows."), app.Text(" That is more than can be typed into here, so the whole file was worked out once. Its rows are not kept on this device, and your own figures on this page are as they were.")),
		html.Div().Class("tools").Body(
			s.tool("close-long", "Close the file", s.closeLong),
			s.tool("reset", "Reset to the example", s.reset)),
	)
}

// longAnswer is the answer, or what is to be corrected in the file itself.
func longAnswer(l *form.Long) app.UI {
	if len(l.Result.Problems) == 0 {
		return answerBox(l.Result.Answer, l.Result.More, true)
	}
	problems := l.Result.Problems
	return html.Div().ID("answer").Class("problems").TabIndex(-1).Role("group").Aria("label", "What is to be corrected").Body(
		html.H2().Text(form.ProblemTitle(problems)),
		html.P().Text("Correct it in the file and open it again."),
		html.Ul().Body(app.Range(problems).Slice(func(i int) app.UI { return html.Li().Text(problems[i].Sentence()) })),
	)
}
