//! Tasks of several steps: does the model name steps that could be carried out?

use kinglet_agent::trial;
use kinglet_dialect::Existing;
use kinglet_domain::action::{Action, ActionName, Allowed, Step};
use kinglet_domain::path::RelPath;
use kinglet_domain::profile::Asking;
use kinglet_model::Backend;
use kinglet_prompt::{Keep, Section};

use crate::error::Error;
use crate::marks::{Mark, Tally};
use crate::questions::{Plan, path};
use crate::{COOL, Teller, sampling};

/// Asks for a plan for each task.
pub(crate) async fn ask(
    model: &mut dyn Backend,
    questions: &[Plan],
    teller: &mut Teller<'_>,
) -> Result<Tally, Error> {
    let allowed = Allowed::of(&[ActionName::Plan]);
    let mut tally = Tally::default();
    for (number, question) in questions.iter().enumerate() {
        teller.next("plans");
        let paths: Result<Vec<RelPath>, Error> = question.there.iter().map(|line| path(file(line))).collect();
        let paths = paths?;
        let existing = Existing { paths: &paths, ..Existing::default() };
        let asked = (&allowed, Asking::Imposed, &existing);
        let sections = vec![Section { name: "plan".to_owned(), text: text(question), keep: Keep::Always }];
        let tried = trial::decision(model, sections, asked, sampling(COOL, number), &mut |_| ()).await?;
        let mark = match &tried.read {
            Ok((Action::Plan { steps, .. }, repairs)) => mark(question, (steps, &paths), repairs),
            _ => Mark::default(),
        };
        tally.add(mark, tried.call.as_ref());
    }
    Ok(tally)
}

fn text(question: &Plan) -> String {
    let name = ActionName::Plan;
    format!(
        "# Actions\n{} - {}\n\n# Files\n{}\n\n# Task\n{}\n\n# Question\nIn which steps is the task done?\n",
        name.form(),
        name.purpose(),
        question.there.join("\n"),
        question.task
    )
}

/// The file of a line that says what is in it.
fn file(line: &str) -> &str {
    line.split_once(':').map_or(line, |(file, _)| file)
}

fn mark(question: &Plan, (steps, paths): (&[Step], &[RelPath]), repairs: &[String]) -> Mark {
    let named = || steps.iter().flat_map(|step| &step.files);
    let exists = named().all(|file| paths.contains(file));
    let is_whole = question.files.iter().all(|file| named().any(|named| named.as_str() == file));
    Mark { obeyed: repairs.is_empty(), applicable: exists, right: exists && is_whole && steps.len() >= 2 }
}
