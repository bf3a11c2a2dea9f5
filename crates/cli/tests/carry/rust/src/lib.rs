//! A small shop.

pub mod cart;
pub mod invoice;
pub mod money;
pub mod receipt;
pub mod report;

#[cfg(test)]
mod tests;
