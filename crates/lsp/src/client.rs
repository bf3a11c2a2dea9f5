//! One server: what is asked of it, and what it says by itself.

mod finding;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use kinglet_domain::edit::Change;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_exec::Program;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::{Instant, timeout_at};

use crate::answer::{self, Place, Symbol};
use crate::document::{self, Document};
use crate::error::Error;
use crate::heard::Heard;
use crate::known::{Asked, SCRATCH};
use crate::message;
use crate::position::Encoding;
use crate::uri;
use crate::wire::Wire;

/// How often its memory is looked at while it is waited for.
const LOOK: Duration = Duration::from_secs(1);
/// How long to wait before the same is asked again of a server that wants that.
const AGAIN: Duration = Duration::from_millis(50);
/// What a server says that must be asked again: it was interrupted by a change, or by itself.
const ASK_AGAIN: [i64; 2] = [-32801, -32802];

/// What a server may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long it may take to start.
    pub start: Duration,
    /// The longest message, in bytes.
    pub message: usize,
    /// The most memory, in bytes, with all that it started.
    pub memory: u64,
    /// After so long without another word, what it pushed is taken for its last.
    pub settle: Duration,
    /// How often it is started again after it died.
    pub restarts: u32,
}

impl Default for Limits {
    /// 20 s to start, 16 MiB a message, 4 GiB of memory, 300 ms to settle, 2 restarts.
    fn default() -> Self {
        Self {
            start: Duration::from_secs(20),
            message: 16 << 20,
            memory: 4 << 30,
            settle: Duration::from_millis(300),
            restarts: 2,
        }
    }
}

/// How a server is started.
#[derive(Debug, Clone)]
pub struct Start {
    /// The program. An argument `{scratch}` is replaced by an empty folder, which is removed when the client is dropped.
    pub program: Program,
    /// The project's folder.
    pub folder: PathBuf,
    /// What it is told at once (`initializationOptions`).
    pub options: Value,
    /// What it is told when it asks for its configuration: an object with a member for each section.
    pub settings: Value,
    /// Whether it says when it has read the project (`experimental/serverStatus`).
    pub tells_readiness: bool,
    /// How it is asked what it finds wrong.
    pub asked: Asked,
}

/// A server that runs. Dropped, it is killed.
pub struct Client {
    wire: Wire,
    /// Dropped after the process, which writes there.
    _scratch: Option<TempDir>,
    root: PathBuf,
    limits: Limits,
    settings: Value,
    encoding: Encoding,
    sending: Sending,
    asked: Asked,
    /// The request that it has to answer first, until it has.
    greeting: Option<i64>,
    documents: BTreeMap<RelPath, Document>,
    heard: Heard,
    /// The number of the next request, or of the next version of a document.
    next: i64,
    looked: Instant,
}

/// How changes of a document are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sending {
    Full,
    Incremental,
}

impl Client {
    /// Starts a server and waits until it has said what it can do.
    ///
    /// - `root`: the repository; documents are named relative to it.
    ///
    /// # Errors
    /// An [`Error`] if it cannot be started, or does not answer in time; it is gone then.
    pub async fn start(start: &Start, root: &Path, limits: Limits) -> Result<Self, Error> {
        let mut client = Self::launch(start, root, limits)?;
        client.greet().await?;
        Ok(client)
    }

    /// Starts a server and waits for nothing; it has to be greeted before it is asked anything.
    pub(crate) fn launch(start: &Start, root: &Path, limits: Limits) -> Result<Self, Error> {
        let (program, scratch) = with_scratch(&start.program)?;
        let wire = Wire::start(&program, &start.folder, limits.message)?;
        let mut client = Self {
            wire,
            _scratch: scratch,
            root: root.to_owned(),
            limits,
            settings: start.settings.clone(),
            encoding: Encoding::Utf16,
            sending: Sending::Full,
            asked: start.asked,
            greeting: None,
            documents: BTreeMap::new(),
            heard: Heard::new(start.tells_readiness),
            next: 1,
            looked: Instant::now(),
        };
        client.greeting = Some(client.request("initialize", message::introduction(start))?);
        Ok(client)
    }

