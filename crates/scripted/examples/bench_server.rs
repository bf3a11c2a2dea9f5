//! A model that answers at once and never helps, for `cargo xtask bench step`.
//!
//! Prints its address on the first line and serves until its standard input is closed. Each answer is the piece of code
//! that was asked about, with one more statement: it parses, it differs from every answer before, and it mends nothing.
#![expect(clippy::print_stdout, reason = "its address is what it has to say")]

use std::io::{Read as _, Write as _};

use kinglet_scripted::{Behaviour, Reply, Request, Script, Server};

fn main() -> std::io::Result<()> {
    let server = Server::start(Script::new(answer));
    println!("{}", server.url());
    std::io::stdout().flush()?;
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

fn answer(request: &Request) -> Behaviour {
    let messages = request.body["messages"].as_array();
    let question = messages.and_then(|all| all.last()).and_then(|last| last["content"].as_str());
    match question.and_then(last_block) {
        Some(code) => Reply::text(&format!("```python\n{}\n```\n", changed(code, request.ordinal))).into(),
        None => Behaviour::error(400, "the question shows no code"),
    }
}

/// The last fenced block of a text.
fn last_block(text: &str) -> Option<&str> {
    let (before, _after) = text.rsplit_once("\n```")?;
    let (_earlier, block) = before.rsplit_once("```")?;
    block.split_once('\n').map(|(_language, code)| code)
}

/// Python code with one more statement at its end, indented as the last line is.
fn changed(code: &str, ordinal: usize) -> String {
    let last = code.lines().next_back().unwrap_or_default();
    let (indentation, _) = last.split_at(last.len() - last.trim_start().len());
    format!("{code}\n{indentation}_attempt = {ordinal}")
}
