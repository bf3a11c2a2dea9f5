//! Suites, results and tables, as whoever runs a suite meets them.

#![expect(clippy::unwrap_used, reason = "helpers outside of a test function may fail like the test itself")]

mod log;
mod report;
mod suite;
mod support;
mod workshop;
