//! What is kept of a run's configuration, for those who resume it.

use std::path::PathBuf;

use anyhow::Context as _;
use kinglet_domain::path::RelPath;
use serde::{Deserialize, Serialize};

use crate::arguments::{Budget, Lsp, Model};
use crate::place::Place;
use crate::source::Wanted;

/// How the user configured a run. Kept in the ledger as the run began, and beside it as it was last resumed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Options {
    pub(crate) check_timeout: u64,
    pub(crate) model: Option<String>,
    pub(crate) endpoint: Option<String>,
    pub(crate) threads: Option<u32>,
    #[serde(default)]
    pub(crate) script: Option<PathBuf>,
    #[serde(default)]
    pub(crate) escalate: Option<Escalate>,
    #[serde(default)]
    pub(crate) lsp: Lsp,
    #[serde(default)]
    pub(crate) budget: Budget,
}

/// Where the second model is, without the key for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Escalate {
    pub(crate) endpoint: String,
    pub(crate) model: Option<String>,
}

impl Options {
    pub(crate) fn new(check_timeout: u64, models: &Wanted) -> Self {
        let Model { name, endpoint, threads } = models.model().clone();
        Self { check_timeout, model: name, endpoint, threads, ..Self::default() }
    }
}

/// What a resumption needs to know of a run. It stands beside the ledger, where no import puts anything.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The command that the user let this run execute.
    pub(crate) check: String,
    /// What the user let this run send to a second model.
    #[serde(default)]
    pub(crate) consent: Option<Consent>,
    #[serde(flatten)]
    pub(crate) options: Options,
}

/// What may be sent to a second model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Consent {
    /// To which server.
    pub(crate) endpoint: String,
    /// Code of which files; `None` for any of the repository.
    pub(crate) files: Option<Vec<RelPath>>,
}

impl Kept {
    pub(crate) fn keep(&self, place: &Place, ulid: &str) -> anyhow::Result<()> {
        place.keep(ulid, &serde_json::to_string(self).context("cannot keep the options")?)
    }
}

impl Consent {
    /// Whether it holds for code of these files, too.
    pub(crate) fn covers(&self, endpoint: &str, files: &[RelPath]) -> bool {
        let is_meant = |file| self.files.as_ref().is_none_or(|agreed| agreed.contains(file));
        self.endpoint == endpoint && files.iter().all(is_meant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consent_holds_for_its_server_and_its_files() {
        let files = |names: &[&str]| names.iter().map(|it| RelPath::parse(it).unwrap()).collect::<Vec<_>>();
        let some = Consent { endpoint: "http://a/v1".to_owned(), files: Some(files(&["a.py", "b.py"])) };
        assert!(some.covers("http://a/v1", &files(&["b.py"])));
        assert!(!some.covers("http://a/v1", &files(&["b.py", "c.py"])));
        assert!(!some.covers("http://b/v1", &files(&["b.py"])));
        let any = Consent { files: None, ..some };
        assert!(any.covers("http://a/v1", &files(&["c.py"])) && !any.covers("http://b/v1", &[]));
    }
}
