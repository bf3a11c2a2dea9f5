//! Model backends: the only crate that knows HTTP chat servers and llama.cpp.

mod backend;
#[cfg(feature = "embedded")]
pub mod embedded;
mod error;
mod estimate;
pub mod openai;
pub mod patience;
pub mod probe;
pub mod scan;
pub mod script;

pub use backend::{
    Backend, Constraint, Doubt, Doubts, Flow, Identity, Message, Prefill, Reply, Request, Role, Tools,
};
pub use error::Error;
