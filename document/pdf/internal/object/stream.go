package object

import (
	"errors"
)

// ErrPicture says that a stream is packed as a picture: it holds no bytes to read.
var ErrPicture = errors.New("the stream is a picture")

// mostFilters is how many filters a stream may have: two are usual, and a chain of ten multiplies a bomb.
const mostFilters = 6

// Decode unpacks a stream. Of one that is damaged it returns what could be unpacked, and the error.
func (f *File) Decode(s *Stream) ([]byte, error) {
	if s == nil {
		return nil, nil
	}
	data := s.raw
	names, params := f.filters(s.Dict)
	if f.crypt != nil && s.Ref.Number > 0 && !f.crypt.exempt(s.Ref.Number) && f.Name(s.Dict["Type"]) != "XRef" {
		if len(names) > 0 && names[0] == "Crypt" {
			data = f.crypt.bytes(data, s.Ref, f.crypt.method(f.Name(params[0]["Name"])))
		} else {
			data = f.crypt.bytes(data, s.Ref, f.crypt.streamMethod)
		}
		f.Meter.Spend(len(data) / 20)
	}
	for i, name := range names {
		limit := int(min(int64(f.limits.Stream), f.limits.Decoded-f.decoded))
		if limit <= 0 {
			return nil, ErrSpent
		}
		unpacked, err := f.filter(name, params[i], data, limit)
		f.decoded += int64(len(unpacked))
		if !f.Meter.Spend(len(unpacked)/10 + len(data)/50) {
			return nil, f.Meter.Err()
		}
		if data = unpacked; err != nil {
			return data, err
		}
	}
	return data, nil
}

// filters are the names of the filters of a stream, and their parameters, in the order of unpacking.
func (f *File) filters(dict Dict) (names []Name, params []Dict) {
	filter, parms := f.Resolve(first(dict, "Filter", "F")), f.Resolve(first(dict, "DecodeParms", "DP"))
	if name, ok := filter.(Name); ok {
		filter, parms = Array{name}, Array{parms}
	}
	list, _ := filter.(Array)
	given, ok := parms.(Array)
	if !ok {
		given = Array{parms}
	}
	for i, o := range list[:min(len(list), mostFilters)] {
		names = append(names, f.Name(o))
		var d Dict
		if i < len(given) {
			d = f.Dict(given[i])
		}
		params = append(params, d)
	}
	return names, params
}

func first(dict Dict, keys ...Name) Object {
	for _, key := range keys {
		if o := dict[key]; o != nil {
			return o
		}
	}
	return nil
}

func (f *File) filter(name Name, params Dict, data []byte, limit int) ([]byte, error) {
	switch name {
	case "FlateDecode", "Fl":
		data = inflate(data, limit)
		return f.predict(params, data)
	case "LZWDecode", "LZW":
		data = unlzw(data, f.Int(params["EarlyChange"], 1) != 0, limit)
		return f.predict(params, data)
	case "ASCII85Decode", "A85":
		return unascii85(data, limit), nil
	case "ASCIIHexDecode", "AHx":
		return unascii(data, limit), nil
	case "RunLengthDecode", "RL":
		return unrun(data, limit), nil
	case "Crypt":
		return data, nil
	case "DCTDecode", "DCT", "CCITTFaxDecode", "CCF", "JBIG2Decode", "JPXDecode":
		return nil, ErrPicture
	}
	return nil, errors.New("the filter " + string(name) + " is not known")
}
