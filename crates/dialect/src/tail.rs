//! Notices a model that has begun to repeat itself.

/// How much repeated text, in bytes, is too much.
const TOO_MUCH: usize = 240;

/// The longest text whose repetition is noticed, in bytes.
const LONGEST: usize = 400;

/// Whether the end of a text is the same piece over and over: at least four times, and long enough to be no accident.
#[must_use]
pub fn repeats(text: &str) -> bool {
    let bytes = text.as_bytes();
    let tail = |length: usize| bytes.len().checked_sub(length).and_then(|start| bytes.get(start..));
    let shortest = (1..=LONGEST.min(bytes.len() / 4)).find(|&period| {
        let repeated = tail(TOO_MUCH.max(period * 4));
        repeated.is_some_and(|tail| tail.iter().zip(tail.iter().skip(period)).all(|(a, b)| a == b))
    });
    // A rule of dashes or a run of spaces is no loop of thought until it is very long.
    shortest.is_some_and(|period| period > 3 || bytes.len() >= 8 * TOO_MUCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_a_loop() {
        assert!(repeats(&format!("start {}", "and then the next one ".repeat(20))));
        assert!(repeats(&"x = 1\n".repeat(60)));
        assert!(!repeats(&(0..100).map(|n| format!("x{n} = {n}")).collect::<Vec<_>>().join("\n")));
        assert!(!repeats(&"-".repeat(300)));
        assert!(repeats(&"-".repeat(3000)));
        assert!(!repeats("short short short short"));
    }
}
