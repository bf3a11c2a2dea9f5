package cart

import (
	"fmt"
	money "example.com/shop/money"
)

import "os"

const Rate = 2

var ErrEmpty = fmt.Errorf("empty")

type Cart[T any] struct {
	items map[string]T
}

type Shelf interface {
	Take(name string) (money.Price, error)
}

// Total adds up.
func (c *Cart[T]) Total() (sum money.Price) {
	for _, item := range c.items {
		sum += money.Round(item, Rate)
	}
	return sum
}

func New[T any](path string) *Cart[T] {
	defer os.Remove(path)
	return &Cart[T]{items: map[string]T{}}
}
