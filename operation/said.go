package operation

import "github.com/scrutineer-dev/scrutineer/figure"

// said is a view whose notes begin with its answer and end with its questions, for a skin that prints tables and notes alone.
func said(view View, code string, questions []string) View {
	notes := append([]string{view.Answer}, view.Notes...)
	for _, q := range questions {
		view.Questions = append(view.Questions, &figure.Fault{Code: code, Problem: q, Question: true})
		notes = append(notes, "question: "+q)
	}
	view.Notes = notes
	return view
}
