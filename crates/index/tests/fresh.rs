//! The index against trees as they are found: changing, hostile, huge, damaged, and shared.

#![expect(clippy::unwrap_used, reason = "helpers outside of a test function may fail like the test itself")]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};

use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Millis;
use kinglet_index::{Commit, Index, Kept, Kind, Report, Skipped};
use tempfile::TempDir;

/// A tree, and beside it the folder of its index. The only code here that knows how an index is opened.
struct Scene {
    folder: TempDir,
    now: i64,
}

impl Scene {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["tree", "state"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        // Far ahead of the files' times, so that these are settled.
        let scene = Self { folder, now: 4_000_000_000_000 };
        for (path, text) in files {
            scene.write(path, text);
        }
        scene
    }

    fn tree(&self) -> PathBuf {
        self.folder.path().join("tree")
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn file(&self) -> PathBuf {
        self.state().join("index.sqlite")
    }

    fn write(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let place = self.tree().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    fn open(&self, maker: &str) -> Index {
        Index::open(&self.tree(), Some(&self.file()), maker).unwrap()
    }

    fn refresh(&mut self, index: &mut Index) -> Report {
        self.now += 10_000;
        index.refresh(Millis(self.now), &mut |_, _| {}).unwrap()
    }

    fn fresh(&mut self) -> (Index, Report) {
        let mut index = self.open("test");
        let report = self.refresh(&mut index);
        (index, report)
    }
}

/// How many files were read, are as they were, and are gone.
fn counts(report: &Report) -> (usize, usize, usize) {
    (report.read, report.unchanged, report.removed)
}

fn paths(index: &Index) -> Vec<&str> {
    index.files().iter().map(|file| file.path.as_str()).collect()
}

/// The files in which a word occurs.
fn with(index: &Index, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    index.word(word, |document, _| found.push(document)).unwrap();
    let mut paths: Vec<String> = found
        .into_iter()
        .filter_map(|id| index.files().iter().find(|file| file.id == id))
        .map(|file| file.path.to_string())
        .collect();
    paths.sort_unstable();
    paths
}

const CART: &str = "class Cart:\n    def total(self):\n        return sum(self.prices)\n";

#[test]
fn only_what_changed_is_read() {
    let mut scene = Scene::new(&[("cart.py", CART), ("price.py", "def price(): pass\n")]);
    let (index, report) = scene.fresh();
    assert_eq!((counts(&report), with(&index, "total")), ((2, 0, 0), vec!["cart.py".to_owned()]));
    let (_, report) = scene.fresh();
    assert_eq!(counts(&report), (0, 2, 0));
    scene.write("cart.py", CART.replace("total", "amount"));
    let (index, report) = scene.fresh();
    assert_eq!(
        (counts(&report), with(&index, "total"), with(&index, "amount")),
        ((1, 1, 0), vec![], vec!["cart.py".to_owned()])
    );
    fs::remove_file(scene.tree().join("cart.py")).unwrap();
    let (index, report) = scene.fresh();
    assert_eq!((counts(&report), with(&index, "amount")), ((0, 1, 1), vec![]));
}

#[test]
fn a_touched_file_is_not_parsed_again() {
    let mut scene = Scene::new(&[("cart.py", CART)]);
    scene.fresh();
    scene.write("cart.py", CART);
    assert_eq!(counts(&scene.fresh().1), (0, 1, 0));
}

#[test]
fn what_changes_while_the_clock_stands_still_is_seen() {
    let mut scene = Scene::new(&[("cart.py", CART)]);
    let place = scene.tree().join("cart.py");
    // The file's times are in the future of this clock, or just now: they settle nothing.
    scene.now = 0;
    let mut index = scene.open("test");
    let modified = fs::metadata(&place).unwrap().modified().unwrap();
    let now = modified.duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    let now = i64::try_from(now).unwrap();
    index.refresh(Millis(now), &mut |_, _| {}).unwrap();
    fs::write(&place, CART.replace("total", "toral")).unwrap();
    fs::File::options().write(true).open(&place).unwrap().set_modified(modified).unwrap();
    index.refresh(Millis(now + 5), &mut |_, _| {}).unwrap();
    assert_eq!(with(&index, "toral"), ["cart.py"]);
}

#[test]
fn an_index_that_grew_says_what_a_new_one_does() {
    let mut scene = Scene::new(&[]);
    for round in 0..30 {
        scene.write(
            format!("a{}.py", round % 7),
            format!("def round{round}_total(): return common + {round}\n"),
        );
        scene.fresh();
    }
    let (grown, _) = scene.fresh();
    let mut new = Index::open(&scene.tree(), None, "test").unwrap();
    new.refresh(Millis(scene.now), &mut |_, _| {}).unwrap();
    assert_eq!(paths(&grown), paths(&new));
    for word in ["common", "total", "round29", "round1", "py"] {
        assert_eq!(with(&grown, word), with(&new, word), "{word}");
    }
}

#[test]
fn a_word_of_very_many_files_is_found_in_all() {
    let mut scene = Scene::new(&[]);
    for number in 0..1_000 {
        scene.write(format!("a{number}.py"), format!("common = {number}\n"));
    }
    let (mut index, _) = scene.fresh();
    assert_eq!(with(&index, "common").len(), 1_000);
    // So many change that what is known of the others is written anew.
    for number in 0..600 {
        scene.write(format!("a{number}.py"), "unusual = 1\n");
    }
    scene.refresh(&mut index);
    assert_eq!(with(&index, "common").len(), 400);
    assert_eq!(with(&index, "unusual").len(), 600);
}

#[test]
fn another_program_makes_it_anew() {
    let mut scene = Scene::new(&[("cart.py", CART)]);
    scene.fresh();
    let mut index = scene.open("another grammar");
    assert_eq!(counts(&scene.refresh(&mut index)), (1, 0, 0));
}

#[test]
fn a_damaged_index_is_made_anew() {
    let mut scene = Scene::new(&[("cart.py", CART), ("price.py", "def price(): pass\n")]);
    drop(scene.fresh());
    let whole = fs::read(scene.file()).unwrap();
    for at in (0..whole.len()).step_by(61) {
        let mut bytes = whole.clone();
        bytes[at..whole.len().min(at + 8)].fill(0xa5);
        for beside in ["index.sqlite-wal", "index.sqlite-shm"] {
            let _absent = fs::remove_file(scene.state().join(beside));
        }
        fs::write(scene.file(), &bytes).unwrap();
        // It may be a page that nothing reads, or one that only a question does: that tells, and the index is made anew.
        let (mut index, _) = scene.fresh();
        if let Err(error) = index.word("total", |_, _| {}) {
            assert!(error.is_damage(), "at {at}: {error}");
            index.empty().unwrap();
            scene.refresh(&mut index);
            assert_eq!(with(&index, "total"), ["cart.py"], "at {at}");
        }
        assert_eq!(paths(&index).len(), 2, "at {at}");
    }
    fs::write(scene.file(), "this is no database, and never was one").unwrap();
    let (index, report) = scene.fresh();
    assert_eq!((counts(&report), with(&index, "total")), ((2, 0, 0), vec!["cart.py".to_owned()]));
    assert_eq!(index.kept(), &Kept::OnDisk(scene.file()));
}

/// What names the tree to [`dies_while_indexing`], and the index; and how many files it reads before it dies.
const DYING: [&str; 3] = ["KINGLET_DYING_TREE", "KINGLET_DYING_INDEX", "KINGLET_DYING_AFTER"];

/// Does nothing by itself: the next test starts it as a process of its own.
#[test]
fn dies_while_indexing() {
    let [Some(tree), Some(file), Some(after)] = DYING.map(std::env::var_os) else { return };
    let after: usize = after.to_str().unwrap().parse().unwrap();
    let mut index = Index::open(Path::new(&tree), Some(Path::new(&file)), "test").unwrap();
    let die = |done, _| {
        if done == after {
            rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL).unwrap();
        }
    };
    index.refresh(Millis(4_000_000_000_000), &mut { die }).unwrap();
    unreachable!("it reads more files than that");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a process that is killed")]
fn a_kill_loses_no_more_than_what_was_being_written() {
    let mut scene = Scene::new(&[]);
    for number in 0..40 {
        scene.write(format!("f{number}.py"), CART);
    }
    for after in ["1", "7", "40"] {
        let values = [scene.tree().into_os_string(), scene.file().into_os_string(), after.into()];
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "dies_while_indexing"])
            .envs(DYING.into_iter().zip(values))
            .status()
            .unwrap();
        assert_eq!(status.signal(), Some(9), "after {after}");
    }
    let (index, report) = scene.fresh();
    assert_eq!((counts(&report), with(&index, "total").len()), ((40, 0, 0), 40));
}

