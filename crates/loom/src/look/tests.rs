use std::path::Path;

use insta::assert_snapshot;
use kinglet_domain::action::{Lines, Part};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::{Line, Millis};

use super::*;
use crate::Shelf;

const CART: &str = "from prices import rate\n\n\nclass Cart:\n    def __init__(self, items):\n        self.items = items\n\n    def total(self):\n        return sum(rate(i) for i in self.items)\n";
const PRICES: &str = "RATES = {'a': 1}\n\n\ndef rate(kind):\n    return RATES[kind]  # the Rate (a+b)\n";

fn tree() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "src/cart.py", CART.as_bytes());
    write(folder.path(), "src/prices.py", PRICES.as_bytes());
    write(
        folder.path(),
        "tests/test_cart.py",
        b"from cart import Cart\n\ndef test_total():\n    assert Cart(['a']).total() == 2\n",
    );
    folder
}

fn write(root: &Path, name: &str, bytes: &[u8]) {
    let place = root.join(name);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::write(place, bytes).unwrap();
}

fn shown(look: &Look) -> String {
    format!("[{}] {} {}\n{}", look.subject, look.status, look.summary, look.content)
}

fn path(text: &str) -> RelPath {
    RelPath::parse(text).unwrap()
}

fn show(root: &Path, file: &str, part: &Part) -> String {
    shown(&read(root, &path(file), part))
}

fn lines(first: u32, last: u32) -> Part {
    Part::Lines(Lines::new(Line::new(first).unwrap(), Line::new(last).unwrap()).unwrap())
}

fn named(name: &str) -> Part {
    Part::Symbol(name.to_owned())
}

fn find(root: &Path, pattern: &str, within: &str) -> String {
    shown(&search(root, pattern, RelPath::parse(within).ok().as_ref()))
}

fn look_up(root: &Path, name: &str) -> String {
    let shelf = Shelf { root: root.to_owned(), file: None, maker: "tests".to_owned() };
    shown(&shelf.ask(Millis(0), |index| symbol(index, name)).unwrap())
}

