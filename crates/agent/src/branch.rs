//! Which of a model's doubts are worth following: what it would rather have written has to make another program. Pure.

use kinglet_domain::context::Claim;
use kinglet_domain::language::Language;
use kinglet_model::Doubt;

/// The most branches of a reading.
const BRANCHES: usize = 12;
/// The most branches in one line.
const IN_A_LINE: usize = 3;
/// What it takes for less likely tells nothing of the line, either.
const LEAST: f32 = 0.015;

/// The branches that are worth trying, most likely first.
///
/// - `text`: what the doubts are about.
/// - `claim`: what was said to be wrong with it.
pub(crate) fn branches(
    text: &str,
    claim: Claim,
    doubts: Vec<Doubt>,
    language: Option<Language>,
) -> Vec<Doubt> {
    let is_worth_trying = |doubt: &Doubt| match claim {
        Claim::Missing => adds_a_line(text, doubt, language),
        _ => is_other_code(text, doubt, language),
    };
    let mut doubts: Vec<Doubt> =
        doubts.into_iter().filter(|it| it.probability >= LEAST && is_worth_trying(it)).collect();
    // The sort is stable: of what is equally likely, what comes first in the text comes first.
    doubts.sort_by(|one, other| other.probability.total_cmp(&one.probability));
    let mut branches: Vec<Doubt> = Vec::new();
    for doubt in doubts {
        let of_line = branches.iter().filter(|it| line(text, it) == line(text, &doubt)).count();
        if branches.len() < BRANCHES && of_line < IN_A_LINE {
            branches.push(doubt);
        }
    }
    branches
}

/// The line that a doubt is about, counted from 0.
fn line(text: &str, doubt: &Doubt) -> usize {
    text.get(..doubt.at).unwrap_or_default().matches('\n').count()
}

/// Whether the model would rather have begun another line, or gone on in a block that ends.
fn adds_a_line(text: &str, doubt: &Doubt, language: Option<Language>) -> bool {
    let Doubt { at, instead, .. } = doubt;
    let rest = text.get(*at..).unwrap_or_default();
    let said = instead.trim_start();
    // The same text can be cut into tokens in more than one way; less indentation is another block.
    let is_cut = !said.is_empty() && rest.starts_with(instead.as_str());
    begins_a_line(text, doubt)
        && !is_in_prose(text, doubt)
        && !instead.is_empty()
        && !instead.starts_with(['\n', '\r'])
        && !is_cut
        && !said.starts_with("``")
        && !comments(language).iter().any(|mark| said.starts_with(mark))
}

/// Whether it is about what a comment of several lines says.
fn is_in_prose(text: &str, doubt: &Doubt) -> bool {
    let before = text.get(..doubt.at).unwrap_or_default();
    let is_open = |quotes: &str| before.matches(quotes).count() % 2 == 1;
    is_open("\"\"\"") || is_open("'''") || before.rfind("/*") > before.rfind("*/")
}

/// Whether nothing stands before it in its line.
fn begins_a_line(text: &str, doubt: &Doubt) -> bool {
    let before = text.get(..doubt.at).unwrap_or_default().rsplit_once('\n');
    before.is_some_and(|(_, before)| before.trim().is_empty())
}

/// Whether the model would rather have written something within a line that makes another program.
fn is_other_code(text: &str, doubt: &Doubt, language: Option<Language>) -> bool {
    let Doubt { at, written, instead, .. } = doubt;
    let (Some(before), Some(rest)) = (text.get(..*at), text.get(*at..)) else { return false };
    let said = instead.trim_start();
    let comments = comments(language);
    let is_idle = said.trim_end().is_empty() && !ends_the_line(rest, instead, comments)
        || said.starts_with("``")
        || comments.iter().any(|mark| said.starts_with(mark))
        // Within a comment all is well.
        || before.lines().next_back().is_some_and(|line| comments.iter().any(|mark| line.contains(mark)))
        || said.trim_end() == written.trim();
    // The same text can be cut into tokens in more than one way; but `<` in the place of `<=` is another text.
    let is_cut = rest.starts_with(instead.as_str())
        && (instead.len() >= written.len()
            || said.ends_with(|last: char| last.is_alphanumeric() || last == '_'));
    !is_idle && !is_cut && !begins_a_line(text, doubt) && !is_in_prose(text, doubt)
}

