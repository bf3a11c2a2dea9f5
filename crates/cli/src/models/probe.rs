//! `kinglet models scan` and `kinglet models probe`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use kinglet_model::probe::{Report, Tokenizer, Window, probe as probe_embedded};
use kinglet_model::scan::{Found, USUAL_PORTS};
use kinglet_model::{Backend, Constraint, Error, patience};
use serde_json::json;

use super::known;
use crate::arguments::Model;
use crate::exit::{Failure, INTERRUPTED, chain};
use crate::source::{Opened, Wanted, fingerprint};
use crate::text::{complain, plain, say, say_json};
use crate::{interrupt, run};

/// Prints which model servers run on this machine.
pub(super) async fn scan(ports: &[u16], json: bool) {
    let ports = if ports.is_empty() { &USUAL_PORTS } else { ports };
    let found = kinglet_model::scan::scan(ports).await;
    if found.is_empty() && !json {
        let ports: Vec<_> = ports.iter().map(u16::to_string).collect();
        say(&format!("no model server runs on this machine's ports {}", ports.join(", ")));
    }
    for Found { endpoint, kind, models, window } in found {
        let window = window.map(|window| window.0);
        if json {
            say_json(&json!({"endpoint": endpoint, "kind": kind, "models": models, "window": window}));
            continue;
        }
        let models = if models.is_empty() { "no model yet".to_owned() } else { plain(&models.join(", ")) };
        let window = window.map_or("window not known yet".to_owned(), |window| format!("window {window}"));
        say(&format!("{endpoint:24}  {:16}  {window:20}  {models}", kind.name()));
    }
}

/// Tries a model out, prints what was found out, and keeps it.
pub(super) async fn probe(model: &Model, json: bool) -> Result<ExitCode, Failure> {
    let cancel = interrupt::listen();
    let probed = tokio::select! {
        probed = probed(model) => probed,
        () = cancel.cancelled() => {
            let message = "stopped; nothing of this probe is kept".to_owned();
            return Err(Failure { message, code: INTERRUPTED });
        }
    };
    let (fingerprint, report) = probed?;
    if json {
        say_json(&serde_json::to_value(&report).map_err(anyhow::Error::from)?);
    } else {
        show(&report);
    }
    known::learn(fingerprint, |known| known.probe = Some(report))?;
    Ok(ExitCode::SUCCESS)
}

async fn probed(model: &Model) -> Result<(String, Report), Failure> {
    // The time of day is a number that no earlier probe had.
    let nonce = run::now().0.unsigned_abs();
    match opened(model).await? {
        Opened::Server(mut model) => {
            let fingerprint = model.fingerprint().await.map_err(|error| no_model(&error))?;
            let mut tell = |what: &str| complain(&format!("trying out: {what}"));
            Ok((fingerprint, model.probe(nonce, &mut tell).await.map_err(|error| no_model(&error))?))
        }
        Opened::File { mut model, path } => {
            let report = probe_embedded(model.as_mut(), nonce).await.map_err(|error| no_model(&error))?;
            Ok((fingerprint_of(&path)?, report))
        }
    }
}

/// A model that can be asked, and what is kept about it is kept under.
pub(super) struct Ready {
    pub(super) fingerprint: String,
    pub(super) model: Box<dyn Backend>,
}

/// Makes a model ready.
pub(super) async fn ready(model: &Model) -> Result<Ready, Failure> {
    Ok(match opened(model).await? {
        Opened::Server(model) => {
            Ready { fingerprint: model.fingerprint().await.map_err(|error| no_model(&error))?, model }
        }
        Opened::File { model, path } => Ready { fingerprint: fingerprint_of(&path)?, model },
    })
}

/// Opens a model; one that is still being loaded is waited for.
async fn opened(model: &Model) -> Result<Opened, Failure> {
    let wanted = Wanted::new(model.clone()).await?;
    let waiting = |(): &mut (), error: &Error, _| complain(&format!("waiting: {error}"));
    patience::open(&mut (), waiting, async || wanted.find().await).await.map_err(|error| no_model(&error))
}

fn no_model(error: &Error) -> Failure {
    Failure::no_model(chain(error))
}

fn fingerprint_of(path: &Path) -> anyhow::Result<String> {
    fingerprint(path).with_context(|| format!("cannot read {}", path.display()))
}

fn show(report: &Report) {
    let or_unknown = |text: Option<String>| text.unwrap_or_else(|| "not known".to_owned());
    let yes_or_no = |can: bool| if can { "yes" } else { "no" }.to_owned();
    let speed = |speed: Option<f64>| or_unknown(speed.map(|speed| format!("{speed:.1} tokens/s")));
    let window = report.window.map(|window| match window {
        Window::Told(tokens) => format!("{tokens} tokens, as it is loaded"),
        Window::Measured(tokens) => format!("{tokens} tokens, measured: more is cut or refused"),
        Window::AtLeast(tokens) => format!("at least {tokens} tokens, measured: no more was tried"),
    });
    let constraint = match report.constraint {
        Constraint::Grammar => "grammar",
        Constraint::JsonSchema => "JSON schema",
        Constraint::None => "none",
    };
    let tokenizer = match report.tokenizer {
        Tokenizer::Own => "the model's own",
        Tokenizer::Estimate => "none; tokens are estimated",
    };
    let lines = [
        ("model", plain(&report.model)),
        ("where", format!("{} ({})", plain(&report.backend), report.kind)),
        ("window", or_unknown(window)),
        ("tokenizer", tokenizer.to_owned()),
        ("constraint", constraint.to_owned()),
        ("native tools", report.tools.map_or("not tried".to_owned(), yes_or_no)),
        ("continues a reply", yes_or_no(report.prefill)),
        ("reads", speed(report.read_speed)),
        ("writes", speed(report.write_speed)),
    ];
    for (name, value) in lines {
        say(&format!("{name:18} {value}"));
    }
}
