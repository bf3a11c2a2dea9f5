//! Prints, as JSON, what llama.cpp in this process allocates for a model file and a context: `allocated FILE TOKENS`.
//! `cargo xtask bench fit` compares it with what `kinglet models fit` tells.

use std::path::PathBuf;

use kinglet_domain::unit::Tokens;
use kinglet_model::embedded::{Embedded, Options, Threads};

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "that is its purpose")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = PathBuf::from(arguments.next().ok_or("which file?")?);
    let window = Tokens(arguments.next().ok_or("how many tokens?")?.parse()?);
    let allocated = Embedded::load(Options { file, window, threads: Threads::Fixed(1) }).await?.allocated();
    let (mapped, packed, cache) = (allocated.mapped, allocated.packed, allocated.cache);
    let (compute, output) = (allocated.compute, allocated.output);
    println!(
        "{}",
        serde_json::json!({ "mapped": mapped, "packed": packed, "cache": cache, "compute": compute, "output": output })
    );
    Ok(())
}
