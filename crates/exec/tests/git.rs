//! What git says of a repository, and that the repository cannot make it run anything.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use kinglet_domain::check::Ended;
use kinglet_exec::{Command, git, run};
use tokio_util::sync::CancellationToken;

/// A folder in which `line` has been run.
async fn folder(line: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    prepare(folder.path(), line).await;
    folder
}

async fn prepare(folder: &Path, line: &str) {
    let identity = ["AUTHOR", "COMMITTER"].map(|role| {
        [(format!("GIT_{role}_NAME"), "a".to_owned()), (format!("GIT_{role}_EMAIL"), "a@b".to_owned())]
    });
    let line = format!("set -e; {line}");
    let command = Command { env: identity.concat(), ..Command::shell(line, folder, Duration::from_mins(1)) };
    let finished = run(&command, &CancellationToken::new()).await.unwrap();
    assert_eq!(finished.ended, Ended::Passed, "{}", finished.output);
}

async fn check(folder: &Path) -> String {
    match git::status(folder).await {
        Ok(status) => {
            let names = |paths: &[kinglet_domain::path::RelPath]| {
                paths.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
            };
            format!(
                "changed: {}; untracked: {}; skipped: {}",
                names(&status.changed),
                names(&status.untracked),
                status.skipped
            )
        }
        Err(error) => format!("error: {error}"),
    }
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
async fn a_repository_without_commits_has_no_head() {
    let folder = folder("git init -q .").await;
    assert_eq!(git::head_commit(folder.path()).await.unwrap(), None);
    prepare(folder.path(), "git commit -q --allow-empty -m x").await;
    assert_eq!(git::head_commit(folder.path()).await.unwrap().map(|id| id.len()), Some(40));
}

#[tokio::test]
async fn lists_what_changed() {
    let folder = folder(
        "git init -q .; echo x >same; echo x >'a b'; echo x >gone; echo x >moved; git add .; git commit -q -m x; \
         echo y >'a b'; rm gone; git mv moved elsewhere; mkdir new; echo x >new/ü; echo x >\"$(printf 'bad\\377')\"; \
         echo x >'back\\slash'; echo ignored >.gitignore; echo x >ignored",
    )
    .await;
    assert_eq!(
        check(folder.path()).await,
        "changed: a b, elsewhere, gone, moved; untracked: .gitignore, new/ü; skipped: 2"
    );
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
    assert_eq!(check(folder.path()).await, "changed: a; untracked: ; skipped: 0");
    assert!(git::git(folder.path(), &["diff"]).await.unwrap().contains("+two"));
    assert!(git::git(folder.path(), &["log", "-p"]).await.unwrap().contains("+one"));
    assert!(!folder.path().join("ran").exists(), "git ran a program that the repository named");
}
