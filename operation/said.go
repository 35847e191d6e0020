package operation

import "github.com/scrutineer-dev/scrutineer/figure"

// said is a view with its questions, whose answer and questions are said beside its notes where tables and notes alone are
// shown.
func said(view View, code string, questions []string) View {
	view.Spoken = true
	for _, q := range questions {
		view.Questions = append(view.Questions, &figure.Fault{Code: code, Problem: q, Question: true})
	}
	return view
}

// Said are the notes of a view for a skin that shows tables and notes alone.
func (v View) Said() []string {
	if !v.Spoken {
		return v.Notes
	}
	notes := append([]string{v.Answer}, v.Notes...)
	for _, q := range v.Questions {
		notes = append(notes, "question: "+q.Problem)
	}
	return notes
}

// settingFault says an error as the fault of a setting.
func settingFault(call Call, setting string, err error) error {
	return &figure.Fault{Code: "setting", Path: setting, Value: call.Text(setting), Problem: err.Error()}
}
