// Package catalogue knows what is sold.
package catalogue

import (
	"fmt"
	"strconv"
	"strings"
)

// Item is something that is sold; the price is in cents.
type Item struct {
	SKU   string
	Name  string
	Price int
}

// Catalogue is all items by their SKUs.
type Catalogue map[string]*Item

// Parse reads a catalogue: a line `item SKU PRICE NAME` for each item; the price is in cents.
func Parse(text string) (Catalogue, error) {
	items := Catalogue{}
	for number, line := range strings.Split(text, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if fields[0] != "item" {
			return nil, fmt.Errorf("line %d: unknown word %s", number+1, fields[0])
		}
		if err := items.addItem(fields[1:]); err != nil {
			return nil, fmt.Errorf("line %d: %w", number+1, err)
		}
	}
	return items, nil
}

func (c Catalogue) addItem(fields []string) error {
	if len(fields) < 3 {
		return fmt.Errorf("an item has a SKU, a price and a name")
	}
	price, err := strconv.Atoi(fields[1])
	if err != nil || price < 0 {
		return fmt.Errorf("not a price: %s", fields[1])
	}
	c[fields[0]] = &Item{SKU: fields[0], Name: strings.Join(fields[2:], " "), Price: price}
	return nil
}
