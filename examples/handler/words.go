package main

import (
	"encoding"
	"reflect"

	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// wordsOf are the words that a type is written with: an enumeration tells its own, a type of texts has them here.
func wordsOf(t reflect.Type) []string {
	switch {
	case t.Kind() == reflect.Int && t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return enumerated(t)
	case t.Kind() == reflect.String:
		return texts()[t]
	}
	return nil
}

// mostWords is more than any enumeration of ours has: what has a text for so many numbers counts something, as a year does.
const mostWords = 50

// enumerated asks an enumeration for the names of its constants from 0 on; nil where every number has a text.
func enumerated(t reflect.Type) (words []string) {
	value := reflect.New(t).Elem()
	for i := range int64(mostWords) {
		value.SetInt(i)
		marshaler, _ := value.Interface().(encoding.TextMarshaler)
		text, err := marshaler.MarshalText()
		if err != nil {
			return words // there is no such constant
		}
		words = append(words, string(text))
	}
	return nil
}

// texts are the words of the types that are texts. A test holds them against the list of the API.
func texts() map[reflect.Type][]string {
	return map[reflect.Type][]string{
		reflect.TypeFor[rag.Kind](): wordsAs(
			rag.KindDelivery, rag.KindTrajectory, rag.KindTolerance, rag.KindToleranceTrend, rag.KindTargetFloor, rag.KindBudget, rag.KindRange, rag.KindQuartile,
		),
		reflect.TypeFor[scrutiny.Kind](): wordsAs(
			scrutiny.KindFormula, scrutiny.KindSame, scrutiny.KindOverall, scrutiny.KindPeriod, scrutiny.KindBand, scrutiny.KindCompare, scrutiny.KindSet,
			scrutiny.KindShare, scrutiny.KindSum, scrutiny.KindMovement, scrutiny.KindChange, scrutiny.KindOfWhich, scrutiny.KindRank, scrutiny.KindWeighted,
			scrutiny.KindPopulation, scrutiny.KindStockFlow, scrutiny.KindCohort, scrutiny.KindRAG, scrutiny.KindNeighbours, scrutiny.KindVanished,
			scrutiny.KindTable, scrutiny.KindVariance,
			scrutiny.RelationTie, scrutiny.RelationDifference, scrutiny.RelationAverage, scrutiny.RelationRatio, scrutiny.RelationProduct, scrutiny.RelationRate, scrutiny.RelationPercentChange,
			scrutiny.RelationCount,
		),
		reflect.TypeFor[scrutiny.Slip](): wordsAs(
			scrutiny.SlipSign, scrutiny.SlipTwoSigns, scrutiny.SlipScale, scrutiny.SlipDate, scrutiny.SlipOmitted, scrutiny.SlipTwice, scrutiny.SlipTransposed,
			scrutiny.SlipDigit, scrutiny.SlipTruncated, scrutiny.SlipStale, scrutiny.SlipPoints,
		),
		reflect.TypeFor[scrutiny.Severity](): wordsAs(scrutiny.Major, scrutiny.Minor),
	}
}

func wordsAs[T ~string](constants ...T) (words []string) {
	for _, c := range constants {
		words = append(words, string(c))
	}
	return words
}
