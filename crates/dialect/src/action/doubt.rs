//! Notices that the text around an action says that it is not to be taken: it is denied, supposed or given as an example.
//!
//! Only what stands in the same line counts, and a line with a colon that leads to the action: what a reply says elsewhere
//! is about the code more often than about the action. A denied action that is read would be done; one that is refused is
//! only asked for again.

use crate::action::call::TAKEN;
use crate::fence::opening;

/// How much text, in bytes, is looked at: a long text must not be looked through for each object.
const NEAR: usize = 300;

const DENIALS: [&str; 10] =
    ["not", "never", "cannot", "avoid", "without", "wrong", "incorrect", "instead of", "rather than", "n't"];

const SUPPOSALS: [&str; 10] =
    ["could", "would", "might", "example", "e.g", "for instance", "such as", "suppose", "imagine", "if"];

const RETRACTIONS: [&str; 9] =
    ["but", "however", "wrong", "incorrect", "instead", "not", "never", "actually", "n't"];

/// The words before an action that put it into doubt.
///
/// - `said`: all text before it.
pub(super) fn before(said: &str) -> Option<&'static str> {
    let near = said.get(said.ceil_char_boundary(said.len().saturating_sub(NEAR))..).unwrap_or_default();
    let near = near.rsplit(TAKEN).next().unwrap_or_default();
    let (above, line) = near.rsplit_once('\n').unwrap_or(("", near));
    if line.contains(char::is_alphabetic) {
        let sentence = plain(last(line, |c| matches!(c, '.' | '!' | '?')));
        // Many wishes are polite, and most formats are that of the answer.
        let is_format = holds(&sentence, "format") && !holds(&sentence, "in");
        let is_wish = holds(&sentence, "would like");
        let supposed = SUPPOSALS.iter().find(|words| holds(&sentence, words)).filter(|_| !is_wish);
        return first(&DENIALS, &sentence).or(supposed.copied()).or(is_format.then_some("format"));
    }
    // Of a line of its own, only that the action is denied is sure.
    let lines = above.lines().rev().filter(|line| !line.trim().is_empty() && opening(line.trim()).is_none());
    let intro = lines.map(|line| line.trim_end_matches(['*', '_', ' ', '\r'])).next()?;
    let clause = last(intro.strip_suffix(':')?, |c| matches!(c, '.' | '!' | '?' | ',' | ';'));
    first(&DENIALS, &plain(clause))
}

/// The words behind an action that take it back.
///
/// - `line`: the rest of its line.
pub(super) fn behind(line: &str) -> Option<&'static str> {
    let near = line.get(..line.floor_char_boundary(NEAR)).unwrap_or(line);
    let near = near.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '{' | '<'));
    let sentence = near.split(['{', '<', ';', '!', '?']).next().unwrap_or_default();
    let sentence = plain(sentence.split(". ").next().unwrap_or_default());
    first(&RETRACTIONS, &sentence.replace(" instead of ", " "))
}

/// The last part of a text that holds words; parts end where a space or the end follows a mark.
fn last(text: &str, is_mark: impl Fn(char) -> bool) -> &str {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let ends = text.char_indices().zip(text.chars().skip(1));
    let ends = ends.filter(|((_, c), next)| is_mark(*c) && next.is_whitespace());
    // What is shortened ends no sentence.
    let ends = ends.filter(|((at, _), _)| {
        !text.get(..*at).is_some_and(|text| text.ends_with("e.g") || text.ends_with("i.e"))
    });
    let begin = ends.last().map_or(0, |((at, c), _)| at + c.len_utf8());
    text.get(begin..).unwrap_or_default()
}

/// The words of a text in small letters, each between single spaces.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace('’', "'");
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '.' | '_'));
    let words = words.map(|word| word.trim_matches(['.', '\''])).filter(|word| !word.is_empty());
    words.fold(String::from(" "), |text, word| text + word + " ")
}

fn first(of: &[&'static str], words: &str) -> Option<&'static str> {
    of.iter().find(|one| holds(words, one)).copied()
}

/// Whether a text of [`plain`] words holds a word or several; `n't` is the end of one.
fn holds(words: &str, word: &str) -> bool {
    words.contains(&if word == "n't" { "n't ".to_owned() } else { format!(" {word} ") })
}
