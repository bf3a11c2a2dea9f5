//! Small bugs: can the model write an edit in each of the formats, and is it the right one?

use std::fs;
use std::path::Path;

use kinglet_agent::trial::{self, Tried};
use kinglet_domain::context::{Candidate, Claim, Excerpt, Target};
use kinglet_domain::edit::{Change, Edit};
use kinglet_domain::profile::{Asking, EditFormat, EditWay};
use kinglet_domain::unit::Line;
use kinglet_model::{Backend, Constraint, Identity, Prefill};
use kinglet_prompt::coder;

use crate::error::Error;
use crate::marks::{Edits, Mark, Tally};
use crate::questions::{self, path};
use crate::{COOL, Exam, Teller, profile, sampling};

/// The temperature that is tried beside the cool one.
pub(crate) const WARM: f32 = 0.8;

/// Asks in every way that the backend can, and in the best of them once more, warmer.
pub(crate) async fn ask(
    model: &mut dyn Backend,
    all: &[questions::Edit],
    exam: &Exam,
    teller: &mut Teller<'_>,
) -> Result<Vec<Edits>, Error> {
    let questions = all.get(..exam.questions.min(all.len())).unwrap_or_default();
    let mut marks = Vec::new();
    for way in ways(model.identity()) {
        marks.push(in_one_way(model, questions, (way, COOL), teller).await?);
    }
    if let Some(best) = profile::best(&marks).first() {
        marks.push(in_one_way(model, questions, (best.way, WARM), teller).await?);
    }
    Ok(marks)
}

/// The ways to ask for an edit that differ for a backend.
fn ways(identity: &Identity) -> Vec<EditWay> {
    let continues = identity.prefill == Prefill::Continued;
    let (has_grammar, has_schema) =
        (identity.constraint == Constraint::Grammar, identity.constraint != Constraint::None);
    let way = |format, asking| EditWay { format, asking };
    let all = [
        (true, way(EditFormat::Rewrite, Asking::Free)),
        (continues || has_grammar, way(EditFormat::Rewrite, Asking::Imposed)),
        (true, way(EditFormat::Replace, Asking::Free)),
        (continues || has_grammar, way(EditFormat::Replace, Asking::Imposed)),
        (true, way(EditFormat::Json, Asking::Free)),
        (has_schema, way(EditFormat::Json, Asking::Imposed)),
    ];
    all.into_iter().filter_map(|(can, way)| can.then_some(way)).collect()
}

async fn in_one_way(
    model: &mut dyn Backend,
    questions: &[questions::Edit],
    (way, temperature): (EditWay, f32),
    teller: &mut Teller<'_>,
) -> Result<Edits, Error> {
    let part = format!("edits: {way}");
    let mut tally = Tally::default();
    for (number, question) in questions.iter().enumerate() {
        teller.next(&part);
        let tried = one(model, question, way, (temperature, number)).await?;
        tally.add(mark(question, way.format, &tried)?, tried.call.as_ref());
    }
    Ok(Edits { way, temperature, tally })
}

async fn one(
    model: &mut dyn Backend,
    question: &questions::Edit,
    way: EditWay,
    (temperature, number): (f32, usize),
) -> Result<Tried<Edit>, Error> {
    let file = path(&question.path)?;
    let target = Target::Symbol { name: question.name.clone(), head: question.head.clone() };
    let candidate = Candidate {
        path: file.clone(),
        target,
        first: Line::FIRST,
        text: question.code.clone(),
        reasons: Vec::new(),
    };
    let test = Excerpt { path: file, first: Line::FIRST, text: question.test.clone() };
    let asked = coder::Question {
        task: "Make the failing test pass.",
        check: "make test",
        said: &question.said,
        tests: &[test],
        candidates: &[candidate],
        about: 0,
        claim: Claim::Open,
        tried: &[],
        format: way.format,
    };
    Ok(trial::edit(model, &asked, way, sampling(temperature, number), &mut |_| ()).await?)
}

fn mark(question: &questions::Edit, format: EditFormat, tried: &Tried<Edit>) -> Result<Mark, Error> {
    let Ok((edit, repairs)) = &tried.read else { return Ok(Mark::default()) };
    let obeyed = match (format, edit) {
        (EditFormat::Rewrite, Edit::Symbol { .. }) | (EditFormat::Json, Edit::Replace { .. }) => {
            repairs.is_empty()
        }
        (EditFormat::Replace, Edit::Replace { .. }) => true,
        _ => false,
    };
    let folder = tempfile::tempdir()?;
    write(folder.path(), question)?;
    let Ok(changes) = trial::prepare(folder.path(), edit) else {
        return Ok(Mark { obeyed, ..Mark::default() });
    };
    let after = |change: &Change| {
        let text = change.after.as_deref().map(String::from_utf8_lossy);
        text.is_some_and(|text| question.is_repaired_by(&text))
    };
    Ok(Mark { obeyed, applicable: true, right: changes.iter().any(after) })
}

fn write(root: &Path, question: &questions::Edit) -> Result<(), Error> {
    let file = path(&question.path)?.under(root);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(file, &question.code)?)
}
