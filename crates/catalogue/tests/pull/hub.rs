//! A hub that cuts, resumes, redirects and lies.

use insta::assert_snapshot;
use proptest::prelude::*;

use crate::bench::{Bench, file, hub, other_file};
use crate::server::{Reply, fixed, honest, ignores_ranges, status};

/// Pulls from a server with these replies, into a folder that holds `partial` of an earlier pull.
async fn pull_onto(partial: &[u8], replies: Vec<Reply>) -> String {
    let bench = Bench::new(replies).await;
    if !partial.is_empty() {
        bench.place("m.gguf.partial", partial);
    }
    let transcript = bench.pull(&[hub("/m")]).await;
    if let Some(pulled) = bench.read("m.gguf") {
        assert_eq!(pulled, file(), "a wrong file got the final name");
    }
    transcript
}

async fn pull(replies: Vec<Reply>) -> String {
    pull_onto(b"", replies).await
}

#[tokio::test]
async fn downloads_a_file() {
    assert_snapshot!(pull(vec![honest(&file(), 1000)]).await, @"
    trying HUB/m
    all 1000 bytes
    GET /m
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn goes_on_where_it_was_cut() {
    let replies = vec![honest(&file(), 400), honest(&file(), 1), honest(&file(), 599)];
    assert_snapshot!(pull(replies).await, @"
    trying HUB/m
    resuming at 400: end of file before message length reached
    resuming at 401: end of file before message length reached
    all 1000 bytes
    GET /m
    GET /m bytes=400-
    GET /m bytes=401-
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn goes_on_where_an_earlier_pull_stopped() {
    assert_snapshot!(pull_onto(&file()[..700], vec![honest(&file(), 300)]).await, @"
    checking 700
    trying HUB/m
    all 1000 bytes
    GET /m bytes=700-
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn asks_nobody_if_the_earlier_pull_had_everything() {
    assert_snapshot!(pull_onto(&file(), vec![]).await, @"
    checking 1000
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn starts_over_if_the_server_ignores_ranges() {
    let replies = vec![honest(&file(), 400), ignores_ranges(&file(), 1000)];
    assert_snapshot!(pull(replies).await, @"
    trying HUB/m
    resuming at 400: end of file before message length reached
    all 1000 bytes
    GET /m
    GET /m bytes=400-
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn gives_up_on_a_server_that_brings_nothing_new() {
    let replies =
        vec![ignores_ranges(&file(), 400), ignores_ranges(&file(), 300), ignores_ranges(&file(), 400)];
    let replies = replies.into_iter().chain([honest(&file(), 0)]).collect();
    assert_snapshot!(pull(replies).await, @"
    trying HUB/m
    resuming at 400: end of file before message length reached
    resuming at 300: end of file before message length reached
    resuming at 400: end of file before message length reached
    failed HUB/m: cut 3 times with nothing new; the last time: end of file before message length reached
    GET /m
    GET /m bytes=400-
    GET /m bytes=300-
    GET /m bytes=400-
    error: no source gave m
    - HUB/m: cut 3 times with nothing new; the last time: end of file before message length reached
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: m.gguf.partial (400 bytes)
    ");
}

#[tokio::test]
async fn a_hiccup_after_a_cut_is_no_reason_to_give_up() {
    let replies = vec![honest(&file(), 400), status("503 Service Unavailable"), honest(&file(), 600)];
    assert_snapshot!(pull(replies).await, @"
    trying HUB/m
    resuming at 400: end of file before message length reached
    resuming at 400: the server answered 503
    all 1000 bytes
    GET /m
    GET /m bytes=400-
    GET /m bytes=400-
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn follows_redirects_with_its_range() {
    let moved = || fixed("302 Found", &["Location: /elsewhere", "Content-Length: 0"], b"");
    let replies = vec![moved(), honest(&file(), 400), moved(), honest(&file(), 600)];
    assert_snapshot!(pull(replies).await, @"
    trying HUB/m
    resuming at 400: end of file before message length reached
    all 1000 bytes
    GET /m
    GET /elsewhere
    GET /m bytes=400-
    GET /elsewhere bytes=400-
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn does_not_follow_redirects_forever() {
    let moved = || fixed("302 Found", &["Location: /m", "Content-Length: 0"], b"");
    let transcript = pull(std::iter::repeat_with(moved).take(20).collect()).await;
    assert_snapshot!(transcript.replace("GET /m\n", ""), @"
    trying HUB/m
    failed HUB/m: too many redirects
    error: no source gave m
    - HUB/m: too many redirects
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: nothing
    ");
}

#[tokio::test]
async fn refuses_a_length_that_is_not_the_files() {
    assert_snapshot!(pull(vec![fixed("200 OK", &["Content-Length: 2000"], &file())]).await, @"
    trying HUB/m
    failed HUB/m: it offers another file: 2000 bytes instead of 1000
    GET /m
    error: no source gave m
    - HUB/m: it offers another file: 2000 bytes instead of 1000
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: nothing
    ");
    assert_snapshot!(pull(vec![fixed("200 OK", &["Content-Length: 500"], &file())]).await, @"
    trying HUB/m
    failed HUB/m: it offers another file: 500 bytes instead of 1000
    GET /m
    error: no source gave m
    - HUB/m: it offers another file: 500 bytes instead of 1000
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: nothing
    ");
}

#[tokio::test]
async fn stops_at_the_size_if_the_server_does_not() {
    let endless = [file(), other_file()].concat();
    assert_snapshot!(pull(vec![fixed("200 OK", &[], &endless)]).await, @"
    trying HUB/m
    all 1000 bytes
    GET /m
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn refuses_parts_other_than_the_one_asked_for() {
    let part = |range| fixed("206 Partial Content", &["Content-Length: 600", range], &file()[400..]);
    let have = &file()[..400];
    assert_snapshot!(pull_onto(have, vec![part("Content-Range: bytes 300-899/1000")]).await, @"
    checking 400
    trying HUB/m
    failed HUB/m: it was asked for the file from byte 400 and sent it from byte 300
    GET /m bytes=400-
    error: no source gave m
    - HUB/m: it was asked for the file from byte 400 and sent it from byte 300
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: m.gguf.partial (400 bytes)
    ");
    assert_snapshot!(pull_onto(have, vec![part("Content-Range: bytes 400-999/1001")]).await, @"
    checking 400
    trying HUB/m
    failed HUB/m: it offers another file: 1001 bytes instead of 1000
    GET /m bytes=400-
    error: no source gave m
    - HUB/m: it offers another file: 1001 bytes instead of 1000
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: m.gguf.partial (400 bytes)
    ");
    assert_snapshot!(pull_onto(have, vec![part("Content-Range: lines 4-9")]).await, @"
    checking 400
    trying HUB/m
    failed HUB/m: it sent a part of the file and did not say which
    GET /m bytes=400-
    error: no source gave m
    - HUB/m: it sent a part of the file and did not say which
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: m.gguf.partial (400 bytes)
    ");
    assert_snapshot!(pull_onto(have, vec![part("X-Nothing: said")]).await, @"
    checking 400
    trying HUB/m
    failed HUB/m: it sent a part of the file and did not say which
    GET /m bytes=400-
    error: no source gave m
    - HUB/m: it sent a part of the file and did not say which
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: m.gguf.partial (400 bytes)
    ");
}

#[tokio::test]
async fn takes_less_than_it_asked_for() {
    let range = ["Content-Length: 100", "Content-Range: bytes 400-499/*"];
    let replies = vec![fixed("206 Partial Content", &range, &file()[400..500]), honest(&file(), 500)];
    assert_snapshot!(pull_onto(&file()[..400], replies).await, @"
    checking 400
    trying HUB/m
    resuming at 500: the server stopped before the end
    all 1000 bytes
    GET /m bytes=400-
    GET /m bytes=500-
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn starts_over_if_the_range_cannot_be_had() {
    let replies = vec![status("416 Range Not Satisfiable"), honest(&file(), 1000)];
    assert_snapshot!(pull_onto(&file()[..400], replies).await, @"
    checking 400
    trying HUB/m
    resuming at 0: the server cannot continue from byte 400 (416)
    all 1000 bytes
    GET /m bytes=400-
    GET /m
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn does_not_keep_wrong_bytes() {
    assert_snapshot!(pull(vec![honest(&other_file(), 1000)]).await, @"
    trying HUB/m
    all 1000 bytes
    failed HUB/m: it gave another file: SHA-256 WRONG instead of RIGHT
    GET /m
    error: no source gave m
    - HUB/m: it gave another file: SHA-256 WRONG instead of RIGHT
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: nothing
    ");
}

#[tokio::test]
async fn does_not_blame_the_server_for_what_was_there() {
    let replies = vec![honest(&file(), 600), honest(&file(), 1000)];
    assert_snapshot!(pull_onto(&other_file()[..400], replies).await, @"
    checking 400
    trying HUB/m
    all 1000 bytes
    resuming at 0: what an earlier transfer left does not fit
    all 1000 bytes
    GET /m bytes=400-
    GET /m
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn throws_away_what_is_too_long_or_wrong() {
    let too_long = [file(), file()].concat();
    assert_snapshot!(pull_onto(&too_long, vec![honest(&file(), 1000)]).await, @"
    checking 2000
    trying HUB/m
    all 1000 bytes
    GET /m
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
    assert_snapshot!(pull_onto(&other_file(), vec![honest(&file(), 1000)]).await, @"
    checking 1000
    trying HUB/m
    all 1000 bytes
    GET /m
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn keeps_what_it_has_when_a_sign_in_page_answers() {
    let page =
        fixed("200 OK", &["Content-Type: text/html; charset=utf-8"], b"<h1>Welcome to our network</h1>");
    assert_snapshot!(pull_onto(&file()[..400], vec![page]).await, @"
    checking 400
    trying HUB/m
    failed HUB/m: it sent a web page instead of a file
    GET /m bytes=400-
    error: no source gave m
    - HUB/m: it sent a web page instead of a file
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: m.gguf.partial (400 bytes)
    ");
}

#[tokio::test]
async fn tries_the_next_source_from_where_the_last_one_stopped() {
    let nothing_new = || honest(&file(), 0);
    let bench = Bench::new(vec![
        status("404 Not Found"),
        status("500 Internal Server Error"),
        honest(&file(), 400),
        nothing_new(),
        nothing_new(),
        nothing_new(),
        honest(&file(), 600),
    ])
    .await;
    assert_snapshot!(bench.pull(&[hub("/a"), hub("/b"), hub("/c"), hub("/d")]).await, @"
    trying HUB/a
    failed HUB/a: the server answered 404
    trying HUB/b
    failed HUB/b: the server answered 500
    trying HUB/c
    resuming at 400: end of file before message length reached
    resuming at 400: end of file before message length reached
    resuming at 400: end of file before message length reached
    failed HUB/c: cut 3 times with nothing new; the last time: end of file before message length reached
    trying HUB/d
    all 1000 bytes
    GET /a
    GET /b
    GET /c
    GET /c bytes=400-
    GET /c bytes=400-
    GET /c bytes=400-
    GET /d bytes=400-
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn says_what_was_tried_if_nothing_helped() {
    let bench = Bench::new(vec![status("404 Not Found"), honest(&other_file(), 1000)]).await;
    // The second port is one that nobody listens on: port 1 needs privileges that no test has.
    let nobody = "[[model.source]]\nkind = 'hub'\nurl = 'http://127.0.0.1:1/m'\n".to_owned();
    assert_snapshot!(bench.pull(&[hub("/a"), nobody, hub("/b")]).await, @"
    trying HUB/a
    failed HUB/a: the server answered 404
    trying http://127.0.0.1:1/m
    failed http://127.0.0.1:1/m: cannot connect: Connection refused (os error 111)
    trying HUB/b
    all 1000 bytes
    failed HUB/b: it gave another file: SHA-256 WRONG instead of RIGHT
    GET /a
    GET /b
    error: no source gave m
    - HUB/a: the server answered 404
    - http://127.0.0.1:1/m: cannot connect: Connection refused (os error 111)
    - HUB/b: it gave another file: SHA-256 WRONG instead of RIGHT
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: nothing
    ");
}

/// Something that a server may do.
fn fault() -> impl Strategy<Value = fn() -> Reply> {
    let faults: Vec<fn() -> Reply> = vec![
        || honest(&file(), 1000),
        || honest(&file(), 150),
        || honest(&file(), 0),
        || honest(&other_file(), 1000),
        || honest(&other_file(), 150),
        || ignores_ranges(&file(), 1000),
        || ignores_ranges(&file(), 250),
        || status("416 Range Not Satisfiable"),
        || status("503 Service Unavailable"),
        || fixed("206 Partial Content", &["Content-Range: bytes 150-999/1000"], &file()[150..]),
        || fixed("200 OK", &[], b"short"),
        || Box::new(|_| b"nonsense".to_vec()),
        || Box::new(|_| Vec::new()),
    ];
    prop::sample::select(faults)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// `pull` itself asserts that only the right file gets the final name.
    #[test]
    fn whatever_the_server_does_a_name_means_the_right_file(
        faults in prop::collection::vec(fault(), 1..8),
        have in 0..1000_usize,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let transcript = runtime.block_on(async {
            pull_onto(&file()[..have], faults.into_iter().map(|fault| fault()).collect()).await
        });
        let is_there = transcript.contains("on disk: m.gguf (1000 bytes)");
        prop_assert_eq!(is_there, !transcript.contains("error:"), "{}", transcript);
    }
}
