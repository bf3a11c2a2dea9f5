package geo

import "math"

// Bounds is a rectangle of degrees.
type Bounds struct {
	South, West, North, East float64
}

// BoundsOf returns the smallest bounds with all the points, and false if there are none.
func BoundsOf(points []Point) (Bounds, bool) {
	if len(points) == 0 {
		return Bounds{}, false
	}
	b := Bounds{South: points[0].Lat, West: points[0].Lon, North: points[0].Lat, East: points[0].Lon}
	for _, p := range points {
		b.South, b.North = math.Min(b.South, p.Lat), math.Max(b.North, p.Lat)
		b.West, b.East = math.Min(b.West, p.Lon), math.Max(b.East, p.Lon)
	}
	return b, true
}

// Contains says whether a place is within the bounds or on their edge.
func (b Bounds) Contains(p Point) bool {
	return b.South <= p.Lat && p.Lat <= b.North && b.West <= p.Lon && p.Lon <= b.East
}

// Center is the place in the middle.
func (b Bounds) Center() Point {
	return Point{Lat: (b.South + b.North) / 2, Lon: (b.West + b.East) / 2}
}
