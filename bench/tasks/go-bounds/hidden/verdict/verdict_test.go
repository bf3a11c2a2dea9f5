package verdict

import (
	"testing"

	"example.com/bounds/geo"
)

func TestBoundsOf(t *testing.T) {
	points := []geo.Point{{Lat: 52.5, Lon: 13.5}, {Lat: 48.5, Lon: 2.5}, {Lat: 50, Lon: -3}}
	got, ok := geo.BoundsOf(points)
	if !ok || got != (geo.Bounds{South: 48.5, West: -3, North: 52.5, East: 13.5}) {
		t.Errorf("got %+v, %v", got, ok)
	}
	if got.Center() != (geo.Point{Lat: 50.5, Lon: 5.25}) {
		t.Errorf("center %v", got.Center())
	}
	if got, ok := geo.BoundsOf([]geo.Point{{Lat: -50, Lon: -60}}); !ok || got != (geo.Bounds{South: -50, West: -60, North: -50, East: -60}) {
		t.Errorf("got %+v, %v", got, ok)
	}
	if _, ok := geo.BoundsOf(nil); ok {
		t.Error("there is no point")
	}
}

func TestContains(t *testing.T) {
	bounds := geo.Bounds{South: -10, West: 5, North: 20, East: 30}
	for point, want := range map[geo.Point]bool{
		{Lat: 0, Lon: 6}: true, {Lat: -10, Lon: 5}: true, {Lat: 20, Lon: 30}: true, {Lat: 20.1, Lon: 6}: false,
		{Lat: -11, Lon: 6}: false, {Lat: 0, Lon: 4}: false, {Lat: 0, Lon: 31}: false,
	} {
		if bounds.Contains(point) != want {
			t.Errorf("%v: not %v", point, want)
		}
	}
	if geo.Length(nil) != 0 {
		t.Error("the rest changed")
	}
}
