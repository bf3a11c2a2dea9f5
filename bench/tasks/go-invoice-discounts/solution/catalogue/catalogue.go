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
	steps map[int]int // Percent by quantity.
}

// Discount is the percentage for a quantity.
func (i *Item) Discount(quantity int) int {
	best, percent := 0, 0
	for from, rate := range i.steps {
		if from <= quantity && from > best {
			best, percent = from, rate
		}
	}
	return percent
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
		var err error
		switch fields[0] {
		case "item":
			err = items.addItem(fields[1:])
		case "step":
			err = items.addStep(fields[1:])
		default:
			err = fmt.Errorf("unknown word %s", fields[0])
		}
		if err != nil {
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
	c[fields[0]] = &Item{SKU: fields[0], Name: strings.Join(fields[2:], " "), Price: price, steps: map[int]int{}}
	return nil
}

func (c Catalogue) addStep(fields []string) error {
	if len(fields) != 3 {
		return fmt.Errorf("a step has a SKU, a quantity and a percentage")
	}
	item, ok := c[fields[0]]
	if !ok {
		return fmt.Errorf("unknown item %s", fields[0])
	}
	quantity, err := strconv.Atoi(fields[1])
	if err != nil || quantity < 1 {
		return fmt.Errorf("not a quantity: %s", fields[1])
	}
	rate, err := strconv.Atoi(fields[2])
	if err != nil || rate < 1 || rate > 99 {
		return fmt.Errorf("not a percentage: %s", fields[2])
	}
	item.steps[quantity] = rate
	return nil
}
