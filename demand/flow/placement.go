package flow

import "strings"

// The placement types of [DefaultTypes].
const (
	Fostering   = "fostering"
	Residential = "residential"
	Supported   = "supported"
	Other       = "other"
)

// DefaultTypes groups the placement codes of the SSDA903 return by what drives their cost: foster placements (U1 to U6);
// children's homes, secure homes, residential schools and care homes (K1, K2, S1, R1); supported accommodation and
// independent living (H5, P2, P3). Every other code (placed for adoption, with parents, health, custody, temporary) is
// [Other]. Source: DfE, Children looked-after by local authorities in England: guide to the SSDA903 collection.
func DefaultTypes() map[string]string {
	return map[string]string{
		"U1": Fostering, "U2": Fostering, "U3": Fostering, "U4": Fostering, "U5": Fostering, "U6": Fostering,
		"K1": Residential, "K2": Residential, "S1": Residential, "R1": Residential,
		"H5": Supported, "P2": Supported, "P3": Supported,
	}
}

func typeOf(types map[string]string, code string) string {
	if t, ok := types[strings.ToUpper(code)]; ok {
		return t
	}
	return Other
}
