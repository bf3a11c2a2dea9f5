//! Leaves out what does not fit.

use kinglet_domain::unit::Tokens;

use crate::{Keep, Section, template};

/// A prompt that fits its budget: its parts in order, which together are what the model reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fitted {
    /// The sections that are in it, and a line that says what was left out.
    pub parts: Vec<Part>,
    /// The names of the sections that were left out.
    pub cut: Vec<String>,
}

/// A part of a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The section's name, or `cut`.
    pub name: String,
    /// What the model reads.
    pub text: String,
    /// How long it is; 0 for `cut`, which is short.
    pub tokens: Tokens,
}

impl Fitted {
    /// What the model reads.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }
}

/// What must be said does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the question alone takes {needed}, and only {budget} are free; shorten the task, split the code, or use a larger context window"
)]
pub struct TooLong {
    /// What the sections take that cannot be left out.
    pub needed: Tokens,
    /// What there is.
    pub budget: Tokens,
}

/// Joins sections in their order; those of the least worth are left out whole until the rest fits.
///
/// - Each comes with its size by the model's own tokenizer.
/// - A line says what was left out, in the place of the first that was.
///
/// # Errors
/// [`TooLong`] if what may not be left out is more than the budget.
pub fn fit(sections: Vec<(Section, Tokens)>, budget: Tokens) -> Result<Fitted, TooLong> {
    let needed = sections.iter().filter(|(it, _)| it.keep == Keep::Always).map(|(_, size)| *size).sum();
    if needed > budget {
        return Err(TooLong { needed, budget });
    }
    let mut by_worth: Vec<(i32, usize, Tokens)> = sections
        .iter()
        .enumerate()
        .filter_map(|(at, (section, size))| match section.keep {
            Keep::Always => None,
            Keep::Worth(worth) => Some((worth, at, *size)),
        })
        .collect();
    by_worth.sort_by_key(|(worth, at, _)| (std::cmp::Reverse(*worth), *at));
    let mut free = budget.0 - needed.0;
    let mut kept = vec![false; sections.len()];
    for (_, at, size) in by_worth {
        // Once something did not fit, nothing that is worth less may take its place: the order is a promise.
        if size.0 > free {
            break;
        }
        free -= size.0;
        if let Some(slot) = kept.get_mut(at) {
            *slot = true;
        }
    }
    let mut fitted = Fitted::default();
    let mut cut_at = None;
    for ((section, size), kept) in sections.into_iter().zip(kept) {
        if kept || section.keep == Keep::Always {
            fitted.parts.push(Part { name: section.name, text: section.text, tokens: size });
        } else {
            cut_at.get_or_insert(fitted.parts.len());
            // What stands after a colon is for people.
            let name = section.name.split(':').next().unwrap_or_default();
            fitted.cut.push(name.to_owned());
        }
    }
    if let Some(at) = cut_at {
        let line =
            template::render(include_str!("../prompts/coder_cut.txt"), &[("names", &fitted.cut.join(", "))]);
        fitted.parts.insert(at, Part { name: "cut".to_owned(), text: line, tokens: Tokens(0) });
    }
    Ok(fitted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(budget: u32) -> String {
        let section = |name: &str, keep| Section { name: name.to_owned(), text: format!("<{name}>"), keep };
        let sections = vec![
            (section("task", Keep::Always), Tokens(10)),
            (section("best", Keep::Worth(9)), Tokens(30)),
            (section("worst", Keep::Worth(1)), Tokens(5)),
            (section("middle", Keep::Worth(5)), Tokens(20)),
            (section("question", Keep::Always), Tokens(10)),
        ];
        fit(sections, Tokens(budget)).map_or_else(|error| format!("error: {error}"), |fitted| fitted.text())
    }

    #[test]
    fn leaves_out_the_least_worth_first() {
        insta::assert_snapshot!(check(75), @"<task><best><worst><middle><question>");
        insta::assert_snapshot!(check(74), @r"
        <task><best>
        (Left out for lack of room: worst.)
        <middle><question>
        ");
        insta::assert_snapshot!(check(69), @r"
        <task><best>
        (Left out for lack of room: worst, middle.)
        <question>
        ");
        insta::assert_snapshot!(check(20), @r"
        <task>
        (Left out for lack of room: best, worst, middle.)
        <question>
        ");
    }

    #[test]
    fn says_when_the_question_itself_is_too_long() {
        insta::assert_snapshot!(check(19), @"error: the question alone takes 20 tokens, and only 19 tokens are free; shorten the task, split the code, or use a larger context window");
    }
}
