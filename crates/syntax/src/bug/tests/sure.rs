//! Code that is right and looks like a mistake: nothing of it is changed where no check fails. And what is wrong for sure only beside other code.

use kinglet_domain::language::Language;

use crate::Source;

/// What is next to never right in some texts, all of which are.
fn found(language: Language, texts: &[&str]) -> Vec<String> {
    let of = |text: &&str| Source::parse(language, text).sure_bugs();
    texts.iter().flat_map(of).map(|bug| bug.why).collect()
}

#[test]
fn in_python() {
    let texts = [
        "ask(validate=lambda t: t != \"\" or \"Please enter a name\")\n",
        "def check(t):\n    return t == \"yes\" or \"Please type yes\"\n",
        "def turn(a):\n    for i in range(len(a)):\n        a.insert(0, a.pop(i))\n",
        "SQL = \"SELECT DATE_FORMAT(day, '%d/%M/%Y')\"\nFORMAT = \"%d/%M/%Y\"\n",
        "def odd(i):\n    if i % 4 == 0 and i % 100 == 0:\n        return i\n",
        "def leap(year):\n    return year%4==0 and year%100!=0 or year%400==0\n",
    ];
    assert_eq!(found(Language::Python, &texts), [""; 0]);
}

#[test]
fn in_javascript() {
    let texts = [
        "const rule = v => v.length === 10 || 'Phone must have 10 digits';\n",
        "const name = classNames('btn', size !== 'md' && 'btn-large');\n",
        "const least = range.min * 1000;\nconst metersPerHour = kmPerHour * 1000;\n",
        "const is = (row >= dragStart && row <= dragEnd) || (row <= dragStart && row >= dragEnd);\n",
        "if (src[i++] === '\\r' && src[i++] === '\\n') next();\n",
        "const seenWords = new Set();\nconst short = texts.filter(s => s.length < 3);\n",
        "const name = '#' + id === location.hash ? 'active' : '';\n",
        "for (let i = 0; i <= text.length; i++) {\n  const c = text[i];\n  if (c === ' ' || c === undefined) flush();\n}\n",
        "class A { attributeChangedCallback(name, oldValue, newValue) { this.name = newValue; } }\n",
        "const key = `${d.getFullYear()}-W${w}-${d.getDay()}`;\nconst slot = new Slot(date.getMonth(), date.getDay());\n",
        "const tick = i => () => draw(i);\nsetTimeout(tick(1), 100);\n",
        "part.start(Tone.now() + delaySeconds);\n",
        "const RE = /ab/g;\nconst has = t => RE.test(t);\nexport { RE };\n",
        "rows.sort((a, b) => !a.pinned > !b.pinned ? 1 : -1);\n",
        "async function get(url) {\n  let data = null;\n  for (let i = 0; i < 3; i++) {\n    try { data = await fetch(url); } catch { continue; }\n    return data;\n  }\n}\n",
    ];
    assert_eq!(found(Language::JavaScript, &texts), [""; 0]);
}

#[test]
fn in_java() {
    let methods = [
        "String hidden(String p) { return p.replaceAll(\".\", \"*\"); }",
        "String quoted(String t) { return t.replaceAll(\"^\", \"> \"); }",
        "boolean is(int row) { return row >= start && row <= end || row <= start && row >= end; }",
        "boolean is(byte[] d, int o) { return d[o++] == 'P' && d[o++] == 'K'; }",
        "boolean is(DataInput in) { return in.readByte() == 'P' && in.readByte() == 'K'; }",
        "void f(List<String> list) { for (int i = 0; i < list.size(); i++) { if (list.get(i) == null) { list.remove(i); list.add(i, \"none\"); } } }",
        "void f(String s) { for (int i = 0; i <= s.length(); i++) { char c = i<s.length() ? s.charAt(i) : ' '; } }",
        "String f(LocalDate a, LocalDate b) { return Period.between(a, b).getMonths() + \"m \" + Period.between(a, b).getDays() + \"d\"; }",
        "int f(int done, int total) { int x = Math.round(done / total); return x; }",
        "DateTimeFormatter f() { return DateTimeFormatter.ofPattern(\"hh:mm\"); }",
        "void undo(int value, int previous) { this.value = previous; }",
        "BigDecimal ten() { return new BigDecimal(10.0); }",
        "String f(char[] c) { return c.toString(); }",
    ];
    let texts = methods.map(|method| format!("class A {{\n    {method}\n}}\n"));
    assert_eq!(found(Language::Java, &texts.each_ref().map(String::as_str)), [""; 0]);
}

