//! Pulls from a scripted server and a made-up package index.

#![expect(clippy::expect_used, clippy::panic, reason = "what the bench needs and cannot have ends the test")]

mod bench;
mod hub;
mod packages;
mod server;
mod store;