#[test]
fn files_that_change_while_they_are_read_are_read_again() {
    let mut scene = Scene::new(&[]);
    for number in 0..200 {
        scene.write(format!("f{number:03}.py"), CART);
    }
    let tree = scene.tree();
    // The clock is that of the file system: what was written a moment ago is not settled.
    let modified = fs::metadata(tree.join("f199.py")).unwrap().modified().unwrap();
    let now = modified.duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    scene.now = i64::try_from(now).unwrap() - 10_000;
    let mut index = scene.open("test");
    let rewrite = |done, _| {
        if done == 1 {
            fs::write(tree.join("f000.py"), "def behind(): pass\n").unwrap();
            fs::write(tree.join("f199.py"), "def ahead(): pass\n").unwrap();
            fs::remove_file(tree.join("f198.py")).unwrap();
            fs::write(tree.join("f197.py"), "").unwrap();
        }
    };
    scene.now += 10_000;
    index.refresh(Millis(scene.now), &mut { rewrite }).unwrap();
    scene.refresh(&mut index);
    assert_eq!(
        (with(&index, "behind"), with(&index, "ahead"), with(&index, "total").len()),
        (vec!["f000.py".to_owned()], vec!["f199.py".to_owned()], 196)
    );
}

#[test]
fn where_nothing_can_be_written_it_is_made_in_memory() {
    let mut scene = Scene::new(&[("cart.py", CART)]);
    // Root may write anywhere: a folder that is not there stops it, too.
    let mut index =
        Index::open(&scene.tree(), Some(&scene.state().join("missing/index.sqlite")), "test").unwrap();
    assert!(matches!(index.kept(), Kept::InMemory(_)));
    scene.refresh(&mut index);
    assert_eq!(with(&index, "total"), ["cart.py"]);
}