#[test]
fn in_c() {
    let texts = [
        "void f(struct pool *pool) {\n    for (int i = 0; i < pool->capacity; i++)\n        if (pool->items[i].dead) pool_remove(pool, i);\n}\n",
        "void f(struct pool *pool) {\n    for (int i = 0; i < pool->count; i++) {\n        if (is_old(pool, i)) {\n            pool_remove(pool, i);\n            pool_insert(pool, i, 0);\n        }\n    }\n}\n",
        "#define DECLARE(type, name) type *name\n",
        "int f(int ok, int a, int b) { return ok & a == b; }\n",
        "void f(void) { realloc(get(), 10); }\n",
    ];
    assert_eq!(found(Language::C, &texts), [""; 0]);
    let order = "bool is_ordered(const void *a, const void *b) { return x > y; }\n";
    assert_eq!(found(Language::Cpp, &[order]), [""; 0]);
}

#[test]
fn in_go() {
    let functions = [
        "func f(levels map[int]string) {\n\tfor i := 1; i <= len(levels); i++ {\n\t\tfmt.Println(levels[i])\n\t}\n}",
        "func f(n int) int {\n\treturn n * (3 / 2)\n}",
        "func f(lo, hi int) {\n\tfor lo < hi {\n\t\tmid := (lo + hi) / 2\n\t\tif is(mid) {\n\t\t\thi = mid\n\t\t} else {\n\t\t\tif mid == lo {\n\t\t\t\tbreak\n\t\t\t}\n\t\t\tlo = mid\n\t\t}\n\t}\n}",
        "func f(all []int) []int {\n\tfor i := 0; i < len(all); i++ {\n\t\tif all[i] == 0 {\n\t\t\tall = append(all[:i], all[i+1:]...)\n\t\t\ti = i - 1\n\t\t}\n\t}\n\treturn all\n}",
        "func (g *Graph) f() {\n\tfor i := 0; i < len(g.nodes); i++ {\n\t\tif g.nodes[i].old {\n\t\t\tg.Delete(i)\n\t\t}\n\t}\n}",
        "type T struct{ *Inner }\n\nfunc (t T) Set(n int) {\n\tt.n = n\n}",
    ];
    let texts = functions.map(|function| format!("package a\n\n{function}\n"));
    assert_eq!(found(Language::Go, &texts.each_ref().map(String::as_str)), [""; 0]);
}

#[test]
fn in_rust() {
    let texts = [
        "fn f(a: &mut Vec<u8>) {\n    for i in 0..a.len() {\n        let x = a.remove(i);\n        a.insert(0, x);\n    }\n}\n",
        "fn f(values: &[f64]) -> f64 {\n    values.iter().copied().fold(0.0, f64::min)\n}\n",
        "fn f(cells: &[u8]) {\n    for row in 2..(cells.len() as f64).sqrt() as usize {\n        draw(row);\n    }\n}\n",
        "fn leap(y: u32) -> bool {\n    y%4==0 && y%100!=0 || y%400==0\n}\n",
    ];
    assert_eq!(found(Language::Rust, &texts), [""; 0]);
}

#[test]
fn what_is_taken_out_by_number_where_the_file_shows_that_the_next_ones_move_up() {
    let c = "void list_remove(struct list *all, int at) {\n    memmove(all->values + at, all->values + at + 1, all->count - at);\n}\nvoid f(struct list *all) {\n    for (int i = 0; i < all->count; i++) {\n        if (all->values[i] == 0)\n            list_remove(all, i);\n    }\n}\n";
    let go = "package a\n\nfunc (q *Queue) remove(at int) {\n\tq.all = append(q.all[:at], q.all[at+1:]...)\n}\n\nfunc (q *Queue) f() {\n\tfor i := 0; i < len(q.all); i++ {\n\t\tif q.all[i] == 0 {\n\t\t\tq.remove(i)\n\t\t}\n\t}\n}\n";
    let why = "the item behind the one that is taken out is skipped";
    assert_eq!(found(Language::C, &[c]), [why]);
    assert_eq!(found(Language::Go, &[go]), [why]);
}
