package report_test

import (
	"strings"
	"testing"

	"example.com/stock/inventory"
	"example.com/stock/journal"
	"example.com/stock/report"
)

// check compares the report on a journal with the lines that it should have.
func check(t *testing.T, movements string, want ...string) {
	t.Helper()
	stock := inventory.New()
	if err := journal.Replay(strings.NewReader(movements), stock); err != nil {
		t.Fatal(err)
	}
	if got := report.Render(stock); got != strings.Join(want, "\n")+"\n" {
		t.Errorf("got:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}

func TestAnEmptyStockIsWorthNothing(t *testing.T) {
	check(t, "",
		"category      units      value",
		"total                     0.00")
}

func TestItemsOfOneCategoryAreAddedUp(t *testing.T) {
	check(t, "receive saw Tools 2 20\nreceive hammer Tools 3 12.50\nship saw 1",
		"category      units      value",
		"Tools             4      57.50",
		"total                    57.50")
}

func TestEveryCategoryHasItsOwnLine(t *testing.T) {
	check(t, "receive saw Tools 2 20\nreceive nail Hardware 100 0.05\nreceive hammer Tools 3 12.50",
		"category      units      value",
		"Hardware        100       5.00",
		"Tools             5      77.50",
		"total                    82.50")
}
