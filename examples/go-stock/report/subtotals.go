// Package report shows what the stock is worth.
package report

import (
	"example.com/stock/inventory"
	"example.com/stock/money"
)

// subtotal sums up one category.
type subtotal struct {
	category string
	units    int
	value    money.Cents
}

// subtotals adds up the holdings of each category. The holdings must be sorted by category.
func subtotals(holdings []inventory.Holding) []subtotal {
	var sums []subtotal
	var units int
	var value money.Cents
	for i, holding := range holdings {
		units += holding.Units
		value += holding.Value
		last := i == len(holdings)-1
		if last || holdings[i+1].Category != holding.Category {
			sums = append(sums, subtotal{holding.Category, units, value})
			value = 0
		}
	}
	return sums
}
