//! `kinglet models calibrate`.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use indicatif::ProgressBar;
use kinglet_domain::unit::Tokens;
use kinglet_exam::{Exam, Marks, Progress, Tally, profile};
use kinglet_model::{Backend, Identity};
use serde_json::json;

use super::known::{self, Examined};
use super::probe::{self, Ready};
use crate::arguments::Calibrate;
use crate::exit::{Failure, INTERRUPTED, chain};
use crate::interrupt;
use crate::text::{plain, say, say_json};

/// How often the screen shows that something goes on.
const TICK: Duration = Duration::from_millis(200);

/// Examines a model, prints the marks and what follows from them, and keeps that.
pub(super) async fn calibrate(options: &Calibrate) -> Result<ExitCode, Failure> {
    let cancel = interrupt::listen();
    let examined = tokio::select! {
        examined = examined(options) => examined?,
        () = cancel.cancelled() => {
            let message = "stopped; nothing of this exam is kept".to_owned();
            return Err(Failure { message, code: INTERRUPTED });
        }
    };
    let Some((identity, Examined { marks, profile }, took)) = examined else {
        say("what an exam found out about this model is forgotten: it is asked with care");
        return Ok(ExitCode::SUCCESS);
    };
    if options.json {
        let Identity { model, backend, .. } = &identity;
        let seconds = took.as_secs();
        say_json(
            &json!({"model": model, "backend": backend, "seconds": seconds, "marks": marks, "profile": profile}),
        );
        return Ok(ExitCode::SUCCESS);
    }
    show(&marks);
    say("");
    say("What runs go by from now on:");
    for (name, value) in [
        ("decisions", profile.decisions.to_string()),
        ("edits", profile.edits.iter().map(ToString::to_string).collect::<Vec<_>>().join("; else ")),
        ("longest prompt", profile.longest_prompt.to_string()),
        ("warmest", format!("temperature {:.1}", profile.warm)),
    ] {
        say(&format!("  {name:16} {value}"));
    }
    let identity = format!("{} ({})", plain(&identity.model), plain(&identity.backend));
    say(&format!("{identity}, {} s; `--forget` takes it back", took.as_secs()));
    Ok(ExitCode::SUCCESS)
}

/// Examines the model, unless what is known of it is to be forgotten.
async fn examined(options: &Calibrate) -> Result<Option<(Identity, Examined, Duration)>, Failure> {
    let Ready { fingerprint, mut model } = probe::ready(&options.model).await?;
    if options.forget {
        known::learn(fingerprint, |known| known.exam = None)?;
        return Ok(None);
    }
    let exam = Exam { questions: options.questions, longest: Tokens(options.longest) };
    let begun = Instant::now();
    let marks = take(model.as_mut(), &exam).await?;
    let examined = Examined { profile: profile(&marks), marks };
    known::learn(fingerprint, |known| known.exam = Some(examined.clone()))?;
    Ok(Some((model.identity().clone(), examined, begun.elapsed())))
}

async fn take(model: &mut dyn Backend, exam: &Exam) -> Result<Marks, Failure> {
    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(TICK);
    let mut tell = |Progress { part, asked }| bar.set_message(format!("question {}: {part}", asked + 1));
    let taken = kinglet_exam::take(model, exam, &mut tell).await;
    bar.finish_and_clear();
    taken.map_err(|error| Failure::no_model(chain(&error)))
}

fn show(marks: &Marks) {
    say(&format!(
        "{:42} {:>6} {:>12} {:>10} {:>6} {:>14}",
        "", "asked", "in its form", "applicable", "right", "tokens a reply"
    ));
    for (asking, tally) in &marks.decisions {
        row(&format!("decisions: {asking}"), tally);
    }
    for edits in &marks.edits {
        row(&format!("edits: {}, temperature {:.1}", edits.way, edits.temperature), &edits.tally);
    }
    row("plans", &marks.plans);
    for recall in &marks.recall {
        let name = format!("finding lines in {}", recall.prompt);
        say(&format!("{name:42} {:>6} {:>12} {:>10} {:>6}", recall.asked, "", "", recall.found));
    }
}

fn row(name: &str, tally: &Tally) {
    let Tally { asked, obeyed, applicable, right, generated, .. } = tally;
    let each = generated.checked_div(*asked).filter(|each| *each > 0);
    let each = each.map_or("not told".to_owned(), |each| each.to_string());
    say(&format!("{name:42} {asked:>6} {obeyed:>12} {applicable:>10} {right:>6} {each:>14}"));
}
