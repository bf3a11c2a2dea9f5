//! Queries: how they are read, and what they find.

use insta::{assert_debug_snapshot, assert_snapshot};
use kinglet_domain::evidence::{Kind, Status};
use kinglet_ledger::{Query, Seq, Step};
use proptest::prelude::*;

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
    let text = r#"run:R3 node:N2 kind:test_result status:failed origin:harness subject:"a b.rs" since:E31 last:2 "free words" and::more"#;
    assert_debug_snapshot!(Query::parse(&text.replace(" and::more", " more")).unwrap(), @r#"
    Query {
        run: Some(
            RunId(
                3,
            ),
        ),
        id: None,
        node: Some(
            NodeId(
                2,
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
    assert_snapshot!(refused("std::vec"), @"`std:` is not a known key; known are run, id, node, kind, origin, status, subject, since, last; put words with a colon in double quotes");
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

/// The subjects of one run among which a query for a subject finds its own.
const SUBJECTS: [&str; 9] = [
    "src/auth.rs",
    "src/auth.rs, src/b.rs",
    "tests/a.rs, src/auth/token.rs",
    "other/src/auth.rs",
    "src/auth.rs.orig, srcs/b.rs",
    "a b.py",
    "SRC/b_rs",
    "cargo test -- src/auth.rs",
    "E0308",
];

/// A run with one piece of evidence about each subject.
fn scene_about(subjects: &[&str]) -> Scene {
    let mut scene = Scene::new();
    let seen: Vec<_> =
        subjects.iter().map(|subject| evidence(Kind::FileRead, Status::Neutral, subject, "")).collect();
    scene.ledger.commit(R1, Seq(1), &Step { evidence: &seen, ..plain("saw") }).unwrap();
    scene
}

/// The subjects that a query for one finds.
fn found(scene: &Scene, subject: &str) -> Vec<String> {
    let query = Query { subject: Some(subject.to_owned()), ..Query::default() };
    let rows = scene.ledger.evidence(&query).unwrap();
    rows.into_iter().map(|row| row.evidence.subject).collect()
}

#[test]
fn a_subject_is_found_by_a_path_in_it_and_by_the_folders_above() {
    let scene = scene_about(&SUBJECTS);
    let check = |subject| found(&scene, subject).join("; ");
    assert_snapshot!(check("src/auth.rs"), @"src/auth.rs; src/auth.rs, src/b.rs");
    assert_snapshot!(check("src/b.rs"), @"src/auth.rs, src/b.rs");
    assert_snapshot!(check("src"), @"src/auth.rs; src/auth.rs, src/b.rs; tests/a.rs, src/auth/token.rs; src/auth.rs.orig, srcs/b.rs");
    assert_snapshot!(check("src/"), @"src/auth.rs; src/auth.rs, src/b.rs; tests/a.rs, src/auth/token.rs; src/auth.rs.orig, srcs/b.rs");
    assert_snapshot!(check("src/auth"), @"tests/a.rs, src/auth/token.rs");
    assert_snapshot!(check("src/auth.rs, src/b.rs"), @"src/auth.rs, src/b.rs");
    assert_snapshot!(check("auth.rs"), @"");
    assert_snapshot!(check("sr"), @"");
    assert_snapshot!(check("/"), @"");
    assert_snapshot!(check("src/b_rs"), @"");
    assert_snapshot!(check("src/%"), @"");
    assert_snapshot!(check("a b.py"), @"a b.py");
    assert_snapshot!(check("cargo test -- src/auth.rs"), @"cargo test -- src/auth.rs");
    assert_snapshot!(check("cargo test"), @"");
    assert_snapshot!(check("E0308"), @"E0308");
    assert_snapshot!(check("' OR 1=1 --"), @"");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_path_of_a_list_is_found_by_all_that_lie_above_it(
        paths in prop::collection::vec("[a-c_%']{1,3}(/[a-c_%']{1,3}){0,2}", 1..4),
        wanted in "[a-c_%']{1,2}(/[a-c_%']{1,2}){0,1}/?",
    ) {
        let list = paths.join(", ");
        let scene = scene_about(&[&list]);
        for path in &paths {
            for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
                prop_assert_eq!(found(&scene, path.get(..end).unwrap()), [list.clone()]);
            }
        }
        let wanted_parts: Vec<_> = wanted.trim_end_matches('/').split('/').collect();
        let is_above = |path: &String| path.split('/').collect::<Vec<_>>().starts_with(&wanted_parts);
        prop_assert_eq!(!found(&scene, &wanted).is_empty(), paths.iter().any(is_above));
    }
}
