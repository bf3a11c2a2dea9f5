use std::io::Write as _;
use std::process::{Command, Stdio};

const TEXT: &str = "one Apple\ntwo\nan apple\nÄPFEL\n";

fn run(arguments: &[&str]) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_search-lines"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // A program that refuses its arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(TEXT.as_bytes());
    let output = child.wait_with_output().unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
    )
}

fn prints(arguments: &[&str], expected: &str) {
    assert_eq!(
        run(arguments),
        (Some(0), expected.to_owned()),
        "{arguments:?}"
    );
}

#[test]
fn any_case() {
    prints(&["-i", "APPLE"], "one Apple\nan apple\n");
    prints(
        &["--ignore-case", "-n", "apple"],
        "1:one Apple\n3:an apple\n",
    );
    prints(&["-i", "äpfel"], "ÄPFEL\n");
}

#[test]
fn counts() {
    prints(&["-c", "apple"], "1\n");
    prints(&["--count", "-i", "apple"], "2\n");
    prints(&["-i", "-c", "apple"], "2\n");
    prints(&["-n", "-c", "o"], "2\n");
    assert_eq!(run(&["-c", "pear"]), (Some(1), "0\n".to_owned()));
}

#[test]
fn the_rest_is_as_it_was() {
    prints(&["apple"], "an apple\n");
    prints(&["-n", "o"], "1:one Apple\n2:two\n");
    assert_eq!(run(&["pear"]), (Some(1), String::new()));
    assert_eq!(run(&["-x", "pear"]).0, Some(2));
    assert_eq!(run(&[]).0, Some(2));
    assert_eq!(run(&["a", "b"]).0, Some(2));
}
