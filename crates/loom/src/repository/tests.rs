use super::*;

#[test]
fn lists_what_git_would_track_and_parses_the_source_files() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let write = |name: &str, text: &[u8]| {
        let place = root.join(name);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, text).unwrap();
    };
    write(".git/config", b"");
    write(".gitignore", b"target\n");
    write("target/out.py", b"x = 1\n");
    write("src/a b.py", b"def f():\n    pass\n");
    write("src/latin.py", b"# \xe9\n");
    write("notes.txt", b"hello");
    let repository = Repository::read(root).unwrap();
    let paths: Vec<&str> = repository.listing.paths().iter().map(RelPath::as_str).collect();
    assert_eq!(paths, [".gitignore", "notes.txt", "src/a b.py", "src/latin.py"]);
    let parsed: Vec<&str> = repository.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(parsed, ["src/a b.py"]);
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
    let listing = list(folder.path()).unwrap();
    assert_eq!(listing.paths(), [RelPath::parse("a/b.py").unwrap()]);
}

#[test]
fn finds_the_file_that_an_output_means() {
    let paths = ["a/x.go", "b/x.go", "pkg/src/lib.rs"].map(|path| RelPath::parse(path).unwrap()).into();
    let listing = Listing::new(paths);
    let check = |text: &str| listing.resolve(Path::new("/home/u/r"), text).map(RelPath::as_str);
    assert_eq!(check("src/lib.rs"), Some("pkg/src/lib.rs"));
    assert_eq!(check("/home/u/r/b/x.go"), Some("b/x.go"));
    assert_eq!(check("/home/u/r/b//./x.go"), Some("b/x.go"));
    assert_eq!(check("lib.rs"), Some("pkg/src/lib.rs"));
    assert_eq!(check("x.go"), None);
    assert_eq!(check("/usr/lib/x.go"), None);
    assert_eq!(check("../x.go"), None);
}

#[test]
fn says_when_there_is_no_such_folder() {
    let error = list(Path::new("/nowhere/at/all")).unwrap_err();
    insta::assert_snapshot!(error, @"cannot list the files under /nowhere/at/all; check its permissions");
}
