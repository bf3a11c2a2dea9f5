//! A run, line by line, for a person.

use kinglet_domain::event::{CandidateNote, Event, OutcomeName};
use kinglet_domain::model::{Finish, Usage};

use crate::text::{Style, indent, plain, say, say_more, short};

/// The most lines of a diff that are shown while a run is at work.
const LONGEST_DIFF: usize = 120;
/// The width of the labels at the left.
const LABEL: usize = 7;

/// Prints events as they come.
pub(crate) struct Screen {
    style: Style,
    /// Whether the last thing printed was a part of the model's answer, so that its line is still open.
    is_streaming: bool,
}

impl Screen {
    pub(crate) fn new(style: Style) -> Self {
        Self { style, is_streaming: false }
    }

    pub(crate) fn show(&mut self, event: &Event) {
        if let Event::Token { text } = event {
            return self.token(text);
        }
        if std::mem::take(&mut self.is_streaming) {
            say("");
        }
        match event {
            Event::RunStarted { run, task, resumed, .. } => {
                let again = if *resumed { " (resumed)" } else { "" };
                say(&self.style.bold(&format!("{run}{again}: {}", short(task, 200))));
            }
            Event::CheckStarted { command } => self.line("check", &plain(command)),
            Event::CheckEnded { passed, summary, elapsed_ms } => {
                self.check_ended(*passed, summary, *elapsed_ms);
            }
            Event::ContextChosen { candidates } => self.candidates(candidates),
            Event::ModelReady { model, backend } => {
                self.line("model", &format!("{} ({})", plain(model), plain(backend)));
            }
            Event::Asked { attempt, limit, about, sampling, escalated } => {
                let temperature = sampling.temperature;
                let whom = if *escalated { "the second model about " } else { "" };
                self.line(
                    "ask",
                    &format!("{attempt} of {limit}: {whom}{} at temperature {temperature:.1}", plain(about)),
                );
            }
            Event::Mending { attempt, limit, about, line, why } => {
                let place = format!("{}, line {line}", plain(about));
                self.line("bug", &format!("{attempt} of {limit}: {place}: {}", hang(&plain(why))));
            }
            Event::Doubted { about, branches } => {
                let ways = if *branches == 1 { "way" } else { "ways" };
                let told = format!("{branches} other {ways} to write it that the model takes for likely");
                self.line("read", &format!("{}: {told}", plain(about)));
            }
            Event::Unescalated { reason } => {
                self.line("note", &format!("the second model is not asked: {}", hang(&plain(reason))));
            }
            Event::Exploring { turn, claim, chosen, constrained: _ } => {
                let chosen = chosen.map_or_else(String::new, |name| format!("{name}: "));
                self.line("think", &format!("{turn}: {chosen}{}", plain(claim)));
            }
            Event::Looked { subject, summary } => {
                self.line("look", &format!("{}: {}", plain(subject), hang(&plain(summary))));
            }
            Event::Answered { finish, usage } => self.answered(*finish, usage),
            // Its text is shown where the user is asked, and when it is written.
            Event::CheckProposed { path, command, .. } => {
                self.line("test", &format!("{}, run by `{}`", plain(path.as_str()), plain(command)));
            }
            Event::Planned { steps, reason } => self.plan(steps, reason),
            Event::Revised { what, reason } => {
                self.line("plan", &format!("{}: {}", plain(what), hang(&plain(reason))));
            }
            Event::EditApplied { diff, .. } => {
                self.line("edit", "");
                let (shown, more) = cut(diff);
                say(&indent(&self.style.diff(shown), &" ".repeat(LABEL + 2)));
                if more > 0 {
                    self.line("", &self.style.dim(&format!("{more} more lines: kinglet show")));
                }
            }
            Event::EditReverted { reason, .. } => self.line("undo", &plain(reason)),
            Event::TreeChanged { paths, reason } => {
                let paths: Vec<String> = paths.iter().map(|path| plain(path.as_str())).collect();
                self.line("note", &format!("{}: {}", paths.join(", "), plain(reason)));
            }
            Event::Retrying { reason, wait_ms } => {
                let after =
                    if *wait_ms < 1000 { String::new() } else { format!(" in {}", duration(*wait_ms)) };
                self.line("wait", &format!("{}; asking again{after}", hang(&plain(reason))));
            }
            Event::Refused { reason } => self.line("no", &self.style.red(&hang(&plain(reason)))),
            Event::RunEnded { outcome, summary } => self.ended(*outcome, summary),
            Event::Token { .. } | Event::Evidence { .. } => {}
        }
    }

