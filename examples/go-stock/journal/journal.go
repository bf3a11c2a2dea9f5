// Package journal reads what happened to the stock, one movement a line.
package journal

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"example.com/stock/inventory"
	"example.com/stock/money"
)

// Replay carries out every movement in order and stops at the first that fails.
// Empty lines and those that start with # are skipped.
func Replay(in io.Reader, stock *inventory.Inventory) error {
	lines := bufio.NewScanner(in)
	for number := 1; lines.Scan(); number++ {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if err := move(fields, stock); err != nil {
			return fmt.Errorf("line %d: %w", number, err)
		}
	}
	return lines.Err()
}

func move(fields []string, stock *inventory.Inventory) error {
	switch {
	case fields[0] == "receive" && len(fields) == 5:
		units, err := strconv.Atoi(fields[3])
		if err != nil {
			return fmt.Errorf("%q is not a number of units", fields[3])
		}
		price, err := money.Parse(fields[4])
		if err != nil {
			return err
		}
		return stock.Receive(fields[1], fields[2], units, price)
	case fields[0] == "ship" && len(fields) == 3:
		units, err := strconv.Atoi(fields[2])
		if err != nil {
			return fmt.Errorf("%q is not a number of units", fields[2])
		}
		_, err = stock.Ship(fields[1], units)
		return err
	}
	return fmt.Errorf("%q is not a movement", strings.Join(fields, " "))
}
