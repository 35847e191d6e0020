package form

// Task is what a page asks of a program in a web worker: package wasm/worker/desk answers it there.
type Task struct {
	// Kind is "calculate" for working out a tool, "open" for reading a file, "answer" for computing the inputs, on what was opened before
	// where files were, "place" for one place of the national picture and "place-csv" for it as a file, "findings" for what a check
	// finds as the text of a file.
	Kind string `json:"kind"`
	// Page is the page that asks, "demand".
	Page string `json:"page"`
	// Table is the table of the page that the file is read into; it is empty where the page has but one, or none.
	Table string `json:"table,omitempty"`
	// Name is the name of the file that is read, or the format of the one that is wanted.
	Name string `json:"name,omitempty"`
	// All is true where every row of a long table is wanted.
	All bool `json:"all,omitempty"`
	// Inputs are what the person chose on the page.
	Inputs Inputs `json:"inputs"`
}
