//! A calculator for terms such as `2 * (3 + 4)`.

mod eval;
mod token;

pub use eval::{calculate, Error};
pub use token::{tokens, Token};
