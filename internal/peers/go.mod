module github.com/scrutineer-dev/scrutineer/internal/peers

go 1.26

replace github.com/scrutineer-dev/scrutineer => ../..

require (
	github.com/scrutineer-dev/scrutineer v0.0.0-00010101000000-000000000000
	github.com/shopspring/decimal v1.6.0
)

require gonum.org/v1/gonum v0.16.0 // indirect
