//! Prompts of growing length: does the model still know what stands in them?

use kinglet_domain::unit::Tokens;
use kinglet_model::{Backend, Flow, Message, Request, Role};

use crate::error::Error;
use crate::marks::Recall;
use crate::{Exam, Teller, sampling};

/// The shortest prompt; each following one is twice as long.
const FIRST: u32 = 512;
/// What the question and the answer take, at the most.
const BESIDE: u32 = 160;
/// The longest answer.
const ANSWER: Tokens = Tokens(24);
/// Where in the prompt the lines stand that are asked for, in tenths.
const PLACES: [usize; 3] = [1, 5, 9];

const FIRST_WORDS: [&str; 24] = [
    "amber", "azure", "beige", "black", "brown", "coral", "cream", "dusty", "faded", "green", "hazel",
    "ivory", "khaki", "lemon", "lilac", "mauve", "ochre", "olive", "peach", "plain", "royal", "rusty",
    "sandy", "white",
];
const SECOND_WORDS: [&str; 24] = [
    "anchor", "basket", "bottle", "bridge", "button", "candle", "carpet", "castle", "circle", "engine",
    "feather", "garden", "hammer", "ladder", "magnet", "marble", "needle", "orchid", "pillow", "ribbon",
    "saddle", "ticket", "tunnel", "window",
];

/// Asks for lines of ever longer prompts, until most are not found any more.
pub(crate) async fn ask(
    model: &mut dyn Backend,
    exam: &Exam,
    teller: &mut Teller<'_>,
) -> Result<Vec<Recall>, Error> {
    let window = model.identity().window.unwrap_or(Tokens(4096)).0;
    let longest = exam.longest.0.min(window.saturating_sub(BESIDE));
    let entry = model.count(&code(16)).await?.0.div_ceil(16).max(1);
    let mut marks = Vec::new();
    for length in lengths(longest) {
        let entries = usize::try_from(length / entry).unwrap_or(usize::MAX);
        let mark = match at_one_length(model, entries, teller).await {
            // The window is not what it was told to be: what was found out so far still holds.
            Err(Error::Model(error)) if is_refusal(&error) => break,
            other => other?,
        };
        marks.push(mark);
        if !mark.is_passed() {
            break;
        }
    }
    Ok(marks)
}

/// The lengths of the prompts, the longest one last.
fn lengths(longest: u32) -> Vec<u32> {
    let doubled = std::iter::successors(Some(FIRST), |length| length.checked_mul(2));
    let mut lengths: Vec<u32> = doubled.take_while(|length| *length < longest).collect();
    // One that is hardly longer than the one before would tell nothing new.
    if lengths.last().is_none_or(|last| last + last / 4 < longest) {
        lengths.push(longest);
    }
    lengths
}

/// Whether a prompt was not read because of its length.
fn is_refusal(error: &kinglet_model::Error) -> bool {
    use kinglet_model::Error::{Refused, Truncated};
    error.is_too_long() || matches!(error, Truncated { .. } | Refused { .. })
}

async fn at_one_length(
    model: &mut dyn Backend,
    entries: usize,
    teller: &mut Teller<'_>,
) -> Result<Recall, Error> {
    let text = code(entries);
    let prompt = model.count(&text).await?;
    let mut recall = Recall { prompt, asked: 0, found: 0 };
    for place in PLACES {
        teller.next(&format!("finding a line in {prompt}"));
        let at = entries * place / 10;
        let answer = answer(model, &text, at).await?;
        tracing::debug!(wanted = value(at), answer, "an answer of the exam");
        recall.asked += 1;
        recall.found += u32::from(answer.contains(&value(at).to_string()));
    }
    Ok(recall)
}

async fn answer(model: &mut dyn Backend, text: &str, at: usize) -> Result<String, Error> {
    let question = format!("{text}\nWhich number does `{}` return? Answer with the number alone.", name(at));
    let role = "You answer questions about code, briefly.".to_owned();
    let request = Request {
        messages: vec![
            Message { role: Role::System, content: role },
            Message { role: Role::User, content: question },
        ],
        prefill: String::new(),
        form: None,
        tools: Vec::new(),
        stop: Vec::new(),
        limit: ANSWER,
        sampling: sampling(0.0, 0),
        slot: 0,
    };
    Ok(model.generate(&request, &mut |_| Flow::Continue).await?.text)
}

/// So many functions, each with a name of its own. A longer code begins with the shorter.
fn code(entries: usize) -> String {
    let function = |at| format!("def {}():\n    return {}\n\n", name(at), value(at));
    (0..entries).map(function).collect::<Vec<_>>().concat()
}

fn name(at: usize) -> String {
    // Such steps meet every pair of words once; after that, a number tells them apart.
    let pairs = FIRST_WORDS.len() * SECOND_WORDS.len();
    let (first, second) = (at % FIRST_WORDS.len(), (at / FIRST_WORDS.len() + at * 5) % SECOND_WORDS.len());
    let word = |words: &[&'static str], at: usize| words.get(at).copied().unwrap_or_default();
    let pair = format!("{}_{}", word(&FIRST_WORDS, first), word(&SECOND_WORDS, second));
    if at < pairs { pair } else { format!("{pair}_{}", at / pairs) }
}

/// A number of four digits that nobody would guess.
fn value(at: usize) -> usize {
    1000 + (at * 7919 + 1234) % 9000
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_function_has_a_name_of_its_own() {
        assert_eq!((0..5000).map(name).collect::<BTreeSet<_>>().len(), 5000);
        assert_eq!((0..5000).map(value).collect::<BTreeSet<_>>().len(), 5000);
        assert!(code(20).starts_with(&code(10)));
    }

    #[test]
    fn the_longest_prompt_is_tried() {
        assert_eq!(lengths(4096), [512, 1024, 2048, 4096]);
        assert_eq!(lengths(3936), [512, 1024, 2048, 3936]);
        assert_eq!(lengths(2200), [512, 1024, 2048]);
        assert_eq!(lengths(300), [300]);
    }
}
