// Package order reads orders.
package order

import (
	"fmt"
	"strconv"
	"strings"
)

// Position is how many of an item are ordered.
type Position struct {
	SKU      string
	Quantity int
}

// Parse reads an order such as "3 x TEA, 1 x CUP".
func Parse(text string) ([]Position, error) {
	var positions []Position
	for _, part := range strings.Split(text, ",") {
		quantity, sku, ok := strings.Cut(strings.TrimSpace(part), " x ")
		if !ok {
			return nil, fmt.Errorf("not a position: %q", part)
		}
		count, err := strconv.Atoi(quantity)
		if err != nil || count < 1 {
			return nil, fmt.Errorf("not a quantity: %q", quantity)
		}
		positions = append(positions, Position{SKU: sku, Quantity: count})
	}
	return positions, nil
}
