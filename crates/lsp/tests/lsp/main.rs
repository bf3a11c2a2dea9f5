//! The client before a scripted server, and before real ones.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]

mod client;
mod real;
mod review;
mod scene;
mod server;
