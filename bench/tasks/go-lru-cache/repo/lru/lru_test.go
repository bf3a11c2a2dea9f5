package lru

import (
	"reflect"
	"testing"
)

func TestTheOldestIsDropped(t *testing.T) {
	cache := New(2)
	cache.Put("a", 1, 1)
	cache.Put("b", 2, 1)
	cache.Put("c", 3, 1)
	if got := cache.Keys(); !reflect.DeepEqual(got, []string{"c", "b"}) {
		t.Errorf("got %v", got)
	}
}

func TestWhatIsUsedStays(t *testing.T) {
	cache := New(2)
	cache.Put("a", 1, 1)
	cache.Put("b", 2, 1)
	cache.Get("a")
	cache.Put("c", 3, 1)
	if _, ok := cache.Peek("a"); !ok {
		t.Error("a was used last and is gone")
	}
}
