// Package geo computes with places on the earth.
package geo

import (
	"fmt"
	"math"
)

const radius = 6371.0 // Kilometres.

// Point is a place, in degrees; south and west are negative.
type Point struct {
	Lat, Lon float64
}

// NewPoint checks that the degrees are in range.
func NewPoint(lat, lon float64) (Point, error) {
	if math.Abs(lat) > 90 || math.Abs(lon) > 180 {
		return Point{}, fmt.Errorf("no such place: %g, %g", lat, lon)
	}
	return Point{lat, lon}, nil
}

// Distance is how far two places are apart, in kilometres, by the haversine formula.
func (p Point) Distance(q Point) float64 {
	lat1, lat2 := radians(p.Lat), radians(q.Lat)
	a := haversine(lat2-lat1) + math.Cos(lat1)*math.Cos(lat2)*haversine(radians(q.Lon-p.Lon))
	return 2 * radius * math.Asin(math.Sqrt(a))
}

func haversine(angle float64) float64 {
	return math.Pow(math.Sin(angle/2), 2)
}

func radians(degrees float64) float64 {
	return degrees * math.Pi / 180
}