    /// Waits until the server has said what it can do, unless it has. May be cancelled, and called again.
    pub(crate) async fn greet(&mut self) -> Result<(), Error> {
        let Some(id) = self.greeting else { return Ok(()) };
        let deadline = Instant::now() + self.limits.start;
        let answer = self.answered(id, "initialize", deadline).await?;
        let answer = answer.map_err(|error| refused("initialize", &error))?;
        self.greeting = None;
        self.learn(answer.get("capabilities").unwrap_or(&Value::Null));
        self.notify("initialized", json!({}))?;
        // Some servers begin with nothing before they were told once.
        let settings = json!({ "settings": self.settings });
        self.notify("workspace/didChangeConfiguration", settings)
    }

    /// Hears and answers the server while nothing is asked of it, until it fails. May be cancelled.
    pub(crate) async fn attend(&mut self) -> Error {
        if let Err(error) = self.greet().await {
            return error;
        }
        loop {
            match self.until("nothing", Instant::now() + LOOK, |_| None::<()>).await {
                Ok(()) | Err(Error::Silent { .. }) => {}
                Err(error) => return error,
            }
        }
    }

    /// Waits until the server has read the project, as far as it tells.
    ///
    /// # Errors
    /// [`Error::Indexing`] if it has not at the deadline; another [`Error`] if it fails.
    pub async fn ready(&mut self, deadline: Instant) -> Result<(), Error> {
        match self.until("ready", deadline, |heard| heard.is_at_rest().then_some(())).await {
            Err(Error::Silent { .. }) => Err(Error::Indexing {
                at: self.heard.work.values().next().map_or("it has just begun", String::as_str).to_owned(),
            }),
            other => other,
        }
    }

