package table

// readBeside takes what a column beside the label calls a row, where the label itself says nothing: under "Worker", "Team" the
// total of a team has "North total" for its team and no worker. A label that names something gives way only to the words of a
// total that no other row has: a team "All" of many workers is a team.
func (t *teller) readBeside(id string) {
	v := t.r.Column(id)
	if id == "" || !v.Present() {
		return
	}
	codes := v.Codes()
	says, telling := make([]Wording, len(codes.Names())), false
	for code, text := range codes.Names() {
		says[code] = RowWording(text)
		telling = telling || says[code].Role != RoleLine
	}
	if !telling && t.r.Column(t.r.schema.Label).filled {
		return
	}
	called := make([]int, len(says)) // how many rows have such words
	for i, code := range codes.Codes() {
		switch {
		case t.text(i) == "":
			t.call(i, codes.Text(i), says[code])
		case says[code].Role != RoleLine:
			called[code]++
		}
	}
	if !telling {
		return
	}
	for i, code := range codes.Codes() {
		if called[code] == 1 && t.wordings[int32(i)].Role == RoleLine {
			if w := says[code]; w.Strength >= Likely {
				w.Strength = Likely // a row that names something is asked about where it adds up nothing
				t.call(i, codes.Text(i), w)
			}
		}
	}
}
