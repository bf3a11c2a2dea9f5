//! Queries: how they are read, and what they find.

use insta::{assert_debug_snapshot, assert_snapshot};
use kinglet_domain::evidence::{Kind, Status};
use kinglet_ledger::{Query, Seq, Step};

use crate::support::{R1, Scene, evidence, new_run, plain};

/// The only code here that names the parser.
fn refused(text: &str) -> String {
    Query::parse(text).unwrap_err().to_string()
}

/// Two runs with some evidence each.
fn scene() -> Scene {
    let mut scene = Scene::new();
    let first = [
        evidence(Kind::TestResult, Status::Failed, "make test", "Größe ist falsch"),
        evidence(Kind::FileRead, Status::Neutral, "src/auth.rs", "fn decode() {}"),
        evidence(Kind::Decision, Status::Neutral, "src/auth.rs", "padding goes first, 100% sure"),
        evidence(Kind::TestResult, Status::Failed, "make test", "still wrong"),
        evidence(Kind::TestResult, Status::Passed, "make test", "2 passed"),
    ];
    scene.ledger.commit(R1, Seq(1), &Step { evidence: &first, ..plain("saw") }).unwrap();
    let second = [evidence(Kind::TestResult, Status::Failed, "a b.py", "1 failed")];
    let begun = Step { evidence: &second, ..plain("began") };
    scene.ledger.begin(&new_run("01JD0000000000000000000002"), &begun).unwrap();
    scene
}

#[test]
fn every_key_is_read() {
    let text = r#"run:R3 kind:test_result status:failed origin:harness subject:"a b.rs" since:E31 last:2 "free words" and::more"#;
    assert_debug_snapshot!(Query::parse(&text.replace(" and::more", " more")).unwrap(), @r#"
    Query {
        run: Some(
            RunId(
                3,
            ),
        ),
        kind: Some(
            TestResult,
        ),
        origin: Some(
            Harness,
        ),
        status: Some(
            Failed,
        ),
        subject: Some(
            "a b.rs",
        ),
        since: Some(
            EvidenceId(
                31,
            ),
        ),
        last: Some(
            2,
        ),
        words: [
            "free words",
            "more",
        ],
    }
    "#);
    assert_eq!(Query::parse("").unwrap(), Query::default());
    assert_eq!(Query::parse(" run:3  since:31 "), Query::parse("run:r3 since:e31"));
    assert_eq!(
        Query::parse(r#""std::vec" src/a.rs:12 :x"#).unwrap().words,
        ["std::vec", "src/a.rs:12", ":x"]
    );
}

#[test]
fn what_is_not_understood_is_said() {
    assert_snapshot!(refused("std::vec"), @"`std:` is not a known key; known are run, kind, origin, status, subject, since, last; put words with a colon in double quotes");
    assert_snapshot!(refused("kind:tests"), @"`tests` is not a known kind of evidence; known are file_read, diagnostic, test_result, edit_applied, decision, shell_output, symbol_lookup");
    assert_snapshot!(refused("last:0"), @"`last:0` does not say which; write last:1");
    assert_snapshot!(refused("since:R3"), @"`since:R3` does not say which; write since:E31");
    assert_snapshot!(refused("run:last"), @"`run:last` does not say which; write run:R3");
    assert_snapshot!(refused("subject:"), @"`subject:` does not say which; write subject:src/lib.rs");
    assert_snapshot!(refused("last:1 last:2"), @"`last:` is given twice; give it once");
    assert_snapshot!(refused(r#"subject:"a b"#), @"a double quote is not closed; add the second one");
}

#[test]
fn only_what_matches_is_found_in_order() {
    let scene = scene();
    let check = |text| {
        let rows = scene.ledger.evidence(&Query::parse(text).unwrap()).unwrap();
        rows.iter().map(|row| format!("{}/{}", row.run, row.id)).collect::<Vec<_>>().join(" ")
    };
    assert_snapshot!(check(""), @"R1/E1 R1/E2 R1/E3 R1/E4 R1/E5 R2/E1");
    assert_snapshot!(check("run:R1"), @"R1/E1 R1/E2 R1/E3 R1/E4 R1/E5");
    assert_snapshot!(check("kind:test_result status:failed"), @"R1/E1 R1/E4 R2/E1");
    assert_snapshot!(check("run:1 kind:test_result status:failed last:1"), @"R1/E4");
    assert_snapshot!(check("last:2"), @"R1/E5 R2/E1");
    assert_snapshot!(check("subject:src/auth.rs"), @"R1/E2 R1/E3");
    assert_snapshot!(check("subject:auth.rs"), @"");
    assert_snapshot!(check("origin:model"), @"R1/E3");
    assert_snapshot!(check("run:R1 since:E3"), @"R1/E4 R1/E5");
    assert_snapshot!(check("AUTH.rs first"), @"R1/E3");
    assert_snapshot!(check("größe"), @"R1/E1");
    assert_snapshot!(check("GRÖSSE"), @"");
    assert_snapshot!(check("100%"), @"R1/E3");
    assert_snapshot!(check("wrong last:1"), @"R1/E4");
    assert_snapshot!(check("' OR 1=1 --"), @"");
    assert_snapshot!(check(r#"subject:"a b.py""#), @"R2/E1");
}
