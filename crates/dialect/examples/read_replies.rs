//! Reads the rows of a corpus from standard input, and prints what is understood of each: an action, or `null`.
//!
//! `cargo xtask bench reader` compares it with other readers.

#![expect(clippy::print_stdout, reason = "a program of its own")]

use std::io::BufRead as _;

use kinglet_dialect::{Ended, action_json, read_action};
use kinglet_domain::action::{ActionName, Allowed};
use serde_json::Value;

fn main() -> std::io::Result<()> {
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let names: Vec<ActionName> = row["allowed"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str()?.parse().ok())
            .collect();
        let allowed = Allowed::of(if names.is_empty() { &ActionName::ALL } else { &names });
        let ended = if row["cut"] == true { Ended::Unknown } else { Ended::ByItself };
        let read = read_action(row["reply"].as_str().unwrap_or_default(), ended, &allowed);
        println!("{}", read.map_or(Value::Null, |reading| action_json(&reading.action)));
    }
    Ok(())
}
