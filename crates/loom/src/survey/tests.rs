use std::fmt::Write as _;

use insta::assert_snapshot;
use kinglet_domain::check::{Ended, Failure, FailureKind, Frame, Report};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

use super::*;

const PRICES: &str = "RATES = {'a': 1}\n\ndef rate(kind):\n    found = RATES[kind]\n    rounded = found + 0\n    return rounded\n\ndef label(kind):\n    shown = kind.upper()\n    short = shown[:3]\n    return short\n";
const CART: &str = "from prices import rate, label\n\nclass Cart:\n    def __init__(self, items):\n        self.items = items\n        self.open = True\n        self.seen = 0\n    def total(self):\n        sums = [rate(i) for i in self.items]\n        self.seen += 1\n        return sum(sums)\n    def names(self):\n        found = [label(i) for i in self.items]\n        self.seen += 1\n        return found\n";
const TESTS: &str = "from cart import Cart\n\ndef make():\n    return Cart(['a'])\n\ndef test_total():\n    assert make().total() == 2\n\ndef test_names():\n    assert make().names() == ['A']\n";

fn path(text: &str) -> RelPath {
    RelPath::parse(text).unwrap()
}

pub(crate) fn repository(files: &[(&str, &str)]) -> Repository {
    let files = files.iter().map(|(name, text)| File::parse(path(name), (*text).to_owned()).unwrap());
    Repository { files: files.collect(), ..Repository::default() }
}

fn report(name: &str, frames: &[(&str, u32)]) -> Report {
    let frames =
        frames.iter().map(|(file, line)| Frame { path: path(file), line: Line::new(*line), function: None });
    let failure = Failure {
        name: name.to_owned(),
        kind: FailureKind::Test,
        message: "1 != 2".to_owned(),
        frames: frames.collect(),
    };
    Report {
        ended: Ended::Failed { code: 1 },
        passed: None,
        failed: Some(1),
        failures: if name.is_empty() { vec![] } else { vec![failure] },
        summary: String::new(),
    }
}

/// The only code here that names the API under test.
fn check(task: &str, report: &Report) -> String {
    let shop = repository(&[("cart.py", CART), ("prices.py", PRICES), ("tests/test_cart.py", TESTS)]);
    let found = survey(&shop, Query { task, report });
    let mut out = String::new();
    for test in &found.tests {
        let _ = writeln!(out, "test {}:{}", test.path, test.first);
    }
    for it in &found.candidates {
        let reasons: Vec<String> = it.note().reasons;
        let _ =
            writeln!(out, "{} {}:{} {} | {}", it.score(), it.path, it.first, it.name(), reasons.join("; "));
    }
    out
}

