use super::*;

use kinglet_domain::check::{Ended, Failure, FailureKind, Frame, Report};

/// A tree with these files.
fn tree(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let place = folder.path().join(name);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, text).unwrap();
    }
    folder
}

/// What is listed, what is parsed, and what is said to be left out of a tree.
///
/// - `frames`: the files that the failure leads to, as they are printed.
fn check(root: &Path, task: &str, frames: &[&str]) -> String {
    let listing = list(root).unwrap();
    let frames = frames.iter().filter_map(|text| listing.resolve(root, text));
    let frames = frames.map(|path| Frame { path, line: None, function: None }).collect();
    let failure = Failure { name: String::new(), kind: FailureKind::Test, message: String::new(), frames };
    let (ended, failures) = (Ended::Failed { code: 1 }, vec![failure]);
    let report = Report { ended, passed: None, failed: None, failures, summary: String::new() };
    let query = Query { task, report: &report };
    let repository = Repository::read(root, query).unwrap();
    let listed: Vec<&str> = repository.listing.paths().iter().map(RelPath::as_str).collect();
    let parsed: Vec<&str> = repository.files.iter().map(|file| file.path.as_str()).collect();
    let left_out = crate::survey(&repository, query).left_out;
    let left_out: Vec<String> = left_out.iter().map(ToString::to_string).collect();
    format!("listed: {}\nparsed: {}\n{}", listed.join(", "), parsed.join(", "), left_out.join("\n"))
}

const CODE: &[u8] = b"def f():\n    pass\n";

#[test]
fn lists_what_git_would_track_and_parses_the_source_files() {
    let folder = tree(&[
        (".git/config", b""),
        (".gitignore", b"target\n"),
        (".ignore", b"asked.py\n"),
        ("target/out.py", CODE),
        ("asked.py", CODE),
        ("src/a b.py", CODE),
        ("notes.txt", b"hello"),
    ]);
    insta::assert_snapshot!(check(folder.path(), "", &[]), @"
    listed: .gitignore, .ignore, asked.py, notes.txt, src/a b.py
    parsed: asked.py, src/a b.py
    ");
}

#[test]
fn says_which_files_were_left_out() {
    let folder = tree(&[
        (".git/config", b""),
        (".gitignore", b"made.py\n"),
        ("latin.py", b"# \xe9\n"),
        ("made.py", CODE),
        ("large.py", &vec![b'#'; 600 * 1024]),
    ]);
    let outside = tree(&[("far.py", CODE)]);
    std::os::unix::fs::symlink(outside.path().join("far.py"), folder.path().join("link.py")).unwrap();
    insta::assert_snapshot!(check(folder.path(), "", &["made.py"]), @"
    listed: .gitignore, large.py, latin.py
    parsed: 
    large.py was left out because it is larger than 512 KB
    latin.py was left out because it is not UTF-8 text; convert it
    link.py was left out because it leads out of the repository through a symbolic link
    made.py was left out because git is told to ignore it; name its path in the task if it is to be changed
    ");
    std::fs::write(folder.path().join("ok.py"), "def unlike():\n    return 1 + 1\n").unwrap();
    insta::assert_snapshot!(check(folder.path(), "unlike: fix latin.py, ./made.py and link.py", &[]), @"
    listed: .gitignore, large.py, latin.py, made.py, ok.py
    parsed: made.py, ok.py
    latin.py was left out because it is not UTF-8 text; convert it
    link.py was left out because it leads out of the repository through a symbolic link
    ");
}

#[test]
fn leaves_the_code_of_others_out() {
    let folder = tree(&[
        (".git/config", b""),
        ("own.py", CODE),
        (".venv/lib/site-packages/calc.py", CODE),
        ("environment/pyvenv.cfg", b""),
        ("environment/bin/calc.py", CODE),
        ("web/node_modules/calc/index.js", b"function f() {}\n"),
        ("go/vendor/modules.txt", b""),
        ("go/vendor/calc/calc.go", b"package calc\n"),
        ("vendor/calc.py", CODE),
        ("nested/.git/config", b""),
        ("nested/calc.py", CODE),
        ("module/.git", b"gitdir: ../.git/modules/module\n"),
        ("module/calc.py", CODE),
    ]);
    insta::assert_snapshot!(check(folder.path(), "", &[]), @"
    listed: own.py, vendor/calc.py
    parsed: own.py, vendor/calc.py
    ");
    insta::assert_snapshot!(check(folder.path(), "", &["nested/calc.py", "module/calc.py", ".venv/lib/site-packages/calc.py"]), @"
    listed: own.py, vendor/calc.py
    parsed: own.py, vendor/calc.py
    module/calc.py was left out because it lies in the submodule module; run kinglet there
    nested/calc.py was left out because it lies in nested, a repository of its own; run kinglet there, or name its path in the task
    ");
    insta::assert_snapshot!(check(folder.path(), "`.venv/lib/site-packages/calc.py`, nested/calc.py and module/calc.py.", &[]), @"
    listed: .venv/lib/site-packages/calc.py, nested/calc.py, own.py, vendor/calc.py
    parsed: .venv/lib/site-packages/calc.py, nested/calc.py, own.py, vendor/calc.py
    module/calc.py was left out because it lies in the submodule module; run kinglet there
    ");
}

#[cfg(target_os = "linux")]
#[test]
fn leaves_names_alone_that_it_cannot_spell() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    // Mended, the last three would be the first one.
    for name in ["a/b.py".as_bytes(), b"b\xff.py", b"a\\b.py", b" a/b.py", b"a/b.py "] {
        let place = folder.path().join(std::ffi::OsStr::from_bytes(name));
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, "x = 1\n").unwrap();
    }
    insta::assert_snapshot!(check(folder.path(), "", &[]), @r"
    listed: a/b.py
    parsed: a/b.py
     a/b.py was left out because its name has characters that kinglet cannot spell; rename it
    a/b.py  was left out because its name has characters that kinglet cannot spell; rename it
    a\b.py was left out because its name has characters that kinglet cannot spell; rename it
    b�.py was left out because its name has characters that kinglet cannot spell; rename it
    ");
}

#[test]
fn finds_the_file_that_an_output_means() {
    let paths = ["a/x.go", "b/x.go", "pkg/src/lib.rs"].map(|path| RelPath::parse(path).unwrap()).into();
    let listing = Listing::new(paths);
    let check = |text: &str| listing.resolve(Path::new("/home/u/r"), text).map(String::from);
    assert_eq!(check("src/lib.rs").as_deref(), Some("pkg/src/lib.rs"));
    assert_eq!(check("/home/u/r/b/x.go").as_deref(), Some("b/x.go"));
    assert_eq!(check("/home/u/r/b//./x.go").as_deref(), Some("b/x.go"));
    assert_eq!(check("lib.rs").as_deref(), Some("pkg/src/lib.rs"));
    assert_eq!(check("x.go"), None);
    assert_eq!(check("/usr/lib/x.go"), None);
    assert_eq!(check("../x.go"), None);
}

#[test]
fn says_when_there_is_no_such_folder() {
    let error = list(Path::new("/nowhere/at/all")).unwrap_err();
    insta::assert_snapshot!(error, @"cannot list the files under /nowhere/at/all; check its permissions");
}
