package journal

import (
	"reflect"
	"strings"
	"testing"

	"example.com/stock/inventory"
)

func TestReplay(t *testing.T) {
	stock := inventory.New()
	text := "# Monday\nreceive hammer Tools 10 12.50\n\nship hammer 4\n"
	if err := Replay(strings.NewReader(text), stock); err != nil {
		t.Fatal(err)
	}
	want := []inventory.Holding{{Name: "hammer", Category: "Tools", Units: 6, Value: 7500}}
	if got := stock.Holdings(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v; want %v", got, want)
	}
}

func TestReplayNamesTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"receive saw Tools 1 20\nship saw 2": "line 2: cannot ship 2 of 1 units of saw",
		"receive saw Tools few 20":           `line 1: "few" is not a number of units`,
		"lose saw":                           `line 1: "lose saw" is not a movement`,
	} {
		err := Replay(strings.NewReader(text), inventory.New())
		if err == nil || err.Error() != want {
			t.Errorf("%q: got %v; want %s", text, err, want)
		}
	}
}
