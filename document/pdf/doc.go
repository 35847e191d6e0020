// Package pdf reads PDF documents: their words in reading order, and their tables as cells, with the page of each.
//
// A table is taken from the structure that the writer put in (tagged PDF), else from its ruling lines, else from figures that stand
// in columns parted by white space. Without ruling lines there must be two columns of figures that do not just count: a list of
// contents, lines with numbers and columns of prose are no tables. A table that goes on over the next page under the same headings is
// one. The mark of a note stays raised, as [document.Superscript] has it: "1,234¹" is never read as 12,341.
//
// What repeats on the pages at the same place, the writer's own artifacts and page numbers are furniture. A word that is cut at the end
// of a line is put together where the document says that it is one. What optional content hides is left out.
//
// A page that is a picture is named in the document's faults and nothing on it is read; a document of nothing else is refused, as is
// one that needs a password. A file with damage is read as far as it goes. No file, however it was made, costs more than some
// seconds or more memory than a few times the limits: then it is refused.
package pdf
