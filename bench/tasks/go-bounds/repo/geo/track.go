package geo

// Length is the length of a way through the points, in kilometres.
func Length(points []Point) float64 {
	sum := 0.0
	for i := 1; i < len(points); i++ {
		sum += points[i-1].Distance(points[i])
	}
	return sum
}
