//! What a server said by itself, and the answer that it is asked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::uri;

/// The most pieces of work that a server is believed to do at once.
const WORK: usize = 64;

/// What a server said.
pub(crate) struct Heard {
    /// The request that is under way, and its answer once it is there.
    pub(crate) awaited: Option<(i64, Option<Result<Value, Value>>)>,
    /// Whether it is to be asked what it finds wrong, as it said at first or later. Else it pushes that.
    pub(crate) is_pulled: bool,
    /// What it found wrong with the documents that it is shown.
    pub(crate) published: BTreeMap<PathBuf, Published>,
    /// What it found wrong with documents of which it told no version. Some do so when a document was closed, and one that
    /// was opened again since is another; what else they tell has its version.
    pub(crate) vague: BTreeMap<PathBuf, Value>,
    /// What it is doing, by the token of the work.
    pub(crate) work: BTreeMap<String, String>,
    /// Whether it has read the project; `None` if it does not tell.
    is_ready: Option<bool>,
}

/// What a server found wrong with a document.
pub(crate) struct Published {
    /// With which version.
    pub(crate) version: i64,
    pub(crate) items: Value,
    /// Counts what was published of this file.
    pub(crate) count: u64,
}

impl Heard {
    pub(crate) fn new(tells_readiness: bool) -> Self {
        Self {
            awaited: None,
            is_pulled: false,
            published: BTreeMap::new(),
            vague: BTreeMap::new(),
            work: BTreeMap::new(),
            is_ready: tells_readiness.then_some(false),
        }
    }

    /// Whether it has read the project, as far as it tells.
    pub(crate) fn is_at_rest(&self) -> bool {
        self.work.is_empty() && self.is_ready != Some(false)
    }

    /// Takes an answer in; one to what is no longer asked comes too late.
    pub(crate) fn answered(&mut self, id: &Value, answer: Result<Value, Value>) {
        if let Some((awaited, slot)) = &mut self.awaited
            && id.as_i64() == Some(*awaited)
        {
            *slot = Some(answer);
        }
    }

    /// Takes in what the server tells by itself; most of it is of no use here.
    ///
    /// - `is_shown`: whether a file is one that it is shown. Some servers tell of all files of the project.
    pub(crate) fn take(&mut self, method: &str, mut params: Value, is_shown: impl Fn(&Path) -> bool) {
        match method {
            "textDocument/publishDiagnostics" => drop(self.published(&mut params, is_shown)),
            "$/progress" => drop(self.progress(&params)),
            "experimental/serverStatus" => {
                self.is_ready = params.get("quiescent").and_then(Value::as_bool).or(self.is_ready);
            }
            // That of jdtls.
            "language/status" if params.get("type").is_some_and(|it| it == "ServiceReady") => {
                self.is_ready = Some(true);
            }
            _ => {}
        }
    }

    /// Takes in what it can do, beside what it said at first.
    pub(crate) fn registered(&mut self, params: &Value) {
        let all = params.get("registrations").and_then(Value::as_array).into_iter().flatten();
        let mut methods = all.filter_map(|it| it.get("method")?.as_str());
        self.is_pulled |= methods.any(|method| method == "textDocument/diagnostic");
    }

    fn published(&mut self, params: &mut Value, is_shown: impl Fn(&Path) -> bool) -> Option<()> {
        let file = uri::path(params.get("uri")?.as_str()?).filter(|file| is_shown(file))?;
        let version = params.get("version").and_then(Value::as_i64);
        let items = params.get_mut("diagnostics").filter(|items| items.is_array())?.take();
        let Some(version) = version else {
            self.vague.insert(file, items);
            return None;
        };
        let count = self.published.get(&file).map_or(0, |published| published.count) + 1;
        self.published.insert(file, Published { version, items, count });
        Some(())
    }

    /// Forgets what it told of a document, which has another text now.
    pub(crate) fn forget(&mut self, file: &Path) {
        self.published.remove(file);
        self.vague.remove(file);
    }

    fn progress(&mut self, params: &Value) -> Option<()> {
        let (token, value) = (params.get("token")?.to_string(), params.get("value")?);
        match value.get("kind")?.as_str()? {
            "begin" if self.work.len() < WORK => {
                let title = value.get("title").and_then(Value::as_str).unwrap_or("something");
                self.work.insert(token, title.to_owned());
            }
            "end" => drop(self.work.remove(&token)),
            _ => {}
        }
        Some(())
    }
}
