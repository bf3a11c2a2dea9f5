// Package money holds amounts in cents, so that sums are exact.
package money

import (
	"fmt"
	"strconv"
	"strings"
)

// Cents is an amount of money.
type Cents int64

// Parse reads an amount such as "12", "12.5" or "12.50".
func Parse(text string) (Cents, error) {
	whole, fraction, _ := strings.Cut(text, ".")
	if len(fraction) > 2 {
		return 0, fmt.Errorf("amount %q is finer than a cent", text)
	}
	cents, err := strconv.ParseUint(whole+(fraction + "00")[:2], 10, 62)
	if err != nil || whole == "" {
		return 0, fmt.Errorf("%q is not an amount; write it as 12.50", text)
	}
	return Cents(cents), nil
}

// String writes the amount with two decimals.
func (c Cents) String() string {
	return fmt.Sprintf("%d.%02d", int64(c)/100, int64(c)%100)
}
