//! What storing and undoing do to real files.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use insta::assert_snapshot;
use kinglet_domain::edit::Change;
use kinglet_domain::path::RelPath;
use kinglet_edit::{OnDisk, apply, diff, revert, state_of, undo};

fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
    let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
    Change { path: RelPath::parse(path).unwrap(), before: bytes(before), after: bytes(after) }
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(root.path().join(name), text).unwrap();
    }
    root
}

/// The names and contents of the files in `root`, and the names of its folders, sorted.
fn listing(root: &Path) -> String {
    let mut names: Vec<_> = fs::read_dir(root)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            fs::read_to_string(&path).map_or(format!("{name}/"), |text| format!("{name}={text}"))
        })
        .collect();
    names.sort();
    names.join(" ")
}

#[test]
fn all_files_change_or_none() {
    let root = folder(&[("a", "1"), ("b", "mine")]);
    let changes = [
        change("a", Some("1"), Some("2")),
        change("c", None, Some("3")),
        change("b", Some("old"), Some("4")),
    ];
    assert_snapshot!(apply(root.path(), &changes).unwrap_err(), @"b was changed by someone else meanwhile; read it again");
    assert_eq!(listing(root.path()), "a=1 b=mine");
    apply(root.path(), &changes[..2]).unwrap();
    assert_eq!(listing(root.path()), "a=2 b=mine c=3");
}

#[test]
fn creation_makes_folders_and_never_overwrites() {
    let root = folder(&[("a", "1")]);
    apply(root.path(), &[change("x/y/z", None, Some("3"))]).unwrap();
    assert_eq!(listing(&root.path().join("x/y")), "z=3");
    assert_snapshot!(apply(root.path(), &[change("a", None, Some("2"))]).unwrap_err(), @"a was changed by someone else meanwhile; read it again");
    assert_eq!(listing(root.path()), "a=1 x/");
}

#[test]
fn the_mode_stays_and_hard_links_keep_the_old_text() {
    let root = folder(&[("a", "1")]);
    let (file, link) = (root.path().join("a"), root.path().join("link"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o751)).unwrap();
    fs::hard_link(&file, &link).unwrap();
    apply(root.path(), &[change("a", Some("1"), Some("2"))]).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o751);
    assert_eq!(listing(root.path()), "a=2 link=1");
}

#[test]
fn the_mode_goes_with_a_file_that_is_renamed() {
    let root = folder(&[("a", "1")]);
    fs::set_permissions(root.path().join("a"), fs::Permissions::from_mode(0o751)).unwrap();
    let rename = [change("a", Some("1"), None), change("b", None, Some("1"))];
    apply(root.path(), &rename).unwrap();
    assert_eq!(fs::metadata(root.path().join("b")).unwrap().mode() & 0o777, 0o751);
    undo(root.path(), &rename).unwrap();
    assert_eq!(fs::metadata(root.path().join("a")).unwrap().mode() & 0o777, 0o751);
    assert_eq!(listing(root.path()), "a=1");
}

#[test]
fn the_mode_goes_with_a_file_that_is_renamed_and_edited() {
    let root = folder(&[("a", "1\n2\n3\n")]);
    fs::set_permissions(root.path().join("a"), fs::Permissions::from_mode(0o751)).unwrap();
    let rename = [
        change("a", Some("1\n2\n3\n"), None),
        change("b", None, Some("1\n2\n4\n")),
        change("c", None, Some("5\n6\n3\n")),
    ];
    apply(root.path(), &rename).unwrap();
    let mode = |name: &str| fs::metadata(root.path().join(name)).unwrap().mode() & 0o777;
    assert_eq!((mode("b"), mode("c") & 0o111), (0o751, 0));
    undo(root.path(), &rename).unwrap();
    assert_eq!(mode("a"), 0o751);
}

