//! What a reader found.

use kinglet_domain::check::{Failure, FailureKind, Frame};

use super::text;

/// The most failures that are kept: one is worked on at a time, and the rest are counted.
const MOST_FAILURES: usize = 20;
/// The most frames of a failure that are kept: a runaway recursion prints a thousand.
const MOST_FRAMES: usize = 10;
const MOST_MESSAGE_LINES: usize = 10;
const MOST_MESSAGE_CHARS: usize = 800;
const MOST_NAME_CHARS: usize = 200;

/// What one reader, or all of them, understood of an output.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Tests that passed, where the output tells.
    pub(super) passed: Option<u32>,
    /// Tests or compiler errors that failed, where the output tells.
    pub(super) failed: Option<u32>,
    /// The first failures, in the order of the output; without repetitions.
    pub(super) failures: Vec<Failure>,
}

impl Findings {
    /// Keeps a failure, cut to size, unless it is a repetition or one too many.
    pub(super) fn push(&mut self, failure: Failure) {
        let failure = cut(failure);
        if self.failures.len() < MOST_FAILURES && !self.failures.contains(&failure) {
            self.failures.push(failure);
        }
    }

    /// Adds what another reader found.
    pub(super) fn absorb(&mut self, other: Self) {
        self.passed = sum(self.passed, other.passed);
        self.failed = sum(self.failed, other.failed);
        for failure in other.failures {
            self.push(failure);
        }
    }
}

/// A failure with nothing cut yet.
pub(super) fn failure(
    name: impl Into<String>,
    kind: FailureKind,
    message: impl Into<String>,
    frames: Vec<Frame>,
) -> Failure {
    Failure { name: name.into(), kind, message: message.into(), frames }
}

/// The sum of the counts that are known.
pub(super) fn sum(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.saturating_add(other)),
        (one, other) => one.or(other),
    }
}

/// Adds a frame, if there is one, unless its place is already there; a repetition may still supply the
/// function's name.
pub(super) fn add_frame(frames: &mut Vec<Frame>, frame: Option<Frame>) {
    let Some(frame) = frame else { return };
    let has_room = frames.len() < MOST_FRAMES;
    match frames.iter_mut().find(|known| known.path == frame.path && known.line == frame.line) {
        Some(known) => known.function = known.function.take().or(frame.function),
        None if has_room => frames.push(frame),
        None => {}
    }
}

/// Puts frames that were printed outermost first into our order, without repetitions.
pub(super) fn innermost_first(printed: Vec<Frame>) -> Vec<Frame> {
    let mut frames = Vec::new();
    for frame in printed.into_iter().rev() {
        add_frame(&mut frames, Some(frame));
    }
    frames
}

fn cut(failure: Failure) -> Failure {
    Failure {
        name: text::clip(&failure.name, 1, MOST_NAME_CHARS),
        message: text::clip(&failure.message, MOST_MESSAGE_LINES, MOST_MESSAGE_CHARS),
        ..failure
    }
}
