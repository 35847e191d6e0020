package xlsx

import "strconv"

// parseReference reads a place such as B5 or $B$5: its row and column from 1, zero where it is none.
func parseReference(ref []byte) (row, column int) {
	i := 0
	for ; i < len(ref) && i < 5; i++ {
		c := ref[i] &^ 0x20
		if ref[i] == '$' {
			continue
		}
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	for ; i < len(ref); i++ {
		if ref[i] == '$' {
			continue
		}
		if ref[i] < '0' || ref[i] > '9' || row > mostRows {
			return 0, 0
		}
		row = row*10 + int(ref[i]-'0')
	}
	return row, column
}

// reference is a place, from 0, as Excel writes it: B5.
func reference(row, column int) string { return columnName(column) + strconv.Itoa(row+1) }

// columnName is the letters of a column, from 0.
func columnName(column int) string {
	var letters []byte
	for column++; column > 0; column = (column - 1) / 26 {
		letters = append([]byte{byte('A' + (column-1)%26)}, letters...)
	}
	return string(letters)
}