#[test]
fn a_link_stays_a_link() {
    let root = folder(&[("a", "1")]);
    symlink("a", root.path().join("link")).unwrap();
    apply(root.path(), &[change("link", Some("1"), Some("2"))]).unwrap();
    assert!(fs::symlink_metadata(root.path().join("link")).unwrap().is_symlink());
    assert_eq!(listing(root.path()), "a=2 link=2");
}

#[cfg(target_os = "linux")]
#[test]
fn extended_attributes_stay() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    // Folders of temporary files lie in memory on some machines, and have none there.
    let root = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let file = root.path().join("a");
    fs::write(&file, "1").unwrap();
    setxattr(&file, "user.note", b"kept", XattrFlags::empty())
        .expect("build on a disk with extended attributes");
    apply(root.path(), &[change("a", Some("1"), Some("2"))]).unwrap();
    let mut value = [0; 4];
    assert_eq!(getxattr(&file, "user.note", &mut value[..]).unwrap(), 4);
    assert_eq!(&value, b"kept");
}

#[test]
fn the_disk_tells_how_far_it_came() {
    let root = folder(&[("a", "1")]);
    let (first, second) = (change("a", Some("1"), Some("2")), change("b", None, Some("3")));
    assert_eq!(
        [state_of(root.path(), &first).unwrap(), state_of(root.path(), &second).unwrap()],
        [OnDisk::Before; 2]
    );
    apply(root.path(), &[first.clone(), second.clone()]).unwrap();
    assert_eq!(
        [state_of(root.path(), &first).unwrap(), state_of(root.path(), &second).unwrap()],
        [OnDisk::After; 2]
    );
    fs::write(root.path().join("a"), "mine").unwrap();
    assert_eq!(state_of(root.path(), &first).unwrap(), OnDisk::Other);
}

#[test]
fn undo_goes_back_to_before_the_first_change() {
    let root = folder(&[("a", "1")]);
    let steps = [
        vec![change("a", Some("1"), Some("2")), change("x/y/new", None, Some("n"))],
        vec![change("a", Some("2"), Some("3"))],
    ];
    for step in &steps {
        apply(root.path(), step).unwrap();
    }
    let undone = undo(root.path(), &steps.concat()).unwrap();
    assert_eq!(undone, [change("x/y/new", Some("n"), None), change("a", Some("3"), Some("1"))]);
    assert_eq!(listing(root.path()), "a=1");
    assert_eq!(undo(root.path(), &steps.concat()).unwrap(), []);
    apply(root.path(), &revert(&undone)).unwrap();
    assert_eq!(listing(root.path()), "a=3 x/");
}

#[test]
fn undo_keeps_what_the_user_wrote() {
    let root = folder(&[("a", "1"), ("b", "1"), ("c", "4")]);
    let changes = [change("a", Some("1"), Some("2")), change("b", Some("1"), Some("2"))];
    apply(root.path(), &changes).unwrap();
    fs::write(root.path().join("a"), "mine").unwrap();
    let between = [change("c", Some("1"), Some("2")), change("c", Some("mine"), Some("4"))];
    let error = undo(root.path(), &[changes.as_slice(), &between].concat()).unwrap_err();
    assert_snapshot!(error, @"not undone, because it was changed since: a, c");
    assert_eq!(listing(root.path()), "a=mine b=2 c=4");
}

#[test]
fn diffs_can_be_applied_by_other_tools() {
    let changes = [
        change("src/a", Some("1\n2\n3\n4\n5\n"), Some("1\n2\n3\n4\nfive")),
        change("new", None, Some("n\n")),
        change("gone", Some("g\n"), None),
    ];
    assert_snapshot!(diff(&changes), @r"
    --- a/src/a
    +++ b/src/a
    @@ -2,4 +2,4 @@
     2
     3
     4
    -5
    +five
    \ No newline at end of file
    --- /dev/null
    +++ b/new
    @@ -0,0 +1 @@
    +n
    --- a/gone
    +++ /dev/null
    @@ -1 +0,0 @@
    -g
    ");
}