    /// Shows the server a text under a file's name, whatever the file holds.
    ///
    /// # Errors
    /// [`Error::Deaf`] if it does not read.
    pub fn show(&mut self, path: &RelPath, text: &str) -> Result<(), Error> {
        let uri = uri::of(&path.under(&self.root));
        // Never used twice, not even for a file that is shown again: what is still on its way is about another one.
        let version = self.next;
        self.next += 1;
        let Some(document) = self.documents.get_mut(path) else {
            let language = Language::of(path).map_or("plaintext", document::language_id);
            let document = json!({ "uri": uri, "languageId": language, "version": version, "text": text });
            self.documents.insert(path.clone(), Document { version, text: text.to_owned() });
            return self.notify("textDocument/didOpen", json!({ "textDocument": document }));
        };
        if document.text == text {
            return Ok(());
        }
        let change = match self.sending {
            Sending::Full => json!({ "text": text }),
            Sending::Incremental => document::replaced(&document.text, text, self.encoding),
        };
        document.version = version;
        text.clone_into(&mut document.text);
        let params =
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [change] });
        self.heard.forget(&path.under(&self.root));
        self.notify("textDocument/didChange", params)
    }

    /// Takes the text away that was shown: what the file holds counts again.
    ///
    /// # Errors
    /// [`Error::Deaf`] if the server does not read.
    pub fn hide(&mut self, path: &RelPath) -> Result<(), Error> {
        if self.documents.remove(path).is_none() {
            return Ok(());
        }
        let file = path.under(&self.root);
        self.heard.forget(&file);
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri::of(&file) } }))
    }

    /// Tells the server that files were written.
    ///
    /// # Errors
    /// [`Error::Deaf`] if it does not read.
    pub fn written<'p>(&mut self, paths: impl Iterator<Item = &'p RelPath>) -> Result<(), Error> {
        let change = |path: &RelPath| {
            let file = path.under(&self.root);
            let kind = if file.exists() { 2 } else { 3 };
            json!({ "uri": uri::of(&file), "type": kind })
        };
        let changes: Vec<Value> = paths.map(change).collect();
        self.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }))
    }

    /// Where what stands at a byte of a text is defined.
    ///
    /// # Errors
    /// An [`Error`] if the server does not say.
    pub async fn definition(
        &mut self,
        path: &RelPath,
        at: usize,
        deadline: Instant,
    ) -> Result<Vec<Place>, Error> {
        let params = self.at(path, at);
        let answer = self.ask("textDocument/definition", params, deadline).await?;
        Ok(self.places(&answer))
    }

    /// Where what stands at a byte of a text is used, its definition included.
    ///
    /// # Errors
    /// An [`Error`] if the server does not say.
    pub async fn references(
        &mut self,
        path: &RelPath,
        at: usize,
        deadline: Instant,
    ) -> Result<Vec<Place>, Error> {
        let mut params = self.at(path, at);
        params["context"] = json!({ "includeDeclaration": true });
        let answer = self.ask("textDocument/references", params, deadline).await?;
        Ok(self.places(&answer))
    }

    /// What a text defines.
    ///
    /// # Errors
    /// An [`Error`] if the server does not say.
    pub async fn symbols(&mut self, path: &RelPath, deadline: Instant) -> Result<Vec<Symbol>, Error> {
        let params = json!({ "textDocument": self.named(path) });
        let answer = self.ask("textDocument/documentSymbol", params, deadline).await?;
        Ok(answer::symbols(&answer))
    }

    /// What it takes to give another name to what stands at a byte of a text. Nothing is written.
    ///
    /// # Errors
    /// [`Error::Outside`] and [`Error::Unsupported`] if more than texts of the repository had to change; another
    /// [`Error`] if the server does not say.
    pub async fn rename(
        &mut self,
        path: &RelPath,
        at: usize,
        name: &str,
        deadline: Instant,
    ) -> Result<Vec<Change>, Error> {
        let mut params = self.at(path, at);
        params["newName"] = name.into();
        let answer = self.ask("textDocument/rename", params, deadline).await?;
        let text = |path: &RelPath| self.text(path);
        answer::changes(&answer, &self.root, self.encoding, &text)
    }

    /// Ends the server as it wants to be ended; kills it at the deadline.
    pub async fn shut_down(mut self, deadline: Instant) {
        let asked = self.ask("shutdown", Value::Null, deadline).await;
        if asked.is_ok() && self.notify("exit", Value::Null).is_ok() {
            // Whoever does not end in time is killed when it is dropped.
            let _in_time = timeout_at(deadline, self.wire.close()).await;
        }
    }

    /// What a file holds, as the server sees it.
    fn text(&self, path: &RelPath) -> Result<String, Error> {
        if let Some(document) = self.documents.get(path) {
            return Ok(document.text.clone());
        }
        let read = std::fs::read_to_string(path.under(&self.root));
        read.map_err(|source| Error::Read { path: path.clone(), source })
    }

    fn places(&self, answer: &Value) -> Vec<Place> {
        let text = |file: &Path| match RelPath::beneath(&self.root, file) {
            Some(path) => self.text(&path).ok(),
            None => std::fs::read_to_string(file).ok(),
        };
        answer::places(answer, self.encoding, &text)
    }

    fn named(&self, path: &RelPath) -> Value {
        json!({ "uri": uri::of(&path.under(&self.root)) })
    }

    fn at(&self, path: &RelPath, at: usize) -> Value {
        let text = self.documents.get(path).map_or("", |document| &document.text);
        json!({ "textDocument": self.named(path), "position": self.encoding.position(text, at).json() })
    }

    /// Reads what the server can do.
    fn learn(&mut self, capabilities: &Value) {
        self.encoding = Encoding::named(capabilities.get("positionEncoding").and_then(Value::as_str));
        let sync = capabilities.get("textDocumentSync");
        let kind = sync.and_then(|sync| sync.as_u64().or_else(|| sync.get("change")?.as_u64()));
        self.sending = if kind == Some(2) { Sending::Incremental } else { Sending::Full };
        self.heard.is_pulled = capabilities.get("diagnosticProvider").is_some_and(|it| !it.is_null());
    }

    fn notify(&mut self, method: &str, params: Value) -> Result<(), Error> {
        self.wire.send(&message::message(json!({ "method": method }), params))
    }

    /// Asks, and asks again where the server wants that.
    async fn ask(&mut self, asked: &'static str, params: Value, deadline: Instant) -> Result<Value, Error> {
        loop {
            let id = self.request(asked, params.clone())?;
            let error = match self.answered(id, asked, deadline).await? {
                Ok(result) => return Ok(result),
                Err(error) => error,
            };
            if !error.get("code").and_then(Value::as_i64).is_some_and(|code| ASK_AGAIN.contains(&code)) {
                return Err(refused(asked, &error));
            }
            match self.until(asked, deadline.min(Instant::now() + AGAIN), |_| None::<()>).await {
                Err(Error::Silent { .. }) if Instant::now() < deadline => {}
                Err(error) => return Err(error),
                Ok(()) => {}
            }
        }
    }

    /// Sends a request; the number is its own.
    fn request(&mut self, asked: &str, params: Value) -> Result<i64, Error> {
        let id = self.next;
        self.next += 1;
        self.heard.awaited = Some((id, None));
        self.wire.send(&message::message(json!({ "id": id, "method": asked }), params))?;
        Ok(id)
    }

    /// Waits for the answer to the request that was sent last, which is cancelled if none comes.
    async fn answered(
        &mut self,
        id: i64,
        asked: &'static str,
        deadline: Instant,
    ) -> Result<Result<Value, Value>, Error> {
        let answer = self.until(asked, deadline, |heard| heard.awaited.as_mut()?.1.take()).await;
        self.heard.awaited = None;
        if answer.is_err() {
            self.notify("$/cancelRequest", json!({ "id": id }))?;
        }
        answer
    }

    /// Hears and answers the server until `done` finds what it looks for.
    async fn until<T>(
        &mut self,
        asked: &'static str,
        deadline: Instant,
        mut done: impl FnMut(&mut Heard) -> Option<T>,
    ) -> Result<T, Error> {
        loop {
            while let Some(message) = self.wire.take()? {
                self.hear(message)?;
            }
            if let Some(found) = done(&mut self.heard) {
                return Ok(found);
            }
            let now = Instant::now();
            if now >= deadline {
                return Err(Error::Silent { asked });
            }
            if now.duration_since(self.looked) >= LOOK {
                self.looked = now;
                self.look_at_memory()?;
            }
            if let Ok(exchanged) = timeout_at(deadline.min(now + LOOK), self.wire.exchange()).await {
                exchanged?;
            }
        }
    }

    fn look_at_memory(&self) -> Result<(), Error> {
        let limit = self.limits.memory;
        match self.wire.memory() {
            Some(bytes) if bytes > limit => Err(Error::Greedy { bytes, limit }),
            _ => Ok(()),
        }
    }

    fn hear(&mut self, mut message: Value) -> Result<(), Error> {
        let mut field = |name: &str| message.get_mut(name).map(Value::take);
        match (field("method"), field("id"), field("params").unwrap_or_default()) {
            (Some(Value::String(method)), Some(id), params) => {
                if method == "client/registerCapability" {
                    self.heard.registered(&params);
                }
                let answer = self.answer(&method, &params);
                self.wire.send(&message::answer(&id, answer))
            }
            (Some(Value::String(method)), None, params) => {
                let is_shown = |file: &Path| {
                    RelPath::beneath(&self.root, file).is_some_and(|path| self.documents.contains_key(&path))
                };
                self.heard.take(&method, params, is_shown);
                Ok(())
            }
            (_, Some(id), _) => {
                let answer = match field("error") {
                    Some(error) if !error.is_null() => Err(error),
                    _ => Ok(field("result").unwrap_or_default()),
                };
                self.heard.answered(&id, answer);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// What the server is answered; the error for what this client does not know.
    fn answer(&self, method: &str, params: &Value) -> Result<Value, Value> {
        match method {
            "workspace/configuration" => {
                let items = params.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                Ok(items.iter().map(|item| message::section(&self.settings, item.get("section"))).collect())
            }
            "workspace/workspaceFolders" => Ok(message::folders(&self.root)),
            "workspace/applyEdit" => {
                Ok(json!({ "applied": false, "failureReason": "edits are made on request alone" }))
            }
            "client/registerCapability"
            | "client/unregisterCapability"
            | "window/workDoneProgress/create"
            | "window/showMessageRequest"
            | "window/showDocument" => Ok(Value::Null),
            refresh if refresh.ends_with("/refresh") => Ok(Value::Null),
            _ => Err(json!({ "code": -32601, "message": format!("{method} is not known here") })),
        }
    }
}

/// A program with a folder of its own, if it wants one.
fn with_scratch(program: &Program) -> Result<(Program, Option<TempDir>), Error> {
    let Program::Argv { name, arguments } = program else { return Ok((program.clone(), None)) };
    if !arguments.iter().any(|argument| argument == SCRATCH) {
        return Ok((program.clone(), None));
    }
    let folder = tempfile::tempdir().map_err(Error::Scratch)?;
    let path = folder.path().to_string_lossy();
    let arguments = arguments.iter().map(|it| if it == SCRATCH { path.to_string() } else { it.clone() });
    Ok((Program::Argv { name: name.clone(), arguments: arguments.collect() }, Some(folder)))
}

fn refused(asked: &'static str, error: &Value) -> Error {
    let message = error.get("message").and_then(Value::as_str).unwrap_or("without a reason");
    Error::Refused { asked, message: message.to_owned() }
}
