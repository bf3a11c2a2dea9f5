package verdict

import (
	"errors"
	"reflect"
	"testing"

	"example.com/lrucache/loader"
	"example.com/lrucache/lru"
)

func keys(t *testing.T, cache *lru.Cache, want ...string) {
	t.Helper()
	if got := cache.Keys(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestOrder(t *testing.T) {
	cache := lru.New(3)
	for _, key := range []string{"a", "b", "c"} {
		cache.Put(key, key, 1)
	}
	cache.Get("a")
	keys(t, cache, "a", "c", "b")
	cache.Peek("b")
	cache.Put("d", 1, 1)
	keys(t, cache, "d", "a", "c")
	cache.Put("c", 9, 2)
	keys(t, cache, "c", "d")
	cache.Put("big", 1, 4)
	keys(t, cache, "c", "d")
	if value, ok := cache.Get("c"); !ok || value != 9 || cache.Cost() != 3 {
		t.Errorf("got %v %v, cost %d", value, ok, cache.Cost())
	}
	if _, ok := cache.Get("gone"); ok {
		t.Error("there is no such entry")
	}
}

func TestLoader(t *testing.T) {
	fetched := ""
	pages := loader.New(4, func(name string) (string, error) {
		fetched += name
		if name == "x" {
			return "", errors.New("no")
		}
		return name + name, nil
	})
	for _, name := range []string{"a", "b", "a", "c", "a", "b"} {
		if page, err := pages.Load(name); err != nil || page != name+name {
			t.Errorf("got %q, %v", page, err)
		}
	}
	if fetched != "abcb" {
		t.Errorf("fetched %s", fetched)
	}
	if _, err := pages.Load("x"); err == nil {
		t.Error("no error")
	}
}
