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
    11? the functions see the last `item` of the loop
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
    9 what was gathered last in `some` is left out
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
    6! the item behind the one that is taken out is skipped
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
    6 the item behind the one that is taken out is skipped
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

#[test]
fn a_receiver_that_is_a_copy() {
    assert_snapshot!(check(Language::Go, "package a\n\ntype Counter struct {\n\tn  int\n\ton bool\n}\n\nfunc (c Counter) Add() {\n\tc.n++\n}\n\nfunc (c Counter) Next() int {\n\tif c.on {\n\t\tc.n += 2\n\t}\n\treturn c.n\n}\n\nfunc (s Stack) Push(x int) error {\n\ts.items = append(s.items, x)\n\treturn nil\n}\n\nfunc (c Config) SetName(name string) {\n\tif name != \"\" {\n\t\tc.name = name\n\t}\n}\n"), @"
    8! `c` is a copy: what is changed of it is lost
    func (c *Counter) Add() {
    12 `c` is a copy: what is changed of it is lost
    func (c *Counter) Next() int {
    19 `s` is a copy: what is changed of it is lost
    func (s *Stack) Push(x int) error {
    24 `c` is a copy: what is changed of it is lost
    func (c *Config) SetName(name string) {
    ");
}

#[test]
fn a_receiver_that_is_returned_or_read() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc (c Config) With(name string) Config {\n\tc.name = name\n\treturn c\n}\n\nfunc (c Config) Address() string {\n\tif c.port == 0 {\n\t\tc.port = 80\n\t}\n\treturn c.host + c.port\n}\n\nfunc (f Flag) Set(text string) error {\n\t*f.value = text\n\tf.all[text] = true\n\treturn nil\n}\n\nfunc (o Options) print(w io.Writer) {\n\tfill(&o)\n\to.depth++\n}\n"), @"");
}

#[test]
fn fractions() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc Percent(done, total int) int {\n\treturn done / total * 100\n}\n\nfunc (s Stats) Percent(all []int) int {\n\tx := 100 * (s.done / s.total)\n\treturn x + (s.done / len(all)) * 100\n}\n\nfunc Fahrenheit(c float64) float64 {\n\treturn c * (9 / 5) + 32\n}\n\nfunc Share(part, whole float64, n int) float64 {\n\tmean := float64(n) / 2\n\treturn part / whole * 100 + n / mean * 100 + 9.0 / 5\n}\n"), @"
    4 the division of whole numbers drops the fraction
    	return done * 100 / total
    8 the division of whole numbers drops the fraction
    	x := 100 * s.done / s.total
    9 the division of whole numbers drops the fraction
    	return x + s.done * 100 / len(all)
    13! the division of whole numbers drops the fraction
    	return c * (9.0 / 5) + 32
    ");
}

#[test]
fn parts_that_are_counted() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc PageCount(total, size int) int {\n\tif size == 0 {\n\t\treturn 0\n\t}\n\treturn total / size\n}\n\nfunc f(all []int, size int) int {\n\tpages := len(all) / size\n\tchunks := (len(all) + size - 1) / size\n\thalf := len(all) / size\n\tbatches := len(all) / 2\n\treturn pages + chunks + half + batches\n}\n"), @"
    7 the last part, which is smaller, is not counted
    	return (total + size - 1) / size
    11 the last part, which is smaller, is not counted
    	pages := (len(all) + size - 1) / size
    ");
}

#[test]
fn below_zero() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc (r *Ring) Back(k int) int {\n\tr.at = (r.at - 1) % len(r.all)\n\treturn r.all[(r.at-k)%r.size]\n}\n\nfunc g(i, n int, u uint) int {\n\tu = (u - 1) % uint(n)\n\ti = (i - 1 + n) % n\n\treturn (i*n - 1) % n\n}\n"), @"
    4 what is left of a number below 0 is below 0, too
    	r.at = (r.at - 1 + len(r.all)) % len(r.all)
    5 what is left of a number below 0 is below 0, too
    	return r.all[(r.at - k + r.size) % r.size]
    ");
}

#[test]
fn loops_that_end_too_early_or_too_late() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []int) int {\n\tfor i := 0; i < len(xs)-1; i++ {\n\t\ttotal += xs[i]\n\t}\n\tfor i := 0; i <= len(xs); i++ {\n\t\ttotal += xs[i]\n\t}\n\tfor i := 0; i <= len(xs); i++ {\n\t\tif xs[i] == 1 {\n\t\t\treturn i\n\t\t}\n\t}\n\tfor i := len(xs); i >= 0; i-- {\n\t\ttotal += xs[i]\n\t}\n\tfor i := len(xs) - 1; i > 0; i-- {\n\t\ttotal += xs[i]\n\t}\n\treturn xs[len(xs)]\n}\n"), @"
    4 the last one is left out
    	for i := 0; i < len(xs); i++ {
    4? a new `i` hides the one outside
    	for i = 0; i < len(xs)-1; i++ {
    7! there is no `xs[len(xs)]`
    	for i := 0; i < len(xs); i++ {
    7? a new `i` hides the one outside
    	for i = 0; i <= len(xs); i++ {
    10 there is no `xs[len(xs)]`
    	for i := 0; i < len(xs); i++ {
    10? a new `i` hides the one outside
    	for i = 0; i <= len(xs); i++ {
    15! there is no `xs[len(xs)]`
    	for i := len(xs) - 1; i >= 0; i-- {
    15? a new `i` hides the one outside
    	for i = len(xs); i >= 0; i-- {
    18 the first one is left out
    	for i := len(xs) - 1; i >= 0; i-- {
    18? a new `i` hides the one outside
    	for i = len(xs) - 1; i > 0; i-- {
    21 there is no `xs[len(xs)]`
    	return xs[len(xs)-1]
    ");
}

#[test]
fn loops_that_end_where_they_should() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs, ys, zs []int, at map[int]int) int {\n\tfor i := 0; i < len(xs)-1; i++ {\n\t\ttotal += xs[i] - xs[i+1]\n\t}\n\tfor i := 0; i < len(ys)-1; i++ {\n\t\twrite(ys[i], \", \")\n\t}\n\twrite(ys[len(ys)-1])\n\tfor i := 0; i <= len(xs); i++ {\n\t\tif i == len(xs) || xs[i] == 0 {\n\t\t\tbreak\n\t\t}\n\t}\n\tfor i := 0; i <= len(xs); i++ {\n\t\tcut(xs[:i])\n\t}\n\tfor i := len(xs); i > 0; i-- {\n\t\ttotal += xs[i-1]\n\t}\n\tfor i := len(zs) - 1; i > 0; i-- {\n\t\tj := rand.Intn(i + 1)\n\t\tzs[i], zs[j] = zs[j], zs[i]\n\t}\n\treturn at[len(at)]\n}\n"), @"
    4? a new `i` hides the one outside
    	for i = 0; i < len(xs)-1; i++ {
    7? a new `i` hides the one outside
    	for i = 0; i < len(ys)-1; i++ {
    11? a new `i` hides the one outside
    	for i = 0; i <= len(xs); i++ {
    16? a new `i` hides the one outside
    	for i = 0; i <= len(xs); i++ {
    19? a new `i` hides the one outside
    	for i = len(xs); i > 0; i-- {
    22? a new `i` hides the one outside
    	for i = len(zs) - 1; i > 0; i-- {
    ");
}

#[test]
fn searches_in_halves() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []int, x int) int {\n\tlow, high := 0, len(xs)-1\n\tfor low < high {\n\t\tmid := (low + high) / 2\n\t\tif xs[mid] == x {\n\t\t\treturn mid\n\t\t} else if xs[mid] < x {\n\t\t\tlow = mid\n\t\t} else {\n\t\t\thigh = mid\n\t\t}\n\t}\n\tfor low < high {\n\t\tmid := low + (high-low)/2\n\t\tif xs[mid] == x {\n\t\t\treturn mid\n\t\t}\n\t\tif xs[mid] < x {\n\t\t\tlow = mid + 1\n\t\t} else {\n\t\t\thigh = mid - 1\n\t\t}\n\t}\n\tfor low < high {\n\t\tmid := (low + high + 1) / 2\n\t\tif xs[mid] <= x {\n\t\t\tlow = mid\n\t\t} else {\n\t\t\thigh = mid - 1\n\t\t}\n\t}\n\tfor low < high {\n\t\tmid := (low + high) / 2\n\t\tif xs[mid] < x {\n\t\t\tlow = mid + 1\n\t\t} else {\n\t\t\thigh = mid\n\t\t}\n\t}\n\treturn -1\n}\n"), @"
    6? a new `mid` hides the one outside
    		mid = (low + high) / 2
    10! the search never ends if `low` stays where it is

    15 the last one that is left is not looked at
    	for low <= high {
    16? a new `mid` hides the one outside
    		mid = low + (high-low)/2
    27? a new `mid` hides the one outside
    		mid = (low + high + 1) / 2
    35? a new `mid` hides the one outside
    		mid = (low + high) / 2
    ");
}

#[test]
fn orders() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []Item) {\n\tsort.SliceStable(xs, func(i, j int) bool { return xs[i].age <= xs[j].age })\n\tsort.Slice(xs, func(i, j int) bool {\n\t\treturn xs[i].age >= xs[j].age\n\t})\n\tsort.SliceStable(xs, func(i, j int) bool { return xs[i].age < xs[j].age })\n}\n"), @"
    4! what is equal does not come before

    4 the slice of the caller is put in another order
    	xs = append(xs[:0:0], xs...)
    5 the slice of the caller is put in another order
    	xs = append(xs[:0:0], xs...)
    5? what is equal does not keep its order
    	sort.SliceStable(xs, func(i, j int) bool {
    6! what is equal does not come before
    		return xs[i].age > xs[j].age
    8 the slice of the caller is put in another order
    	xs = append(xs[:0:0], xs...)
    ");
}

#[test]
fn shared_slices() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc Positive(xs []int) []int {\n\tkept := xs[:0]\n\tfor _, x := range xs {\n\t\tif x > 0 {\n\t\t\tkept = append(kept, x)\n\t\t}\n\t}\n\treturn kept\n}\n\nfunc (b *Box) Big() []int {\n\tkept := b.all[:0]\n\tfor _, x := range b.all {\n\t\tkept = append(kept, x)\n\t}\n\treturn kept\n}\n\nfunc (b *Box) Drop() {\n\tkept := b.all[:0]\n\tfor _, x := range b.all {\n\t\tkept = append(kept, x)\n\t}\n\tb.all = kept\n}\n\nfunc Without(xs []int, i int) []int {\n\trest := append(xs[:i], xs[i+1:]...)\n\tif len(rest) == 0 {\n\t\treturn append(xs[:i], 1)\n\t}\n\txs = append(xs[:i], xs[i+1:]...)\n\treturn rest\n}\n\nfunc (q Query) With(more ...string) Query {\n\tq.parts = append(q.parts, more...)\n\treturn q\n}\n\nfunc (q Query) All(x string) []string {\n\treturn append(q.parts, x)\n}\n"), @"
    4 what is put there overwrites `xs`
    	kept := xs[:0:0]
    4? a new `kept` hides the one outside
    	kept = xs[:0]
    14 what is put there overwrites `b.all`
    	kept := b.all[:0:0]
    14? a new `kept` hides the one outside
    	kept = b.all[:0]
    22? a new `kept` hides the one outside
    	kept = b.all[:0]
    30 what is put there overwrites `xs`
    	rest := append(xs[:i:i], xs[i+1:]...)
    32 what is put there overwrites `xs`
    		return append(xs[:i:i], 1)
    39 what is put there may overwrite what another got of `q.parts`
    	q.parts = append(q.parts[:len(q.parts):len(q.parts)], more...)
    44 what is put there may overwrite what another got of `q.parts`
    	return append(q.parts[:len(q.parts):len(q.parts)], x)
    ");
}

#[test]
fn what_is_gathered_on_the_way() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []int) [][]int {\n\tvar all [][]int\n\tvar way []int\n\tvar walk func(int)\n\twalk = func(i int) {\n\t\tif i == len(xs) {\n\t\t\tall = append(all, way)\n\t\t\treturn\n\t\t}\n\t\tway = append(way, xs[i])\n\t\twalk(i + 1)\n\t\tway = way[:len(way)-1]\n\t}\n\tfor _, row := range rows {\n\t\tall = append(all, row)\n\t}\n\treturn all\n}\n"), @"
    9 `way` changes after it was kept
    			all = append(all, append(way[:0:0], way...))
    ");
}

#[test]
fn room_for_a_copy() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []int) {\n\ta := make([]int, 0, len(xs))\n\tcopy(a, xs)\n\tvar b []int\n\tcopy(b, xs)\n\tc := make([]int, len(xs))\n\tcopy(c, xs)\n\td := make([]int, 0, len(xs))\n\td = append(d, xs...)\n\tcopy(d, xs)\n}\n"), @"
    4! nothing is copied to where there is no room
    	a := make([]int, len(xs))
    6! nothing is copied to where there is no room
    	b := make([]int, len(xs))
    ");
}

#[test]
fn maps_that_were_never_made() {
    assert_snapshot!(check(Language::Go, "package a\n\ntype Store struct {\n\tall  map[string]int\n\tseen map[string]bool\n\tlate map[string]bool\n}\n\nfunc NewStore() *Store {\n\treturn &Store{}\n}\n\nfunc NewNamed(name string) *Store {\n\ts := &Store{name: name}\n\treturn s\n}\n\nfunc (s *Store) Add(x string) {\n\ts.all[x]++\n\tif s.late == nil {\n\t\ts.late = map[string]bool{}\n\t}\n\ts.late[x] = true\n\tg(s.seen[x])\n}\n"), @"
    10! nothing can be written to a map that was not made
    	return &Store{all: make(map[string]int)}
    14! nothing can be written to a map that was not made
    	s := &Store{name: name, all: make(map[string]int)}
    ");
}

#[test]
fn hidden_ones() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []string) (int, error) {\n\tbest := 0\n\tfor _, x := range xs {\n\t\tif x != \"\" {\n\t\t\tbest, err := strconv.Atoi(x)\n\t\t\tif err != nil {\n\t\t\t\treturn 0, err\n\t\t\t}\n\t\t\tg(best)\n\t\t}\n\t}\n\treturn best, nil\n}\n\nfunc h(xs []string) error {\n\tvar err error\n\tfor _, x := range xs {\n\t\tif err := g(x); err != nil {\n\t\t\tlog(err)\n\t\t}\n\t}\n\treturn err\n}\n\nfunc k(xs []string) error {\n\tvar err error\n\tif xs == nil {\n\t\terr := g(xs)\n\t\tlog(err)\n\t}\n\terr = g(xs)\n\treturn err\n}\n"), @"
    7 a new `best` hides the one outside
    			var err error
    			best, err = strconv.Atoi(x)
    20 a new `err` hides the one outside
    		if err = g(x); err != nil {
    30? a new `err` hides the one outside
    		err = g(xs)
    ");
}

#[test]
fn found_at_the_beginning() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(a, b string) int {\n\tif strings.Index(a, b) > 0 || strings.LastIndexByte(a, '.') > 0 {\n\t\treturn 1\n\t}\n\tif at := strings.Index(a, b); at > 0 {\n\t\treturn at\n\t}\n\tat := strings.Index(a, \":\")\n\tif at <= 0 {\n\t\treturn 2\n\t}\n\treturn strings.Count(a, b)\n}\n"), @r#"
    4 what is found at the beginning is found at 0
    	if strings.Index(a, b) >= 0 || strings.LastIndexByte(a, '.') > 0 {
    4 what is found at the beginning is found at 0
    	if strings.Index(a, b) > 0 || strings.LastIndexByte(a, '.') >= 0 {
    7? a new `at` hides the one outside
    	if at = strings.Index(a, b); at > 0 {
    7? what is found at the beginning is found at 0
    	if at := strings.Index(a, b); at >= 0 {
    10? a new `at` hides the one outside
    	at = strings.Index(a, ":")
    11? what is found at the beginning is found at 0
    	if at <= -1 {
    "#);
}

#[test]
fn one_side_alone() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(all []Item, name, word, key, line string) {\n\tfor _, it := range all {\n\t\tif strings.ToLower(it.name) == name || word == strings.ToUpper(it.word) {\n\t\t\tg()\n\t\t}\n\t\tif strings.Contains(strings.ToLower(it.text), it.part) || strings.HasPrefix(line, strings.ToLower(it.line)) {\n\t\t\tg()\n\t\t}\n\t\tif strings.ToLower(it.name) == key || strings.ToLower(it.name) == \"x\" || strings.ToLower(it.name) == DefaultName {\n\t\t\tg(strings.ToLower(key))\n\t\t}\n\t}\n}\n"), @"
    5 `name` is not made alike before both are compared
    		if strings.ToLower(it.name) == strings.ToLower(name) || word == strings.ToUpper(it.word) {
    5 `word` is not made alike before both are compared
    		if strings.ToLower(it.name) == name || strings.ToUpper(word) == strings.ToUpper(it.word) {
    8 `it.part` is not made alike before both are compared
    		if strings.Contains(strings.ToLower(it.text), strings.ToLower(it.part)) || strings.HasPrefix(line, strings.ToLower(it.line)) {
    8 `line` is not made alike before both are compared
    		if strings.Contains(strings.ToLower(it.text), it.part) || strings.HasPrefix(strings.ToLower(line), strings.ToLower(it.line)) {
    ");
}

#[test]
fn bytes_and_characters() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc Reverse(text string, n int) string {\n\tsigns := []byte(text)\n\tfirst := string(text[0])\n\twords := strings.Split(text, \" \")\n\treturn first + text[:n] + words[0] + string(signs[int(price*100)])\n}\n"), @"
    4? bytes are no characters
    	signs := []rune(text)
    5? bytes are no characters
    	first := string([]rune(text)[0])
    6? two blanks in a row have an empty text between them
    	words := strings.Fields(text)
    7? the fraction is cut off, not rounded
    	return first + text[:n] + words[0] + string(signs[int(math.Round(price*100))])
    7? bytes are no characters
    	return first + string([]rune(text)[:n]) + words[0] + string(signs[int(price*100)])
    ");
}

#[test]
fn durations() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(timeoutMinutes, seconds, idleMs, hours, n int) {\n\twait(time.Duration(timeoutMinutes))\n\twait(time.Duration(seconds))\n\twait(time.Duration(idleMs))\n\twait(time.Duration(c.hours))\n\twait(time.Duration(hours) * time.Hour)\n}\n"), @"
    4 a number without a unit counts nanoseconds
    	wait(time.Duration(timeoutMinutes) * time.Minute)
    4? a number without a unit counts nanoseconds
    	wait(time.Duration(timeoutMinutes) * time.Second)
    5 a number without a unit counts nanoseconds
    	wait(time.Duration(seconds) * time.Second)
    6 a number without a unit counts nanoseconds
    	wait(time.Duration(idleMs) * time.Millisecond)
    6? a number without a unit counts nanoseconds
    	wait(time.Duration(idleMs) * time.Second)
    7 a number without a unit counts nanoseconds
    	wait(time.Duration(c.hours) * time.Hour)
    7? a number without a unit counts nanoseconds
    	wait(time.Duration(c.hours) * time.Second)
    8? a number without a unit counts nanoseconds
    	wait(time.Duration(hours) * time.Second * time.Hour)
    ");
}

#[test]
fn least() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []int, items []Item) int {\n\tleast := 0\n\tfor _, x := range xs {\n\t\tif x < least {\n\t\t\tleast = x\n\t\t}\n\t}\n\tlowest := 0.0\n\tfor _, item := range items {\n\t\tif item.price < lowest {\n\t\t\tlowest = item.price\n\t\t}\n\t}\n\tsmallest := 0\n\tfor i := 1; i < len(xs); i++ {\n\t\tif xs[i] < smallest {\n\t\t\tsmallest = xs[i]\n\t\t}\n\t\tif xs[i] > biggest {\n\t\t\tg()\n\t\t}\n\t}\n\tfirst := xs[0]\n\tfor _, x := range xs {\n\t\tif x < first {\n\t\t\tfirst = x\n\t\t}\n\t}\n\treturn least\n}\n"), @"
    5 the least of values above 0 is not 0
    	if len(xs) > 0 {
    		least = xs[0]
    11 the least of values above 0 is not 0
    	if len(items) > 0 {
    		lowest = items[0].price
    17 the least of values above 0 is not 0
    	if len(xs) > 0 {
    		smallest = xs[0]
    ");
}

#[test]
fn greatest_by_number() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []int) int {\n\tmost := 0\n\tfor i := 0; i < len(xs); i++ {\n\t\tif xs[i] > most {\n\t\t\tmost = xs[i]\n\t\t}\n\t}\n\treturn most\n}\n"), @"
    5? the greatest of values below 0 is not 0
    	if len(xs) > 0 {
    		most = xs[0]
    ");
}

#[test]
fn last_by_other_means() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(lines []string, size int) {\n\tvar groups [][]string\n\tvar group []string\n\tfor i, line := range lines {\n\t\tgroup = append(group, line)\n\t\tif len(group) == size {\n\t\t\tgroups = append(groups, group)\n\t\t\tgroup = []string{}\n\t\t}\n\t\tg(i)\n\t}\n\tvar word strings.Builder\n\tfor _, r := range text {\n\t\tif r == ' ' {\n\t\t\twords = append(words, word.String())\n\t\t\tword.Reset()\n\t\t\tcontinue\n\t\t}\n\t\tword.WriteRune(r)\n\t}\n\tfor scanner.Scan() {\n\t\tif scanner.Text() == \"\" {\n\t\t\tif len(current) > 0 {\n\t\t\t\tblocks = append(blocks, Block{Lines: current})\n\t\t\t\tcurrent = nil\n\t\t\t}\n\t\t\tcontinue\n\t\t}\n\t\tcurrent = append(current, scanner.Text())\n\t}\n\tfor i := range lines {\n\t\tif h(i) {\n\t\t\tlog(rest)\n\t\t\trest = []string{}\n\t\t}\n\t}\n}\n"), @"
    13 what was gathered last in `group` is left out
    	if len(group) > 0 {
    		groups = append(groups, group)
    22 what was gathered last in `word` is left out
    	if word.Len() > 0 {
    		words = append(words, word.String())
    32 what was gathered last in `current` is left out
    	if len(current) > 0 {
    		blocks = append(blocks, Block{Lines: current})
    		current = nil
    ");
}

#[test]
fn loops_that_end_in_their_first_round() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc Any(xs []int) bool {\n\tfor _, x := range xs {\n\t\tif x > 0 {\n\t\t\treturn true\n\t\t}\n\t\treturn false\n\t}\n\treturn false\n}\n\nfunc All(xs []int) bool {\n\tfor _, x := range xs {\n\t\tif x <= 0 {\n\t\t\treturn false\n\t\t} else {\n\t\t\treturn true\n\t\t}\n\t}\n\treturn false\n}\n\nfunc Sum(xs []int) int {\n\ttotal := 0\n\tfor _, x := range xs {\n\t\ttotal += x\n\t\treturn total\n\t}\n\treturn 0\n}\n"), @"
    8 the loop ends in its first round

    15 the loop ends in its first round
    	return true
    28 the loop ends in its first round
    	return total
    ");
}

#[test]
fn loops_that_take_the_first() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc First(all map[string]int) string {\n\tfor key := range all {\n\t\treturn key\n\t}\n\treturn \"\"\n}\n\nfunc Try(n int) error {\n\tfor i := 0; i < n; i++ {\n\t\tif err := g(); err != nil {\n\t\t\tcontinue\n\t\t}\n\t\treturn nil\n\t}\n\treturn failed\n}\n\nfunc Some(all []Item) int {\n\tfor _, item := range all {\n\t\tn := item.count\n\t\treturn n + item.more\n\t}\n\treturn 0\n}\n"), @"");
}

#[test]
fn what_begins_anew_in_each_round() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs [][]int) int {\n\ttotal := 0\n\tfor _, x := range xs {\n\t\ttotal = 0\n\t\ttotal += x[0]\n\t}\n\trow := 0\n\tfor _, x := range xs {\n\t\trow = 0\n\t\tfor _, y := range x {\n\t\t\trow += y\n\t\t}\n\t\tg(row)\n\t}\n\tg(xs)\n\treturn total\n}\n"), @"6 `total` begins anew in each round");
}

#[test]
fn what_is_dropped() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc find(n *Node, x int) bool {\n\tif n == nil {\n\t\treturn false\n\t}\n\tif x < n.x {\n\t\tfind(n.left, x)\n\t} else if x > n.x {\n\t\treturn find(n.right, x)\n\t}\n\treturn true\n}\n\nfunc gcd(a, b int) int {\n\tif b != 0 {\n\t\tgcd(b, a%b)\n\t}\n\treturn a\n}\n\nfunc insert(n *Node, x int) *Node {\n\tif n == nil {\n\t\treturn &Node{x: x}\n\t}\n\tif x < n.x {\n\t\tinsert(n.left, x)\n\t} else {\n\t\tn.right = insert(n.right, x)\n\t}\n\treturn n\n}\n\nfunc walk(n *Node) int {\n\tif n.left != nil {\n\t\twalk(n.left)\n\t}\n\treturn 1\n}\n"), @"
    8 what `find` returns is dropped
    		return find(n.left, x)
    17 what `gcd` returns is dropped
    		return gcd(b, a%b)
    27 what `insert` returns is dropped
    		n.left = insert(n.left, x)
    ");
}

#[test]
fn locks() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc (s *Store) Get(x string) int {\n\ts.mu.RLock()\n\treturn s.all[x]\n}\n\nfunc (s *Store) Put(x string) {\n\ts.mu.Lock()\n\ts.all[x] = 1\n}\n\nfunc (s *Store) Take(x string) error {\n\ts.mu.Lock()\n\tif s.all[x] == 0 {\n\t\treturn missing\n\t}\n\ts.all[x]--\n\ts.mu.Unlock()\n\treturn nil\n}\n\nfunc (s *Store) Begin() {\n\ts.mu.Lock()\n}\n\nfunc (s *Store) Has(x string) bool {\n\ts.mu.Lock()\n\tdefer s.mu.Unlock()\n\treturn s.all[x] > 0\n}\n\nfunc (s *Store) Drop(x string) error {\n\ts.mu.Lock()\n\tif s.all[x] == 0 {\n\t\ts.mu.Unlock()\n\t\treturn missing\n\t}\n\ts.mu.Unlock()\n\treturn nil\n}\n\nfunc f() {\n\tfor _, x := range xs {\n\t\tgo func() {\n\t\t\twg.Add(1)\n\t\t\tdefer wg.Done()\n\t\t\tg(x)\n\t\t}()\n\t\tgo func() {\n\t\t\tcount.Add(1)\n\t\t}()\n\t}\n}\n"), @"
    4 the lock is never given back
    	defer s.mu.RUnlock()
    9 the lock is never given back

    14 the lock is not given back where it is returned early

    45! what is waited for is counted when nobody may be waiting any more
    		wg.Add(1)
    45? the functions see the last `x` of the loop
    		x := x
    ");
}

#[test]
fn ends_of_parts() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc Page(all []int, start, size int) []int {\n\tend := start + size\n\treturn all[start:end]\n}\n\nfunc More(xs []int, start, size int) []int {\n\tend := start + size\n\tpart := xs[start:end]\n\tif end >= len(xs) {\n\t\treturn nil\n\t}\n\treturn part\n}\n"), @"
    4 `end` may lie behind the end of `all`
    	if end > len(all) {
    		end = len(all)
    4? a new `end` hides the one outside
    	end = start + size
    9? a new `end` hides the one outside
    	end = start + size
    ");
}

#[test]
fn keys_of_a_map() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(ages map[string]int) []string {\n\tvar names []string\n\tfor name := range ages {\n\t\tnames = append(names, name)\n\t}\n\treturn names\n}\n\nfunc (s *Store) g() []int {\n\ts.rows = make(map[int]string)\n\tout := make([]int, 0, len(s.rows))\n\tfor row, _ := range s.rows {\n\t\tout = append(out, row)\n\t}\n\treturn out\n}\n"), @"
    7? the keys of a map come in any order
    	sort.Strings(names)
    16? the keys of a map come in any order
    	sort.Ints(out)
    ");
}

#[test]
fn one_value_in_two_places() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc NewRect(width, height int) Rect {\n\treturn Rect{Width: width, Height: width}\n}\n\nfunc (r *Rect) Resize(width, height int) {\n\tr.width = width\n\tr.height = width\n}\n\nfunc NewSquare(side, height int) Rect {\n\treturn Rect{Width: side, Height: side, Depth: height}\n}\n"), @"
    4! `width` is put where `height` is meant
    	return Rect{Width: width, Height: height}
    9! `width` is put where `height` is meant
    	r.height = height
    ");
}

#[test]
fn what_begins_anew_and_keeps_something() {
    assert_snapshot!(check(Language::Go, "package a\n\ntype Game struct {\n\tscore  int\n\tstreak int\n\tlimit  int\n\tmoves  []string\n\tseen   map[string]int\n}\n\nfunc (g *Game) Move(name string) {\n\tg.score += g.limit\n\tg.streak++\n\tg.moves = append(g.moves, name)\n\tg.seen[name]++\n}\n\nfunc (g *Game) Reset() {\n\tg.score = 0\n}\n\nfunc (g *Game) Clear() {\n\t*g = Game{}\n\tg.score = 0\n}\n"), @"
    19 `streak` keeps what it was
    	g.streak = 0
    19 `moves` keeps what it was
    	g.moves = nil
    19 `seen` keeps what it was
    	g.seen = make(map[string]int)
    ");
}

#[test]
fn a_receiver_with_a_pointer_inside() {
    assert_snapshot!(check(Language::Go, "package a\n\ntype T struct {\n\t*Inner\n}\n\nfunc (t T) Set(n int) {\n\tt.n = n\n}\n"), @"");
}

#[test]
fn fractions_beside_numbers() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(c float64) float64 {\n\treturn 5 / 9 * (c - 32)\n}\n"), @"
    4! the division of whole numbers drops the fraction
    	return 5.0 / 9 * (c - 32)
    ");
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(n int) int {\n\treturn n * (3 / 2)\n}\n"), @"
    4 the division of whole numbers drops the fraction
    	return n * (3.0 / 2)
    ");
}

#[test]
fn maps_with_keys_from_one() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(levels map[int]string, other Levels) {\n\tfor at := 1; at <= len(levels); at++ {\n\t\tg(levels[at])\n\t}\n\tfor at := len(levels); at > 0; at-- {\n\t\tg(levels[at])\n\t}\n\tfor at := 0; at <= len(other); at++ {\n\t\tg(other[at])\n\t}\n\tfor at := len(other); at >= 0; at-- {\n\t\tg(other[at])\n\t}\n}\n"), @"
    4? a new `at` hides the one outside
    	for at = 1; at <= len(levels); at++ {
    7? a new `at` hides the one outside
    	for at = len(levels); at > 0; at-- {
    10 there is no `other[len(other)]`
    	for at := 0; at < len(other); at++ {
    10? a new `at` hides the one outside
    	for at = 0; at <= len(other); at++ {
    13? a new `at` hides the one outside
    	for at = len(other); at >= 0; at-- {
    ");
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []int) {\n\tfor at := 0; at <= len(xs); at++ {\n\t\tfor to := at; to < len(xs); to++ {\n\t\t\tg(xs[at])\n\t\t}\n\t}\n}\n"), @"
    4 there is no `xs[len(xs)]`
    	for at := 0; at < len(xs); at++ {
    ");
}

#[test]
fn searches_that_are_right() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []int, x int) int {\n\tfor low < high {\n\t\tmid := (low + high) / 2\n\t\tif mid == low {\n\t\t\tbreak\n\t\t}\n\t\tif xs[mid] < x {\n\t\t\tlow = mid\n\t\t} else {\n\t\t\thigh = mid\n\t\t}\n\t}\n\treturn low\n}\n"), @"");
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(x float64) float64 {\n\tfor low < high {\n\t\tmid := (low + high) / 2\n\t\tif mid*mid < x {\n\t\t\tlow = mid\n\t\t} else {\n\t\t\thigh = mid\n\t\t}\n\t}\n\treturn low\n}\n"), @"");
}

#[test]
fn what_is_taken_out_in_the_right_way() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc (g *Graph) f() {\n\tfor at := 0; at < len(g.all); at++ {\n\t\tif g.all[at].dead {\n\t\t\tg.all = append(g.all[:at], g.all[at+1:]...)\n\t\t\tat = at - 1\n\t\t}\n\t}\n\tfor at := 0; at < len(g.all); at++ {\n\t\tif g.all[at].dead {\n\t\t\tg.all = append(g.all[:at], g.all[at+1:]...)\n\t\t\tg.names = cut(g.names, at)\n\t\t}\n\t}\n}\n"), @"
    4? a new `at` hides the one outside
    	for at = 0; at < len(g.all); at++ {
    10? a new `at` hides the one outside
    	for at = 0; at < len(g.all); at++ {
    ");
}

#[test]
fn what_is_copied_from_a_call() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(r *Reader) {\n\tvar b []byte\n\tcopy(b, r.next())\n}\n"), @"");
}

#[test]
fn own_slices_that_are_handed_over() {
    assert_snapshot!(check(Language::Go, "package a\n\ntype Box struct {\n\titems []string\n}\n\nfunc NewBox(names []string) *Box {\n\treturn &Box{items: names}\n}\n"), @"
    8 who handed `names` over still has it, and both change it
    	return &Box{items: append(names[:0:0], names...)}
    ");
}

#[test]
fn signs_that_are_taken_away() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(text string) string {\n\treturn strings.TrimLeft(text, \"http\")\n}\n"), @r#"
    4 `TrimLeft` takes away any of the signs, not the word
    	return strings.TrimPrefix(text, "http")
    "#);
}

#[test]
fn one_value_that_is_meant() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc (b *Box) Undo(value, previous int) {\n\tb.value = previous\n\tb.last = previous\n}\n"), @"");
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f() {\n\tgo func(wg *sync.WaitGroup) {\n\t\twg.Add(1)\n\t\tdefer wg.Done()\n\t}(&all)\n}\n"), @"");
}

#[test]
fn empty_values() {
    assert_snapshot!(check(Language::Go, "package a\n\ntype Store struct {\n\tall map[string]int\n}\n\nfunc (s *Store) Add(x string) {\n\ts.all[x]++\n}\n\nfunc Failed() (Store, error) {\n\treturn Store{}, failed\n}\n"), @"");
}

#[test]
fn aliases() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc swap(row []int, at int) []int {\n\tnext := row\n\tnext[at], next[at+1] = row[at+1], row[at]\n\treturn next\n}\n"), @"
    4 `next` is the same slice as `row`: both change
    	next := append(row[:0:0], row...)
    ");
    for right in [
        "func f(row []int) []int {\n\tnext := append(row[:0:0], row...)\n\tnext[0] = 1\n\treturn next\n}\n",
        "func f(row []int) int {\n\tnext := row\n\treturn next[0]\n}\n",
        "func f() [3]int {\n\trow := [3]int{1, 2, 3}\n\tnext := row\n\tnext[0] = 4\n\treturn next\n}\n",
        "func f(all map[string]int) {\n\tsame := all\n\tsame[\"a\"] = 1\n}\n",
    ] {
        assert_eq!(check(Language::Go, &format!("package a\n\n{right}")), "", "{right}");
    }
}

#[test]
fn overlaps() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc overlap(a, b Span) bool {\n\treturn a.From <= b.From && b.From < a.To\n}\n"), @"
    4 ranges overlap where each begins before the other one ends
    	return a.From < b.To && b.From < a.To
    ");
    assert_eq!(
        check(
            Language::Go,
            "package a\n\nfunc overlap(a, b Span) bool {\n\treturn a.From < b.To && b.From < a.To\n}\n"
        ),
        ""
    );
}
