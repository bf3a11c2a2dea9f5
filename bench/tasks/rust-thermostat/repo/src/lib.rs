//! Decides when to heat.

pub mod alarm;
pub mod burner;
pub mod controller;
