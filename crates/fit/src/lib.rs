//! What a model file needs of memory, computed from its header, and how much memory there is.
//!
//! Nothing here loads a model or asks a driver: the header of a GGUF file is read, the rest is arithmetic, and what
//! drivers and the kernel printed is read as text.

mod error;
mod header;
mod layout;
mod model;
mod need;
pub mod room;

pub use error::Error;
pub use header::{Header, Tensor, Value};
pub use layout::Packing;
pub use model::{Model, Weights};
pub use need::{CacheType, Need, Setup, largest};
