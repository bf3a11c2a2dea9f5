//! Runs at some point of their course, what may happen to them, and what they are told to do, as lines of text.

use super::super::*;
use crate::escalation::Escalation;
use crate::event::{Explored, Looked, Opinion};
use crate::explore::Cited;
use crate::mechanic::Site;
use crate::planning::Planning;
use crate::proposal::{Proposal, Standing};
use crate::state::Job;
use kinglet_dialect::Wish;
use kinglet_domain::action::{Action as Decision, ActionName, Verdict as Holds};
use kinglet_domain::check::{Failure, FailureKind};
use kinglet_domain::context::{Candidate, Excerpt, Ground, Reason, Target};
use kinglet_domain::evidence::EvidenceId;
use kinglet_domain::refactoring::{Named, NewParameter, Refactoring};
use kinglet_domain::unit::Line;
use kinglet_ledger::PlanChange;
use kinglet_loom::look::Look;

pub(super) const RIGHT: &str = "```python\ndef total():\n    return 5\n```\n";

/// A run with a model that tells of no doubts.
pub(super) fn state(job: Job) -> State {
    let mut state = State::new(job);
    state.doubts.cannot();
    state
}

/// The same, with one that may tell of some.
pub(super) fn doubting() -> State {
    [failed(&["a", "b"]), surveyed(&["total", "discount"])]
        .into_iter()
        .fold(State::new(begun().job), |state, event| step(state, event).0)
}

pub(super) fn doubted() -> Event {
    let (written, instead) = ("4".to_owned(), "5".to_owned());
    Event::Doubted(Some(vec![Doubt { at: 13, written, instead, probability: 0.5 }]))
}

pub(super) fn begun() -> State {
    state(Job {
        task: "Fix the total.".to_owned(),
        check: "make test".to_owned(),
        attempts: 3,
        explore: Explore::Off,
        refactor: false,
        planning: Planning::Off,
        proposes: false,
        without: std::collections::BTreeSet::new(),
        samples: 1,
        is_scripted: false,
        escalation: None,
    })
}

/// The same, where a second model may be asked twice, each time that one question led to nothing.
pub(super) fn begun_escalating() -> State {
    let job = Job { attempts: 9, escalation: Some(Escalation { after: 1, questions: 2 }), ..begun().job };
    state(job)
}

/// A state in which the second model is asked.
pub(super) fn escalating() -> State {
    let events = [failed(&["a", "b"]), surveyed(&["total", "discount"]), answered("")];
    events.into_iter().fold(begun_escalating(), |state, event| step(state, event).0)
}

pub(super) fn unescalated() -> Event {
    Event::Unescalated { reason: "nobody is there".to_owned() }
}

/// The same, where the code is looked into first.
pub(super) fn begun_exploring() -> State {
    let job = begun().job;
    state(Job { explore: Explore::Always, ..job })
}

/// The same, where the model is asked first for a mechanical change.
pub(super) fn begun_refactoring() -> State {
    let job = begun().job;
    state(Job { refactor: true, ..job })
}

/// A state in which the model is asked which mechanical change the task asks for.
pub(super) fn choosing() -> State {
    asking().into_iter().fold(begun_refactoring(), |state, event| step(state, event).0)
}

/// A state after it said that a parameter is to be added, for which calls pass this.
pub(super) fn refactoring(value: &str) -> State {
    step(choosing(), wished(value)).0
}

pub(super) fn wished(value: &str) -> Event {
    let parameter = NewParameter {
        name: "rate".to_owned(),
        of: None,
        default: None,
        value: Some(value.to_owned()),
        before: None,
    };
    let symbol = Named { symbol: "total".to_owned(), path: None };
    Event::Wished(Ok(Wish::Change(Refactoring::AddParameter { symbol, parameter })))
}

pub(super) fn called() -> Event {
    let site =
        |line| Site { path: path("cart.py"), line: Line::new(line).unwrap(), text: "total()".to_owned() };
    Event::Called(Ok(vec![site(7), site(9)]))
}

pub(super) fn valued() -> Event {
    Event::Valued(Ok("0.1".to_owned()))
}

/// A state in which the model is asked for a check, and what follows on that.
pub(super) fn proposing(events: impl IntoIterator<Item = Event>) -> State {
    let job = Job { check: String::new(), planning: Planning::Auto, proposes: true, ..begun().job };
    let before = [passed(), surveyed(&["total"])];
    before.into_iter().chain(events).fold(state(job), |state, event| step(state, event).0)
}

