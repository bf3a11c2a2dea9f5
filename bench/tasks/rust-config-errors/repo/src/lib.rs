//! A service that reads its sizes from a configuration.

pub mod cache;
pub mod config;
pub mod limits;
pub mod pool;
pub mod service;
