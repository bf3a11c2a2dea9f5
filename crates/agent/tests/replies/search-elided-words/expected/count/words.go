package count

import (
	"bufio"
	"io"
	"strings"
)

// Words tells how often each word is in a text.
func Words(in io.Reader) (map[string]int, error) {
	counts := make(map[string]int)
	scanner := bufio.NewScanner(in)
	scanner.Split(bufio.ScanWords)
	for scanner.Scan() {
		word := strings.ToLower(scanner.Text())
		counts[word]++
	}
	return counts, scanner.Err()
}

// Longest returns the longest word.
func Longest(counts map[string]int) string {
	longest := ""
	for word := range counts {
		if len(word) > len(longest) {
			longest = word
		}
	}
	return strings.TrimSpace(longest)
}