/// Whether the model would rather have ended the line where code goes on.
fn ends_the_line(rest: &str, instead: &str, comments: &[&str]) -> bool {
    let left = rest.lines().next().unwrap_or_default().trim();
    instead.contains('\n') && !left.is_empty() && !comments.iter().any(|mark| left.starts_with(mark))
}

/// How comments begin.
pub(crate) fn comments(language: Option<Language>) -> &'static [&'static str] {
    match language {
        Some(Language::Python) => &["#", "\"\"\"", "'''"],
        _ => &["//", "/*"],
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use insta::assert_snapshot;

    use super::*;

    pub(crate) const TEXT: &str = "(a, b):\n    total = a # the sum\n    return total >= b\n";

    pub(crate) fn doubt(written: &str, instead: &str, probability: f32) -> Doubt {
        let at = TEXT.find(written).unwrap();
        Doubt { at, written: written.to_owned(), instead: instead.to_owned(), probability }
    }

    fn tried(doubts: Vec<Doubt>) -> String {
        let branches = branches(TEXT, Claim::Open, doubts, Some(Language::Python));
        let shown = branches.iter().map(|it| format!("{}:{}->{}", line(TEXT, it), it.written, it.instead));
        shown.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn tries_what_makes_another_program_most_likely_first() {
        let doubts = vec![doubt(" >=", " >", 0.2), doubt(" b\n", " a", 0.4), doubt("total", "sum", 0.01)];
        assert_snapshot!(tried(doubts), @"
        2: b
        -> a | 2: >=-> >
        ");
    }

    #[test]
    fn does_not_try_what_changes_nothing() {
        let idle = [
            ("total", "tot"),
            ("total", "  "),
            ("return", "# return"),
            ("return", "```"),
            ("sum", "product"),
        ];
        assert_eq!(tried(idle.map(|(written, instead)| doubt(written, instead, 0.5)).to_vec()), "");
        let ended = [(" #", "\n"), (" =", "\n    ")].map(|(written, instead)| doubt(written, instead, 0.5));
        // What ends before its comment does is the same code.
        assert_snapshot!(tried(ended.to_vec()), @"1: =->");
    }

    #[test]
    fn what_is_missing_begins_a_line() {
        let text = "(a):\n    for x in a:\n        f(x)\n    return a\n";
        let doubt = |written: &str, instead: &str| {
            let (at, probability) = (text.find(written).unwrap(), 0.5);
            Doubt { at, written: written.to_owned(), instead: instead.to_owned(), probability }
        };
        let begun = [doubt(" return", " if"), doubt("   ", " if"), doubt("    return", "        ")];
        let begun = branches(text, Claim::Missing, begun.to_vec(), Some(Language::Python));
        assert_eq!(begun.len(), 3);
        let idle = [
            doubt("(x", "(y"),
            doubt("(a)", "(b)"),
            doubt(" return", " ret"),
            doubt(" f", " ```"),
            doubt(" f", " #"),
            doubt("    for", "    \"\"\""),
            doubt("    return", "\n"),
        ];
        let idle = branches(text, Claim::Missing, idle.to_vec(), Some(Language::Python));
        assert_eq!(idle, []);
    }

    #[test]
    fn what_a_comment_says_is_no_code() {
        let text = "(a):\n    \"\"\"Adds.\n\n    More of it.\n    \"\"\"\n    return a\n";
        let at = text.find("of it").unwrap();
        let doubt = Doubt { at, written: "of".to_owned(), instead: "about".to_owned(), probability: 0.9 };
        assert_eq!(branches(text, Claim::Open, vec![doubt], Some(Language::Python)), []);
    }

    #[test]
    fn one_line_does_not_take_all() {
        let many = ["1", "2", "3", "4", "5"].map(|instead| doubt(" a #", instead, 0.5)).to_vec();
        assert_eq!(tried(many).split(" | ").count(), IN_A_LINE);
    }
}
