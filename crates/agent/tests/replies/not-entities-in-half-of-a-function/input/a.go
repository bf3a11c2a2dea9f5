package a

func f(x, y int) bool {
	return x == y
}