pub(super) fn proposed() -> Event {
    let (path, text, command) =
        (path("test_cart.py"), "assert total() == 5".to_owned(), "make test".to_owned());
    Event::Proposed(Ok((Proposal { path, text, command, standing: Standing::Shown }, vec![])))
}

pub(super) fn approved() -> Event {
    Event::Approved(Ok(crate::parties::Consent::Read))
}

pub(super) fn exhausted() -> Event {
    Event::Exhausted { reason: "the budget is used up".to_owned() }
}

/// A state in which the model is asked what to look at.
pub(super) fn exploring() -> State {
    [failed(&["a", "b"]), surveyed(&["total"])]
        .into_iter()
        .fold(begun_exploring(), |state, event| step(state, event).0)
}

/// A decision, what it cites being the harness's.
pub(super) fn decided(decision: Decision) -> Event {
    let cited = Cited { is_observed: true, ..Cited::default() };
    Event::Explored(Explored { decision: Ok((decision, vec![])), cited, shown: vec![] })
}

pub(super) fn symbol(name: &str) -> Decision {
    Decision::Symbol { name: name.to_owned() }
}

pub(super) fn resolved() -> Event {
    let (verdict, cites, summary) = (Holds::Holds, vec![EvidenceId(1)], "it is so".to_owned());
    decided(Decision::Resolve { verdict, cites, summary })
}

pub(super) fn chosen() -> Event {
    Event::Chosen(ActionName::Symbol)
}

pub(super) fn undecided() -> Event {
    Event::Explored(Explored {
        decision: Err("there is no action".to_owned()),
        cited: Cited::default(),
        shown: vec![],
    })
}

pub(super) fn looked() -> Event {
    let look = Look {
        subject: "cart.py".to_owned(),
        paths: vec![path("cart.py")],
        summary: "`total`, lines 1-2".to_owned(),
        content: "def total():\n    return 1\n".to_owned(),
        status: Status::Neutral,
    };
    Event::Looked(Looked { kind: Kind::FileRead, look })
}

pub(super) fn path(text: &str) -> RelPath {
    RelPath::parse(text).unwrap()
}

/// The check failed with these tests, of four.
pub(super) fn failed(names: &[&str]) -> Event {
    let failed = u32::try_from(names.len()).unwrap();
    let failure = |name: &&str| Failure {
        name: (*name).to_owned(),
        kind: FailureKind::Test,
        message: "5 != 4".to_owned(),
        frames: vec![],
    };
    checked(Report {
        ended: Ended::Failed { code: 1 },
        passed: Some(4 - failed),
        failed: Some(failed),
        failures: names.iter().map(failure).collect(),
        summary: format!("{failed} failed"),
    })
}

/// The check ended without telling how many tests failed.
pub(super) fn ended(ended: Ended) -> Event {
    checked(Report { ended, passed: None, failed: None, failures: vec![], summary: "a summary".to_owned() })
}

pub(super) fn passed() -> Event {
    ended(Ended::Passed)
}

pub(super) fn checked(report: Report) -> Event {
    Event::Checked { report, output: "the output".to_owned(), took_ms: 100, touched: Touched::default() }
}

/// These functions of `cart.py` may be wrong.
pub(super) fn surveyed(names: &[&str]) -> Event {
    let candidate = |name: &&str| Candidate {
        path: path("cart.py"),
        target: Target::Symbol { name: (*name).to_owned(), head: format!("def {name}") },
        first: Line::FIRST,
        text: format!("def {name}():\n    return 1\n"),
        reasons: vec![Reason { points: 40, ground: Ground::Frame, why: "nearest frame".to_owned() }],
    };
    let test = Excerpt { path: path("test_cart.py"), first: Line::FIRST, text: "assert".to_owned() };
    Event::Surveyed(Survey {
        candidates: names.iter().map(candidate).collect(),
        tests: vec![test],
        ..Survey::default()
    })
}

pub(super) fn answered(text: &str) -> Event {
    answer(text, Finish::Stop)
}

pub(super) fn answer(text: &str, finish: Finish) -> Event {
    Event::Answered(Answer { prefill: String::new(), rest: String::new(), text: text.to_owned(), finish })
}

/// An edit of `cart.py` that is told from others by its new line.
pub(super) fn prepared(line: &str) -> Event {
    let change = Change {
        path: path("cart.py"),
        before: Some(b"    return 1\n".to_vec()),
        after: Some(line.as_bytes().to_vec()),
    };
    let diff = format!("--- a/cart.py\n+++ b/cart.py\n@@ -2 +2 @@\n-    return 1\n+{line}\n");
    Event::Prepared(Prepared {
        changes: vec![change],
        diff,
        syntax_errors: vec![],
        repairs: vec![],
        opinions: vec![],
    })
}

