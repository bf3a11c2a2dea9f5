package releases

import "testing"

func TestUpdate(t *testing.T) {
	got, ok, err := Update("1.9.0", []string{"1.9.0", "1.10.0", "2.0.0-rc.1"})
	if got != "1.10.0" || !ok || err != nil {
		t.Errorf("got %q, %v, %v", got, ok, err)
	}
}
