package geo

import (
	"math"
	"testing"
)

func TestLength(t *testing.T) {
	berlin, paris := Point{52.52, 13.405}, Point{48.8566, 2.3522}
	if got := Length([]Point{berlin, paris, berlin}); math.Abs(got-1755) > 5 {
		t.Errorf("got %f", got)
	}
}
