//! What is said of an edit.

use std::ffi::OsString;

use insta::assert_snapshot;
use kinglet_lsp::{Finding, Limits, Review, Revision, Search, Servers};

use crate::scene::{LONG, SHORT, Scene, limits, path};

fn revision(name: &str, before: &str, after: &str) -> Revision {
    let text = |text: &str| (text != "-").then(|| text.to_owned());
    Revision { path: path(name), before: text(before), after: text(after) }
}

fn told(reviews: &[Review]) -> String {
    let one = |review: &Review| match &review.finding {
        Finding::Looked(errors) => {
            let errors = errors.iter().map(|(path, it)| format!(" {path}:{} {}", it.line, it.message));
            format!("{} looked:{}", review.server, errors.collect::<String>())
        }
        other => format!("{}: {other:?}", review.server),
    };
    reviews.iter().map(one).collect::<Vec<_>>().join("\n")
}

async fn check(script: &str, edit: &[Revision]) -> String {
    let scene = Scene::new(script);
    let mut servers = Servers::new(scene.search(), limits());
    let said = told(&servers.review(edit, LONG).await);
    servers.shut_down().await;
    said
}

#[tokio::test]
async fn only_new_errors_are_told() {
    let moved = [revision("a.py", "BAD 1\n", "x\n\nBAD 1\nBAD 2\n")];
    assert_snapshot!(check("pull", &moved).await, @"scripted looked: a.py:4 a bad line");
    assert_snapshot!(check("push", &moved).await, @"scripted looked: a.py:4 a bad line");
    let mended = [revision("a.py", "BAD 1\n", "good\n")];
    assert_snapshot!(check("pull", &mended).await, @"scripted looked:");
    let made = [revision("new.py", "-", "BAD\n"), revision("old.py", "BAD\n", "-")];
    assert_snapshot!(check("pull", &made).await, @"scripted looked: new.py:1 a bad line");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_to_be_absent() {
    let edit = [revision("a.go", "", "BAD"), revision("a.txt", "", "BAD"), revision("a.py", "", "x")];
    assert_snapshot!(check("pull", &edit).await, @r#"
    absent: Absent { language: Go, install: "wish for it" }
    scripted looked:
    "#);
}

#[tokio::test]
async fn a_server_is_kept_and_started_again_when_it_died() {
    let scene = Scene::new("die:textDocument/diagnostic");
    let mut servers = Servers::new(scene.search(), Limits { restarts: 1, ..limits() });
    let edit = [revision("a.py", "", "BAD\n")];
    assert_snapshot!(told(&servers.review(&edit, LONG).await), @r#"scripted: Failed { reason: "the language server ended by itself; it said: panicked: out of luck" }"#);
    scene.script("pull");
    for _ in 0..3 {
        assert_eq!(told(&servers.review(&edit, LONG).await), "scripted looked: a.py:1 a bad line");
    }
    assert_eq!(scene.started(), 2);
}

#[tokio::test]
async fn restarts_are_counted() {
    let scene = Scene::new("die:textDocument/didOpen");
    let mut servers = Servers::new(scene.search(), Limits { restarts: 1, ..limits() });
    let edit = [revision("a.py", "", "BAD\n")];
    let mut said = vec![];
    for _ in 0..4 {
        said.push(told(&servers.review(&edit, LONG).await));
    }
    assert_snapshot!(said.join("\n"), @r#"
    scripted: Failed { reason: "the language server ended by itself; it said: panicked: out of luck" }
    scripted: GivenUp { reason: "the language server ended by itself; it said: panicked: out of luck" }
    scripted: GivenUp { reason: "the language server ended by itself; it said: panicked: out of luck" }
    scripted: GivenUp { reason: "the language server ended by itself; it said: panicked: out of luck" }
    "#);
    assert_eq!(scene.started(), 2);
}

#[tokio::test]
async fn one_that_hangs_is_given_up() {
    let scene = Scene::new("stall:textDocument/diagnostic");
    let mut servers = Servers::new(scene.search(), limits());
    let edit = [revision("a.py", "", "BAD\n")];
    let mut said = vec![];
    for _ in 0..4 {
        said.push(told(&servers.review(&edit, SHORT).await));
    }
    assert_snapshot!(said.join("\n"), @r#"
    scripted: Silent
    scripted: Silent
    scripted: GivenUp { reason: "the language server did not answer `textDocument/diagnostic` in time" }
    scripted: GivenUp { reason: "the language server did not answer `textDocument/diagnostic` in time" }
    "#);
    assert_eq!(scene.started(), 1);
}

#[tokio::test]
async fn one_that_reads_the_project_is_no_witness() {
    let scene = Scene::new("index-for-ever");
    let mut servers = Servers::new(scene.search(), limits());
    let said = servers.review(&[revision("a.py", "", "BAD\n")], SHORT).await;
    assert_snapshot!(told(&said), @r#"scripted: Indexing { at: "Loading the project" }"#);
}

#[tokio::test]
async fn one_that_does_not_say_of_which_text_it_speaks_is_not_believed() {
    let scene = Scene::new("push vague");
    let mut servers = Servers::new(scene.search(), limits());
    let said = servers.review(&[revision("a.py", "", "BAD\n")], SHORT).await;
    assert_snapshot!(told(&said), @r#"scripted: GivenUp { reason: "the language server does not say in which version of a text it found something" }"#);
}

#[tokio::test]
async fn what_is_said_of_a_closed_document_is_not_said_of_the_next() {
    let scene = Scene::new("push forgetful");
    let mut servers = Servers::new(scene.search(), limits());
    for _ in 0..2 {
        let edit = [revision("a.py", "", "BAD\n")];
        assert_eq!(told(&servers.review(&edit, LONG).await), "scripted looked: a.py:1 a bad line");
    }
}

#[tokio::test]
async fn nothing_is_started_before_it_is_needed() {
    let scene = Scene::new("pull");
    let mut servers = Servers::new(scene.search(), limits());
    servers.review(&[revision("a.txt", "", "BAD\n")], LONG).await;
    assert_eq!(scene.started(), 0);
    servers.warm(&[path("a.py")]);
    assert_eq!(told(&servers.review(&[revision("a.py", "", "x\n")], LONG).await), "scripted looked:");
    assert_eq!(scene.started(), 1);
}

#[tokio::test]
async fn a_server_that_was_attended_to_is_the_one_that_is_asked() {
    let scene = Scene::new("index");
    let mut servers = Servers::new(scene.search(), limits());
    servers.warm(&[path("a.py")]);
    // However far it gets meanwhile: what it said is not lost, and what it was asked is not asked again.
    assert!(tokio::time::timeout(SHORT, servers.attend()).await.is_err());
    let edit = [revision("a.py", "", "BAD\n")];
    assert_eq!(told(&servers.review(&edit, LONG).await), "scripted looked: a.py:1 a bad line");
    assert_eq!(scene.started(), 1);
}

#[tokio::test]
async fn on_an_empty_machine_all_servers_are_said_to_be_absent() {
    let folder = tempfile::tempdir().unwrap();
    let mut servers = Servers::new(Search::new(folder.path(), Some(OsString::new())), Limits::default());
    for (file, server) in
        [("a.rs", "rust-analyzer"), ("a.py", "pyright"), ("a.go", "gopls"), ("a.c", "clangd")]
    {
        let reviews = servers.review(&[revision(file, "-", "x")], LONG).await;
        assert!(
            matches!(&reviews[..], [Review { server: it, finding: Finding::Absent { .. }, .. }] if *it == server),
            "{reviews:?}"
        );
    }
}
