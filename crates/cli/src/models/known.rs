//! What probes and exams found out about models, kept from one run to the next.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{fs, io};

use anyhow::Context as _;
use kinglet_domain::profile::Profile;
use kinglet_exam::Marks;
use kinglet_model::probe::Report;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::place;
use crate::text::complain;

/// Its name in the state folder.
pub(crate) const FILE: &str = "models.json";

/// What is known of a model.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Known {
    /// What its last probe found out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) probe: Option<Report>,
    /// What its last exam found out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) exam: Option<Examined>,
}

/// What an exam found out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Examined {
    /// The marks.
    pub(crate) marks: Marks,
    /// What runs go by.
    pub(crate) profile: Profile,
}

/// What is known of a model; nothing if that cannot be read, which is said.
pub(crate) fn about(fingerprint: &str) -> Known {
    let known = read().and_then(|mut all| match all.remove(fingerprint) {
        Some(known) => Ok(serde_json::from_value(known)?),
        None => Ok(Known::default()),
    });
    known.unwrap_or_else(|error: anyhow::Error| {
        complain(&format!("kinglet: what was found out about this model is not known any more: {error:#}"));
        Known::default()
    })
}

/// Changes what is known of a model.
///
/// # Errors
/// Whatever kept the file from being read or written; a damaged one is left as it is.
pub(crate) fn learn(fingerprint: String, learn: impl FnOnce(&mut Known)) -> anyhow::Result<()> {
    let path = path()?;
    let mut all = read()?;
    // What another kinglet kept of this model, and this one cannot read, is replaced.
    let known = all.remove(&fingerprint).and_then(|known| serde_json::from_value(known).ok());
    let mut known: Known = known.unwrap_or_default();
    learn(&mut known);
    all.insert(fingerprint, serde_json::to_value(known)?);
    let text = serde_json::to_string_pretty(&all)?;
    place::replace(&path, &text)
        .with_context(|| format!("cannot write {}; what was found out is not kept", path.display()))
}

/// All models; what is kept of one that another kinglet has tried out stays as it is.
fn read() -> anyhow::Result<BTreeMap<String, Value>> {
    let path = path()?;
    let text = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        other => other.with_context(|| format!("cannot read {}", path.display()))?,
    };
    serde_json::from_str(&text)
        .with_context(|| format!("{} is damaged; move it away, and probe your models again", path.display()))
}

fn path() -> anyhow::Result<PathBuf> {
    Ok(place::state_folder()?.join(FILE))
}
