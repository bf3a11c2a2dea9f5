package bank

import "context"

// PayInterest adds a rate, in thousandths, to all balances; it returns how many cents were paid.
func (b *Bank) PayInterest(ctx context.Context, rate int64) (int64, error) {
	ids, err := b.store.IDs(ctx)
	if err != nil {
		return 0, err
	}
	var paid int64
	for _, id := range ids {
		account, err := b.store.Get(ctx, id)
		if err != nil {
			return paid, err
		}
		interest := account.Balance * rate / 1000
		if err := b.change(ctx, id, interest); err != nil {
			return paid, err
		}
		paid += interest
	}
	return paid, nil
}
