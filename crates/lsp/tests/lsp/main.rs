//! The client before a scripted server. Real ones are tried out by `examples/real_servers`.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]

mod client;
mod review;
mod scene;
mod server;