#[test]
fn shows_files_symbols_and_lines() {
    let tree = tree();
    let check = |file, part| show(tree.path(), file, &part);
    assert_snapshot!(check("src/prices.py", Part::Whole), @"
    [src/prices.py] neutral src/prices.py: lines 1-5 of 5
    1| RATES = {'a': 1}
    2| 
    3| 
    4| def rate(kind):
    5|     return RATES[kind]  # the Rate (a+b)
    ");
    assert_snapshot!(check("src/cart.py", named("total()")), @"
    [src/cart.py total()] neutral src/cart.py: `Cart.total`, lines 8-9 of 9
    8|     def total(self):
    9|         return sum(rate(i) for i in self.items)
    ");
    assert_snapshot!(check("src/cart.py", named("Cart::__init__")), @"
    [src/cart.py Cart::__init__] neutral src/cart.py: `Cart.__init__`, lines 5-6 of 9
    5|     def __init__(self, items):
    6|         self.items = items
    ");
    assert_snapshot!(check("src/cart.py", lines(8, 900)), @"
    [src/cart.py 8-900] neutral src/cart.py: lines 8-9 of 9
    8|     def total(self):
    9|         return sum(rate(i) for i in self.items)
    ");
}

#[test]
fn says_what_there_is_instead() {
    let tree = tree();
    write(tree.path(), "notes.txt", b"x\n");
    write(tree.path(), "empty.py", b"");
    write(tree.path(), "twice.py", b"def f():\n    pass\n\n\ndef f():\n    return 1\n");
    let check = |file, part| show(tree.path(), file, &part);
    assert_snapshot!(check("cart.py", Part::Whole), @"[cart.py] failed there is no file cart.py; there is src/cart.py");
    assert_snapshot!(check("src/catr.py", Part::Whole), @"[src/catr.py] failed there is no file src/catr.py; there is src/cart.py");
    assert_snapshot!(check("src", Part::Whole), @"[src] failed src is a folder; read one of its files: src/cart.py, src/prices.py");
    assert_snapshot!(check("zzz/zzz/zzz.go", Part::Whole), @"[zzz/zzz/zzz.go] failed there is no file zzz/zzz/zzz.go");
    assert_snapshot!(check("src/cart.py/x", Part::Whole), @"[src/cart.py/x] failed there is no file src/cart.py/x");
    assert_snapshot!(check("src/cart.py", named("totals")), @"[src/cart.py totals] failed src/cart.py defines no `totals`; there is Cart.total");
    assert_snapshot!(check("notes.txt", named("f")), @r#"[notes.txt f] failed the symbols of notes.txt are not known; read it by "lines", or search in it"#);
    assert_snapshot!(check("src/cart.py", lines(10, 12)), @"[src/cart.py 10-12] failed src/cart.py has only 9 lines");
    assert_snapshot!(check("empty.py", Part::Whole), @"[empty.py] neutral empty.py is empty");
    assert_snapshot!(check("twice.py", named("f")), @"[twice.py f] failed twice.py defines `f` 2 times; read one by its lines: f (lines 1-2), f (lines 5-6)");
}

#[test]
fn cuts_what_is_long_and_says_how_to_get_the_rest() {
    let tree = tree();
    let long: String = (1..=150).map(|n| format!("def f{n}():\n    pass\n")).collect::<Vec<_>>().concat();
    write(tree.path(), "long.py", long.as_bytes());
    write(tree.path(), "wide.txt", format!("{}\nx\n", "é".repeat(1000)).as_bytes());
    write(tree.path(), "heavy.txt", format!("{}\n", "z".repeat(200)).repeat(100).as_bytes());
    let last = |file, part| show(tree.path(), file, &part).lines().last().unwrap_or_default().to_owned();
    assert_snapshot!(last("long.py", Part::Whole), @r#"(lines 121-300 are left out; for more: "lines":"121-240"; they define f61 (line 121), f62 (line 123), f63 (line 125), f64 (line 127), f65 (line 129), f66 (line 131), f67 (line 133), f68 (line 135), f69 (line 137), f70 (line 139), f71 (line 141), f72 (line 143), ...)"#);
    assert_snapshot!(last("heavy.txt", Part::Whole), @r#"(lines 31-100 are left out; for more: "lines":"31-100")"#);
    assert!(
        read(tree.path(), &path("wide.txt"), &Part::Whole)
            .content
            .contains("é … (a line of 1000 characters)\n2| x")
    );
}

#[test]
fn reads_no_data_and_nothing_outside_the_root() {
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret.py", b"KEY = 1\n");
    let tree = tree();
    let root = tree.path();
    std::os::unix::fs::symlink(outside.path().join("secret.py"), root.join("link.py")).unwrap();
    std::os::unix::fs::symlink(outside.path(), root.join("folder")).unwrap();
    std::os::unix::fs::symlink("src/cart.py", root.join("inner.py")).unwrap();
    write(root, ".git/config", b"[core]\n");
    std::os::unix::fs::symlink(".git/config", root.join("git.txt")).unwrap();
    write(root, "a.bin", b"KEY\0");
    write(root, "big.txt", &vec![b'K'; 3 * 1024 * 1024]);
    write(root, "latin.txt", b"caf\xe9\n");
    let check = |file| show(root, file, &Part::Whole);
    assert_snapshot!(check("link.py"), @"[link.py] failed link.py is a link that leads outside the repository; it is not read");
    assert_snapshot!(check("folder/secret.py"), @"[folder/secret.py] failed folder/secret.py is a link that leads outside the repository; it is not read");
    assert_snapshot!(check("git.txt"), @"[git.txt] failed git.txt is a link that leads outside the repository; it is not read");
    assert_snapshot!(check("a.bin"), @"[a.bin] failed a.bin is a binary file; it is not shown");
    assert_snapshot!(check("big.txt"), @"[big.txt] failed big.txt has more than 2 MiB; it is data and is not shown");
    assert!(check("latin.txt").ends_with("1| caf\u{fffd}\n"));
    assert!(check("inner.py").contains("class Cart"));
    assert_snapshot!(find(root, "KEY", ""), @"[search KEY] neutral `KEY` does not occur in 6 files; try a shorter text");
}

#[cfg(target_os = "linux")]
#[test]
fn does_not_wait_for_a_pipe() {
    let tree = tree();
    let place = tree.path().join("pipe.txt");
    rustix::fs::mkfifoat(rustix::fs::CWD, &place, rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR).unwrap();
    assert_eq!(read(tree.path(), &path("pipe.txt"), &Part::Whole).status, Status::Failed);
}

#[test]
fn finds_what_matches() {
    let tree = tree();
    let check = |pattern, within| find(tree.path(), pattern, within);
    assert_snapshot!(check(r"\brate\(", ""), @r"
    [search \brate\(] neutral `\brate\(` is in 2 lines of 2 files
    src/cart.py
    9| return sum(rate(i) for i in self.items)
    src/prices.py
    4| def rate(kind):
    ");
    assert_snapshot!(check("cart", "src"), @"
    [search cart in src] neutral `cart` is in 1 line of 1 file (only with other capital letters)
    src/cart.py
    4| class Cart:
    ");
    assert_snapshot!(check("Rate (a+", ""), @"
    [search Rate (a+] neutral `Rate (a+` is in 1 line of 1 file (it is no regular expression, so it was looked for as it stands)
    src/prices.py
    5| return RATES[kind]  # the Rate (a+b)
    ");
    assert_snapshot!(check("nothing", "src/cart.py"), @"[search nothing in src/cart.py] neutral `nothing` does not occur in 1 file; try a shorter text");
    assert_snapshot!(check("rate", "src/carts.py"), @"[search rate in src/carts.py] failed there is no file src/carts.py; there is src/cart.py");
}

#[test]
fn shows_some_of_many_hits() {
    let tree = tree();
    for n in 0..9 {
        write(tree.path(), &format!("n{n}.txt"), "needle\n".repeat(10).as_bytes());
    }
    let shown = find(tree.path(), "needle", "");
    assert!(
        shown.starts_with("[search needle] neutral `needle` is in 90 lines of 9 files\nn0.txt\n1| needle\n")
    );
    assert!(shown.ends_with(
        "(2 more in this file)\n(not all are shown; narrow it down with a longer pattern or a \"path\")\n"
    ));
    assert_eq!(shown.matches("| needle").count(), 40);
    assert_eq!(find(tree.path(), "needle", ""), shown);
}

#[test]
fn shows_a_symbol_and_who_uses_it() {
    let tree = tree();
    let check = |name| look_up(tree.path(), name);
    assert_snapshot!(check("rate"), @"
    [symbol rate] neutral `rate` is defined in src/prices.py, line 4; 2 uses of the name in 1 file
    defined in src/prices.py, lines 4-5, as `rate`:
      def rate(kind):
    used in src/cart.py
    1| from prices import rate
    9| (in Cart.total) return sum(rate(i) for i in self.items)
    ");
    assert_snapshot!(check("Cart::total()"), @"
    [symbol Cart.total] neutral `Cart.total` is defined in src/cart.py, line 8; 1 use of the name in 1 file
    defined in src/cart.py, lines 8-9, as `Cart.total`:
      def total(self):
    used in tests/test_cart.py
    4| (in test_total) assert Cart(['a']).total() == 2
    ");
    assert_snapshot!(check("prices.rate").lines().next().unwrap_or_default(), @"[symbol prices.rate] neutral `prices.rate` is defined in src/prices.py, line 4; 2 uses of the name in 1 file");
    assert_snapshot!(check("sum"), @"
    [symbol sum] neutral `sum` is not defined here; 1 use of the name in 1 file
    used in src/cart.py
    9| (in Cart.total) return sum(rate(i) for i in self.items)
    ");
    assert_snapshot!(check("ratee"), @"[symbol ratee] neutral no code defines or uses `ratee`; there is rate, RATES");
    assert_snapshot!(check(""), @"[symbol ] neutral no code defines or uses ``");
}
