//! What a server finds wrong with a text, in whichever way it tells.

use kinglet_domain::path::RelPath;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::Client;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::heard::Heard;
use crate::known::Asked;
use crate::message;
use crate::uri;

impl Client {
    /// Waits until the server has looked at a text that was shown: by then it knows of what the text imports. Whoever
    /// cannot be told from one that says nothing is believed to have.
    pub(crate) async fn settled(&mut self, path: &RelPath, deadline: Instant) -> Result<(), Error> {
        let soon = deadline.min(Instant::now() + self.limits.start);
        match self.diagnostics(path, soon).await {
            Ok(_) | Err(Error::Vague | Error::Refused { .. } | Error::Silent { .. }) => {
                self.ready(deadline).await
            }
            Err(Error::Indexing { .. }) => self.ready(deadline).await,
            Err(error) => Err(error),
        }
    }

    /// What the server finds wrong with a text that was shown.
    ///
    /// # Errors
    /// [`Error::Indexing`] if it has not read the project at the deadline, [`Error::Silent`] if it says nothing,
    /// [`Error::Vague`] if it does not say of which text it speaks.
    pub async fn diagnostics(&mut self, path: &RelPath, deadline: Instant) -> Result<Vec<Diagnostic>, Error> {
        let items = loop {
            self.ready(deadline).await?;
            let items = match self.asked {
                Asked::Tsserver => Some(self.checked(path, deadline).await?),
                Asked::Jdtls => Some(self.refreshed(path, deadline).await?),
                Asked::Protocol if self.heard.is_pulled => Some(self.pulled(path, deadline).await?),
                Asked::Protocol => self.pushed(path, deadline).await?,
            };
            // It may have said only now that it is still at work.
            if let Some(items) = items.filter(|_| self.heard.is_at_rest()) {
                break items;
            }
        };
        let text = self.documents.get(path).map_or("", |document| &document.text);
        Ok(Diagnostic::read(&items, text, self.encoding))
    }

    /// What the server answers when it is asked what it finds wrong with a text.
    async fn pulled(&mut self, path: &RelPath, deadline: Instant) -> Result<Value, Error> {
        let params = json!({ "textDocument": self.named(path) });
        let mut answer = self.ask("textDocument/diagnostic", params, deadline).await?;
        let items = answer.get_mut("items").filter(|items| items.is_array()).map(Value::take);
        let reason = "it answered with no list of what it found";
        items.ok_or_else(|| Error::Garbled { reason: reason.to_owned() })
    }

    /// What `tsserver` finds wrong with a text, as the protocol would write it.
    async fn checked(&mut self, path: &RelPath, deadline: Instant) -> Result<Value, Error> {
        let file = path.under(&self.root);
        let mut items = Vec::new();
        for command in ["syntacticDiagnosticsSync", "semanticDiagnosticsSync"] {
            let arguments = json!([command, { "file": file }]);
            let params = json!({ "command": "typescript.tsserverRequest", "arguments": arguments });
            let answer = self.ask("workspace/executeCommand", params, deadline).await?;
            let body = answer.get("body").and_then(Value::as_array).ok_or_else(|| Error::Garbled {
                reason: format!("it answered `{command}` with no list of what it found"),
            })?;
            items.extend(body.iter().map(message::of_tsserver));
        }
        Ok(Value::Array(items))
    }

    /// What jdtls pushes while it looks at a text once more, which it does before it answers.
    async fn refreshed(&mut self, path: &RelPath, deadline: Instant) -> Result<Value, Error> {
        let (file, command) = (path.under(&self.root), "java.project.refreshDiagnostics");
        self.heard.forget(&file);
        let params = json!({ "command": command, "arguments": [uri::of(&file), "thisFile", false] });
        self.ask("workspace/executeCommand", params, deadline).await?;
        self.heard.vague.remove(&file).ok_or(Error::Silent { asked: command })
    }

    /// Waits for what the server pushes of a text, until it has no more to say; `None` if it turns out that it wants to be
    /// asked.
    async fn pushed(&mut self, path: &RelPath, deadline: Instant) -> Result<Option<Value>, Error> {
        let file = path.under(&self.root);
        let version = self.documents.get(path).map_or(0, |document| document.version);
        let of_this = |heard: &mut Heard| {
            heard.published.get(&file).filter(|it| it.version >= version).map(|published| published.count)
        };
        let or_pulled = |heard: &mut Heard| match of_this(heard) {
            None => heard.is_pulled.then_some(None),
            count => Some(count),
        };
        let mut count = match self.until("textDocument/publishDiagnostics", deadline, or_pulled).await {
            Err(Error::Silent { .. }) if self.heard.vague.contains_key(&file) => return Err(Error::Vague),
            other => match other? {
                Some(count) => count,
                None => return Ok(None),
            },
        };
        loop {
            let quiet = Instant::now() + self.limits.settle;
            let more = |heard: &mut Heard| of_this(heard).filter(|now| *now != count);
            match self.until("textDocument/publishDiagnostics", quiet.min(deadline), more).await {
                Ok(now) => count = now,
                Err(Error::Silent { .. }) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(Some(self.heard.published.get(&file).map(|published| published.items.clone()).unwrap_or_default()))
    }
}
