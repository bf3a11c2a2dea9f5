//! What the client does with a server's answers, and with what is none.

use insta::assert_snapshot;
use kinglet_exec::Program;
use kinglet_lsp::{Asked, Client, Limits, Start};

use crate::scene::{SHORT, Scene, later, limits, path, soon};

/// What a server with this script finds in `before`, and then in `after`.
async fn check(script: &str, before: &str, after: &str) -> String {
    let scene = Scene::new(script);
    let mut client = match scene.client().await {
        Ok(client) => client,
        Err(error) => return format!("start: {error}"),
    };
    let found = [found(&mut client, before).await, found(&mut client, after).await].join(" / ");
    client.shut_down(later()).await;
    found
}

async fn found(client: &mut Client, text: &str) -> String {
    let path = path("a.py");
    client.show(&path, text).unwrap();
    match client.diagnostics(&path, later()).await {
        Ok(found) => found.iter().map(|it| format!("{}: {} ", it.line, it.text)).collect::<Vec<_>>().concat(),
        Err(error) => format!("error: {error}"),
    }
}

#[tokio::test]
async fn diagnostics_are_pulled_or_pushed() {
    for script in ["pull", "push", "register", "pull full", "push full", "index", "again"] {
        assert_eq!(check(script, "a\nBAD\n", "a\nb\nBAD 2\n").await, "2: BAD  / 3: BAD 2 ", "{script}");
    }
}

#[tokio::test]
async fn what_a_server_tells_without_a_version_counts_where_it_was_made_to_look() {
    let scene = Scene::new("push vague");
    let start = Start { asked: Asked::Jdtls, ..scene.start() };
    let mut client = Client::start(&start, &scene.root(), limits()).await.unwrap();
    assert_eq!(found(&mut client, "BAD\n").await, "1: BAD ");
    assert_eq!(found(&mut client, "good\n").await, "");
    scene.script("pull");
    let mut client = Client::start(&start, &scene.root(), limits()).await.unwrap();
    assert_snapshot!(found(&mut client, "BAD\n").await, @"error: the language server did not answer `java.project.refreshDiagnostics` in time");
}

#[tokio::test]
async fn a_server_has_a_folder_of_its_own_as_long_as_it_lives() {
    let scene = Scene::new("pull");
    let seen = scene.root().join("seen");
    let line = format!("echo $1 >{}", seen.display());
    let arguments = ["-c", &line, "sh", "{scratch}"].map(str::to_owned).to_vec();
    let program = Program::Argv { name: "/bin/sh".to_owned(), arguments };
    let start = Start { program, ..scene.start() };
    assert!(Client::start(&start, &scene.root(), limits()).await.is_err());
    let folder = std::fs::read_to_string(seen).unwrap();
    assert!(folder.starts_with('/') && !std::path::Path::new(folder.trim()).exists(), "{folder}");
}

#[tokio::test]
async fn a_server_that_fails_is_told_by_how() {
    assert_snapshot!(check("die:initialize", "", "").await, @"start: the language server ended by itself; it said: panicked: out of luck");
    assert_snapshot!(check("die:textDocument/diagnostic", "", "").await, @"error: the language server ended by itself; it said: panicked: out of luck / error: the language server ended by itself; it said: panicked: out of luck");
    assert_snapshot!(check("nonsense:initialize", "", "").await, @"start: the language server cannot be understood: what it wrote is no message");
    assert_snapshot!(check("huge:initialize", "", "").await, @"start: the language server cannot be understood: it announced a message of 99999999999 bytes; the most is 16777216");
}

#[tokio::test]
async fn an_answer_that_says_nothing_is_not_taken_for_none() {
    assert_snapshot!(check("shrug", "BAD", "BAD").await, @"error: the language server cannot be understood: it answered with no list of what it found / error: the language server cannot be understood: it answered with no list of what it found");
}

#[tokio::test]
async fn what_never_comes_is_waited_for_no_longer_than_agreed() {
    let short = Limits { start: SHORT, ..limits() };
    for script in ["stall:initialize", "flood:initialize", "garble:initialize"] {
        let error = Scene::new(script).client_within(short).await.err().unwrap();
        assert_eq!(error.to_string(), "the language server did not answer `initialize` in time", "{script}");
    }
    let stalled = async |script: &str| {
        let mut client = Scene::new(script).client().await.unwrap();
        client.show(&path("a.py"), "BAD").unwrap();
        client.diagnostics(&path("a.py"), soon()).await.err().unwrap().to_string()
    };
    assert_snapshot!(stalled("stall:textDocument/diagnostic").await, @"the language server did not answer `textDocument/diagnostic` in time");
    assert_snapshot!(stalled("push stall:textDocument/didOpen").await, @"the language server did not answer `textDocument/publishDiagnostics` in time");
    assert_snapshot!(stalled("index-for-ever").await, @"the language server is still at work on the project: Loading the project");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_server_that_eats_too_much_is_found_out() {
    let scene = Scene::new("hoard:textDocument/didOpen stall:textDocument/diagnostic");
    let mut client = scene.client_within(Limits { memory: 48 << 20, ..limits() }).await.unwrap();
    client.show(&path("a.py"), "BAD").unwrap();
    let error = client.diagnostics(&path("a.py"), later()).await.err().unwrap();
    assert!(matches!(error, kinglet_lsp::Error::Greedy { .. }), "{error}");
}

#[tokio::test]
async fn places_symbols_and_renames_are_read() {
    let mut client = Scene::new("").client().await.unwrap();
    let path = path("a.py");
    client.show(&path, "abc = 1\ndef one\ndef two\n").unwrap();
    let symbols = client.symbols(&path, later()).await.unwrap();
    let symbols: Vec<String> = symbols.iter().map(|it| format!("{} {}", it.name, it.first)).collect();
    assert_eq!(symbols, ["one 2", "two 3"]);
    for places in [
        client.definition(&path, 10, later()).await.unwrap(),
        client.references(&path, 10, later()).await.unwrap(),
    ] {
        let place = places.first().unwrap();
        assert_eq!((place.line.get(), place.column, places.len()), (1, 0, 1));
    }
    let changes = client.rename(&path, 0, "xyz", later()).await.unwrap();
    assert_eq!(changes.first().unwrap().after.as_deref(), Some(&b"xyz = 1\ndef one\ndef two\n"[..]));
    client.shut_down(later()).await;
}
