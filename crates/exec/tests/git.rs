//! Where a repository begins, and that the repository cannot make it run anything; what was changed in one that was
//! begun here.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]

use std::fs;
use std::time::Duration;

use kinglet_domain::check::Ended;
use kinglet_exec::{Command, git, run};
use tokio_util::sync::CancellationToken;

/// A folder in which `line` has been run.
async fn folder(line: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let identity = ["AUTHOR", "COMMITTER"].map(|role| {
        [(format!("GIT_{role}_NAME"), "a".to_owned()), (format!("GIT_{role}_EMAIL"), "a@b".to_owned())]
    });
    let line = format!("set -e; {line}");
    let command =
        Command { env: identity.concat(), ..Command::shell(line, folder.path(), Duration::from_mins(1)) };
    let finished = run(&command, &CancellationToken::new()).await.unwrap();
    assert_eq!(finished.ended, Ended::Passed, "{}", finished.output);
    folder
}

#[tokio::test]
async fn finds_the_root_from_within() {
    let folder = folder("git init -q .; mkdir -p a/b").await;
    let root = git::repository_root(&folder.path().join("a/b")).await.unwrap();
    assert_eq!(root, fs::canonicalize(folder.path()).unwrap());
}

#[tokio::test]
async fn tells_why_there_is_no_root() {
    let nothing = tempfile::tempdir().unwrap();
    let error = git::repository_root(nothing.path()).await.unwrap_err();
    assert!(matches!(error, kinglet_exec::Error::NotARepository { .. }), "{error}");
    let bare = folder("git init -q --bare .").await;
    let error = git::repository_root(bare.path()).await.unwrap_err();
    assert!(matches!(error, kinglet_exec::Error::BareRepository { .. }), "{error}");
    let error = git::repository_root(&nothing.path().join("gone")).await.unwrap_err();
    assert!(matches!(error, kinglet_exec::Error::Folder { .. }), "{error}");
}

#[tokio::test]
async fn a_repository_that_git_refuses_is_not_called_none() {
    let broken = folder("git init -q .; echo '[' >.git/config; mkdir -p a/b").await;
    let error = git::repository_root(&broken.path().join("a/b")).await.unwrap_err();
    assert!(matches!(error, kinglet_exec::Error::Unopened { .. }), "{error}");
    assert!(error.to_string().contains("bad config line 1"), "{error}");
    // Somebody else's; only root can make one.
    let foreign = folder("git init -q .; [ $(id -u) != 0 ] || chown -R 1 .").await;
    if let Err(error) = git::repository_root(foreign.path()).await {
        assert!(matches!(error, kinglet_exec::Error::Unopened { .. }), "{error}");
        assert!(error.to_string().contains("git config --global --add safe.directory "), "{error}");
    }
}

#[tokio::test]
async fn a_repository_cannot_make_git_run_anything() {
    let folder = folder(
        r#"git init -q .; printf 'a filter=evil diff=evil\n' >.gitattributes; echo one >a; git add .; git commit -q -m x
        printf '#!/bin/sh\ntouch "%s/ran"\ncat\n' "$PWD" >evil; chmod +x evil; echo evil >>.git/info/exclude
        for key in core.fsmonitor filter.evil.clean filter.evil.process diff.external diff.evil.command \
            diff.evil.textconv core.pager gpg.program; do git config "$key" "$PWD/evil"; done
        git config filter.evil.required true; git config log.showSignature true
        mkdir -p hooks; cp evil hooks/post-index-change; git config core.hooksPath "$PWD/hooks"; echo hooks >>.git/info/exclude
        echo two >a"#,
    )
    .await;
    fs::remove_file(folder.path().join("ran")).unwrap_or_default();
    let root = git::repository_root(folder.path()).await.unwrap();
    assert_eq!(root, fs::canonicalize(folder.path()).unwrap());
    assert!(!folder.path().join("ran").exists(), "git ran a program that the repository named");
}

#[tokio::test]
async fn what_was_changed_since_the_beginning_is_told_and_copied() {
    let folder = folder(
        "mkdir sub out; echo one >a; echo two >sub/b; echo three >c; echo built >out/x; echo '*.o' >.gitignore",
    )
    .await;
    let copy = tempfile::tempdir().unwrap();
    let copy = copy.path().join("copy");
    git::begin(folder.path(), &["out"]).await.unwrap();
    assert_eq!(git::changes(folder.path(), &copy).await.unwrap(), b"");
    assert!(!copy.join("out").exists());

    fs::write(folder.path().join("a"), "ONE\n").unwrap();
    fs::write(folder.path().join("new"), "four\n").unwrap();
    fs::write(folder.path().join("sub/b.o"), "built").unwrap();
    fs::remove_file(folder.path().join("c")).unwrap();
    fs::remove_dir_all(&copy).unwrap();
    let diff = String::from_utf8(git::changes(folder.path(), &copy).await.unwrap()).unwrap();
    let lines = diff.lines().filter(|line| !line.starts_with("index "));
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @"
    diff --git a/a b/a
    --- a/a
    +++ b/a
    @@ -1 +1 @@
    -one
    +ONE
    diff --git a/c b/c
    deleted file mode 100644
    --- a/c
    +++ /dev/null
    @@ -1 +0,0 @@
    -three
    diff --git a/new b/new
    new file mode 100644
    --- /dev/null
    +++ b/new
    @@ -0,0 +1 @@
    +four
    ");
    let mut names: Vec<_> =
        fs::read_dir(&copy).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, [".gitignore", "a", "new", "sub"]);
    assert_eq!(fs::read_to_string(copy.join("a")).unwrap(), "ONE\n");
    assert!(!copy.join("sub/b.o").exists(), "what is ignored is not copied");
}
