use insta::assert_snapshot;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::{Line, Tokens};

use super::*;
use crate::fit;

const PLAN: [Claim<'static>; 4] = [
    Claim { depth: 0, standing: Standing::Open, text: "the total leaves an item out" },
    Claim {
        depth: 1,
        standing: Standing::Settled(Verdict::Refuted),
        text: "Cart.__init__ drops the last item",
    },
    Claim { depth: 1, standing: Standing::Current, text: "rate() has no entry for 'b'" },
    Claim { depth: 0, standing: Standing::Settled(Verdict::Holds), text: "the test is right" },
];

const EVIDENCE: [Piece<'static>; 3] = [
    Piece {
        id: EvidenceId(1),
        kind: Kind::TestResult,
        is_said: false,
        reason: "the newest of the run",
        subject: "pytest -q",
        summary: "1 failed: 1 != 2",
        content: None,
        is_stale: false,
        worth: 50,
    },
    Piece {
        id: EvidenceId(4),
        kind: Kind::FileRead,
        is_said: false,
        reason: "the newest of the run",
        subject: "src/prices.py rate",
        summary: "src/prices.py: `rate`, lines 4-5 of 5",
        content: Some("4| def rate(kind):\n5|     return RATES[kind]\n"),
        is_stale: false,
        worth: 30,
    },
    Piece {
        id: EvidenceId(5),
        kind: Kind::Decision,
        is_said: false,
        reason: "the newest of the run",
        subject: "src/cart.py",
        summary: "look at the rates first",
        content: None,
        is_stale: true,
        worth: 10,
    },
];

fn candidates() -> Vec<CandidateNote> {
    vec![CandidateNote {
        path: RelPath::parse("src/cart.py").unwrap(),
        symbol: "Cart.total".to_owned(),
        line: Line::new(8).unwrap(),
        score: 59,
        reasons: vec!["+12 1 call from a failing test".to_owned(), "+20 reached".to_owned()],
    }]
}

/// The only code here that names the API under test.
fn shown(question: &Question<'_>) -> String {
    sections(question).into_iter().map(|section| section.text).collect()
}

/// A question about a run that has just begun.
fn bare(allowed: &Allowed) -> Question<'_> {
    Question {
        task: "Fix {{check}}.",
        check: "pytest -q",
        said: "1 failed: 1 != 2\n",
        plan: &[],
        evidence: &[],
        candidates: &[],
        allowed,
        answer: Answer::Action,
        question: "Where does the total go wrong?",
        refused: None,
    }
}

