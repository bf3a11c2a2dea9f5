//! Goods in batches, picked by their day of expiry.

pub mod batch;
pub mod pick;
pub mod shelf;
