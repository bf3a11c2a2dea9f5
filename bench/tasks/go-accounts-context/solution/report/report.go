// Package report describes accounts.
package report

import (
	"context"
	"fmt"
	"strings"

	"example.com/accountscontext/store"
)

// Format writes cents as an amount.
func Format(cents int64) string {
	return fmt.Sprintf("%d.%02d", cents/100, cents%100)
}

// Statement is a line for each account, and their sum.
func Statement(ctx context.Context, s store.Store) (string, error) {
	ids, err := s.IDs(ctx)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for _, id := range ids {
		account, err := s.Get(ctx, id)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&text, "%s %s %s\n", account.ID, account.Owner, Format(account.Balance))
	}
	total, err := Total(ctx, s)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&text, "total %s\n", Format(total))
	return text.String(), nil
}

// Total is the sum of all balances.
func Total(ctx context.Context, s store.Store) (int64, error) {
	ids, err := s.IDs(ctx)
	if err != nil {
		return 0, err
	}
	var total int64
	for _, id := range ids {
		account, err := s.Get(ctx, id)
		if err != nil {
			return 0, err
		}
		total += account.Balance
	}
	return total, nil
}
