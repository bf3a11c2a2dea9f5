//! Reads outputs that real tools printed (`tests/outputs`), and garbled ones.

#![expect(clippy::unwrap_used, reason = "a test whose files cannot be read has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use insta::assert_snapshot;
use kinglet_check::read::read;
use kinglet_domain::check::{Ended, FailureKind, Report};
use kinglet_domain::path::RelPath;
use proptest::prelude::*;

/// Where the tools were run, as the outputs tell.
const ROOT: &str = "/home/user/project/";
/// The user's own files in the projects that the outputs are from.
const FILES: [&str; 46] = [
    "cart.js",
    "lib/l.go",
    "main.go",
    "panics/p.go",
    "panics/p_test.go",
    "script.js",
    "script.py",
    "shop/cart.py",
    "shop/util.py",
    "src/a.ts",
    "src/broken.test.js",
    "src/cart.js",
    "src/cart.test.js",
    "src/lib.rs",
    "store/store_test.go",
    "test/bad.test.js",
    "test/cart.test.js",
    "test/syn.test.js",
    "test_ut.py",
    "tests/it.rs",
    "a.go",
    "Cart.cs",
    "CartTests.cs",
    "bad.c",
    "bad.cpp",
    "broken/b.go",
    "inc.c",
    "lib/cart.js",
    "lib/cart.rb",
    "link.c",
    "spec/broken_spec.rb",
    "spec/cart_spec.rb",
    "src/Cart.php",
    "src/broken.js",
    "src/cart.c",
    "src/cart.h",
    "src/cart.rs",
    "src/main/java/shop/Bad.java",
    "src/main/java/shop/Cart.java",
    "src/test/java/shop/CartTest.java",
    "store/store.go",
    "test/broken.js",
    "test/cart.js",
    "tests/BrokenTest.php",
    "tests/CartTest.php",
    "tests/total.c",
];
const PYTHON_TESTS: [&str; 5] = ["test_cart", "test_import", "test_syntax", "test_util", "conftest"];

fn resolve(printed: &str) -> Option<RelPath> {
    let path = RelPath::parse(printed.strip_prefix(ROOT).unwrap_or(printed)).ok()?;
    let is_test = PYTHON_TESTS.iter().any(|name| path.as_str() == format!("tests/{name}.py"));
    (is_test || path.as_str() == "syn.py" || FILES.contains(&path.as_str())).then_some(path)
}

/// The only code here that names the API under test.
fn check(output: &str, ended: Ended) -> Report {
    read(output, ended, &resolve)
}

fn failed(output: &str) -> Report {
    check(output, Ended::Failed { code: 1 })
}

fn render(report: &Report) -> String {
    let mut text = format!("passed: {:?}, failed: {:?}\n", report.passed, report.failed);
    for failure in &report.failures {
        let kind = if failure.kind == FailureKind::Build { "build" } else { "test" };
        let _ = writeln!(text, "\n[{kind}] {}", failure.name);
        for line in failure.message.lines() {
            let _ = writeln!(text, "  | {line}");
        }
        for frame in &failure.frames {
            let line = frame.line.map_or_else(|| "?".to_owned(), |line| line.to_string());
            let function = frame.function.as_ref().map_or_else(String::new, |name| format!(" in {name}"));
            let _ = writeln!(text, "  at {}:{line}{function}", frame.path);
        }
    }
    let _ = write!(text, "\nsummary ({} characters):\n{}", report.summary.chars().count(), report.summary);
    text
}

/// What the tools printed, by name.
static OUTPUTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outputs");
    let mut outputs: Vec<(String, String)> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            // Where an output was not recorded, its first lines say what it was written after.
            let output =
                text.lines().skip_while(|line| line.starts_with("#: ")).collect::<Vec<_>>().join("\n");
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), output)
        })
        .collect();
    outputs.sort();
    outputs
});

/// One snapshot per output; the tools' exit codes were 0 where the name says `passed`.
#[test]
fn reads_what_tools_print() {
    for (name, output) in OUTPUTS.iter() {
        let ended = if name.contains("passed") { Ended::Passed } else { Ended::Failed { code: 1 } };
        assert_snapshot!(name.as_str(), render(&check(output, ended)));
    }
}

