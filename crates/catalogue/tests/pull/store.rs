//! The folder: what is there, who may write, what happens when it is full.

use std::cell::RefCell;
use std::ffi::OsString;

use insta::assert_snapshot;
use kinglet_catalogue::Error;

use crate::bench::{Bench, file, hub, other_file, packages};
use crate::server::honest;

#[tokio::test]
async fn tells_what_is_there() {
    let bench = Bench::new(vec![]).await;
    assert_snapshot!(bench.look().await, @"absent, error: cannot read DIR/m.gguf; check its permissions and the disk");
    bench.place("m.gguf.partial", &file()[..400]);
    assert_snapshot!(bench.look().await, @"partial 400, error: cannot read DIR/m.gguf; check its permissions and the disk");
}

#[tokio::test]
async fn a_file_is_used_only_after_its_checksum_matched() {
    let bench = Bench::new(vec![]).await;
    bench.place("m.gguf", &file());
    assert_snapshot!(bench.look().await, @"present, hashed: DIR/m.gguf");
    assert_snapshot!(bench.look().await, @"present, DIR/m.gguf");
    bench.place("m.gguf", &other_file());
    let wrong =
        "present, hashed: error: DIR/m.gguf has SHA-256 WRONG instead of RIGHT; delete it and pull again";
    assert_eq!([bench.look().await, bench.look().await], [wrong; 2]);
    assert_snapshot!(bench.pull(&[hub("/m")]).await, @"
    checking 1000
    error: DIR/m.gguf has SHA-256 WRONG instead of RIGHT; delete it and pull again
    on disk: m.gguf (1000 bytes)
    ");
    bench.place("m.gguf", &file());
    bench.place(".m.gguf.verified", b"1000");
    assert_snapshot!(bench.look().await, @"present, hashed: DIR/m.gguf");
}

#[tokio::test]
async fn what_was_pulled_is_not_hashed_again() {
    let bench = Bench::new(vec![honest(&file(), 1000)]).await;
    bench.pull(&[hub("/m")]).await;
    assert_snapshot!(bench.look().await, @"present, DIR/m.gguf");
}

#[tokio::test]
async fn leaves_a_file_that_is_present_alone() {
    let bench = Bench::new(vec![]).await;
    bench.place("m.gguf", &file());
    assert_snapshot!(bench.pull(&[hub("/m")]).await, @"
    checking 1000
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn replaces_a_file_of_another_size() {
    let bench = Bench::new(vec![honest(&file(), 1000)]).await;
    bench.place("m.gguf", b"short");
    assert_snapshot!(bench.pull(&[hub("/m")]).await, @"
    trying HUB/m
    all 1000 bytes
    GET /m
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn lets_one_pull_at_a_time_work_on_a_file() {
    let bench = Bench::new(vec![]).await;
    bench.publish(&file());
    let (store, entry) = (bench.store(), bench.entry(&[packages()]));
    let nobody = async |_: Vec<OsString>| Err("not to be asked".to_owned());
    let second = RefCell::new(Vec::new());
    let pip = async |arguments: Vec<OsString>| {
        let result = bench.store().pull(&entry, &nobody, &mut |_| {}).await;
        second.borrow_mut().push(matches!(result, Err(Error::Busy { .. })));
        bench.install(&arguments)
    };
    let first = store.pull(&entry, &pip, &mut |_| {}).await;
    assert_eq!(second.into_inner(), [true; 3], "a second pull went ahead");
    assert_eq!(first.expect("the first pull is not disturbed"), bench.path("m.gguf"));
    assert!(bench.store().pull(&entry, &nobody, &mut |_| {}).await.is_ok(), "the lock was not released");
}

/// Every write to this device fails as on a full disk.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn stops_when_the_disk_is_full() {
    let bench = Bench::new(vec![honest(&file(), 1000)]).await;
    std::os::unix::fs::symlink("/dev/full", bench.path("m.gguf.partial")).expect("a link");
    let transcript = bench.pull(&[hub("/a"), hub("/b")]).await;
    let seen = transcript.lines().filter(|line| !line.starts_with("on disk"));
    assert_snapshot!(seen.collect::<Vec<_>>().join("\n"), @"
    trying HUB/a
    GET /a
    error: the disk of DIR/m.gguf.partial is full; free some space and pull again, it goes on where it stopped
    ");
}
