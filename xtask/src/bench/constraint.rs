//! What it costs to impose a form on a reply, in this process and in llama.cpp's own server.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::build;
use super::figure::{Figure, Section};
use super::options::Speed;
use super::server::Server;
use super::speed::SERVER;
use crate::command::Command;
use crate::screen::complain;
use crate::workspace::Workspace;

pub(super) fn measure(workspace: &Workspace, options: &Speed) -> Result<Section> {
    let program = build(workspace, "-p kinglet-agent --example constraint")?.join("examples/constraint");
    let threads = options.threads()?;
    let rounds = options.rounds.to_string();
    let mut figures = Vec::new();
    let mut names = String::new();
    for file in options.files()? {
        let name = file.file_name().unwrap_or_default().display().to_string();
        let ask = |words: [&str; 2]| {
            let asked = Command::new(&program).with(words).with(["--threads", &threads, "--rounds", &rounds]);
            asked.stdout()
        };
        let embedded = ask(["--embedded", file.to_str().context("the model's path is not UTF-8")?])?;
        figures.extend(sides(&format!("{name}, embedded"), &embedded)?);
        let serve =
            Command::new(&options.server).with(["-m".as_ref(), file.as_os_str()]).with(["-t", &threads]);
        let server = Server::that_listens(serve.with(SERVER))?;
        figures.extend(sides(&format!("{name}, llama-server"), &ask(["--endpoint", &server.url])?)?);
        complain(&format!("{name} is over"));
        names = format!("{names} --model {name}");
    }
    let command = format!("cargo xtask bench constraint{names} --threads {threads} --rounds {rounds}");
    Ok(Section { name: "constraint", command, figures })
}

/// - `printed`: a line for each way to be asked.
fn sides(engine: &str, printed: &str) -> Result<Vec<Figure>> {
    printed.lines().map(|line| figure(engine, &serde_json::from_str(line)?)).collect()
}

fn figure(engine: &str, side: &Value) -> Result<Figure> {
    let number = |name: &str| side[name].as_f64().with_context(|| format!("{engine} told no `{name}`"));
    let name = side["side"].as_str().context("a side has no name")?;
    let (rate, ratio) = (number("rate")?, number("ratio")?);
    let result = format!("{rate:.1} tokens/s, {ratio:.2} of the same question, free");
    Ok(Figure::plain(format!("{engine}: {name}"), result))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_stands_beside_the_same_question_asked_freely() {
        let section = Section {
            name: "constraint",
            command: String::new(),
            figures: sides("m.gguf, embedded", r#"{"side":"code, begun","rate":9.5,"ratio":0.95}"#).unwrap(),
        };
        let line = section.to_string();
        assert!(
            line.contains(
                "| m.gguf, embedded: code, begun | 9.5 tokens/s, 0.95 of the same question, free |"
            ),
            "{line}"
        );
        assert!(sides("m.gguf, embedded", "{}").is_err());
    }
}