#[test]
fn others_read_and_write_it_meanwhile() {
    let mut scene = Scene::new(&[("cart.py", CART)]);
    let (first, _) = scene.fresh();
    let mut second = scene.open("test");
    scene.write("cart.py", CART.replace("total", "amount"));
    scene.refresh(&mut second);
    assert_eq!(with(&second, "amount"), ["cart.py"]);
    // The first one knows what it knew, and learns the rest.
    assert_eq!(paths(&first), ["cart.py"]);
    let mut first = first;
    assert_eq!(counts(&scene.refresh(&mut first)), (0, 1, 0));
    assert_eq!(with(&first, "amount"), ["cart.py"]);
}

#[test]
fn ignored_folders_are_not_entered() {
    let mut scene = Scene::new(&[("cart.py", CART), (".gitignore", "build/\n"), (".ignore", "data/\n")]);
    for folder in ["build", "data", "node_modules"] {
        for number in 0..300 {
            scene.write(format!("{folder}/{}/f{number}.py", number % 10), "def total(): pass\n");
        }
        // Whoever enters it meets a repository, and tells; or, unless it is root, cannot enter.
        scene.write(format!("{folder}/inner/.git/HEAD"), "ref: refs/heads/main\n");
        fs::set_permissions(scene.tree().join(folder), fs::Permissions::from_mode(0o000)).unwrap();
    }
    let (index, report) = scene.fresh();
    assert_eq!((paths(&index), report.passed), (vec![".gitignore", ".ignore", "cart.py"], vec![]));
}

#[test]
fn links_that_go_in_circles_are_not_followed() {
    let mut scene = Scene::new(&[("a/cart.py", CART)]);
    symlink("..", scene.tree().join("a/up")).unwrap();
    symlink("loop", scene.tree().join("loop")).unwrap();
    symlink("/", scene.tree().join("everything")).unwrap();
    assert_eq!(paths(&scene.fresh().0), ["a/cart.py"]);
}

#[test]
fn names_and_contents_that_are_no_text_are_told() {
    let mut scene = Scene::new(&[("cart.py", CART)]);
    scene.write(OsStr::from_bytes(b"caf\xe9.py"), CART);
    scene.write("image.png", b"\x89PNG\0\0total");
    scene.write("latin.py", b"# caf\xe9 total\n");
    fs::File::create(scene.tree().join("huge.py")).unwrap().set_len(200 << 20).unwrap();
    let mode = rustix::fs::Mode::RWXU;
    rustix::fs::mknodat(rustix::fs::CWD, scene.tree().join("pipe.py"), rustix::fs::FileType::Fifo, mode, 0)
        .unwrap();
    let (index, report) = scene.fresh();
    let skipped: Vec<_> = index.files().iter().map(|file| (file.path.as_str(), file.skipped)).collect();
    let expected = [
        ("cart.py", None),
        ("huge.py", Some(Skipped::TooLong)),
        ("image.png", Some(Skipped::Binary)),
        ("latin.py", None),
    ];
    assert_eq!(skipped, expected);
    assert_eq!(
        report.passed.iter().map(|(path, why)| (path.as_str(), why.name())).collect::<Vec<_>>(),
        [("caf\u{fffd}.py", "its name is no text")]
    );
    assert_eq!(with(&index, "total"), ["cart.py", "latin.py"]);
    assert_eq!(counts(&scene.fresh().1), (0, 4, 0));
}

