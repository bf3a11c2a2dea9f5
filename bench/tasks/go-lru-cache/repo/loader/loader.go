// Package loader reads pages through a cache.
package loader

import (
	"fmt"

	"example.com/lrucache/lru"
)

// Loader loads pages, from the cache where they are there.
type Loader struct {
	cache *lru.Cache
	fetch func(name string) (string, error)
}

// New makes a loader with room for so many bytes.
func New(bytes int, fetch func(name string) (string, error)) *Loader {
	return &Loader{cache: lru.New(bytes), fetch: fetch}
}

// Load returns a page; failures are not cached.
func (l *Loader) Load(name string) (string, error) {
	if page, ok := l.cache.Get(name); ok {
		return page.(string), nil
	}
	page, err := l.fetch(name)
	if err != nil {
		return "", fmt.Errorf("loading %s: %w", name, err)
	}
	l.cache.Put(name, page, len(page))
	return page, nil
}
