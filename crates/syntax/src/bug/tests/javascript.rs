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
    2 what was gathered last in `some` is left out
    if (some.length > 0) {
      all.push(some);
    3? `line` is taken for none where it is 0 or empty
      if (line == null) {
    ");
}

#[test]
fn first_alone() {
    assert_snapshot!(check(Language::JavaScript, "const a = b.replace(\"x\", \"y\").replace(/z/, \"w\").replace(/v/g, \"u\");\n"), @r#"
    1 `replace` replaces the first one alone
    const a = b.replaceAll("x", "y").replace(/z/, "w").replace(/v/g, "u");
    1 without `g`, `replace` replaces the first one alone
    const a = b.replace("x", "y").replace(/z/g, "w").replace(/v/g, "u");
    "#);
}

#[test]
fn comparing() {
    assert_snapshot!(check(Language::JavaScript, "a.toSorted((x, y) => x.n > y.n);\na.toSorted((x, y) => x < y);\n"), @"
    1 what compares has to return a number: true and false are 1 and 0
    a.toSorted((x, y) => x.n > y.n ? 1 : x.n < y.n ? -1 : 0);
    2 what compares has to return a number: true and false are 1 and 0
    a.toSorted((x, y) => x < y ? 1 : x > y ? -1 : 0);
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
fn switch() {
    assert_snapshot!(check(Language::JavaScript, "switch (a) {\n  case 1:\n    b();\n  case 2:\n    c();\n    break;\n}\n"), @"2? the case runs on into the next one");
}

#[test]
fn greatest() {
    assert_snapshot!(check(Language::JavaScript, "let most = 0;\nfor (const x of xs) most = Math.max(most, x);\n"), @"
    1? the greatest of values below 0 is not 0
    let most = -Infinity;
    ");
}

#[test]
fn what_is_right_is_left_alone() {
    assert_snapshot!(check(Language::JavaScript, "async function g() {}\nasync function f(xs) {\n  xs.sort((a, b) => a - b);\n  Object.assign(target, xs);\n  const a = text.replace(/^\\s+/, \"\");\n  return g();\n}\n"), @"");
}
