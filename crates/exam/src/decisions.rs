//! Situations of an investigation: does the model decide in a form that can be read, and sensibly?

use kinglet_agent::trial;
use kinglet_dialect::{Existing, render_action};
use kinglet_domain::action::{ActionName, Allowed};
use kinglet_domain::event::CandidateNote;
use kinglet_domain::evidence::{EvidenceId, Kind};
use kinglet_domain::path::RelPath;
use kinglet_domain::profile::Asking;
use kinglet_domain::unit::Line;
use kinglet_model::{Backend, Constraint, Prefill, Tools};
use kinglet_prompt::Section;
use kinglet_prompt::explorer::{self, Claim, Piece, Standing};

use crate::error::Error;
use crate::marks::{Mark, Tally};
use crate::questions::{Decision, path};
use crate::{COOL, Exam, Teller, sampling};

/// Asks in every way that the backend can.
pub(crate) async fn ask(
    model: &mut dyn Backend,
    all: &[Decision],
    exam: &Exam,
    teller: &mut Teller<'_>,
) -> Result<Vec<(Asking, Tally)>, Error> {
    let questions = all.get(..exam.questions.min(all.len())).unwrap_or_default();
    let identity = model.identity();
    let imposes = identity.constraint != Constraint::None || identity.prefill == Prefill::Continued;
    let ways =
        [(true, Asking::Free), (imposes, Asking::Imposed), (identity.tools == Tools::Offered, Asking::Tools)];
    let mut marks = Vec::new();
    for (_, asking) in ways.into_iter().filter(|(can, _)| *can) {
        let mut tally = Tally::default();
        for (number, question) in questions.iter().enumerate() {
            teller.next(&format!("decisions: {asking}"));
            one(model, question, (asking, number), &mut tally).await?;
        }
        marks.push((asking, tally));
    }
    Ok(marks)
}

async fn one(
    model: &mut dyn Backend,
    question: &Decision,
    (asking, number): (Asking, usize),
    tally: &mut Tally,
) -> Result<(), Error> {
    let is_blank = question.evidence.is_empty();
    let allowed = Allowed::explorer();
    let allowed = if is_blank { allowed.without(ActionName::Resolve) } else { allowed };
    let places = notes(&question.places)?;
    let sections = sections(question, &places, &allowed);
    let paths: Vec<RelPath> = places.iter().map(|place| place.path.clone()).collect();
    let evidence: Vec<EvidenceId> = (1..).map(EvidenceId).take(question.evidence.len()).collect();
    let existing = Existing { paths: &paths, symbols: &[], evidence: &evidence };
    let asked = (&allowed, asking, &existing);
    let tried = trial::decision(model, sections, asked, sampling(COOL, number), &mut |_| ()).await?;
    let mark = tried.read.as_ref().map_or_else(
        |_| Mark::default(),
        |(action, repairs)| Mark {
            // A call of a tool is what was asked for; that it comes as a text is nobody's fault.
            obeyed: repairs.is_empty() || asking == Asking::Tools,
            applicable: true,
            right: question.is_right(action.name().text(), &render_action(action)),
        },
    );
    tally.add(mark, tried.call.as_ref());
    Ok(())
}

fn sections(question: &Decision, places: &[CandidateNote], allowed: &Allowed) -> Vec<Section> {
    let pieces: Vec<Piece<'_>> = (1..).zip(&question.evidence).map(|(id, it)| piece(id, it)).collect();
    explorer::sections(&explorer::Question {
        task: &question.task,
        check: "make test",
        said: &question.said,
        plan: &[Claim { depth: 0, standing: Standing::Current, text: &question.claim }],
        evidence: &pieces,
        candidates: places,
        allowed,
        answer: explorer::Answer::Action,
        question: &format!("Is it so that {}?", question.claim),
        refused: None,
    })
}

fn piece(id: u32, evidence: &crate::questions::Evidence) -> Piece<'_> {
    let crate::questions::Evidence(kind, subject, summary, content) = evidence;
    Piece {
        id: EvidenceId(id),
        kind: if kind == Kind::FileRead.name() { Kind::FileRead } else { Kind::SymbolLookup },
        is_said: false,
        reason: "",
        subject,
        summary,
        content: Some(content),
        is_stale: false,
        worth: 0,
    }
}

/// Places as the survey would name them.
fn notes(places: &[String]) -> Result<Vec<CandidateNote>, Error> {
    let note = |place: &String| {
        let (file, symbol) = place.split_once(": ").unwrap_or((place, ""));
        let reasons = Vec::new();
        Ok(CandidateNote {
            path: path(file)?,
            symbol: symbol.to_owned(),
            line: Line::FIRST,
            score: 0,
            reasons,
        })
    };
    places.iter().map(note).collect()
}
