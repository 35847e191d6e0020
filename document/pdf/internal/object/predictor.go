package object

import (
	"errors"
)

// predict undoes the predictor of Flate and LZW: each byte was stored as its difference from a neighbour.
func (f *File) predict(params Dict, data []byte) ([]byte, error) {
	predictor := f.Int(params["Predictor"], 1)
	if predictor < 2 {
		return data, nil
	}
	colours, bits, columns := f.Int(params["Colors"], 1), f.Int(params["BitsPerComponent"], 8), f.Int(params["Columns"], 1)
	if colours < 1 || colours > 64 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<22 {
		return nil, errors.New("the predictor of a stream has no sense")
	}
	step := max(1, colours*bits/8)
	row := (colours*bits*columns + 7) / 8
	if predictor == 2 {
		return tiff(data, row, step, bits), nil
	}
	return png(data, row, step), nil
}

func tiff(data []byte, row, step, bits int) []byte {
	if bits != 8 {
		return data
	}
	for start := 0; start < len(data); start += row {
		line := data[start:min(len(data), start+row)]
		for i := step; i < len(line); i++ {
			line[i] += line[i-step]
		}
	}
	return data
}

func png(data []byte, row, step int) []byte {
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 0 {
		kind := data[0]
		line := data[1:min(len(data), 1+row)]
		data = data[1+len(line):]
		start := len(out)
		out = append(out, line...)
		line = out[start:]
		for i := range line {
			left, corner := byte(0), byte(0)
			if i >= step {
				left, corner = line[i-step], above[i-step]
			}
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += above[i]
			case 3:
				line[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				line[i] += paeth(left, above[i], corner)
			}
		}
		copy(above, line)
	}
	return out
}

func paeth(left, above, corner byte) byte {
	p := int(left) + int(above) - int(corner)
	a, b, c := abs(p-int(left)), abs(p-int(above)), abs(p-int(corner))
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return above
	}
	return corner
}

func abs(n int) int { return max(n, -n) }
