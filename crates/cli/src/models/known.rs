//! What probes and exams found out about models, kept from one run to the next.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Context as _;
use kinglet_domain::profile::Profile;
use kinglet_exam::Marks;
use kinglet_model::probe::Report;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::place;

const FILE: &str = "models.json";

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
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Examined {
    /// The marks.
    pub(crate) marks: Marks,
    /// What runs go by.
    pub(crate) profile: Profile,
}

/// What is known of a model.
///
/// What cannot be read counts as nothing: the next probe or exam replaces it.
pub(crate) fn about(fingerprint: &str) -> Known {
    let known = read().and_then(|mut all| all.remove(fingerprint));
    known.and_then(|known| serde_json::from_value(known).ok()).unwrap_or_default()
}

/// Changes what is known of a model.
///
/// # Errors
/// Whatever kept the file from being written.
pub(crate) fn learn(fingerprint: String, learn: impl FnOnce(&mut Known)) -> anyhow::Result<()> {
    let path = place::state_folder()?.join(FILE);
    let mut known = about(&fingerprint);
    learn(&mut known);
    let mut all = read().unwrap_or_default();
    all.insert(fingerprint, serde_json::to_value(known)?);
    let text = serde_json::to_string_pretty(&all)?;
    place::replace(&path, &text)
        .with_context(|| format!("cannot write {}; what was found out is not kept", path.display()))
}

/// All models; what is kept of one that another kinglet has tried out stays as it is.
fn read() -> Option<BTreeMap<String, Value>> {
    let text = fs::read_to_string(place::state_folder().ok()?.join(FILE)).ok()?;
    serde_json::from_str(&text).ok()
}
