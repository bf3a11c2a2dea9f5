//! A short exam of a model: how it is best asked.
//!
//! The questions are asked exactly as a run asks them ([`kinglet_agent::trial`]), and are the same for every model:
//! [`take`] marks the answers, [`profile`] makes of the marks what a run goes by. Nothing here knows a model by name.

mod decisions;
mod edits;
mod error;
mod marks;
mod plans;
mod profile;
mod questions;
mod recall;

use kinglet_domain::model::Sampling;
use kinglet_domain::unit::Tokens;
use kinglet_model::Backend;

pub use error::Error;
pub use marks::{Edits, Marks, Recall, Tally};
pub use profile::profile;

/// How much is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exam {
    /// How many questions of a kind are asked in each way, as far as there are as many.
    pub questions: usize,
    /// The longest prompt that is tried, in tokens; the model's window may set a lower limit.
    pub longest: Tokens,
}

impl Default for Exam {
    /// Some two minutes where a model writes a hundred tokens a second.
    fn default() -> Self {
        Self { questions: 4, longest: Tokens(4096) }
    }
}

/// How far an exam is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is asked for now, such as `edits: rewrite, imposed`.
    pub part: String,
    /// The questions asked so far.
    pub asked: usize,
}

/// Examines a model.
///
/// - `tell`: is told before each question.
///
/// # Errors
/// [`Error`] if the model cannot be asked, or an edit cannot be tried on disk. A wrong answer is none.
pub async fn take(
    model: &mut dyn Backend,
    exam: &Exam,
    tell: &mut (dyn FnMut(Progress) + Send),
) -> Result<Marks, Error> {
    let questions = questions::builtin()?;
    let mut teller = Teller { tell, asked: 0 };
    Ok(Marks {
        decisions: decisions::ask(model, &questions.decisions, exam, &mut teller).await?,
        edits: edits::ask(model, &questions.edits, exam, &mut teller).await?,
        plans: plans::ask(model, &questions.plans, &mut teller).await?,
        recall: recall::ask(model, exam, &mut teller).await?,
    })
}

/// How questions are asked at first: close to what the model thinks most likely.
const COOL: f32 = 0.2;

/// - `number`: of the question; the same question is always asked with the same one.
fn sampling(temperature: f32, number: usize) -> Sampling {
    let seed = u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1);
    Sampling { temperature, top_p: 0.95, seed }
}

/// Counts the questions for those who wait.
struct Teller<'a> {
    tell: &'a mut (dyn FnMut(Progress) + Send),
    asked: usize,
}

impl Teller<'_> {
    fn next(&mut self, part: &str) {
        (self.tell)(Progress { part: part.to_owned(), asked: self.asked });
        self.asked += 1;
    }
}
