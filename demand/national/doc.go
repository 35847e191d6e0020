// Package national holds the national picture: the headline series of children's services for every English authority, its
// region and England, with both official lists of statistical neighbours, in one compact file. It is for whoever wants an
// authority beside its neighbours at once, without asking for seven published files first.
//
// [Read] reads such a pack; [Pack.Bytes] writes one. [Pack.Profile] is every measure of one place: its figure, England's, the
// neighbours' mean and median, rank, quarter, the change and up to ten years. [Pack.Data] gives the figures to package dfe, by
// which everything here is compared. [Pack.With] puts a person's own file of the same series before the pack.
//
// # The form of a pack
//
// Text in UTF-8, a record a line, fields with a tab between them. The first line says what it is and which version of the form;
// the last is the SHA-256 of everything before it. A reader refuses a pack that is cut short, changed, or of another version.
//
//	scrutineer national picture  1
//	edition      words
//	licence      name, address
//	attribution  the sentence that the licence asks for
//	source       id, title, publisher, edition, date, address, name of the file, its SHA-256
//	area         level, code, GSS code, name, GSS code of its region
//	list         name, date, id of its source
//	set          code of the authority, then each neighbour nearest first: its code and its closeness (e, v, c, s, n or nothing)
//	series       id, group, name, kind, unit, decimal places, polarity, when, first year, id of the count, id of the population,
//	             per, lag in years, first year for which count and population give the published figure
//	part         first year, last year, id of the source, column, and each filter as column=value
//	note         what a reader of the series should know
//	figures      code of the area, then one cell a year: a number as it was published, a symbol (c, z, x, u, low), or nothing where the
//	             file has no row of the area
//	end          SHA-256
//
// Sets belong to the list, and parts, notes and figures to the series, that stand last before them.
//
// # Rules at the edges
//
// A figure is as it was published, to the digit; one that is missing says why and never becomes a number. A count says how large
// an authority is: it has no rank, no quarter and no average of neighbours. A rate says what it was made of only for the years in
// which count ÷ population × per, rounded half away from zero, is the published figure of every authority: DfE's rates of children
// looked after before 2019 were made with populations that have been revised since. A joint return ("940 / 941") belongs to
// neither of its authorities alone. A council that was abolished keeps the years it had; where it is somebody's neighbour the
// profile says so, and who took its place.
//
// # Errors
//
// A pack that cannot be read is a [*figure.Fault] with its line. An authority that the pack does not have is a [*figure.Fault] too,
// with those whose names are like it.
package national
