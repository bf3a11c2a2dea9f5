use super::*;

#[test]
fn defaults() {
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
fn method_default() {
    assert_snapshot!(check(Language::Python, "class A:\n    def f(self, all=[]):\n        all.append(1)\n        return all\n"), @"
    2 the default of `all` is made once, and shared by all calls
        def f(self, all=None):
            if all is None:
                all = []
    ");
}

#[test]
fn loops() {
    assert_snapshot!(check(Language::Python, "def f(a, b):\n    for x in a:\n        a.remove(x)\n    for k, v in b.items():\n        del b[k]\n"), @"
    2 `a` changes while it is gone through
        for x in list(a):
    4 `b` changes while it is gone through
        for k, v in list(b.items()):
    ");
}

#[test]
fn listeners() {
    assert_snapshot!(check(Language::Python, "class A:\n    def emit(self):\n        for each in self.listeners:\n            each()\n"), @"
    3? what is called may change `self.listeners` while it is gone through
            for each in list(self.listeners):
    ");
}

#[test]
fn class_attribute() {
    assert_snapshot!(check(Language::Python, "class A:\n    items = []\n\n    def add(self, x):\n        self.items.append(x)\n"), @"
    2 `items` is shared by all objects of the class
        def __init__(self):
            self.items = []
    ");
}

#[test]
fn class_attribute_with_init() {
    assert_snapshot!(check(Language::Python, "class A:\n    items = []\n\n    def __init__(self, name):\n        self.name = name\n\n    def add(self, x):\n        self.items.append(x)\n"), @"
    2 `items` is shared by all objects of the class
            self.items = []
    ");
}

#[test]
fn same_object() {
    assert_snapshot!(check(Language::Python, "grid = [[0] * 3] * 4\nby = dict.fromkeys(names, [])\n"), @"
    1 all items are one and the same object
    grid = [[0] * 3 for _ in range(4)]
    2 all values are one and the same object
    by = {key: [] for key in names}
    ");
}

#[test]
fn results() {
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
fn callers_list() {
    assert_snapshot!(check(Language::Python, "def f(a, key):\n    a.sort(key=key)\n    return a[0]\n"), @"
    1? the list of the caller is changed
        a = list(a)
    ");
}

#[test]
fn coroutine() {
    assert_snapshot!(check(Language::Python, "async def g():\n    pass\n\nasync def f():\n    g()\n    a = g()\n    await g()\n"), @"
    5 nobody waits for `g`

    6 nobody waits for `g`
        a = await g()
    ");
}

#[test]
fn nothing() {
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
fn lambda() {
    assert_snapshot!(check(Language::Python, "for x in xs:\n    all.append(lambda: x + 1)\n"), @"
    1 the function sees the last `x` of the loop
        all.append(lambda x=x: x + 1)
    ");
}

#[test]
fn own() {
    assert_snapshot!(check(Language::Python, "class A:\n    def __init__(self, names):\n        self.names = names\n        self.ages = {}\n        self.names.append(1)\n\n    def get(self):\n        return self.ages\n"), @"
    3 who handed `names` over still has it, and both change it
            self.names = list(names)
    8 who calls gets the object's own `ages`, and can change it
            return dict(self.ages)
    ");
}

#[test]
fn copies() {
    assert_snapshot!(check(Language::Python, "import copy\n\na = copy.copy(b)\nc = d.copy()\ne = copy.deepcopy(f)\n"), @"
    3 the copy shares what is in it with the original
    a = copy.deepcopy(b)
    4? the copy shares what is in it with the original
    c = copy.deepcopy(d)
    ");
}

#[test]
fn last() {
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
fn parts() {
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
fn once() {
    assert_snapshot!(check(Language::Python, "names = (n for n in all)\nages = map(int, texts)\nwords = text.split()\n"), @"
    1? it can be gone through only once
    names = list((n for n in all))
    2? it can be gone through only once
    ages = list(map(int, texts))
    ");
}

#[test]
fn inherited() {
    assert_snapshot!(check(Language::Python, "class B(A):\n    def __init__(self, name):\n        self.name = name\n"), @"
    1? what the class inherits is not set up
            super().__init__()
    ");
}

#[test]
fn greatest() {
    assert_snapshot!(check(Language::Python, "def f(xs):\n    best = 0.0\n    for x in xs:\n        if x > best:\n            best = x\n    return best\n"), @r#"
    2? the greatest of values below 0 is not 0
        best = float("-inf")
    "#);
}

#[test]
fn what_is_right_is_left_alone() {
    assert_snapshot!(check(Language::Python, "def f(a=None, b=timedelta(1)):\n    for x in list(a):\n        a.remove(x)\n    os.replace(a, b)\n    text = text.rstrip(\"\\r\\n\")\n    return sorted(a)\n"), @"");
}

#[test]
fn what_is_taken_out_while_it_is_gone_through_by_number() {
    assert_snapshot!(check(Language::Python, "def f(jobs, scores):\n    for i in range(len(jobs)):\n        if jobs[i].done:\n            del jobs[i]\n    for i in range(len(scores)):\n        if scores[i] < 1:\n            scores.pop(i)\n            break\n"), @"
    2! `jobs` gets shorter while it is gone through by number
        for i in reversed(range(len(jobs))):
    3? `jobs[i].done` is taken for none where it is 0 or empty
            if jobs[i].done is not None:
    ");
}