#[test]
fn follows_a_failing_test_to_what_passing_ones_do_not_reach() {
    assert_snapshot!(check("fix the failing test", &report("tests/test_cart.py::test_total", &[("tests/test_cart.py", 7)])), @"
    test tests/test_cart.py:6
    49 cart.py:8 Cart.total | +12 1 call from a failing test; +20 reached by 1 failing and 0 passing tests; +12 shares words with the failure: total; +5 decides or computes something in 3 lines
    37 prices.py:3 rate | +12 2 calls from a failing test; +20 reached by 1 failing and 0 passing tests; +5 decides or computes something in 3 lines
    31 cart.py:4 Cart.__init__ | +12 1 call from a failing test; +14 reached by 1 failing and 1 passing tests; +5 decides or computes something in 3 lines
    24 prices.py:1 RATES | +10 3 calls from a failing test; +20 reached by 1 failing and 0 passing tests; -6 a constant
    ");
}

#[test]
fn finds_the_test_by_its_name_where_no_line_is_known() {
    assert_snapshot!(check("", &report("tests/test_cart.py::test_names[x]", &[])).lines().next().unwrap_or_default(), @"test tests/test_cart.py:9");
}

#[test]
fn puts_the_nearest_frame_first() {
    assert_snapshot!(check("", &report("test_total", &[("prices.py", 4), ("cart.py", 9), ("tests/test_cart.py", 7)])), @"
    test tests/test_cart.py:6
    77 prices.py:3 rate | +40 nearest frame of the failure, line 4; +12 2 calls from a failing test; +20 reached by 1 failing and 0 passing tests; +5 decides or computes something in 3 lines
    69 cart.py:8 Cart.total | +20 frame of the failure, line 9; +12 1 call from a failing test; +20 reached by 1 failing and 0 passing tests; +12 shares words with the failure: total; +5 decides or computes something in 3 lines
    31 cart.py:4 Cart.__init__ | +12 1 call from a failing test; +14 reached by 1 failing and 1 passing tests; +5 decides or computes something in 3 lines
    24 prices.py:1 RATES | +10 3 calls from a failing test; +20 reached by 1 failing and 0 passing tests; -6 a constant
    ");
}

#[test]
fn takes_a_short_file_where_the_frame_lies_outside_any_symbol() {
    assert_snapshot!(check("", &report("collecting", &[("cart.py", 1)])), @"40 cart.py:1 cart.py | +40 frame of the failure, line 1, outside any symbol");
}

#[test]
fn a_class_is_no_candidate_because_the_task_speaks_of_frames() {
    let text = "class DataFrame:\n    size = 1\n    def grow(self):\n        return self.size + 1\n";
    let repository = repository(&[("frames.py", text)]);
    let task = "DataFrame in frames.py does not grow by a frame";
    let found = survey(&repository, Query { task, report: &report("", &[]) });
    let names: Vec<&str> = found.candidates.iter().map(Candidate::name).collect();
    assert_eq!(names, ["DataFrame.grow"]);
}

#[test]
fn goes_by_the_names_in_the_task_without_a_report() {
    assert_snapshot!(check("`Cart.names` ignores the label", &report("", &[])), @"
    51 cart.py:12 Cart.names | +24 the task names Cart.names; +24 shares words with the failure: names, label, cart; +3 decides or computes something in 3 lines
    30 prices.py:8 label | +18 Cart.names, which the task names, leads to it; +9 shares words with the failure: label; +3 decides or computes something in 3 lines
    ");
    assert_snapshot!(check("the total is wrong", &report("", &[])), @"27 cart.py:8 Cart.total | +24 shares words with the failure: total; +3 decides or computes something in 3 lines");
}

#[test]
fn what_is_called_without_its_name_is_reached_with_its_class() {
    let tag = "class Tag:\n    def __init__(self, name):\n        self.name = name\n    def __hash__(self):\n        return hash(self.name + '')\n    def upper(self):\n        return self.name + ''\n";
    let test = "from tag import Tag\n\ndef test_same():\n    assert len({Tag('a'), Tag('a')}) == 1\n";
    let repository = repository(&[("tag.py", tag), ("test_tag.py", test)]);
    let found = survey(&repository, Query { task: "", report: &report("test_same", &[]) });
    let mut names: Vec<&str> = found.candidates.iter().map(Candidate::name).collect();
    names.sort_unstable();
    assert_eq!(names, ["Tag.__hash__", "Tag.__init__"]);
}

#[test]
fn grammar_is_no_reason() {
    let text = "def not_from(them, when):\n    return them and when\n\ndef price(of):\n    return of + 1\n";
    let repository = repository(&[("a.py", text)]);
    let task = "Why is it not taken from them when the price is, and not from those?";
    let found = survey(&repository, Query { task, report: &report("", &[]) });
    assert_eq!(found.candidates.iter().map(Candidate::name).collect::<Vec<_>>(), ["price"]);
}

const SHOP: &str = "public final class Shop {\n    public boolean order(int pieces) {\n        boolean all = pieces <= stock;\n        stock -= pieces;\n        return all;\n    }\n    public void receive(int pieces) {\n        stock += pieces;\n    }\n    public int left() {\n        return stock;\n    }\n}\n";
const PROGRAM: &str = "final class Checks {\n    public static void main(String[] arguments) {\n        Shop open = new Shop();\n        open.receive(3);\n        say(3, open.left(), \"what was received is there\");\n\n        Shop sold = new Shop();\n        sold.order(1);\n        say(0, sold.left(), \"an order that waits leaves \" + sold);\n    }\n}\n";

#[test]
fn of_a_program_that_tests_itself_the_paragraph_failed_that_the_output_quotes() {
    let repository = repository(&[("Shop.java", SHOP), ("test/Checks.java", PROGRAM)]);
    let found = |summary: &str| {
        let report = Report { summary: summary.to_owned(), ..report("", &[]) };
        let found = survey(&repository, Query { task: "It fails.", report: &report });
        let reached =
            |it: &Candidate| it.note().reasons.iter().any(|reason| reason.contains("failing and 0"));
        let names = found.candidates.iter().filter(|it| reached(it)).map(|it| it.name().to_owned());
        (found.tests, names.collect::<Vec<_>>().join(" "))
    };
    let (tests, names) = found("FAILED an order that waits leaves Shop@1: expected 0, got -1");
    assert_snapshot!(tests[0].text, @r#"
    Shop sold = new Shop();
    sold.order(1);
    say(0, sold.left(), "an order that waits leaves " + sold);
    "#);
    assert_eq!((tests.len(), tests[0].first.get(), &*names), (1, 7, "Shop.order"));
    assert_eq!(found("FAILED: something").0, []);
    assert_eq!(found("ok: an order that waits leaves Shop@1").0, []);
    // Both paragraphs failed, and neither is held against the other; each is shown once.
    let both = "FAILED what was received is there: 0\nFAILED an order that waits leaves Shop@1: -1";
    let (tests, names) = found(both);
    assert_eq!((tests.len(), &*names), (2, "Shop.left Shop.order Shop.receive"));
    let twice = format!("{both}\nerror: what was received is there");
    assert_eq!(found(&twice).0.len(), 2);
}