    fn line(&self, label: &str, text: &str) {
        say(format!("  {}{text}", self.style.dim(&format!("{label:LABEL$}"))).trim_end());
    }

    fn token(&mut self, text: &str) {
        let margin = format!("\n{}", self.style.dim("         | "));
        let shown = plain(text).replace('\n', &margin);
        if self.is_streaming {
            say_more(&shown);
        } else {
            say_more(&format!("{}{shown}", self.style.dim("         | ")));
            self.is_streaming = true;
        }
    }

    fn check_ended(&self, passed: bool, summary: &str, elapsed_ms: u64) {
        let summary = hang(&plain(summary));
        let shown = if passed { self.style.green(&summary) } else { self.style.red(&summary) };
        self.line("", &shown);
        self.line("", &self.style.dim(&format!("after {}", duration(elapsed_ms))));
    }

    fn candidates(&self, candidates: &[CandidateNote]) {
        for (index, note) in candidates.iter().enumerate() {
            let label = if index == 0 { "code" } else { "" };
            let place = format!("{} in {}:{}", plain(&note.symbol), plain(note.path.as_str()), note.line);
            let reasons = self.style.dim(&plain(&note.reasons.join("; ")));
            self.line(label, &format!("{:3}  {place}  {reasons}", note.score));
        }
    }

    fn plan(&self, steps: &[String], reason: &str) {
        for (index, step) in steps.iter().enumerate() {
            let label = if index == 0 { "plan" } else { "" };
            self.line(label, &format!("{}. {}", index + 1, hang(&plain(step))));
        }
        self.line("", &self.style.dim(&plain(reason)));
    }

    fn answered(&self, finish: Finish, usage: &Usage) {
        let mut parts = Vec::new();
        if let Some(prompt) = usage.prompt {
            let cached =
                usage.cached.map_or(String::new(), |cached| format!(" ({} from the cache)", cached.0));
            parts.push(format!("{} prompt tokens{cached}", prompt.0));
        }
        if let Some(generated) = usage.generated {
            let speed = usage.generate_ms.filter(|ms| *ms > 0.0).map_or(String::new(), |ms| {
                format!(" at {:.1} a second", f64::from(generated.0) * 1000.0 / ms)
            });
            parts.push(format!("{} generated{speed}", generated.0));
        }
        if finish == Finish::Length {
            parts.push("cut off".to_owned());
        }
        if !parts.is_empty() {
            self.line("", &self.style.dim(&parts.join(", ")));
        }
    }

    fn ended(&self, outcome: OutcomeName, summary: &str) {
        let summary = plain(summary);
        match outcome {
            OutcomeName::Done => say(&self.style.green(&summary)),
            OutcomeName::NothingToDo | OutcomeName::NotDone => say(&self.style.red(&summary)),
            // The command fails and says this itself, on standard error.
            OutcomeName::Interrupted => {}
        }
    }
}

/// The beginning of a diff, and how many lines it has beyond that.
fn cut(diff: &str) -> (&str, usize) {
    match diff.match_indices('\n').nth(LONGEST_DIFF - 1) {
        Some((end, _)) => {
            let (shown, rest) = diff.split_at(end + 1);
            (shown, rest.lines().count())
        }
        None => (diff, 0),
    }
}

/// Moves all lines but the first under it.
fn hang(text: &str) -> String {
    text.trim_end().replace('\n', &format!("\n{}", " ".repeat(LABEL + 2)))
}

/// Milliseconds in the unit that a person would use.
pub(crate) fn duration(ms: u64) -> String {
    match ms {
        0..1000 => format!("{ms} ms"),
        1000..60_000 => format!("{}.{} s", ms / 1000, ms % 1000 / 100),
        _ => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_diff_is_cut_and_its_rest_counted() {
        let lines = |count| "+x\n".repeat(count);
        assert_eq!(cut(&lines(LONGEST_DIFF)), (lines(LONGEST_DIFF).as_str(), 0));
        assert_eq!(cut(&lines(LONGEST_DIFF + 7)), (lines(LONGEST_DIFF).as_str(), 7));
        assert_eq!(cut("+x"), ("+x", 0));
    }
}
