//! `kinglet run --script`: a recorded model instead of a real one.

use std::path::Path;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_agent::Models;
use kinglet_model::script::Script;
use kinglet_model::{Backend, Error};

use crate::exit::{Failure, chain};

/// The most bytes of a script that are read.
const LONGEST: u64 = 64 << 20;

/// Reads a script.
pub(crate) fn read(path: &Path) -> Result<Script, Failure> {
    let wrong =
        |reason: String| Failure::usage(format!("cannot read the script {}: {reason}", path.display()));
    let length = path.metadata().map_err(|error| wrong(error.to_string()))?.len();
    if length > LONGEST {
        return Err(wrong(format!("it has more than {LONGEST} bytes")));
    }
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    Script::parse(path, &text).map_err(|error| Failure::usage(chain(&error)))
}

/// Opens a model that speaks a script from some reply on.
pub(crate) struct Replay {
    pub(crate) script: Script,
    /// How many replies the run has heard before.
    pub(crate) spoken: usize,
}

impl Models for Replay {
    fn open(&mut self) -> BoxFuture<'_, Result<Box<dyn Backend>, Error>> {
        let model: Box<dyn Backend> = Box::new(self.script.clone().model(self.spoken));
        async { Ok(model) }.boxed()
    }
}
