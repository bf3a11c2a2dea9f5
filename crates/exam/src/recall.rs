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
    let lengths = std::iter::successors(Some(FIRST), |length| length.checked_mul(2));
    let mut marks = Vec::new();
    for length in lengths.take_while(|length| *length <= longest) {
        let entries = usize::try_from(length / entry).unwrap_or(usize::MAX).min(most());
        let mark = at_one_length(model, entries, teller).await?;
        marks.push(mark);
        if !mark.is_passed() {
            break;
        }
    }
    Ok(marks)
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

/// So many functions, each with a name and a value of its own. A longer code begins with the shorter.
fn code(entries: usize) -> String {
    let function = |at| format!("def {}():\n    return {}\n\n", name(at), value(at));
    (0..entries).map(function).collect::<Vec<_>>().concat()
}

/// As many functions as there are names.
fn most() -> usize {
    FIRST_WORDS.len() * SECOND_WORDS.len()
}

fn name(at: usize) -> String {
    // Steps that share no factor with the lengths of the lists meet every pair once.
    let (first, second) = (at % FIRST_WORDS.len(), (at / FIRST_WORDS.len() + at * 5) % SECOND_WORDS.len());
    let word = |words: &[&'static str], at: usize| words.get(at).copied().unwrap_or_default();
    format!("{}_{}", word(&FIRST_WORDS, first), word(&SECOND_WORDS, second))
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
    fn every_function_has_a_name_and_a_value_of_its_own() {
        let all = 0..most();
        assert_eq!(all.clone().map(name).collect::<BTreeSet<_>>().len(), most());
        assert_eq!(all.map(value).collect::<BTreeSet<_>>().len(), most());
        assert!(code(20).starts_with(&code(10)));
    }
}
