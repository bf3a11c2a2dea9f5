//! The built command, as a user or a script meets it: what it prints, its exit code, and what it leaves behind.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers outside of a test function may fail like the test itself"
)]

mod any_moment;
mod apply;
mod bench;
mod budgets;
mod calibrates;
mod carries;
mod context;
mod copies;
mod course;
mod damaged;
mod doctor;
mod escalates;
mod explores;
mod fits;
mod gives_up;
mod interrupted;
mod keys;
mod killed;
#[path = "../../../lsp/tests/lsp/server.rs"]
mod language_server;
mod long_task;
mod lsp;
mod model;
mod patterns;
mod plans;
mod proposes;
mod recovers;
mod refactor;
mod refused;
mod repairs;
mod reply;
mod rewrites;
mod samples;
mod server_gone;
mod servers;
mod small_window;
mod stages;
mod support;
mod trace;
mod undo;
mod without;
mod works;
