package flow

import "strings"

// The placement types of [DefaultTypes].
const (
	Fostering   = "fostering"
	Residential = "residential"
	Supported   = "supported"
	Other       = "other"
)

// DefaultTypes groups the placement codes of the SSDA903 returns by what drives their cost: foster placements (U1 to U6;
// Q1, Q2 and before them F1 to F6 in earlier years); children's homes, secure homes, residential schools and care homes
// (K1, K2, S1, R1; H1 to H4 in earlier years); supported accommodation and independent living (K3, supported accommodation
// registered with Ofsted since 2023; H5, P2, P3). Every other code (placed for adoption, with parents, health, custody,
// temporary) is [Other]. A code never meant two types in two years, so that returns of many years can be read together.
// Source: DfE, Children looked-after by local authorities in England: guide to the SSDA903 collection.
func DefaultTypes() map[string]string {
	types := map[string]string{}
	for placement, codes := range map[string]string{
		Fostering:   "U1 U2 U3 U4 U5 U6 Q1 Q2 F1 F2 F3 F4 F5 F6",
		Residential: "K1 K2 S1 R1 H1 H2 H3 H4",
		Supported:   "K3 H5 P2 P3",
	} {
		for c := range strings.FieldsSeq(codes) {
			types[c] = placement
		}
	}
	return types
}

// places are the placement codes of all years: those of the types above, and adoption, own parents, health, family centres,
// custody, temporary moves, missing, other.
const places = " U1 U2 U3 U4 U5 U6 Q1 Q2 F1 F2 F3 F4 F5 F6 K1 K2 K3 S1 R1 R2 R3 R5 H1 H2 H3 H4 H5 P1 P2 P3 A1 A2 A3 A4 A5 A6 T0 T1 T2 T3 T4 M1 M2 M3 Z1 "

func typeOf(types map[string]string, code string) string {
	if t, ok := types[strings.ToUpper(code)]; ok {
		return t
	}
	return Other
}
