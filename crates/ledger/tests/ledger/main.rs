//! The ledger from outside: what is recorded, what is refused, and what survives.

#![expect(clippy::unwrap_used, reason = "helpers outside of a test function may fail like the test itself")]

mod commit;
mod copies;
mod curate;
mod damage;
mod find;
mod fingerprint;
mod golden;
mod killed;
mod numbers;
mod plan;
mod query;
mod resumed;
mod support;
mod together;
mod verify;
