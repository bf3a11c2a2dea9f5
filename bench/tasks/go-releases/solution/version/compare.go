package version

import (
	"strconv"
	"strings"
)

// Compare is negative if a comes before b, positive if after, and 0 if they are equal.
func Compare(a, b Version) int {
	for i := range a.Numbers {
		if a.Numbers[i] != b.Numbers[i] {
			return a.Numbers[i] - b.Numbers[i]
		}
	}
	switch {
	case !a.IsPre() && !b.IsPre():
		return 0
	case !a.IsPre():
		return 1
	case !b.IsPre():
		return -1
	}
	return comparePre(a.Pre, b.Pre)
}

func comparePre(a, b []string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if order := comparePart(a[i], b[i]); order != 0 {
			return order
		}
	}
	return len(a) - len(b)
}

func comparePart(a, b string) int {
	left, leftErr := strconv.Atoi(a)
	right, rightErr := strconv.Atoi(b)
	switch {
	case leftErr == nil && rightErr == nil:
		return left - right
	case leftErr == nil:
		return -1
	case rightErr == nil:
		return 1
	}
	return strings.Compare(a, b)
}