#[test]
fn the_exit_code_alone_decides() {
    let failed = "test result: FAILED. 3 passed; 1 failed; 0 ignored\n---- a stdout ----\nboom\n";
    assert_snapshot!(render(&check(failed, Ended::Passed)), @"
    passed: Some(3), failed: Some(1)

    summary (18 characters):
    1 failed, 3 passed
    ");
    assert_snapshot!(render(&check("==== 27 passed in 0.10s ====", Ended::Failed { code: 1 })), @"
    passed: Some(27), failed: Some(0)

    summary (64 characters):
    27 passed (exit code 1)
    it printed:
    ==== 27 passed in 0.10s ====
    ");
}

/// What is said of a check that could not run; `ran` of any other.
fn unrunnable(code: i32, output: &str) -> String {
    match check(output, Ended::Failed { code }).ended {
        Ended::NotFound { message } => message,
        Ended::Failed { .. } => "ran".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_check_that_cannot_run_is_no_failing_code() {
    for (code, said) in [
        (1, "/usr/bin/python3: No module named pytest"),
        (2, "/usr/bin/python3.11: can't open file '/p/t.py': [Errno 2] No such file or directory"),
        (2, "make: *** No rule to make target 'test'.  Stop."),
        (2, "make[1]: *** No targets specified and no makefile found.  Stop."),
        (2, "make: *** nodir: No such file or directory.  Stop."),
        (2, "sh: 1: Syntax error: \"then\" unexpected"),
        (2, "sh: 1: cd: can't cd to nosuchdir"),
        (1, "sh: line 1: cd: nosuchdir: No such file or directory"),
        (1, "error Command \"test\" not found."),
        (1, " ERR_PNPM_NO_SCRIPT  Missing script: test"),
        (101, "error: could not find `Cargo.toml` in `/tmp/e` or any parent directory"),
    ] {
        assert_eq!(unrunnable(code, &format!("begin\n{said}\n")), said);
    }
    assert_snapshot!(unrunnable(2, "bash: -c: line 1: syntax error near unexpected token `then'\nbash: -c: line 1: `if then'\n"), @"bash: -c: line 1: syntax error near unexpected token `then'");
    assert_snapshot!(unrunnable(1, "npm warn x\nnpm error Missing script: \"test\"\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run\n"), @r#"npm error Missing script: "test""#);
    assert_snapshot!(unrunnable(101, "error: no such command: `nosuch`\n\nhelp: view all installed commands with `cargo --list`\nhelp: find a package to install `nosuch` with `cargo search cargo-nosuch`\n"), @"error: no such command: `nosuch`");
    assert_snapshot!(unrunnable(2, "python3 -m pytest\n/usr/bin/python3: No module named pytest\nmake: *** [Makefile:2: test] Error 1\n"), @"/usr/bin/python3: No module named pytest");
}

#[test]
fn a_test_may_speak_of_what_is_missing() {
    let missing = "/usr/bin/python3: No module named pytest\n";
    for (code, output) in [
        (1, format!("{missing}AssertionError: 1 != 2\n")),
        (1, format!("{missing}==== 1 failed, 2 passed in 0.10s ====\n")),
        (1, format!("==== 1 failed, 2 passed in 0.10s ====\n{missing}")),
        (3, missing.to_owned()),
        (1, "ModuleNotFoundError: No module named 'pytest'\n".to_owned()),
        (1, "tool: No module named pytest\n".to_owned()),
        (1, "/usr/bin/python3: No module named pytest, it says\n".to_owned()),
        (2, "make: *** No rule to make target 'b.c', needed by 'a'.  Stop.\n".to_owned()),
        (2, "run.sh: 1: Syntax error: \"then\" unexpected\n".to_owned()),
        (2, "make: *** [Makefile:2: test] Error 1\n".to_owned()),
        (101, "error: no such command: `nosuch`\nthread 'main' panicked\n".to_owned()),
    ] {
        assert_eq!(unrunnable(code, &output), "ran", "{output}");
    }
}

#[test]
fn says_first_how_a_check_was_stopped() {
    let output = "collecting\nstep 1\nstep 2\nwaiting for the server on 127.0.0.1:80\n";
    assert_snapshot!(check(output, Ended::TimedOut { seconds: 60 }).summary, @"
    timed out after 60 s and was killed
    it printed:
    collecting
    step 1
    step 2
    waiting for the server on 127.0.0.1:80
    ");
    assert_snapshot!(check(output, Ended::Killed { signal: 9 }).summary, @"
    killed by signal 9 (SIGKILL; often for lack of memory)
    it printed:
    collecting
    step 1
    step 2
    waiting for the server on 127.0.0.1:80
    ");
    assert_snapshot!(check("", Ended::Killed { signal: 11 }).summary, @"
    killed by signal 11 (SIGSEGV)
    it printed nothing
    ");
    let message = "sh: 1: pytset: not found".to_owned();
    assert_snapshot!(check("sh: 1: pytset: not found\n", Ended::NotFound { message }).summary, @"could not be started: sh: 1: pytset: not found");
}

#[test]
fn searches_unknown_output_for_errors() {
    let output =
        "lint script.js\nscript.js:3:7: undefined: 'total'\n1 error in all.\nmake: *** [main.o] Error 1\n";
    assert_snapshot!(render(&failed(output)), @"
    passed: None, failed: None

    [test] script.js:3:7: undefined: 'total'
      | script.js:3:7: undefined: 'total'
      | 1 error in all.
      | make: *** [main.o] Error 1
      at script.js:3

    summary (115 characters):
    failed with exit code 1
    script.js:3:7: undefined: 'total'
    1 error in all.
    make: *** [main.o] Error 1
    at script.js:3
    ");
    assert_snapshot!(render(&failed("one\ntwo\nthree\n")), @"
    passed: None, failed: None

    summary (49 characters):
    failed with exit code 1
    it printed:
    one
    two
    three
    ");
    assert_snapshot!(render(&failed("")), @"
    passed: None, failed: None

    summary (42 characters):
    failed with exit code 1
    it printed nothing
    ");
}

#[test]
fn reads_a_panic_outside_a_test() {
    let output = "panic: boom\n\ngoroutine 1 [running]:\nmain.(*Shop).open(...)\n\t/home/user/project/main.go:7\nmain.main()\n\t/home/user/project/main.go:12 +0x18\nexit status 2\n";
    assert_snapshot!(render(&failed(output)), @"
    passed: None, failed: Some(1)

    [test] panic
      | panic: boom
      at main.go:7 in (*Shop).open
      at main.go:12 in main

    summary (63 characters):
    1 failed (exit code 1)
    panic: boom
    at main.go:7 in (*Shop).open
    ");
}

#[test]
fn takes_escapes_away() {
    let output =
        "\u{1b}]8;;file:///x\u{1b}\\link\u{1b}]8;;\u{7} \u{1b}[1;31merror\u{1b}[0m: 50%\r100%\r\nend\u{1b}";
    assert_snapshot!(failed(output).summary, @"
    failed with exit code 1
    link error: 50%
    ");
}

#[test]
fn keeps_the_first_twenty_failures() {
    let mut output = String::new();
    for number in 0..50 {
        let _ = write!(output, "---- tests::t{number} stdout ----\nError: {number}\n");
    }
    output.push_str("test result: FAILED. 1 passed; 50 failed; 0 ignored\n");
    let report = failed(&output);
    assert_eq!((report.failures.len(), report.failed), (20, Some(50)));
    assert_snapshot!(report.summary, @"
    50 failed, 1 passed (exit code 1)
    failing: tests::t0, tests::t1, tests::t2, tests::t3, tests::t4 and 45 more
    first, tests::t0:
    Error: 0
    ");
}

/// What a program that goes wrong may print: data without a line end, in encodings that are none.
#[test]
fn reads_lines_that_never_end() {
    for unit in
        ["{\"a\":", "a.c:1:1: error: x ", "\0\u{1b}[", "\u{fffd}é", "    at a.b(C.java:1)", " > a FAILED"]
    {
        let report = failed(&unit.repeat(300_000 / unit.len()));
        assert!(report.summary.chars().count() <= 750);
    }
}

/// A reader that looked back for each line would take minutes.
#[test]
fn reads_large_outputs() {
    for (_, output) in OUTPUTS.iter() {
        let large = output.repeat(25_000 / output.len() + 1);
        assert!(failed(&large).failures.len() <= 20);
    }
    for unit in [
        "E   x\n",
        "error[E1]: x\n",
        "\u{1b}]",
        ":1",
        "thread 'a' panicked at a.rs:1:1:\n",
        "__ a __\n",
        "(",
        "not ok 1 - a\n  ---\n",
        "not ok 1\n  a\n",
        "{\"Action\":\"output\",\"Package\":\"a\",\"Output\":\"b\"}\n",
        "{\"a\":",
        "a.c:1:1: error: x\n",
        "1/1 Test #1: a ....***Failed\n",
        "  1 failing\n  1) a\n",
        "a\r",
        "\0",
    ] {
        let large = unit.repeat(25_000 / unit.len());
        assert!(failed(&large).failures.len() <= 20);
    }
}

fn is_bounded(report: &Report) -> Result<(), TestCaseError> {
    prop_assert!(report.summary.chars().count() <= 750, "summary of {}", report.summary.len());
    prop_assert!(!report.summary.is_empty());
    prop_assert!(report.failures.len() <= 20);
    for failure in &report.failures {
        prop_assert!(failure.message.chars().count() <= 850 && failure.message.lines().count() <= 11);
        prop_assert!(failure.frames.len() <= 10);
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        is_bounded(&failed(&text))?;
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        is_bounded(&failed(&String::from_utf8_lossy(&bytes)))?;
    }

    /// Real outputs cut, with a part lost and a few bytes garbled.
    #[test]
    fn mutated_outputs_are_read(
        which in any::<prop::sample::Index>(),
        cuts in proptest::collection::vec(any::<prop::sample::Index>(), 2),
        garbled in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
    ) {
        let mut bytes = which.get(&OUTPUTS).1.clone().into_bytes();
        for (at, byte) in garbled {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let (one, other) = (cuts[0].index(bytes.len()), cuts[1].index(bytes.len()));
        bytes.drain(one.min(other)..one.max(other));
        is_bounded(&failed(&String::from_utf8_lossy(&bytes)))?;
    }

    /// Lines of all outputs in any order: every reader sees its own marks where they do not belong.
    #[test]
    fn shuffled_lines_are_read(picks in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..60)) {
        let mut text = String::new();
        for (which, at) in picks {
            let lines: Vec<&str> = which.get(&OUTPUTS).1.lines().collect();
            text.push_str(lines[at.index(lines.len())]);
            text.push('\n');
        }
        is_bounded(&failed(&text))?;
    }
}
