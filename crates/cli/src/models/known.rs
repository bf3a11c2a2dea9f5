//! What probes found out about models, kept from one run to the next.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Context as _;
use kinglet_model::probe::Report;

use crate::place;

const FILE: &str = "models.json";

/// The reports of all probes, the last of each model.
pub(crate) struct Known(BTreeMap<String, Report>);

impl Known {
    /// Reads what is kept; nothing if there is nothing.
    ///
    /// A file that cannot be read counts as none: the next probe replaces it.
    pub(crate) fn read() -> Option<Self> {
        let text = fs::read_to_string(place::state_folder().ok()?.join(FILE)).ok()?;
        serde_json::from_str(&text).ok().map(Self)
    }

    /// The last report about a model.
    pub(crate) fn about(&self, fingerprint: &str) -> Option<&Report> {
        self.0.get(fingerprint)
    }
}

/// Keeps a report.
///
/// # Errors
/// Whatever kept the file from being written.
pub(crate) fn keep(fingerprint: String, report: Report) -> anyhow::Result<()> {
    let path = place::state_folder()?.join(FILE);
    let mut all = Known::read().map(|known| known.0).unwrap_or_default();
    all.insert(fingerprint, report);
    let text = serde_json::to_string_pretty(&all)?;
    place::replace(&path, &text)
        .with_context(|| format!("cannot write {}; what was found out is not kept", path.display()))
}
