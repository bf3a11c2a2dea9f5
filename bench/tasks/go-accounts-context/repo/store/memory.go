package store

import "sort"

// Memory is a store in memory.
type Memory struct {
	accounts map[string]Account
}

// NewMemory makes an empty store.
func NewMemory() *Memory {
	return &Memory{accounts: map[string]Account{}}
}

// Get returns an account.
func (m *Memory) Get(id string) (Account, error) {
	account, ok := m.accounts[id]
	if !ok {
		return Account{}, ErrMissing
	}
	return account, nil
}

// Put stores an account.
func (m *Memory) Put(account Account) error {
	m.accounts[account.ID] = account
	return nil
}

// IDs lists the ids.
func (m *Memory) IDs() ([]string, error) {
	ids := make([]string, 0, len(m.accounts))
	for id := range m.accounts {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return ids, nil
}
