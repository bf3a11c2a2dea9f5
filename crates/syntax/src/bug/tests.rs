//! Each bug pattern with code that has it.

use insta::assert_snapshot;
use kinglet_domain::language::Language;

use crate::Source;

/// What is found, and the lines that it makes of those that change.
fn check(language: Language, text: &str) -> String {
    let told = Source::parse(language, text).bugs().into_iter().map(|bug| {
        let is_new = |line: &&str| !text.lines().any(|old| old == *line);
        let lines: Vec<&str> = bug.mended.lines().filter(is_new).collect();
        let weak = if bug.is_weak { "?" } else { "" };
        format!("{}{weak} {}\n{}", bug.line, bug.why, lines.join("\n"))
    });
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn python_defaults() {
    assert_snapshot!(check(Language::Python, "def f(a, ledger: dict = {}, at=now()):\n    \"\"\"Adds.\"\"\"\n    ledger[a] = at\n    return ledger\n"), @"
    1 the default of `ledger` is made once, and shared by all calls
    def f(a, ledger: dict = None, at=now()):
        if ledger is None:
            ledger = {}
    1 the default of `at` is made once, and shared by all calls
    def f(a, ledger: dict = {}, at=None):
        if at is None:
            at = now()
    ");
}

#[test]
fn python_method_default() {
    assert_snapshot!(check(Language::Python, "class A:\n    def f(self, all=[]):\n        all.append(1)\n        return all\n"), @"
    2 the default of `all` is made once, and shared by all calls
        def f(self, all=None):
            if all is None:
                all = []
    ");
}

#[test]
fn python_loops() {
    assert_snapshot!(check(Language::Python, "def f(a, b):\n    for x in a:\n        a.remove(x)\n    for k, v in b.items():\n        del b[k]\n"), @"
    2 `a` changes while it is gone through
        for x in list(a):
    4 `b` changes while it is gone through
        for k, v in list(b.items()):
    ");
}

#[test]
fn python_listeners() {
    assert_snapshot!(check(Language::Python, "class A:\n    def emit(self):\n        for each in self.listeners:\n            each()\n"), @"
    3? what is called may change `self.listeners` while it is gone through
            for each in list(self.listeners):
    ");
}

#[test]
fn python_class_attribute() {
    assert_snapshot!(check(Language::Python, "class A:\n    items = []\n\n    def add(self, x):\n        self.items.append(x)\n"), @"
    2 `items` is shared by all objects of the class
        def __init__(self):
            self.items = []
    ");
}

#[test]
fn python_class_attribute_with_init() {
    assert_snapshot!(check(Language::Python, "class A:\n    items = []\n\n    def __init__(self, name):\n        self.name = name\n\n    def add(self, x):\n        self.items.append(x)\n"), @"
    2 `items` is shared by all objects of the class
            self.items = []
    ");
}

#[test]
fn python_same_object() {
    assert_snapshot!(check(Language::Python, "grid = [[0] * 3] * 4\nby = dict.fromkeys(names, [])\n"), @"
    1 all items are one and the same object
    grid = [[0] * 3 for _ in range(4)]
    2 all values are one and the same object
    by = {key: [] for key in names}
    ");
}

#[test]
fn python_results() {
    assert_snapshot!(check(Language::Python, "def f(a):\n    a.strip()\n    sorted(a)\n    b = a.sort(key=len)\n    return a.sort()\n"), @"
    2 what `strip` returns is dropped, and `a` stays as it is
        a = a.strip()
    3 what `sorted` returns is dropped, and `a` stays as it is
        a = list(sorted(a))
    4 `sort` returns nothing
        b = sorted(a, key=len)
    5 `sort` returns nothing
        return sorted(a)
    ");
}

#[test]
fn python_callers_list() {
    assert_snapshot!(check(Language::Python, "def f(a, key):\n    a.sort(key=key)\n    return a[0]\n"), @"
    1? the list of the caller is changed
        a = list(a)
    ");
}

#[test]
fn python_coroutine() {
    assert_snapshot!(check(Language::Python, "async def g():\n    pass\n\nasync def f():\n    g()\n    a = g()\n    await g()\n"), @"
    5 nobody waits for `g`

    6 nobody waits for `g`
        a = await g()
    ");
}

#[test]
fn python_nothing() {
    assert_snapshot!(check(Language::Python, "def f(a, b):\n    if not a:\n        a = 1\n    if b:\n        return b\n    return a or 2\n"), @"
    2? `a` is taken for none where it is 0 or empty
        if a is None:
    4? `b` is taken for none where it is 0 or empty
        if b is not None:
    6? `a` gives way to the default where it is 0 or empty
        return (a if a is not None else 2)
    ");
}

#[test]
fn python_lambda() {
    assert_snapshot!(check(Language::Python, "for x in xs:\n    all.append(lambda: x + 1)\n"), @"
    1 the function sees the last `x` of the loop
        all.append(lambda x=x: x + 1)
    ");
}

#[test]
fn python_own() {
    assert_snapshot!(check(Language::Python, "class A:\n    def __init__(self, names):\n        self.names = names\n        self.ages = {}\n        self.names.append(1)\n\n    def get(self):\n        return self.ages\n"), @"
    3 who handed `names` over still has it, and both change it
            self.names = list(names)
    8 who calls gets the object's own `ages`, and can change it
            return dict(self.ages)
    ");
}

#[test]
fn python_copies() {
    assert_snapshot!(check(Language::Python, "import copy\n\na = copy.copy(b)\nc = d.copy()\ne = copy.deepcopy(f)\n"), @"
    3 the copy shares what is in it with the original
    a = copy.deepcopy(b)
    4? the copy shares what is in it with the original
    c = copy.deepcopy(d)
    ");
}

#[test]
fn python_last() {
    assert_snapshot!(check(Language::Python, "def f(lines):\n    all, some = [], []\n    for line in lines:\n        if not line:\n            all.append(\n                some,\n            )\n            some = []\n        some.append(line)\n    return all\n"), @"
    3 what was gathered last in `some` is left out
        if some:
            all.append(
                some,
            )
    4? `line` is taken for none where it is 0 or empty
            if line is None:
    ");
}

#[test]
fn javascript_sort() {
    assert_snapshot!(check(Language::JavaScript, "const a = b.sort();\nconst c = b.slice().reverse();\nreturn this.d.sort((x, y) => x.n - y.n);\n"), @"
    1 `sort` changes `b` itself, which others may look at
    const a = [...b].sort();
    1 `sort` compares numbers as texts
    const a = b.sort((a, b) => a - b);
    3 `sort` changes `this.d` itself, which others may look at
    return [...this.d].sort((x, y) => x.n - y.n);
    ");
}

#[test]
fn javascript_loops() {
    assert_snapshot!(check(Language::TypeScript, "class A {\n  emit() {\n    for (const each of this.#listeners) each();\n    this.all.forEach((each) => each());\n  }\n  f(xs: number[]) {\n    for (const x of xs) xs.push(x);\n    for (let i = 0; i < xs.length; i++) {\n      if (xs[i] > 1) xs.splice(i, 1);\n    }\n  }\n}\n"), @"
    3? what is called may change `this.#listeners` while it is gone through
        for (const each of [...this.#listeners]) each();
    4? what is called may change `this.all` while it is gone through
        [...this.all].forEach((each) => each());
    7 `xs` changes while it is gone through
        for (const x of [...xs]) xs.push(x);
    9 the item behind the one that is taken out is skipped
          if (xs[i] > 1) xs.splice(i--, 1);
    ");
}

#[test]
fn javascript_nothing() {
    assert_snapshot!(check(Language::JavaScript, "function f(a, o) {\n  if (!a) a = o.b || 1;\n  const at = xs.indexOf(a);\n  if (at) return a ? 1 : 2;\n}\n"), @"
    2? `a` is taken for none where it is 0 or empty
      if (a == null) a = o.b || 1;
    2? `o.b` gives way to the default where it is 0 or empty
      if (!a) a = o.b ?? 1;
    4? `at` is taken for none where it is 0 or empty
      if (at != null) return a ? 1 : 2;
    4 the first position is 0, which counts as none
      if (at !== -1) return a ? 1 : 2;
    4? `a` is taken for none where it is 0 or empty
      if (at) return a != null ? 1 : 2;
    ");
}

#[test]
fn javascript_same_object() {
    assert_snapshot!(check(Language::JavaScript, "const a = new Array(3).fill([]);\nconst o = Object.assign(defaults, options);\n"), @"
    1 all items are one and the same object
    const a = Array.from(new Array(3), () => ([]));
    2 `defaults` itself is changed
    const o = Object.assign({}, defaults, options);
    ");
}

#[test]
fn javascript_functions() {
    assert_snapshot!(check(Language::JavaScript, "async function g() {}\nasync function f(xs) {\n  xs.map(parseInt);\n  xs.forEach(async (x) => { await g(x); });\n  const y = g();\n  xs.map((x) => { x + 1; });\n  return xs.reduce((a, b) => a + b);\n}\n"), @"
    3 `parseInt` takes the position in the list for the base of the number
      xs.map((text) => parseInt(text, 10));
    4 `forEach` does not wait for what the function does
      await Promise.all(xs.map(async (x) => { await g(x); }));
    5 nobody waits for `g`
      const y = await g();
    6 the function returns nothing
      xs.map((x) => { return x + 1; });
    7 of an empty list, `reduce` needs to know where to begin
      return xs.reduce((a, b) => a + b, 0);
    ");
}

#[test]
fn javascript_promises() {
    assert_snapshot!(check(Language::JavaScript, "async function f(xs) {\n  const a = xs.filter(async (x) => !(await has(x)));\n  const b = ys.map(async (y) => y);\n  return zs.some(async (z) => z) || (await Promise.all(xs.map(async (x) => x)));\n}\n"), @"
    2 `filter` keeps all: the promise that the function returns counts as true
      const a = (await Promise.all(xs.map(async (it) => [await (async (x) => !(await has(x)))(it), it]))).filter(([kept]) => kept).map(([, it]) => it);
    3 the list is one of promises, for which nobody waits
      const b = await Promise.all(ys.map(async (y) => y));
    4 the promise that the function returns counts as true
      return (await Promise.all(zs.map(async (z) => z))).some(Boolean) || (await Promise.all(xs.map(async (x) => x)));
    ");
}

#[test]
fn javascript_own() {
    assert_snapshot!(check(Language::JavaScript, "class A {\n  #items = [];\n  #by = {};\n  constructor(names) {\n    this.names = names;\n  }\n  items() {\n    return this.#items;\n  }\n  by() {\n    return this.#by;\n  }\n  add(x) {\n    this.names.push(x);\n  }\n}\n"), @"
    5 who handed `names` over still has it, and both change it
        this.names = [...names];
    8 who calls gets the object's own `#items`, and can change it
        return [...this.#items];
    11 who calls gets the object's own `#by`, and can change it
        return { ...this.#by };
    ");
}

#[test]
fn javascript_copies() {
    assert_snapshot!(check(Language::JavaScript, "const a = { ...b };\nconst c = [...d];\nconst e = { ...f, g: 1 };\n"), @"
    1? the copy shares what is in it with the original
    const a = structuredClone(b);
    2? the copy shares what is in it with the original
    const c = structuredClone(d);
    ");
}

#[test]
fn javascript_last() {
    assert_snapshot!(check(Language::JavaScript, "let some = [];\nfor (const line of lines) {\n  if (!line) {\n    all.push(some);\n    some = [];\n  }\n}\n"), @"
    2 what was gathered last in `some` is left out
    if (some.length > 0) {
      all.push(some);
    3? `line` is taken for none where it is 0 or empty
      if (line == null) {
    ");
}

#[test]
fn rust_last() {
    assert_snapshot!(check(Language::Rust, "fn f(text: &str) {\n    for c in text.chars() {\n        if c == ' ' {\n            found.push(word.clone());\n            word.clear();\n        }\n        if c == '.' {\n            found.push(std::mem::take(&mut word));\n        }\n    }\n}\n"), @"
    2 what was gathered last in `word` is left out
        if !word.is_empty() {
            found.push(word.clone());
    2 what was gathered last in `word` is left out
        if !word.is_empty() {
            found.push(std::mem::take(&mut word));
    ");
}

#[test]
fn rust_last_of_options() {
    assert_snapshot!(check(Language::Rust, "fn f(text: &str) {\n    for line in text.lines() {\n        if line.is_empty() {\n            groups.extend(current.take());\n        } else {\n            g();\n        }\n    }\n}\n"), @"
    2 what was gathered last in `current` is left out
        groups.extend(current.take());
    ");
}

#[test]
fn rust_numbers() {
    assert_snapshot!(check(Language::Rust, "fn f(a: u32, b: u32) -> f64 {\n    all.dedup();\n    (a / b) as f64\n}\n"), @"
    2 `dedup` removes only what is next to its like
        all.sort();
    3 the division of whole numbers drops the fraction
        a as f64 / b as f64
    ");
}

#[test]
fn go_copies() {
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
fn go_numbers() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(a, b int) float64 {\n\tvar m map[string]int\n\treturn 2 * float64(a/b)\n}\n"), @"
    4 nothing can be written to a map that was not made
    	var m = make(map[string]int)
    5 the division of whole numbers drops the fraction
    	return 2 * float64(a) / float64(b)
    ");
}

#[test]
fn go_own() {
    assert_snapshot!(check(Language::Go, "package a\n\ntype Box struct {\n\titems []string\n}\n\nfunc (b *Box) Items() []string {\n\treturn b.items\n}\n\nfunc Sorted(names []string) []string {\n\tsort.Strings(names)\n\treturn names\n}\n"), @"
    8 who calls gets the object's own `items`, and can change it
    	return append(b.items[:0:0], b.items...)
    12 the slice of the caller is put in another order
    	names = append(names[:0:0], names...)
    ");
}

#[test]
fn go_last() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f() {\n\tfor _, line := range lines {\n\t\tif line == \"\" {\n\t\t\tall = append(all, some)\n\t\t\tsome = nil\n\t\t}\n\t}\n}\n"), @"
    4 what was gathered last in `some` is left out
    	if len(some) > 0 {
    		all = append(all, some)
    ");
}

#[test]
fn java_same() {
    assert_snapshot!(check(Language::Java, "class A {\n  boolean f(String a, String b) {\n    return a == b || b != a || a == null || x.name() == y.name();\n  }\n}\n"), @"
    3 `==` asks whether it is the same object
        return a.equals(b) || b != a || a == null || x.name() == y.name();
    3 `!=` asks whether it is another object
        return a == b || !b.equals(a) || a == null || x.name() == y.name();
    3? `==` asks whether it is the same object
        return a == b || b != a || a == null || x.name().equals(y.name());
    ");
}

#[test]
fn java_numbers() {
    assert_snapshot!(check(Language::Java, "class A {\n  double f(int a, int b) {\n    double c = a / b;\n    d = (double) (a / b);\n    return a / b;\n  }\n}\n"), @"
    2? the division of whole numbers drops the fraction
        return (double) a / b;
    3? the division of whole numbers drops the fraction
        double c = (double) a / b;
    4 the division of whole numbers drops the fraction
        d = (double) a / b;
    ");
}

#[test]
fn java_lists() {
    assert_snapshot!(check(Language::Java, "class A {\n  private String text;\n  private final List<String> names;\n  A(List<String> names) {\n    this.names = names;\n  }\n  List<String> names() {\n    text.trim();\n    for (String name : names) names.remove(name);\n    return names;\n  }\n}\n"), @"
    5 who handed `names` over still has it, and both change it
        this.names = new java.util.ArrayList<>(names);
    8 what `trim` returns is dropped, and `text` stays as it is
        text = text.trim();
    9 `names` changes while it is gone through
        for (String name : new java.util.ArrayList<>(names)) names.remove(name);
    10 who calls gets the object's own `names`, and can change it
        return new java.util.ArrayList<>(names);
    ");
}

#[test]
fn java_last() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f() {\n    for (char c : text) {\n      if (c == ' ') {\n        all.add(word.toString());\n        word.setLength(0);\n      }\n    }\n  }\n}\n"), @"
    3 what was gathered last in `word` is left out
        if (!word.isEmpty()) {
          all.add(word.toString());
    ");
}

#[test]
fn c_numbers() {
    assert_snapshot!(check(Language::C, "double f(int a, int b) {\n    double c = a / b;\n    c = (double)(a / b);\n    return a / b;\n}\n"), @"
    1? the division of whole numbers drops the fraction
        return (double) a / b;
    2? the division of whole numbers drops the fraction
        double c = (double) a / b;
    3 the division of whole numbers drops the fraction
        c = (double) a / b;
    ");
}

#[test]
fn c_texts() {
    assert_snapshot!(check(Language::C, "char *f(char *a, FILE *in) {\n    static int count = 0;\n    char c;\n    while ((c = fgetc(in)) != EOF) count++;\n    char *b = malloc(strlen(a));\n    strncpy(b, a, sizeof(b));\n    return a == \"b\" ? a : b;\n}\n"), @r#"
    2? `count = 0` keeps its value from one call to the next
         int count = 0;
    3 the end of the input is no character
        int c;
    5 there is no room for the zero that ends the text
        char *b = malloc(strlen(a) + 1);
    6 a text as long as the room for it has no zero at its end
        b[sizeof(b) - 1] = '\0';
    7 `==` asks whether it is the same place
        return strcmp(a, "b") == 0 ? a : b;
    "#);
}

#[test]
fn python_parts() {
    assert_snapshot!(check(Language::Python, "from datetime import datetime\n\ndef f(a, b, text):\n    hours = (a - b).seconds / 3600\n    name = text.lstrip(\"www.\").rstrip(\".com\").strip(\"-\")\n    return int(hours * 100), name.split(\" \"), name.split(\",\")\n"), @r#"
    4 `seconds` leaves the days of a duration out
        hours = int((a - b).total_seconds()) / 3600
    5 `lstrip` takes away any of the signs, not the word
        name = text.removeprefix("www.").rstrip(".com").strip("-")
    5 `rstrip` takes away any of the signs, not the word
        name = text.lstrip("www.").removesuffix(".com").strip("-")
    6? `int` drops the fraction, where it is to be rounded
        return round(hours * 100), name.split(" "), name.split(",")
    6? two blanks in a row make an empty word
        return int(hours * 100), name.split(), name.split(",")
    "#);
}

#[test]
fn python_once() {
    assert_snapshot!(check(Language::Python, "names = (n for n in all)\nages = map(int, texts)\nwords = text.split()\n"), @"
    1? it can be gone through only once
    names = list((n for n in all))
    2? it can be gone through only once
    ages = list(map(int, texts))
    ");
}

#[test]
fn python_inherited() {
    assert_snapshot!(check(Language::Python, "class B(A):\n    def __init__(self, name):\n        self.name = name\n"), @"
    1? what the class inherits is not set up
            super().__init__()
    ");
}

#[test]
fn javascript_first_alone() {
    assert_snapshot!(check(Language::JavaScript, "const a = b.replace(\"x\", \"y\").replace(/z/, \"w\").replace(/v/g, \"u\");\n"), @r#"
    1 `replace` replaces the first one alone
    const a = b.replaceAll("x", "y").replace(/z/, "w").replace(/v/g, "u");
    1 without `g`, `replace` replaces the first one alone
    const a = b.replace("x", "y").replace(/z/g, "w").replace(/v/g, "u");
    "#);
}

#[test]
fn javascript_comparing() {
    assert_snapshot!(check(Language::JavaScript, "a.toSorted((x, y) => x.n > y.n);\na.toSorted((x, y) => x < y);\n"), @"
    1 what compares has to return a number: true and false are 1 and 0
    a.toSorted((x, y) => x.n > y.n ? 1 : x.n < y.n ? -1 : 0);
    2 what compares has to return a number: true and false are 1 and 0
    a.toSorted((x, y) => x < y ? 1 : x > y ? -1 : 0);
    ");
}

#[test]
fn javascript_methods() {
    assert_snapshot!(check(Language::JavaScript, "class A {\n  start() {\n    setInterval(this.tick, 10);\n  }\n  tick() {\n    this.n += 1;\n  }\n}\n"), @"
    3 `tick` does not know its object when it is called by others
        setInterval((...all) => this.tick(...all), 10);
    ");
}

#[test]
fn javascript_loop_variables() {
    assert_snapshot!(check(Language::JavaScript, "for (var i = 0; i < 3; i++) all.push(() => i);\nfor (const x in xs) use(x);\nconst ys = new Array(3).map((_, i) => i);\n"), @"
    1? the greatest of values below 0 is not 0
    for (var i = -Infinity; i < 3; i++) all.push(() => i);
    1 the functions see the last value of the loop's variable
    for (let i = 0; i < 3; i++) all.push(() => i);
    2? `in` goes through the names, not the values
    for (const x of xs) use(x);
    3 a list that is only long has nothing in it to go through
    const ys = [...new Array(3)].map((_, i) => i);
    ");
}

#[test]
fn javascript_switch() {
    assert_snapshot!(check(Language::JavaScript, "switch (a) {\n  case 1:\n    b();\n  case 2:\n    c();\n    break;\n}\n"), @"2? the case runs on into the next one");
}

#[test]
fn rust_hidden() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[u32], name: &str) -> u32 {\n    let mut total = name.len();\n    for x in xs {\n        let total = total + x;\n    }\n    total\n}\n"), @"
    2? `len` counts bytes, not characters
        let mut total = name.chars().count();
    4 a new `total` hides the one outside
            total = total + x;
    ");
}

#[test]
fn go_hidden() {
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
fn go_texts() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(a string) string {\n\ta = strings.Replace(a, \"b\", \"c\", 1)\n\treturn strings.TrimLeft(strings.TrimRight(a, \"xy\"), \"v\")\n}\n"), @r#"
    4? only 1 of them are replaced
    	a = strings.Replace(a, "b", "c", -1)
    5 `TrimRight` takes away any of the signs, not the word
    	return strings.TrimLeft(strings.TrimSuffix(a, "xy"), "v")
    "#);
}

#[test]
fn java_own_value() {
    assert_snapshot!(check(Language::Java, "class A {\n  A(String name) {\n    name = name;\n    ages = new HashMap<>();\n    switch (name) {\n      case \"a\":\n        b();\n      default:\n        text = text.replaceFirst(\"a\", \"b\");\n    }\n  }\n}\n"), @r#"
    3 `name` is given its own value, and the field none
        this.name = name;
    4? the order is chance
        ages = new java.util.LinkedHashMap<>();
    7? the case runs on into the next one
            break;
    9? the case runs on into the next one
            break;
    9? only the first one is replaced
            text = text.replaceAll("a", "b");
    "#);
}

#[test]
fn c_conditions() {
    assert_snapshot!(check(Language::C, "int f(int a) {\n    if (a = 1)\n        return 2;\n    switch (a) {\n    case 1:\n        g();\n    case 2:\n        h();\n        break;\n    }\n    return 0;\n}\n"), @"
    2 `=` gives a value, and does not compare
        if (a == 1)
    6? the case runs on into the next one
    ");
}

#[test]
fn python_greatest() {
    assert_snapshot!(check(Language::Python, "def f(xs):\n    best = 0.0\n    for x in xs:\n        if x > best:\n            best = x\n    return best\n"), @r#"
    2? the greatest of values below 0 is not 0
        best = float("-inf")
    "#);
}

#[test]
fn javascript_greatest() {
    assert_snapshot!(check(Language::JavaScript, "let most = 0;\nfor (const x of xs) most = Math.max(most, x);\n"), @"
    1? the greatest of values below 0 is not 0
    let most = -Infinity;
    ");
}

#[test]
fn go_greatest() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(xs []int) int {\n\tmost := 0\n\tfor _, x := range xs {\n\t\tif x > most {\n\t\t\tmost = x\n\t\t}\n\t}\n\treturn most\n}\n"), @"
    5? the greatest of values below 0 is not 0
    	if len(xs) > 0 {
    		most = xs[0]
    ");
}

#[test]
fn java_greatest() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f() {\n    int most = 0;\n    double least = 0;\n    for (int x : xs) if (x > most) most = x;\n  }\n}\n"), @"
    3? the greatest of values below 0 is not 0
        int most = Integer.MIN_VALUE;
    ");
}

#[test]
fn rust_greatest() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[f64]) -> f64 {\n    let mut most = 0.0;\n    for x in xs {\n        most = most.max(*x);\n    }\n    most\n}\n"), @"
    2? the greatest of values below 0 is not 0
        let mut most = f64::NEG_INFINITY;
    ");
}

#[test]
fn c_greatest() {
    assert_snapshot!(check(Language::C, "int f(int *xs, int n) {\n    int most = 0;\n    for (int i = 0; i < n; i++)\n        if (xs[i] > most)\n            most = xs[i];\n    return most;\n}\n"), @"
    2? the greatest of values below 0 is not 0
        int most = (-2147483647 - 1);
    ");
}

#[test]
fn what_is_right_in_python() {
    assert_snapshot!(check(Language::Python, "def f(a=None, b=timedelta(1)):\n    for x in list(a):\n        a.remove(x)\n    os.replace(a, b)\n    text = text.rstrip(\"\\r\\n\")\n    return sorted(a)\n"), @"");
}

#[test]
fn what_is_right_in_javascript() {
    assert_snapshot!(check(Language::JavaScript, "async function g() {}\nasync function f(xs) {\n  xs.sort((a, b) => a - b);\n  Object.assign(target, xs);\n  const a = text.replace(/^\\s+/, \"\");\n  return g();\n}\n"), @"");
}

#[test]
fn what_is_right_in_rust() {
    assert_snapshot!(check(Language::Rust, "fn f(xs: &[u32]) {\n    for x in xs {\n        if *x == 0 {\n            all.push(word.clone());\n            word.clear();\n        }\n    }\n    all.push(word.clone());\n}\n"), @"");
}

#[test]
fn what_is_right_in_go() {
    assert_snapshot!(check(Language::Go, "package a\n\nfunc f(text string) string {\n\tvar ages map[string]int = made()\n\treturn strings.TrimRight(text, \"\\r\\n\")\n}\n"), @"");
}

#[test]
fn what_is_right_in_java() {
    assert_snapshot!(check(Language::Java, "class A {\n  double f(double a, double b) {\n    names.replaceAll(String::trim);\n    return a == 0 ? 1.0 : (double) a / b;\n  }\n}\n"), @"");
}

#[test]
fn what_is_right_in_c() {
    assert_snapshot!(check(Language::Cpp, "#include <string>\nint f(std::string name) {\n    switch (a) {\n    case 1:\n    case 2:\n        return 3;\n    }\n    return name == \"x\";\n}\n"), @"");
}
