package document

// Join makes one document of several that are one report: their blocks one after the other, each with the file it is of. It has
// the name and the title of the first that has one.
func Join(documents ...Document) Document {
	var d Document
	for i, one := range documents {
		if i == 0 {
			d.Name, d.Format = one.Name, one.Format
		}
		if d.Title == "" {
			d.Title = one.Title
		}
		d.Blocks = append(d.Blocks, one.Blocks...)
		d.Sheets = append(d.Sheets, one.Sheets...)
		d.Faults = append(d.Faults, one.Faults...)
	}
	return d
}
