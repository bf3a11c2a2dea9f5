use super::*;

#[test]
fn copies() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(items []Item) {\n\tfor _, item := range items {\n\t\titem.Count += 1\n\t}\n\tfor i, it := range items {\n\t\tit.Name = names[i]\n\t}\n\tfor _, item := range items {\n\t\tgo func() { g(item) }()\n\t}\n}\n"), @"
    4 `item` is a copy: what is changed of it is lost
    	for at, _ := range items {
    		item := &items[at]
    7 `it` is a copy: what is changed of it is lost
    	for i, _ := range items {
    		it := &items[i]
    10? the functions see the last `item` of the loop
    		item := item
    ");
}

#[test]
fn numbers() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(a, b int) float64 {\n\tvar m map[string]int\n\treturn 2 * float64(a/b)\n}\n"), @"
    4 nothing can be written to a map that was not made
    	var m = make(map[string]int)
    5 the division of whole numbers drops the fraction
    	return 2 * float64(a) / float64(b)
    ");
}

#[test]
fn own() {
    assert_snapshot!(check(Language::Go, "package a\n\ntype Box struct {\n\titems []string\n}\n\nfunc (b *Box) Items() []string {\n\treturn b.items\n}\n\nfunc Sorted(names []string) []string {\n\tsort.Strings(names)\n\treturn names\n}\n"), @"
    8 who calls gets the object's own `items`, and can change it
    	return append(b.items[:0:0], b.items...)
    12 the slice of the caller is put in another order
    	names = append(names[:0:0], names...)
    ");
}

#[test]
fn last() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f() {\n\tfor _, line := range lines {\n\t\tif line == \"\" {\n\t\t\tall = append(all, some)\n\t\t\tsome = nil\n\t\t}\n\t}\n}\n"), @"
    4 what was gathered last in `some` is left out
    	if len(some) > 0 {
    		all = append(all, some)
    ");
}

#[test]
fn hidden() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(name string) {\n\tbest := 0\n\tfor _, x := range xs {\n\t\tif x > best {\n\t\t\tbest := x\n\t\t}\n\t}\n\tn := len(name)\n\twait(time.Duration(n))\n}\n"), @"
    4? a new `best` hides the one outside
    	best = 0
    5? the greatest of values below 0 is not 0
    	if len(xs) > 0 {
    		best = xs[0]
    7? a new `best` hides the one outside
    			best = x
    10? `len` counts bytes, not characters
    	n := len([]rune(name))
    11? a number without a unit counts nanoseconds
    	wait(time.Duration(n) * time.Second)
    ");
}

#[test]
fn texts() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(a string) string {\n\ta = strings.Replace(a, \"b\", \"c\", 1)\n\treturn strings.TrimLeft(strings.TrimRight(a, \"xy\"), \"v\")\n}\n"), @r#"
    4? only 1 of them are replaced
    	a = strings.Replace(a, "b", "c", -1)
    5 `TrimRight` takes away any of the signs, not the word
    	return strings.TrimLeft(strings.TrimSuffix(a, "xy"), "v")
    "#);
}

#[test]
fn greatest() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []int) int {\n\tmost := 0\n\tfor _, x := range xs {\n\t\tif x > most {\n\t\t\tmost = x\n\t\t}\n\t}\n\treturn most\n}\n"), @"
    5? the greatest of values below 0 is not 0
    	if len(xs) > 0 {
    		most = xs[0]
    ");
}

#[test]
fn what_is_right_is_left_alone() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(text string) string {\n\tvar ages map[string]int = made()\n\treturn strings.TrimRight(text, \"\\r\\n\")\n}\n"), @"");
}

#[test]
fn what_is_taken_out_while_it_is_gone_through_by_number() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc (q *Queue) f(owner string) {\n\tfor i := 0; i < len(q.jobs); i++ {\n\t\tif q.jobs[i].owner == owner {\n\t\t\tq.jobs = append(q.jobs[:i], q.jobs[i+1:]...)\n\t\t\tcount++\n\t\t}\n\t}\n\tfor i := 0; i < len(q.jobs); i++ {\n\t\tif q.jobs[i].owner == owner {\n\t\t\tq.jobs = append(q.jobs[:i], q.jobs[i+1:]...)\n\t\t\treturn\n\t\t}\n\t}\n}\n"), @"
    4? a new `i` hides the one outside
    	for i = 0; i < len(q.jobs); i++ {
    4! the item behind the one that is taken out is skipped
    			i--
    10? a new `i` hides the one outside
    	for i = 0; i < len(q.jobs); i++ {
    ");
}

#[test]
fn what_a_method_takes_out_by_number() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc (q *Queue) f(owner string) {\n\tfor i := 0; i < len(q.jobs); i++ {\n\t\tif q.jobs[i].owner == owner {\n\t\t\tq.remove(i)\n\t\t}\n\t}\n\tfor i := 0; i < most; i++ {\n\t\tif f(i) {\n\t\t\tdelete(i)\n\t\t}\n\t}\n}\n"), @"
    4? a new `i` hides the one outside
    	for i = 0; i < len(q.jobs); i++ {
    4! the item behind the one that is taken out is skipped
    			i--
    9? a new `i` hides the one outside
    	for i = 0; i < most; i++ {
    ");
}

#[test]
fn what_is_taken_out_of_something_else_is_left_alone() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(items []string, index map[int]bool, cache *Cache) {\n\tvar i int\n\tfor i = 0; i < len(items); i++ {\n\t\tif items[i] == \"\" {\n\t\t\tdelete(index, i)\n\t\t\tcache.Delete(i)\n\t\t}\n\t}\n}\n"), @"");
}

#[test]
fn the_least_number() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f() float64 {\n\tmost := math.MinFloat64\n\treturn most\n}\n"), @"
    4! `math.MinFloat64` is not there
    	most := (-math.MaxFloat64)
    ");
}
