package money

import "testing"

func TestParse(t *testing.T) {
	for text, want := range map[string]Cents{"12": 1200, "12.5": 1250, "0.05": 5} {
		if got, err := Parse(text); err != nil || got != want {
			t.Errorf("Parse(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{"", ".5", "1.234", "-3", "two"} {
		if got, err := Parse(text); err == nil {
			t.Errorf("Parse(%q) = %d; want an error", text, got)
		}
	}
}

func TestString(t *testing.T) {
	if got := Cents(120005).String(); got != "1200.05" {
		t.Errorf("got %s; want 1200.05", got)
	}
}
