// Package inventory keeps goods in lots, each bought at its own price.
package inventory

import (
	"fmt"
	"sort"

	"example.com/stock/money"
)

// lot is a number of units that were received together.
type lot struct {
	units int
	price money.Cents
}

type item struct {
	category string
	lots     []lot // Oldest first; none is empty.
}

// Inventory is what is in stock. The zero value is not usable; call New.
type Inventory struct {
	items map[string]*item
}

// Holding sums up what is in stock of one item.
type Holding struct {
	Name     string
	Category string
	Units    int
	Value    money.Cents
}

// New returns an empty inventory.
func New() *Inventory {
	return &Inventory{items: map[string]*item{}}
}

// Receive adds a lot. An item keeps the category that it was first received with.
func (inv *Inventory) Receive(name, category string, units int, price money.Cents) error {
	if units < 1 {
		return fmt.Errorf("cannot receive %d units of %s", units, name)
	}
	held, known := inv.items[name]
	if !known {
		held = &item{category: category}
		inv.items[name] = held
	}
	held.lots = append(held.lots, lot{units: units, price: price})
	return nil
}

// Ship takes units out of the oldest lots and returns what they had cost.
// If there are too few, nothing is taken.
func (inv *Inventory) Ship(name string, units int) (money.Cents, error) {
	held, known := inv.items[name]
	if !known {
		return 0, fmt.Errorf("there is no %s in stock", name)
	}
	if available := held.units(); units < 1 || units > available {
		return 0, fmt.Errorf("cannot ship %d of %d units of %s", units, available, name)
	}
	var cost money.Cents
	for units > 0 {
		oldest := &held.lots[0]
		taken := units
		if taken > oldest.units {
			taken = oldest.units
		}
		cost += money.Cents(taken) * oldest.price
		oldest.units -= taken
		units -= taken
		if oldest.units == 0 {
			held.lots = held.lots[1:]
		}
	}
	return cost, nil
}

// Holdings lists the items in stock, by category and then by name.
func (inv *Inventory) Holdings() []Holding {
	var holdings []Holding
	for name, held := range inv.items {
		if units := held.units(); units > 0 {
			holdings = append(holdings, Holding{name, held.category, units, held.value()})
		}
	}
	sort.Slice(holdings, func(i, j int) bool {
		a, b := holdings[i], holdings[j]
		if a.Category != b.Category {
			return a.Category < b.Category
		}
		return a.Name < b.Name
	})
	return holdings
}

func (it *item) units() int {
	units := 0
	for _, lot := range it.lots {
		units += lot.units
	}
	return units
}

func (it *item) value() money.Cents {
	var value money.Cents
	for _, lot := range it.lots {
		value += money.Cents(lot.units) * lot.price
	}
	return value
}
