package verdict

import (
	"testing"

	"example.com/releases/releases"
	"example.com/releases/version"
)

func TestOrder(t *testing.T) {
	ascending := []string{
		"1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.1.x", "1.0.0-alpha.beta", "1.0.0-beta",
		"1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0-rc.9", "1.0.0-rc.10", "1.0.0", "1.9.0", "1.10.0", "2.0.0-rc.1",
	}
	for i, a := range ascending {
		for j, b := range ascending {
			left, err := version.Parse(a)
			if err != nil {
				t.Fatal(err)
			}
			right, _ := version.Parse(b)
			order := version.Compare(left, right)
			if (order < 0) != (i < j) || (order > 0) != (i > j) {
				t.Errorf("%s and %s: %d", a, b, order)
			}
		}
	}
}

func TestReleases(t *testing.T) {
	names := []string{"2.0.0-rc.9", "v1.4.0", "2.0.0-rc.10", "2.0.0-rc.1"}
	sorted, err := releases.Sorted(names)
	if err != nil || sorted[0].String() != "2.0.0-rc.10" || sorted[3].String() != "1.4.0" {
		t.Errorf("got %v, %v", sorted, err)
	}
	if got, ok, _ := releases.Update("2.0.0-rc.10", names); ok {
		t.Errorf("offers %s", got)
	}
	if got, ok, _ := releases.Update("2.0.0-rc.9", names); !ok || got != "2.0.0-rc.10" {
		t.Errorf("offers %s", got)
	}
	if got, ok, _ := releases.Update("1.3.9", names); !ok || got != "1.4.0" {
		t.Errorf("offers %s", got)
	}
	if _, _, err := releases.Update("1.3", names); err == nil {
		t.Error("no error")
	}
}
