//! Measured figures with their aims, as a table.

use std::fmt;

/// What one measurement yields.
#[derive(Debug)]
pub(super) struct Section {
    /// Its name in the document and on the command line.
    pub(super) name: &'static str,
    /// The command that measures it again, without paths of this machine.
    pub(super) command: String,
    /// What was measured.
    pub(super) figures: Vec<Figure>,
}

/// One measured figure.
#[derive(Debug)]
pub(super) struct Figure {
    what: String,
    result: String,
    aim: Option<(String, bool)>,
}

impl Figure {
    /// A figure without an aim, for comparison.
    pub(super) fn plain(what: impl Into<String>, result: String) -> Self {
        Self { what: what.into(), result, aim: None }
    }

    /// A figure that should lie under a limit.
    pub(super) fn under(what: impl Into<String>, value: f64, limit: f64, unit: &str) -> Self {
        let aim = Some((format!("under {limit} {unit}"), value < limit));
        Self { what: what.into(), result: format!("{value:.1} {unit}"), aim }
    }

    /// A ratio that should reach a limit.
    pub(super) fn at_least(what: impl Into<String>, value: f64, limit: f64) -> Self {
        let aim = Some((format!("at least {limit}"), value >= limit));
        Self { what: what.into(), result: format!("{value:.2}"), aim }
    }
}

/// A Markdown table.
impl fmt::Display for Section {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "| {} | result | aim | |\n| --- | --- | --- | --- |", self.name)?;
        for Figure { what, result, aim } in &self.figures {
            let (aim, verdict) = match aim {
                None => ("", ""),
                Some((aim, true)) => (aim.as_str(), "met"),
                Some((aim, false)) => (aim.as_str(), "**missed**"),
            };
            writeln!(out, "| {what} | {result} | {aim} | {verdict} |")?;
        }
        Ok(())
    }
}
