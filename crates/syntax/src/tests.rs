use std::fmt::Write as _;

use insta::assert_snapshot;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use streaming_iterator::StreamingIterator as _;
use tree_sitter::{QueryCursor, QueryMatch};

use crate::Source;
use crate::grammar::Outline;

fn symbols(language: Language, text: &str) -> String {
    let source = Source::parse(language, text);
    assert!(source.errors().is_empty(), "{:?}", source.errors());
    source.symbols().iter().fold(String::new(), |mut out, symbol| {
        let head = &text[symbol.span.start..symbol.name_end];
        let _ = writeln!(out, "{}-{} {:?} {} | {head}", symbol.first, symbol.last, symbol.kind, symbol.name);
        out
    })
}

fn names(language: Language, text: &str) -> String {
    let shown = |name: &crate::Name| {
        let of = name.of.as_ref().map_or(String::new(), |of| format!("{of}."));
        format!("{of}{}", name.text)
    };
    Source::parse(language, text).names(0..text.len()).iter().map(shown).collect::<Vec<_>>().join(" ")
}

#[test]
fn finds_python_symbols() {
    let text = "RATE = 2\n\n@dataclass\nclass Cart:\n    size: int = 0\n    @property\n    def total(self):\n        def inner():\n            return 1\n        return inner()\n\ndef free(x):\n    return x\n";
    assert_snapshot!(symbols(Language::Python, text), @"
    1-1 Constant RATE | RATE
    3-10 Type Cart | @dataclass
    class Cart
    6-10 Function Cart.total | @property
        def total
    8-9 Function Cart.total.inner | def inner
    12-13 Function free | def free
    ");
}

#[test]
fn finds_rust_symbols() {
    let text = "const N: u8 = 1;\npub struct Cart<T> { t: T }\nimpl<T> Cart<T> {\n    pub fn total(&self) -> u8 { N }\n}\nmod tests {\n    #[test]\n    fn works() {}\n}\n";
    assert_snapshot!(symbols(Language::Rust, text), @"
    1-1 Constant N | const N
    2-2 Type Cart | pub struct Cart
    4-4 Function Cart.total | pub fn total
    8-8 Function tests.works | fn works
    ");
}

#[test]
fn finds_javascript_and_typescript_symbols() {
    let text = "export const LIMIT = 3;\nexport function add(a, b) { return a + b; }\nexport default class Cart {\n  #x = 1;\n  total() { return 1; }\n}\nconst twice = (x) => x * 2;\n";
    assert_snapshot!(symbols(Language::JavaScript, text), @"
    1-1 Constant LIMIT | export const LIMIT
    2-2 Function add | export function add
    3-6 Type Cart | export default class Cart
    5-5 Function Cart.total | total
    7-7 Function twice | const twice
    ");
    let typed = "export interface Item { price: number }\nexport class Cart { total(items: Item[]): number { return items.length; } }\nenum Mode { A }\n";
    assert_snapshot!(symbols(Language::TypeScript, typed), @"
    1-1 Type Item | export interface Item
    2-2 Type Cart | export class Cart
    2-2 Function Cart.total | total
    3-3 Type Mode | enum Mode
    ");
    let tests = "describe('cart', () => {\n  it('adds up', () => {\n    const sum = () => 1;\n    assert.equal(sum(), 1);\n  });\n});\ntest.only(\"b\", f);\n";
    assert_snapshot!(symbols(Language::JavaScript, tests), @"
    2-5 Test adds up | it('adds up'
    3-3 Function sum | const sum
    7-7 Test b | test.only(\"b\"
    ");
    assert_snapshot!(symbols(Language::Tsx, "const App = () => <b>x</b>;\n"), @"1-1 Function App | const App");
}

#[test]
fn finds_go_symbols() {
    let text = "package a\n\nconst Max = 3\n\ntype Cart struct{ n int }\n\nfunc (c *Cart) Total() int { return c.n }\n\nfunc New() *Cart { return &Cart{} }\n";
    assert_snapshot!(symbols(Language::Go, text), @"
    3-3 Constant Max | const Max
    5-5 Type Cart | type Cart
    7-7 Function Cart.Total | func (c *Cart) Total
    9-9 Function New | func New
    ");
}

#[test]
fn tells_what_a_name_is_taken_from() {
    assert_snapshot!(names(Language::Python, "x = cart.items.total(rate) + f(y)\n"), @"x cart cart.items items.total rate f y");
    assert_snapshot!(names(Language::Rust, "fn a() { b::c(d.e(), f) }"), @"a b b.c d d.e f");
    assert_snapshot!(names(Language::JavaScript, "new Cart(a).b(c)"), @"Cart a .b c");
    assert_snapshot!(names(Language::Go, "package p\nfunc a() { b.C(d.e) }"), @"p a b b.C d d.e");
}

#[test]
fn asking_where_patterns_begin_finds_what_the_whole_tree_has() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let mut read = 0;
    for sample in std::fs::read_dir(samples).unwrap() {
        let path = sample.unwrap().path();
        let name = RelPath::parse(path.file_name().unwrap().to_str().unwrap()).unwrap();
        let (Some(language), Ok(text)) = (Language::of(&name), std::fs::read_to_string(&path)) else {
            continue;
        };
        for text in [&*text, &text[..text.floor_char_boundary(text.len() / 2)]] {
            let source = Source::parse(language, text);
            let Some((row, tree)) = &source.parsed else { continue };
            let found = |matched: &QueryMatch<'_, '_>| {
                let captures = matched.captures().iter().map(|it| (it.index, it.node.byte_range()));
                (matched.pattern_index, captures.collect::<Vec<_>>())
            };
            let (mut asked, mut all) = (Vec::new(), Vec::new());
            source.each_match(|_, matched| asked.push(found(matched)));
            let mut cursor = QueryCursor::new();
            let Some(Outline { query, .. }) = row.outline() else { continue };
            let mut matches = cursor.matches(query, tree.root_node(), text.as_bytes());
            while let Some(matched) = matches.next() {
                all.push(found(matched));
            }
            asked.sort_by_key(|it| format!("{it:?}"));
            all.sort_by_key(|it| format!("{it:?}"));
            assert_eq!(asked, all, "{name}");
            read += all.len();
        }
    }
    assert!(read > 100, "{read}");
}
