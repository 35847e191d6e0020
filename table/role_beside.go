package table

// readBeside takes what a column beside the label calls a row, where the label itself says nothing: under "Worker", "Team" the
// total of a team has "North total" for its team and no worker. A label that names something gives way only to the words of a
// total that no other row has: a team "All" of many workers is a team.
func (t *teller) readBeside(id string) {
	v := t.r.Column(id)
	if id == "" || !v.Present() {
		return
	}
	called := map[string]int{} // how many rows have such words
	for i, label := range t.labels {
		text := v.Text(i)
		switch {
		case label == "":
			t.labels[i], t.wordings[i] = text, RowWording(text)
		case !silent(text) && rowWording(text).Role != RoleLine:
			called[text]++
		}
	}
	if len(called) == 0 {
		return
	}
	for i := range t.labels {
		if text := v.Text(i); called[text] == 1 && t.wordings[i].Role == RoleLine {
			if w := rowWording(text); w.Strength >= Likely {
				w.Strength = Likely // a row that names something is asked about where it adds up nothing
				t.labels[i], t.wordings[i] = text, w
			}
		}
	}
}
