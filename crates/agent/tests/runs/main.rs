//! Whole runs with a model that says what it is told to say.

#![expect(clippy::unwrap_used, reason = "helpers outside of a test function may fail like the test itself")]

mod budget;
mod flat;
mod support;
