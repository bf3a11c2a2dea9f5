//! Prints, as JSON, what llama.cpp in this process allocates for a model file and a context: `allocated FILE TOKENS`.
//! `cargo xtask bench fit` compares it with what `kinglet models fit` tells.

use std::path::PathBuf;

use kinglet_domain::unit::Tokens;
use kinglet_model::Backend as _;
use kinglet_model::embedded::{Allocated, Embedded, Options, Threads};

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "that is its purpose")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = PathBuf::from(arguments.next().ok_or("which file?")?);
    let window = Tokens(arguments.next().ok_or("how many tokens?")?.parse()?);
    let model = Embedded::load(Options { file, window, threads: Threads::Fixed(1) }).await?;
    let Allocated { mapped, packed, cache, compute, output } = model.allocated();
    let window = model.identity().window.map(|window| window.0);
    println!(
        "{}",
        serde_json::json!({
            "window": window, "mapped": mapped, "packed": packed,
            "cache": cache, "compute": compute, "output": output,
        })
    );
    Ok(())
}
