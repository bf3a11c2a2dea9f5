// Package lru keeps a limited number of values, those that were used last.
package lru

import "container/list"

// Cache keeps values by their keys. It is not safe for concurrent use.
type Cache struct {
	limit   int
	order   *list.List // The entry that was used last is in front.
	entries map[string]*list.Element
}

type entry struct {
	key   string
	value any
	cost  int
}

// New makes a cache whose entries' costs sum up to limit at most.
func New(limit int) *Cache {
	return &Cache{limit: limit, order: list.New(), entries: map[string]*list.Element{}}
}

// Put stores a value, in place of an older one of that key, and drops what was not used for the longest time until
// the limit is kept. A value that costs more than the limit is not stored.
func (c *Cache) Put(key string, value any, cost int) {
	if element, ok := c.entries[key]; ok {
		c.remove(element)
	}
	if cost > c.limit {
		return
	}
	c.entries[key] = c.order.PushFront(&entry{key, value, cost})
	for c.Cost() > c.limit {
		c.remove(c.order.Back())
	}
}

// Get returns a value, which counts as a use of it.
func (c *Cache) Get(key string) (any, bool) {
	element, ok := c.entries[key]
	if !ok {
		return nil, false
	}
	c.order.MoveToBack(element)
	return element.Value.(*entry).value, true
}

// Peek returns a value without using it.
func (c *Cache) Peek(key string) (any, bool) {
	element, ok := c.entries[key]
	if !ok {
		return nil, false
	}
	return element.Value.(*entry).value, true
}

// Cost is the sum of what the entries cost.
func (c *Cache) Cost() int {
	sum := 0
	for _, element := range c.entries {
		sum += element.Value.(*entry).cost
	}
	return sum
}

// Keys lists the keys, the one that was used last first.
func (c *Cache) Keys() []string {
	keys := make([]string, 0, len(c.entries))
	for element := c.order.Front(); element != nil; element = element.Next() {
		keys = append(keys, element.Value.(*entry).key)
	}
	return keys
}

func (c *Cache) remove(element *list.Element) {
	c.order.Remove(element)
	delete(c.entries, element.Value.(*entry).key)
}
