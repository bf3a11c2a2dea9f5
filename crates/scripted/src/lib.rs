//! A scripted HTTP server for tests: it answers as a model server, and can stall, cut and garble.
//!
//! A [`Script`] says what to answer, a [`Server`] answers it on a port of its own and remembers what
//! was asked. HTTP is written by hand, since no HTTP library agrees to break the protocol.
//!
//! ```
//! use kinglet_scripted::{Reply, Script, Server};
//!
//! let server = Server::start(Script::new(|request| match request.ordinal {
//!     0 => Reply::text("I think ").reset_after(40).into(),
//!     _ => Reply::text("4").into(),
//! }));
//! assert!(server.url().starts_with("http://127.0.0.1:"));
//! ```

mod behaviour;
mod connection;
mod http;
mod routes;
mod script;
mod server;

pub use behaviour::{Behaviour, Reply, Step};
pub use http::Request;
pub use script::Script;
pub use server::Server;
