package a

func f(a int) int {
	if a > 1 {
		g(a)
	}
	if a > 2 {
		g(a)
	}
	return a
}
