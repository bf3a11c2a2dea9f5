//! What kinglet understands of a model's reply, for people who debug a model.

use std::path::Path;
use std::process::ExitCode;

use kinglet_dialect::{ActionError, ActionReading, Ended, action_json, read_action, render_action};
use kinglet_domain::action::{ActionName, Allowed};
use serde_json::{Value, json};

use crate::arguments::{Finish, Reply};
use crate::exit::{Failure, NOT_DONE};
use crate::input;
use crate::text::{complain, plain, say, say_json};

/// The most bytes of a reply: far more than any model writes in one go.
const LONGEST: u64 = 4 << 20;

/// Does what the command says.
pub(crate) fn reply(command: &Reply) -> Result<ExitCode, Failure> {
    let Reply::Read(options) = command;
    let text = text(&options.file)?;
    let names = if options.actions.is_empty() { &ActionName::ALL[..] } else { &options.actions };
    let allowed = Allowed::of(names);
    let read = match options.finish {
        Finish::Stop => read_action(&text, Ended::ByItself, &allowed),
        Finish::Unknown => read_action(&text, Ended::Unknown, &allowed),
        // Such a reply is never acted on, whatever it seems to say.
        Finish::Length => Err(ActionError::cut(&allowed)),
    };
    match (&read, options.json) {
        (_, true) => say_json(&as_json(&read)),
        (Ok(reading), false) => tell(reading),
        (Err(error), false) => complain(&format!("kinglet: {error}")),
    }
    Ok(if read.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(NOT_DONE) })
}

fn tell(reading: &ActionReading) {
    say(plain(&render_action(&reading.action)).trim_end());
    if !reading.repairs.is_empty() {
        say("mended:");
    }
    for repair in &reading.repairs {
        say(&format!("- {}", plain(repair)));
    }
}

fn as_json(read: &Result<ActionReading, ActionError>) -> Value {
    let reading = match read {
        Ok(reading) => reading,
        Err(error) => return json!({ "action": null, "reason": error.code(), "message": error.to_string() }),
    };
    json!({ "action": action_json(&reading.action), "repairs": reading.repairs })
}

/// A reply in a file, or on standard input if that is `-`.
pub(crate) fn text(file: &Path) -> Result<String, Failure> {
    let bytes = input::piped("reply", file, LONGEST)?;
    if bytes.len() as u64 > LONGEST {
        return Err(Failure::usage(format!(
            "the reply is longer than {LONGEST} bytes; give one reply at a time"
        )));
    }
    String::from_utf8(bytes)
        .map_err(|_| Failure::usage("the reply is not text in UTF-8; convert the file first"))
}