#[test]
fn asks_for_one_action() {
    let allowed = Allowed::explorer();
    let candidates = candidates();
    let question = Question {
        plan: &PLAN,
        evidence: &EVIDENCE,
        candidates: &candidates,
        question: "Is it so that rate() has no entry for 'b'?",
        refused: Some("`rate.py` is no file; there is src/prices.py"),
        ..bare(&allowed)
    };
    assert_snapshot!(format!("{}\n\n{}", role(Answer::Action), shown(&question)), @r#"
    You find out why a check fails. You look at code, one step at a time, and settle claims by evidence. You do not change files. You answer with exactly one action: one JSON object on one line, nothing else.

    # Actions
    {"action":"read","path":"FILE","symbol":"NAME"} - show code; instead of "symbol", "lines":"10-40"
    {"action":"search","pattern":"REGEX"} - find a text; optional "path":"FILE OR FOLDER"
    {"action":"symbol","name":"NAME"} - where a name is defined and used
    {"action":"record_evidence","kind":"decision","subject":"FILE","summary":"ONE LINE","content":"WHY"} - note a decision
    {"action":"spawn_child","hypothesis":"CLAIM"} - look into a narrower claim first
    {"action":"resolve","verdict":"holds","cites":["ID"],"summary":"ONE LINE"} - settle the current claim ("holds" or "refuted") by ids of evidence
    Put real names in place of the words in capitals.

    # Task
    Fix {{check}}.
    `pytest -q` says:
    1 failed: 1 != 2

    # Evidence
    E1 test_result pytest -q: 1 failed: 1 != 2
    E4 file_read src/prices.py rate: src/prices.py: `rate`, lines 4-5 of 5
      4| def rate(kind):
      5|     return RATES[kind]
    E5 decision src/cart.py (changed since: look again): look at the rates first

    # Places worth a look, best first
    - Cart.total in src/cart.py, line 8 (1 call from a failing test)

    # Claims
    - [open] the total leaves an item out
      - [refuted] Cart.__init__ drops the last item
      > [current] rate() has no entry for 'b'
    - [holds] the test is right

    # Your last reply was refused
    `rate.py` is no file; there is src/prices.py

    # Question
    Is it so that rate() has no entry for 'b'?
    If the evidence answers this, resolve it and cite the ids. Otherwise choose the one action that tells most; do not repeat a look that is in the evidence.
    "#);
}

#[test]
fn shows_only_what_is_allowed_and_there() {
    let allowed = Allowed::of(&[ActionName::Read, ActionName::Resolve]);
    assert_snapshot!(shown(&bare(&allowed)), @r#"
    # Actions
    {"action":"read","path":"FILE","symbol":"NAME"} - show code; instead of "symbol", "lines":"10-40"
    {"action":"resolve","verdict":"holds","cites":["ID"],"summary":"ONE LINE"} - settle the current claim ("holds" or "refuted") by ids of evidence
    Put real names in place of the words in capitals.

    # Task
    Fix {{check}}.
    `pytest -q` says:
    1 failed: 1 != 2

    # Question
    Where does the total go wrong?
    Choose the one action that tells most; do not repeat a look that is in the evidence.
    "#);
}

#[test]
fn what_was_said_once_is_said_again_in_the_same_words() {
    let allowed = Allowed::explorer();
    let candidates = candidates();
    let first = Question { plan: &PLAN, evidence: &EVIDENCE[..2], candidates: &candidates, ..bare(&allowed) };
    let second = Question { evidence: &EVIDENCE, refused: Some("no"), question: "And now?", ..first };
    let texts = |question| sections(question).into_iter().map(|it| it.text).collect::<Vec<_>>();
    let (first, second) = (texts(&first), texts(&second));
    // All but the places, the claims and the question itself.
    assert_eq!(first[..first.len() - 3], second[..first.len() - 3]);
}

#[test]
fn the_fixed_text_is_short_and_its_forms_begin_as_the_reply_is_made_to() {
    let allowed = Allowed::explorer();
    let question = Question { task: "", check: "", said: "", question: "", ..bare(&allowed) };
    let fixed = role(Answer::Action).len() + shown(&question).len();
    // Measured by vocabularies of small models, JSON takes some three bytes a token.
    assert!(fixed < 3 * 350, "{fixed} bytes");
    assert!(ActionName::ALL.iter().all(|name| name.form().starts_with(frame())));
}

#[test]
fn a_name_and_its_form_are_asked_for_by_the_last_section_alone() {
    let allowed = Allowed::explorer();
    let candidates = candidates();
    let named = Question {
        evidence: &EVIDENCE,
        candidates: &candidates,
        refused: Some("no"),
        answer: Answer::Name,
        ..bare(&allowed)
    };
    let given = Question { answer: Answer::Form(ActionName::Read), ..named };
    let texts = |question| sections(question).into_iter().map(|it| it.text).collect::<Vec<_>>();
    let (mut name, mut form) = (texts(&named), texts(&given));
    let (name, form) = (name.pop().unwrap(), form.pop().unwrap());
    assert_eq!(texts(&named)[..9], texts(&given)[..9]);
    assert_eq!((role(named.answer), texts(&named).len()), (role(given.answer), 10));
    let actions = texts(&named).remove(0);
    assert_snapshot!(format!("{}\n\n{actions}[...]\n{name}[or]\n{form}", role(named.answer)), @r#"
    You find out why a check fails. You look at code, one step at a time, and settle claims by evidence. You do not change files. You first name one action, then you give it, each time exactly as you are told at the end, and nothing else.

    # Actions
    read - show code
    search - find a text
    symbol - where a name is defined and used
    record_evidence - note a decision
    spawn_child - look into a narrower claim first
    resolve - settle the current claim ("holds" or "refuted") by ids of evidence
    [...]

    # Answer
    Which action do you take? Answer with its name alone, one word: read, search, symbol, record_evidence, spawn_child, resolve
    [or]

    # Answer
    You take the action read. Answer with one JSON object on one line, in this form:
    {"action":"read","path":"FILE","symbol":"NAME"} - show code; instead of "symbol", "lines":"10-40"
    Put real names in place of the words in capitals.
    "#);
}

#[test]
fn leaves_out_the_evidence_that_is_worth_least() {
    let allowed = Allowed::of(&[ActionName::Symbol]);
    let question = Question { plan: &PLAN, evidence: &EVIDENCE, ..bare(&allowed) };
    let sized: Vec<_> = sections(&question).into_iter().map(|section| (section, Tokens(10))).collect();
    let fitted = fit(sized, Tokens(70)).unwrap();
    assert_eq!(fitted.cut, ["E5"]);
}