#[test]
fn repositories_within_are_passed_over() {
    let mut scene =
        Scene::new(&[("cart.py", CART), ("lib/.git", "gitdir: ../.git/modules/lib\n"), ("lib/a.py", CART)]);
    scene.write("other/.git/HEAD", "ref: refs/heads/main\n");
    scene.write("other/b.py", CART);
    let (index, report) = scene.fresh();
    assert_eq!(paths(&index), ["cart.py"]);
    assert_eq!(report.passed.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["lib", "other"]);
}

#[test]
fn words_are_found_by_their_beginning() {
    let mut scene = Scene::new(&[("cart.py", "def validate(): pass\nvalidation = valid_1 = 2\n")]);
    let (mut index, _) = scene.fresh();
    assert_eq!(index.words_beginning("valid").unwrap(), ["valid", "validat", "validation"]);
    scene.write("price.py", "validity = 1\nvalidation = 2\n");
    scene.refresh(&mut index);
    assert_eq!(index.words_beginning("validat").unwrap(), ["validat", "validation"]);
    assert_eq!(index.words_beginning("x").unwrap(), [""; 0]);
}

#[test]
fn an_empty_folder_has_no_files() {
    let mut scene = Scene::new(&[]);
    let (index, report) = scene.fresh();
    assert_eq!((paths(&index).len(), counts(&report)), (0, (0, 0, 0)));
}

#[test]
fn symbols_names_and_imports_are_known() {
    let mut scene = Scene::new(&[
        (
            "shop/cart.py",
            "from .money import Price\n\nclass Cart:\n    def total(self):\n        return Price(1)\n",
        ),
        ("tests/test_cart.py", "def test_total():\n    assert Cart().total()\n"),
    ]);
    let (index, _) = scene.fresh();
    let cart = index.file(&RelPath::parse("shop/cart.py").unwrap()).unwrap();
    let test = index.file(&RelPath::parse("tests/test_cart.py").unwrap()).unwrap();
    assert_eq!((cart.kind, test.kind), (Kind::Source, Kind::Test));
    let outline = index.outline(cart).unwrap();
    let shown: Vec<_> =
        outline.symbols.iter().map(|it| (it.line.get(), it.name.as_str(), it.signature.as_str())).collect();
    assert_eq!(shown, [(3, "Cart", "class Cart"), (4, "Cart.total", "def total(self)")]);
    let ids = |found: Vec<kinglet_index::Occurrence>| found.into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(ids(index.definitions("total").unwrap()), [cart.id]);
    assert_eq!(ids(index.definitions("test_total").unwrap()), [test.id]);
    assert_eq!(ids(index.uses("Cart").unwrap()), [cart.id, test.id]);
    assert_eq!(ids(index.importers("money").unwrap()), [cart.id]);
    assert_eq!(index.outline(test).unwrap().symbols.len(), 1);
}

#[test]
fn the_history_is_known_and_can_be_forgotten() {
    let mut scene = Scene::new(&[("cart.py", CART)]);
    let (mut index, _) = scene.fresh();
    let path = RelPath::parse("cart.py").unwrap();
    let commit = |message: &str| Commit { at_s: 1, message: message.to_owned(), paths: vec![path.clone()] };
    index.set_history("a", &[commit("mend rounding")]).unwrap();
    index.add_history("b", &[commit("faster\n\nSigned-off-by: X <x@example.org>")]).unwrap();
    let said = |index: &Index, word: &str| {
        let mut found = 0;
        index.messages(word, |_, _| found += 1).unwrap();
        found
    };
    assert_eq!(
        (index.head().unwrap().as_deref(), said(&index, "round"), said(&index, "exampl")),
        (Some("b"), 1, 0)
    );
    assert_eq!(index.commits_of("cart.py").unwrap().len(), 2);
    index.set_history("c", &[]).unwrap();
    assert_eq!((said(&index, "round"), index.history().unwrap().len()), (0, 0));
}
