// Package operation lists every calculation once, as data: what it is called and does, what it reads, which settings it
// takes, and how it is run. A command line, an HTTP handler and a browser page are thin over it: each draws the same
// operations, with the same words, and knows nothing of finance or caseloads itself.
//
// An operation is a plain value. [Finance] and its kin list those of a group; nothing is registered and nothing is found by
// reflection, so that a program holds only what it names. Running one turns what a person gave (a [Source] an input, a text
// a setting) into a [Result]:
//
//   - Value is the answer for programs: a result of the library, which marshals itself, decimals as strings, no figure as
//     null;
//   - View is the same for people: the answer in a sentence, sections of rows with their working, notes. Its rows are walked
//     when they are drawn, so that a long table costs what is shown of it.
//
// What a person gave wrongly is a [figure.Fault], or all of them as [figure.Faults], with its place and its remedy; the fault
// of a setting has the code "setting" and the setting's name for its path.
package operation