/// The same edit, with what a language server says of it.
pub(super) fn reviewed(line: &str, errors: Result<&[&str], &str>) -> Event {
    let Event::Prepared(prepared) = prepared(line) else { unreachable!() };
    let errors = errors.map(|it| it.iter().map(ToString::to_string).collect()).map_err(str::to_owned);
    let opinions = vec![Opinion { server: "pyright".to_owned(), errors }];
    Event::Prepared(Prepared { opinions, ..prepared })
}

pub(super) fn broken(error: &str) -> Event {
    let Event::Prepared(prepared) = prepared("    return (5") else { unreachable!() };
    Event::Prepared(Prepared { syntax_errors: vec![error.to_owned()], ..prepared })
}

pub(super) fn unprepared() -> Event {
    Event::Unprepared { reason: "cart.py does not define `total`".to_owned(), is_repairable: true }
}

pub(super) fn conflict() -> Event {
    Event::Conflict { reason: "cart.py was changed by someone else".to_owned() }
}

pub(super) fn unaskable() -> Event {
    Event::Unaskable { reason: "the question is too long".to_owned() }
}

pub(super) fn stale() -> Event {
    Event::Stale { paths: vec![path("cart.py")] }
}

/// The name by which a value serialises itself in this field.
pub(super) fn tag(value: &impl serde::Serialize, field: &str) -> String {
    serde_json::to_value(value).unwrap()[field].as_str().unwrap().to_owned()
}

pub(super) fn shown(effect: &Effect) -> String {
    match effect {
        Effect::Record(NewEvidence { kind, status, subject, summary, .. }) => {
            // Why the next question is what it is, is the schedule's matter.
            let summary = summary.split(": ask about").next().unwrap_or_default();
            format!("record {kind} {status} {subject}: {}", account::first_line(summary))
        }
        Effect::Understood { action, .. } => {
            format!("understood {}", if action.is_some() { "an edit" } else { "nothing" })
        }
        Effect::Apply { changes, reason } => {
            let paths: Vec<&str> = changes.iter().map(|change| change.path.as_str()).collect();
            format!("apply {} ({reason})", paths.join(", "))
        }
        Effect::TakeBack { reason, .. } => format!("take back ({reason})"),
        Effect::Plan(PlanChange::Spawn { title, .. }) => format!("plan: {title}"),
        Effect::Plan(PlanChange::Close { node, change, .. }) => format!("plan: {node} {}", change.name()),
        Effect::Gate(verdict) => format!("gate {verdict:?}"),
        Effect::Sample(sample) => format!("sample {}: {}", sample.about, sample.verdict.name()),
        Effect::Tell(progress) => format!("tell {}", tag(progress, "type")),
    }
}

pub(super) fn after(events: impl IntoIterator<Item = Event>) -> State {
    events.into_iter().fold(begun(), |state, event| step(state, event).0)
}

/// What each event brings about, and where the run then stands.
pub(super) fn course(events: impl IntoIterator<Item = Event>) -> Vec<String> {
    let mut state = begun();
    let take = |event: Event| {
        let name = event.name();
        let (next, effects) = step(state.clone(), event);
        state = next;
        let effects =
            effects.iter().map(|effect| format!("\n  {}", shown(effect))).collect::<Vec<_>>().concat();
        format!("{name} -> {}{effects}", tag(&state.phase, "phase"))
    };
    events.into_iter().map(take).collect()
}

/// What the last of the events brings about.
pub(super) fn last(events: impl IntoIterator<Item = Event>) -> String {
    course(events).pop().unwrap_or_default()
}

/// The account that a run gives of itself when it ends.
pub(super) fn account_of(events: impl IntoIterator<Item = Event>) -> String {
    let mut state = begun();
    let mut accounts = Vec::new();
    for event in events {
        let (next, effects) = step(state, event);
        accounts.extend(effects.into_iter().filter_map(|effect| match effect {
            Effect::Tell(Progress::RunEnded { summary, .. }) => Some(summary),
            _ => None,
        }));
        state = next;
    }
    accounts.join("\n---\n")
}

pub(super) fn asking() -> Vec<Event> {
    vec![failed(&["a", "b"]), surveyed(&["total"])]
}

/// Everything up to the check that follows an edit.
pub(super) fn verifying() -> Vec<Event> {
    [asking(), vec![answered(RIGHT), prepared("    return 5"), Event::Written]].concat()
}

pub(super) fn then(mut events: Vec<Event>, more: impl IntoIterator<Item = Event>) -> Vec<Event> {
    events.extend(more);
    events
}
