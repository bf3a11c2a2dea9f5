use super::*;

#[test]
fn sort() {
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
fn loops() {
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
fn nothing() {
    assert_snapshot!(check(Language::JavaScript, "function f(a, o) {\n  if (!a) a = o.b || 1;\n  const at = xs.indexOf(a);\n  if (at) return a ? 1 : 2;\n}\n"), @"
    2? `o.b` gives way to the default where it is 0 or empty
      if (!a) a = o.b ?? 1;
    2? `a` is taken for none where it is 0 or empty
      if (a == null) a = o.b || 1;
    4 the first position is 0, which counts as none
      if (at !== -1) return a ? 1 : 2;
    4? `at` is taken for none where it is 0 or empty
      if (at != null) return a ? 1 : 2;
    4? `a` is taken for none where it is 0 or empty
      if (at) return a != null ? 1 : 2;
    ");
}

#[test]
fn same_object() {
    assert_snapshot!(check(Language::JavaScript, "const a = new Array(3).fill([]);\nconst o = Object.assign(defaults, options);\n"), @"
    1 all items are one and the same object
    const a = Array.from(new Array(3), () => ([]));
    2 `defaults` itself is changed
    const o = Object.assign({}, defaults, options);
    ");
}

#[test]
fn functions() {
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
fn promises() {
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
fn own() {
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
fn copies() {
    assert_snapshot!(check(Language::JavaScript, "const a = { ...b };\nconst c = [...d];\nconst e = { ...f, g: 1 };\n"), @"
    1? the copy shares what is in it with the original
    const a = structuredClone(b);
    2? the copy shares what is in it with the original
    const c = structuredClone(d);
    ");
}

#[test]
fn last() {
    assert_snapshot!(check(Language::JavaScript, "let some = [];\nfor (const line of lines) {\n  if (!line) {\n    all.push(some);\n    some = [];\n  }\n}\n"), @"
    3? `line` is taken for none where it is 0 or empty
      if (line == null) {
    7 what was gathered last in `some` is left out
    if (some.length > 0) {
      all.push(some);
    ");
}

#[test]
fn first_alone() {
    assert_snapshot!(check(Language::JavaScript, "const a = b.replace(\"x\", \"y\").replace(/z/, \"w\").replace(/v/g, \"u\");\n"), @r#"
    1 without `g`, `replace` replaces the first one alone
    const a = b.replace("x", "y").replace(/z/g, "w").replace(/v/g, "u");
    1? `replace` replaces the first one alone
    const a = b.replaceAll("x", "y").replace(/z/, "w").replace(/v/g, "u");
    "#);
}

#[test]
fn comparing() {
    assert_snapshot!(check(Language::JavaScript, "a.toSorted((x, y) => x.n > y.n);\na.toSorted((x, y) => x < y);\n"), @"
    1 what compares has to return a number: true and false are 1 and 0
    a.toSorted((x, y) => x.n > y.n ? 1 : x.n < y.n ? -1 : 0);
    1 what `toSorted` returns is dropped, and `a` stays as it is
    a = a.toSorted((x, y) => x.n > y.n);
    2 what compares has to return a number: true and false are 1 and 0
    a.toSorted((x, y) => x < y ? 1 : x > y ? -1 : 0);
    2 what `toSorted` returns is dropped, and `a` stays as it is
    a = a.toSorted((x, y) => x < y);
    ");
}

#[test]
fn methods() {
    assert_snapshot!(check(Language::JavaScript, "class A {\n  start() {\n    setInterval(this.tick, 10);\n  }\n  tick() {\n    this.n += 1;\n  }\n}\n"), @"
    3 `tick` does not know its object when it is called by others
        setInterval((...all) => this.tick(...all), 10);
    ");
}

#[test]
fn loop_variables() {
    assert_snapshot!(check(Language::JavaScript, "for (var i = 0; i < 3; i++) all.push(() => i);\nfor (const x in xs) use(x);\nconst ys = new Array(3).map((_, i) => i);\n"), @"
    1 the functions see the last value of the loop's variable
    for (let i = 0; i < 3; i++) all.push(() => i);
    1? the greatest of values below 0 is not 0
    for (var i = -Infinity; i < 3; i++) all.push(() => i);
    2? `in` goes through the names, not the values
    for (const x of xs) use(x);
    3 a list that is only long has nothing in it to go through
    const ys = [...new Array(3)].map((_, i) => i);
    ");
}

#[test]
fn switch() {
    assert_snapshot!(check(Language::JavaScript, "switch (a) {\n  case 1:\n    b();\n  case 2:\n    c();\n    break;\n}\n"), @"3? the case runs on into the next one");
}

#[test]
fn greatest() {
    assert_snapshot!(check(Language::JavaScript, "let most = 0;\nfor (const x of xs) most = Math.max(most, x);\n"), @"
    1? the greatest of values below 0 is not 0
    let most = -Infinity;
    ");
}

#[test]
fn positions() {
    assert_snapshot!(check(Language::JavaScript, "const at = text.indexOf(\"x\");\nif (text.indexOf(\"a\") > 0) f();\nif (at > 0) f();\nif (text.indexOf(\"a\")) f();\nif (a && !text.indexOf(\"a\")) f();\nif (!at) f();\nconst rest = all.filter((x) => others.indexOf(x));\n"), @r#"
    2 the first position is 0
    if (text.indexOf("a") >= 0) f();
    3 the first position is 0
    if (at >= 0) f();
    4 the first position is 0, which counts as none
    if (text.indexOf("a") !== -1) f();
    4? `text.indexOf("a")` is taken for none where it is 0 or empty
    if (text.indexOf("a") != null) f();
    5 the first position is 0, which counts as none
    if (a && text.indexOf("a") === -1) f();
    6 the first position is 0, which counts as none
    if (at === -1) f();
    6? `at` is taken for none where it is 0 or empty
    if (at == null) f();
    7 the first position is 0, which counts as none
    const rest = all.filter((x) => others.indexOf(x) !== -1);
    "#);
}

#[test]
fn comparisons() {
    assert_snapshot!(check(Language::JavaScript, "const a = x === \"a\" || \"b\";\nconst b = x.y == 1 || 2;\nif (x === \"a\" || \"b\" || \"c\") f();\nif (x !== \"a\" && \"b\") f();\n"), @r#"
    3! "b" alone is always true: `x` is not compared with it
    if (x === "a" || x === "b" || x === "c") f();
    4! "b" alone is always true: `x` is not compared with it
    if (x !== "a" && x !== "b") f();
    "#);
    assert_snapshot!(check(Language::JavaScript, "if (x !== 1 || x !== 2) f();\nif (x === 1 && x === 2) f();\nif (x < 0 && x > max) f();\n"), @"
    1! `x` is always another than one of the two
    if (x !== 1 && x !== 2) f();
    2! `x` is never both
    if (x === 1 || x === 2) f();
    3 `x` is never both too small and too great
    if (x < 0 || x > max) f();
    ");
    assert_snapshot!(check(Language::JavaScript, "if (!a === \"b\") f();\nif (!a === b) f();\nif (!a in b) f();\nif (!a instanceof B) f();\n"), @r#"
    1! `!` stands before `a` alone, not before the comparison
    if (a !== "b") f();
    2 `!` stands before `a` alone, not before the comparison
    if (a !== b) f();
    3! `!` stands before `a` alone, not before the comparison
    if (!(a in b)) f();
    4! `!` stands before `a` alone, not before the comparison
    if (!(a instanceof B)) f();
    "#);
    assert_snapshot!(check(Language::JavaScript, "if (a === NaN || b !== NaN) f();\nif (a === [] || b !== []) f();\nif (new Date(a) === new Date(b)) f();\nif (typeof a === undefined) f();\nif (typeof a === \"array\" || typeof b !== \"array\") f();\nif (0 < a < 10) f();\n"), @r#"
    1! nothing is equal to NaN, NaN itself least of all
    if (Number.isNaN(a) || b !== NaN) f();
    1! nothing is equal to NaN, NaN itself least of all
    if (a === NaN || !Number.isNaN(b)) f();
    2! no other list is the same one as a new list
    if (a.length === 0 || b !== []) f();
    2! no other list is the same one as a new list
    if (a === [] || b.length !== 0) f();
    3! two dates are never the same object
    if (new Date(a).getTime() === new Date(b).getTime()) f();
    4! `typeof` returns a text
    if (typeof a === "undefined") f();
    5! the type of a list is an object
    if (Array.isArray(a) || typeof b !== "array") f();
    5! the type of a list is an object
    if (typeof a === "array" || !Array.isArray(b)) f();
    6! the result of the first comparison, true or false, is compared with `10`
    if (0 < a && a < 10) f();
    "#);
    assert_snapshot!(check(Language::JavaScript, "if (a = 1) f();\nwhile (a = null) f();\nsum = sum + x.count || 0;\nconst b = \"n: \" + n ? \"one\" : \"none\";\nconst c = \"n: \" + n > 1 ? \"many\" : \"one\";\n"), @r#"
    1! the condition gives `a` a value
    if (a === 1) f();
    2! the condition gives `a` a value
    while (a === null) f();
    3 `+` binds more than `||`
    sum = sum + (x.count || 0);
    3? `sum + x.count` gives way to the default where it is 0 or empty
    sum = sum + x.count ?? 0;
    4 `+` binds more than `?`, and a text with something in it counts as true
    const b = "n: " + (n ? "one" : "none");
    5 `+` binds more than `?`, and a text with something in it counts as true
    const c = "n: " + (n > 1 ? "many" : "one");
    "#);
}

#[test]
fn comparisons_that_are_right() {
    assert_snapshot!(check(Language::JavaScript, "const a = x === \"a\" || x === \"b\" || y || \"c\";\nif (x !== 1 || y !== 2) f();\nif (next() === 1 && next() === 2) f();\nif (x > 0 && x < max) f();\nif (!a === !b || !a === isIt) f();\nwhile ((a = next()) !== null) f();\nconst b = \"n: \" + (n ? 1 : 2);\n"), @r#"
    7? `n` is taken for none where it is 0 or empty
    const b = "n: " + (n != null ? 1 : 2);
    "#);
}

#[test]
fn calls_of_itself() {
    assert_snapshot!(check(Language::JavaScript, "function find(node, id) {\n  if (node.id === id) return node;\n  if (id < node.id) {\n    find(node.left, id);\n  } else {\n    find(node.right, id);\n  }\n}\nconst gcd = (a, b) => {\n  if (b === 0) return a;\n  gcd(b, a % b);\n};\n"), @"
    4 what `find` returns is dropped
        return find(node.left, id);
    4 what `find` returns is dropped
        return find(node.left, id);
        return find(node.right, id);
    6 what `find` returns is dropped
        return find(node.right, id);
    11 what `gcd` returns is dropped
      return gcd(b, a % b);
    ");
    assert_snapshot!(check(Language::JavaScript, "class A {\n  at(xs, x, lo, hi) {\n    if (lo > hi) return -1;\n    const mid = (lo + hi) >> 1;\n    if (xs[mid] === x) return mid;\n    if (xs[mid] > x) {\n      this.at(xs, x, lo, mid - 1);\n    }\n    return -1;\n  }\n  find(node) {\n    if (node.ok) return node;\n    for (const each of node.all) {\n      this.find(each);\n    }\n    return null;\n  }\n}\n"), @"
    7 what `at` returns is dropped
          return this.at(xs, x, lo, mid - 1);
    12? `node.ok` is taken for none where it is 0 or empty
        if (node.ok != null) return node;
    14 what `find` finds is dropped
          const found = this.find(each);
          if (found) return found;
    ");
}

#[test]
fn calls_of_itself_that_are_right() {
    assert_snapshot!(check(Language::JavaScript, "function all(node, out) {\n  out.push(node);\n  if (node.left) {\n    all(node.left, out);\n  }\n  for (const each of node.more) all(each, out);\n  return out;\n}\nfunction walk(node) {\n  if (!node.left) return;\n  walk(node.left);\n}\n"), @"
    3? `node.left` is taken for none where it is 0 or empty
      if (node.left != null) {
    10? `node.left` is taken for none where it is 0 or empty
      if (node.left == null) return;
    ");
}

#[test]
fn counts() {
    assert_snapshot!(check(Language::JavaScript, "function count(node) {\n  let n = 1;\n  for (const each of node.all) {\n    count(each);\n  }\n  return n;\n}\nfunction all(node) {\n  const out = [node];\n  for (const each of node.all) all(each);\n  return out;\n}\nfunction into(node) {\n  const out = [node];\n  for (const each of node.all) into(each, out);\n  return out;\n}\n"), @"
    4 what `count` counts is dropped
        n += count(each);
    10 what `all` gathers is dropped
      for (const each of node.all) out.push(...all(each));
    ");
    assert_snapshot!(check(Language::JavaScript, "function any(xs) {\n  for (const x of xs) {\n    if (x === 0) continue;\n    if (x > 1) return true;\n    return false;\n  }\n  return false;\n}\nconst is = x === \"a\" || x === \"b\" || \"c\";\n"), @"");
}

#[test]
fn rounds() {
    assert_snapshot!(check(Language::JavaScript, "function a(xs) {\n  let sum = 0;\n  for (const x of xs) {\n    sum += x;\n    return sum;\n  }\n}\nfunction b(xs) {\n  const out = [];\n  for (const x of xs) {\n    out.push(x);\n    return out.join(\", \");\n  }\n}\n"), @r#"
    5! the first round of the loop is its last
      return sum;
    12! the first round of the loop is its last
      return out.join(", ");
    "#);
    assert_snapshot!(check(Language::JavaScript, "function a(xs) {\n  for (const x of xs) {\n    if (x > 1) {\n      return true;\n    }\n    return false;\n  }\n}\nfunction b(xs) {\n  for (let i = 0; i < xs.length; i++) {\n    if (xs[i]) {\n      return true;\n    } else {\n      return false;\n    }\n  }\n}\nfunction c(xs) {\n  for (const x of xs) {\n    if (x) return x;\n    else return null;\n  }\n  return null;\n}\n"), @"
    6! the first round of the loop is its last
      return false;
    11! the first round of the loop is its last
      return false;
    20! the first round of the loop is its last

    20? `x` is taken for none where it is 0 or empty
        if (x != null) return x;
    ");
    assert_snapshot!(check(Language::JavaScript, "function a(xs) {\n  for (const x of xs) {\n    let sum = 0;\n    sum += x;\n  }\n  return sum;\n}\nfunction b(xs) {\n  let out = [];\n  for (const x of xs) {\n    out = [];\n    out.push(x);\n  }\n  return out;\n}\nfunction c(xs) {\n  let n;\n  for (const x of xs) {\n    n = 0;\n    n += x;\n  }\n  return n;\n}\n"), @"
    2 `sum` begins anew in each round of the loop
      let sum = 0;
    11 `out` begins anew in each round of the loop

    17 `n` begins anew in each round of the loop
      let n = 0;
    ");
}

#[test]
fn rounds_that_are_right() {
    assert_snapshot!(check(Language::JavaScript, "function a(xs) {\n  for (const x of xs) {\n    let sum = 0;\n    for (const y of x) sum += y;\n    if (sum > 1) return sum;\n  }\n  for (const x of xs) {\n    if (x) continue;\n    const y = x + 1;\n    return y;\n  }\n  let last = 0;\n  for (const x of xs) {\n    last = 0;\n    f(last);\n  }\n  for (;;) {\n    last += 1;\n    return last;\n  }\n}\nfunction b(xs) {\n  for (const x of xs) {\n    if (x) {\n      return true;\n    }\n    return false;\n  }\n  f();\n}\n"), @"
    8? `x` is taken for none where it is 0 or empty
        if (x != null) continue;
    24? `x` is taken for none where it is 0 or empty
        if (x != null) {
    ");
}

#[test]
fn fields() {
    assert_snapshot!(check(Language::JavaScript, "class A {\n  constructor(width, height) {\n    this.width = width;\n    this.height = width;\n  }\n}\nclass B {\n  constructor(from, to) {\n    this._from = from;\n    this._to = from;\n  }\n}\nclass C {\n  constructor(width, height) {\n    this.width = width;\n    this.height = width;\n    this.area = width * height;\n  }\n}\n"), @"
    4 `height` is given the value of `width`
        this.height = height;
    10 `_to` is given the value of `from`
        this._to = to;
    ");
    assert_snapshot!(check(Language::TypeScript, "class A {\n  constructor(private width: number, height: number) {\n    this.width = width;\n    this.height = width;\n  }\n}\n"), @"
    4 `height` is given the value of `width`
        this.height = height;
    ");
}

#[test]
fn reset() {
    assert_snapshot!(check(Language::JavaScript, "class A {\n  constructor() {\n    this.score = 0;\n    this.words = [];\n    this.nextId = 1;\n    this.size = 3;\n    this.last = null;\n  }\n  hit(word) {\n    this.score += 1;\n    this.nextId += 1;\n    this.words.push(word);\n    this.last = word;\n  }\n  reset() {\n    this.score = 0;\n  }\n}\n"), @"
    16 `reset` leaves `words` as it is

    16? `reset` leaves `last` as it is
    ");
    assert_snapshot!(check(Language::TypeScript, "class A {\n  #score = 0;\n  private words: string[] = [];\n  private last: string | null = null;\n  hit(word: string) {\n    this.#score += 1;\n    this.words.push(word);\n    this.last = word;\n  }\n  restart() {\n    this.words = [];\n  }\n  clear() {\n    this.#drop();\n    this.words = [];\n  }\n}\n"), @"
    11 `restart` leaves `#score` as it is
        this.#score = 0;
    11? `restart` leaves `last` as it is
        this.last = null;
    ");
}

#[test]
fn bounds() {
    assert_snapshot!(check(Language::JavaScript, "for (let i = 0; i < xs.length - 1; i++) sum += xs[i];\nfor (let i = 0; i <= xs.length; i++) sum += xs[i];\nfor (let i = 0; i < ys.length - 1; i++) if (ys[i] > ys[i + 1]) f();\nfor (let i = 0; i < keys.length - 1; i++) at = at[keys[i]];\nat[keys[keys.length - 1]] = 1;\nfor (let i = 0; i <= zs.length; i++) if (i === zs.length || zs[i]) f();\n"), @"
    1 the last of `xs` is left out
    for (let i = 0; i < xs.length; i++) sum += xs[i];
    2 behind the last of `xs` there is none
    for (let i = 0; i < xs.length; i++) sum += xs[i];
    ");
}

#[test]
fn lower_case() {
    assert_snapshot!(check(Language::JavaScript, "all.find((x) => x.email.toLowerCase() === email);\nall.find((x) => x.email !== email.toLowerCase());\nall.find((x) => x.city.toUpperCase().includes(query));\nall.find((x) => x.city.startsWith(text.toLowerCase()));\nif (word === word.toLowerCase() || a.toLowerCase() === KEY || names.includes(a.toLowerCase())) f();\nconst wanted = b.toLowerCase();\nall.find((x) => x.city.toLowerCase() === wanted);\n"), @"
    1 `email` may be upper or lower case, too
    all.find((x) => x.email.toLowerCase() === email.toLowerCase());
    2 `x.email` may be upper or lower case, too
    all.find((x) => x.email.toLowerCase() !== email.toLowerCase());
    3 `query` may be upper or lower case, too
    all.find((x) => x.city.toUpperCase().includes(query.toUpperCase()));
    4 `x.city` may be upper or lower case, too
    all.find((x) => x.city.toLowerCase().startsWith(text.toLowerCase()));
    ");
}

#[test]
fn times() {
    assert_snapshot!(check(Language::JavaScript, "a = now + minutes * 1000;\nb = now + this.hours * 60 * 1000;\nc = now + ttlHours * 1000;\nd = Date.now() + ttlSeconds;\nsetTimeout(f, delaySeconds);\nsetTimeout(f, delayMinutes);\nright = minutes * 60 * 1000 + minutes * 1000 * 60 + hours * 60 * 60 * 1000 + hours * 60 * 1000 * 60;\n"), @"
    1! a minute has 60,000 thousandths of a second
    a = now + minutes * 60 * 1000;
    2 an hour has 3,600,000 thousandths of a second
    b = now + this.hours * 60 * 60 * 1000;
    3 an hour has 3,600,000 thousandths of a second
    c = now + ttlHours * 60 * 60 * 1000;
    4 `ttlSeconds` is in seconds, where thousandths of a second are asked for
    d = Date.now() + ttlSeconds * 1000;
    5 `delaySeconds` is in seconds, where thousandths of a second are asked for
    setTimeout(f, delaySeconds * 1000);
    6! `delayMinutes` is in minutes, where thousandths of a second are asked for
    setTimeout(f, delayMinutes * 60 * 1000);
    ");
    assert_snapshot!(check(Language::JavaScript, "const a = `${d.getFullYear()}-${d.getMonth()}-${d.getDay()}`;\nconst b = `${d.getFullYear()}-${String(d.getMonth()).padStart(2, \"0\")}-${String(d.getDay()).padStart(2, \"0\")}`;\nconst c = new Date(d.getFullYear(), d.getMonth(), d.getDay());\nconst day = new Date(year, month, 1);\nconst m = d.getMonth();\nconst e = `${NAMES[d.getMonth()]} ${DAYS[d.getDay()]}`;\n"), @r#"
    1 `getDay` is the day of the week
    const a = `${d.getFullYear()}-${d.getMonth()}-${d.getDate()}`;
    1? months are counted from 0
    const a = `${d.getFullYear()}-${d.getMonth() + 1}-${d.getDay()}`;
    2 `getDay` is the day of the week
    const b = `${d.getFullYear()}-${String(d.getMonth()).padStart(2, "0")}-${String(d.getDate()).padStart(2, "0")}`;
    2? months are counted from 0
    const b = `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, "0")}-${String(d.getDay()).padStart(2, "0")}`;
    3 `getDay` is the day of the week
    const c = new Date(d.getFullYear(), d.getMonth(), d.getDate());
    4? months are counted from 0
    const day = new Date(year, month - 1, 1);
    5? months are counted from 0
    const m = d.getMonth() + 1;
    "#);
}

#[test]
fn copies_that_are_none() {
    assert_snapshot!(check(Language::JavaScript, "function f(xs, o) {\n  const sorted = xs;\n  sorted.sort(by);\n  const copy = o;\n  copy.name = \"a\";\n  const before = this.ys;\n  this.ys.push(1);\n  const list = o.all;\n  list.push(1);\n  const next = o;\n  next.n = 1;\n  const clone = o;\n  return clone.n;\n}\n"), @"
    2 `sorted` is `xs` itself, not a copy of it
      const sorted = [...xs];
    4 `copy` is `o` itself, not a copy of it
      const copy = { ...o };
    6 `before` is `this.ys` itself, not a copy of it
      const before = [...this.ys];
    8? `list` is `o.all` itself, not a copy of it
      const list = [...o.all];
    10? `next` is `o` itself, not a copy of it
      const next = { ...o };
    ");
}

#[test]
fn what_is_called_later() {
    assert_snapshot!(check(Language::JavaScript, "setTimeout(tick(), 10);\nsetInterval(this.tick(), 10);\nbutton.addEventListener(\"click\", onClick());\nsetTimeout(f.bind(a), 10);\nsetTimeout(makeTick(), 10);\n"), @r#"
    1 what `setTimeout` is to call later is called now
    setTimeout(() => tick(), 10);
    2 what `setInterval` is to call later is called now
    setInterval(() => this.tick(), 10);
    3 what `addEventListener` is to call later is called now
    button.addEventListener("click", () => onClick());
    "#);
}

#[test]
fn global_expressions() {
    assert_snapshot!(check(Language::JavaScript, "const A = /a/g;\nconst B = /b/gi;\nconst C = { d: /d/gm };\nconst E = /e/g;\nif (A.test(x) || B.test(x) || C.d.test(x) || E.test(x)) f();\nwhile (E.exec(x)) f();\n"), @"
    1 with `g`, `test` goes on from where it was
    const A = /a/;
    2! with `g`, `test` goes on from where it was
    const B = /b/i;
    3! with `g`, `test` goes on from where it was
    const C = { d: /d/m };
    ");
}

#[test]
fn numbers() {
    assert_snapshot!(check(Language::JavaScript, "let least = 0;\nfor (const x of xs) {\n  if (x < least) least = x;\n}\nconst most = Math.max(...xs);\nconst lowest = Math.min(xs);\nif (a.toFixed(2) > b) f();\nconst c = a.toFixed(2) + b.toFixed(2);\nlet sum = 0;\nsum += a.toFixed(2);\nconst text = a.toFixed(2) + \" s\";\nif (Number(a.toFixed(2)) > 1) f();\n"), @"
    1 no value above 0 is less than 0
    let least = Infinity;
    5? of nothing, `max` makes an infinite number
    const most = Math.max(0, ...xs);
    6! `min` takes numbers, not a list
    const lowest = Math.min(...xs);
    7 `toFixed` makes a text, and texts are not compared as numbers are
    if (Number(a.toFixed(2)) > Number(b)) f();
    8 `toFixed` makes a text, and `+` joins texts
    const c = Number(a.toFixed(2)) + Number(b.toFixed(2));
    10 `toFixed` makes a text, and `+` joins texts
    sum += Number(a.toFixed(2));
    ");
    assert_snapshot!(check(Language::JavaScript, "const before = (at - 1) % all.length;\nconst right = (at - 1 + all.length) % all.length;\nconst pages = Math.floor(n / size);\nclass A {\n  get pageCount() {\n    return Math.round(this.n / this.size);\n  }\n}\nconst page = Math.floor(at / size);\n"), @"
    1 what remains of a number below 0 is below 0
    const before = (at - 1 + all.length) % all.length;
    3 the last one may not be full
    const pages = Math.ceil(n / size);
    6 the last one may not be full
        return Math.ceil(this.n / this.size);
    ");
}

#[test]
fn objects_and_promises() {
    assert_snapshot!(check(Language::JavaScript, "const a = xs.map((x) => { name: x.name });\nconst b = () => {};\nasync function load() {}\nasync function f() {\n  try {\n    return load();\n  } catch (error) {\n    return g();\n  }\n}\n"), @"
    1! the braces are those of a block, and the function returns nothing
    const a = xs.map((x) => ({ name: x.name }));
    6 what `load()` fails with later is not caught here
        return await load();
    ");
}

#[test]
fn what_is_dropped() {
    assert_snapshot!(check(Language::JavaScript, "name.trim();\nthis.items.filter((x) => x.id !== id);\nname.replace(/a/g, \"b\");\nrouter.replace(\"/a\", \"b\");\ntext.replace(/a/g, () => {\n  n += 1;\n});\nconst by = new Map();\nif (by.length > 0) f();\n"), @r#"
    1 what `trim` returns is dropped, and `name` stays as it is
    name = name.trim();
    2 what `filter` returns is dropped, and `this.items` stays as it is
    this.items = this.items.filter((x) => x.id !== id);
    3 what `replace` returns is dropped, and `name` stays as it is
    name = name.replace(/a/g, "b");
    4? `replace` replaces the first one alone
    router.replaceAll("/a", "b");
    9! maps and sets have a size, and no length
    if (by.size > 0) f();
    "#);
}

#[test]
fn taking_out() {
    assert_snapshot!(check(Language::JavaScript, "function f(x) {\n  const at = this.list.indexOf(x);\n  this.list.splice(at, 1);\n  all.splice(all.indexOf(x), 1);\n  delete this.list[index];\n  delete by[key];\n}\n"), @"
    3 where there is none, `splice` takes the last one out
      if (at !== -1) this.list.splice(at, 1);
    4? where there is none, `splice` takes the last one out
      const at = all.indexOf(x);
      if (at !== -1) all.splice(at, 1);
    5 `delete` leaves a hole where the item was
      this.list.splice(index, 1);
    ");
}

#[test]
fn last_of_groups() {
    assert_snapshot!(check(Language::JavaScript, "function a(lines) {\n  const all = [];\n  let some = [];\n  for (const line of lines) {\n    if (line.key !== key) {\n      key = line.key;\n      all.push({ key, items: some });\n      some = [];\n    }\n    some.push(line);\n  }\n  return all;\n}\nfunction b(lines) {\n  let some = [];\n  for (const line of lines) {\n    if (line) {\n      all.push([...some]);\n      n = 1;\n      some = [];\n    }\n  }\n  return [...all, some];\n}\n"), @"
    11 what was gathered last in `some` is left out
      if (some.length > 0) {
        all.push({ key, items: some });
    17? `line` is taken for none where it is 0 or empty
        if (line != null) {
    18? the copy shares what is in it with the original
          all.push(structuredClone(some));
    ");
    assert_snapshot!(check(Language::JavaScript, "function a(lines) {\n  let part = null;\n  for (const line of lines) {\n    if (line.startsWith(\"[\")) {\n      if (part !== null) parts.push(part);\n      part = { name: line, items: [] };\n    } else {\n      part.items.push(line);\n    }\n  }\n  return parts;\n}\nfunction b(lines) {\n  let part = { items: [] };\n  for (let i = 0; i < lines.length; i++) {\n    if (lines[i] === \"\") {\n      parts.push(part);\n      part = { items: [] };\n    } else {\n      part.items.push(lines[i]);\n    }\n  }\n  return parts;\n}\n"), @"
    10 what was gathered last in `part` is left out
      if (part !== null) parts.push(part);
    22 what was gathered last in `part` is left out
      if (part) {
        parts.push(part);
    ");
    assert_snapshot!(check(Language::JavaScript, "function a(lines) {\n  let some = [];\n  lines.forEach((line) => {\n    if (line === \"\") {\n      all.push([some, 1]);\n      some = [];\n    } else {\n      some.push(line);\n    }\n  });\n  return all;\n}\nfunction b(lines) {\n  let some = [];\n  for (const line of lines) {\n    if (line === \"\") {\n      if (some.length > 0) this.all.push(some);\n      some = [];\n    } else {\n      some.push(line);\n    }\n  }\n}\n"), @"
    10 what was gathered last in `some` is left out
      if (some.length > 0) {
        all.push([some, 1]);
    22 what was gathered last in `some` is left out
      if (some.length > 0) this.all.push(some);
    ");
}

#[test]
fn what_is_right_is_left_alone() {
    assert_snapshot!(check(Language::JavaScript, "async function g() {}\nasync function f(xs) {\n  xs.sort((a, b) => a - b);\n  Object.assign(target, xs);\n  const a = text.replace(/^\\s+/, \"\");\n  return g();\n}\n"), @"");
}

#[test]
fn packages() {
    assert_snapshot!(check(Language::JavaScript, "export function packagesFor(name, grams) {\n  return Math.round(grams / PACKAGES[name].grams);\n}\n"), @"
    2 the last one may not be full
      return Math.ceil(grams / PACKAGES[name].grams);
    ");
    let right = "export function pricePerBag(price, bags) {\n  return Math.round(price / bags);\n}\n";
    assert_eq!(check(Language::JavaScript, right), "");
}

#[test]
fn overlaps() {
    assert_snapshot!(check(Language::JavaScript, "const overlap = (a, b) => b.start >= a.start && b.start <= a.end;\n"), @"
    1 ranges overlap where each begins before the other one ends
    const overlap = (a, b) => a.start <= b.end && b.start <= a.end;
    ");
    assert_eq!(
        check(Language::JavaScript, "const overlap = (a, b) => b.start >= a.start && b.end <= a.end;\n"),
        ""
    );
}
