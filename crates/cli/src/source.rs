//! Where the model comes from: a server that was named, one that runs on this machine, or a file in this process.

use std::path::{Path, PathBuf};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_agent::Models;
use kinglet_catalogue::{Catalogue, State, Store};
use kinglet_model::openai::{self, OpenAi, Options, Timers};
use kinglet_model::scan::{Found, USUAL_PORTS, scan};
use kinglet_model::{Backend, Error};

use crate::arguments::Model;
use crate::exit::Failure;
#[cfg(feature = "embedded")]
use crate::fit;
use crate::key::Key;
use crate::models::known::{self, Known};
use crate::place;
use crate::text::complain;

/// The file in the state folder with how many threads suited the models in this process.
pub(crate) const THREADS: &str = "threads.json";

/// Finds and opens the model that the user wants.
pub(crate) struct Wanted {
    model: Model,
    /// For the server at `model.endpoint`; no other gets it.
    api_key: Option<String>,
}

/// A model that can be asked.
pub(crate) enum Opened {
    /// Behind a server.
    Server(Box<OpenAi>),
    /// In this process.
    #[cfg_attr(
        not(feature = "embedded"),
        expect(dead_code, reason = "without llama.cpp no file can be opened")
    )]
    File { model: Box<dyn Backend>, path: PathBuf },
}

impl Opened {
    fn into_backend(self) -> Box<dyn Backend> {
        match self {
            Self::Server(model) => model,
            Self::File { model, .. } => model,
        }
    }
}

impl Models for Wanted {
    fn open(&mut self) -> BoxFuture<'_, Result<Box<dyn Backend>, Error>> {
        async { Ok(self.find().await?.into_backend()) }.boxed()
    }
}

impl Wanted {
    /// Reads what can be read before the model is needed: the address, the file's path and the key.
    pub(crate) async fn new(mut model: Model) -> Result<Self, Failure> {
        let Some(endpoint) = &model.endpoint else {
            // A run can be resumed from another folder.
            let path =
                model.name.as_deref().and_then(file_at).and_then(|path| std::path::absolute(path).ok());
            model.name = path.and_then(|path| path.to_str().map(str::to_owned)).or(model.name);
            return Ok(Self { model, api_key: None });
        };
        model.endpoint = Some(address(endpoint, Key::First)?);
        Ok(Self { model, api_key: Key::First.read().await? })
    }

    /// What was asked for: with the address and the path complete, and without the key.
    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    /// Opens what was asked for, or what is there.
    pub(crate) async fn find(&self) -> Result<Opened, Error> {
        let named = self.model.name.as_deref();
        if let Some(endpoint) = &self.model.endpoint {
            return connect(endpoint, named, self.api_key.clone()).await.map(Opened::Server);
        }
        if let Some(file) = named.and_then(file_of) {
            return self.load(&file).await;
        }
        let mut skipped = Vec::new();
        let model = match (first_of(&scan(&USUAL_PORTS).await, named, &mut skipped).await?, named) {
            (Some(server), _) => Opened::Server(server),
            (None, Some(name)) => return Err(unknown(name, skipped)),
            (None, None) => self.load(&default_file(skipped.clone())?).await?,
        };
        for reason in skipped {
            complain(&format!("kinglet: passed over a server: {reason}"));
        }
        Ok(model)
    }

    #[cfg(feature = "embedded")]
    async fn load(&self, file: &Path) -> Result<Opened, Error> {
        use kinglet_model::embedded::{Embedded, Options, Threads};
        verify(file).await?;
        let window = fit::window(file).await?;
        let threads = match self.model.threads {
            Some(threads) => Threads::Fixed(threads),
            None => Threads::Measured { cache: folder(place::state_folder())?.join(THREADS) },
        };
        let mut model = Embedded::load(Options { file: file.to_owned(), window, threads }).await?;
        if let Some(exam) = fingerprint(file).and_then(|fingerprint| known::about(&fingerprint).exam) {
            model.follow(exam.profile);
        }
        Ok(Opened::File { model: Box::new(model), path: file.to_owned() })
    }

    #[cfg(not(feature = "embedded"))]
    #[expect(clippy::unused_async, reason = "the other build waits for the file to load")]
    async fn load(&self, file: &Path) -> Result<Opened, Error> {
        let reason = "this kinglet was built without llama.cpp; start a server and name it with --endpoint";
        Err(Error::File { path: file.display().to_string(), reason: reason.to_owned() })
    }
}

/// What the results of probes and exams of a model file are kept under; nothing if it cannot be read.
pub(crate) fn fingerprint(file: &Path) -> Option<String> {
    let path = std::path::absolute(file).ok()?;
    Some(format!("{} ({} bytes)", path.display(), path.metadata().ok()?.len()))
}

/// An address in the form in which it can be kept.
///
/// - `key`: the key that belongs to it.
pub(crate) fn address(endpoint: &str, key: Key) -> Result<String, Failure> {
    openai::address(endpoint).map_err(|error| {
        Failure::usage(format!(
            "{error}, without a login or a query; a key belongs in the variable {}",
            key.variable()
        ))
    })
}

/// Finds out what there is at an address.
pub(crate) async fn connect(
    endpoint: &str,
    model: Option<&str>,
    api_key: Option<String>,
) -> Result<Box<OpenAi>, Error> {
    let options = Options {
        endpoint: endpoint.to_owned(),
        model: model.map(str::to_owned),
        api_key,
        timers: Timers::default(),
    };
    let mut model = OpenAi::connect(options).await?;
    let Known { probe, exam } = known::about(&model.fingerprint().await?);
    if let Some(report) = probe {
        model.rely_on(&report);
    }
    if let Some(exam) = exam {
        model.follow(exam.profile);
    }
    Ok(Box::new(model))
}

/// The first server that can be asked, of those that offer the model if one is named; why others cannot goes to
/// `skipped`.
async fn first_of(
    found: &[Found],
    named: Option<&str>,
    skipped: &mut Vec<String>,
) -> Result<Option<Box<OpenAi>>, Error> {
    for Found { endpoint, models, .. } in found {
        if named.is_some_and(|name| !models.iter().any(|model| model == name)) {
            continue;
        }
        // Whoever listens on a usual port was not named, and gets no key.
        match connect(endpoint, named, None).await {
            Err(error) if !error.is_transient() => skipped.push(unusable(&error)),
            // One that is busy or loads its model is waited for.
            other => return other.map(Some),
        }
    }
    Ok(None)
}

/// Why a server that was found is not asked.
fn unusable(error: &Error) -> String {
    match error {
        Error::NoModel { tried, .. } => tried.clone(),
        Error::Refused { endpoint, status: 401 | 403, .. } => {
            format!("{error} and name the server with --endpoint {endpoint}")
        }
        _ => error.to_string(),
    }
}

/// The file that a name means: a path, or a model of the catalogue that is here.
pub(crate) fn file_of(name: &str) -> Option<PathBuf> {
    if let Some(path) = file_at(name) {
        return Some(path);
    }
    let store = Store::new(place::models_folder().ok()?);
    let catalogue = Catalogue::builtin();
    let entry = catalogue.find(name).ok()?;
    is_present(&store, entry).then(|| store.path(entry))
}

/// The file at a path. Other names may hold a slash, too: servers offer `Qwen/Qwen2.5-Coder-7B`.
fn file_at(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(name);
    (name.to_lowercase().ends_with(".gguf") || path.is_file()).then_some(path)
}

/// The default model's file, or the small one's where that alone is here.
fn default_file(mut skipped: Vec<String>) -> Result<PathBuf, Error> {
    let store = Store::new(folder(place::models_folder())?);
    let catalogue = Catalogue::builtin();
    let wanted = [catalogue.default_model(), catalogue.small()];
    if let Some(entry) = wanted.into_iter().find(|entry| is_present(&store, entry)) {
        return Ok(store.path(entry));
    }
    if skipped.is_empty() {
        let ports = USUAL_PORTS.map(|port| port.to_string()).join(", ");
        skipped.push(format!("no model server runs on this machine's usual ports ({ports})"));
    }
    skipped.push("no model file is here".to_owned());
    let remedy = "fetch one with `kinglet models pull`, or start a server that has one".to_owned();
    Err(Error::NoModel { tried: skipped.join(", and "), remedy })
}

/// Refuses a file under the name of one of the catalogue's that is not that one.
#[cfg(feature = "embedded")]
async fn verify(file: &Path) -> Result<(), Error> {
    let Ok(models) = place::models_folder() else { return Ok(()) };
    let (store, catalogue) = (Store::new(models), Catalogue::builtin());
    let mut entries = catalogue.entries().iter().filter(|entry| is_present(&store, entry));
    let Some(entry) = entries.find(|entry| store.path(entry) == file) else { return Ok(()) };
    let told = |_| crate::text::complain(&format!("checking {} (once)", file.display()));
    match store.verified(entry, told).await {
        Ok(_) => Ok(()),
        Err(error) => {
            Err(Error::File { path: file.display().to_string(), reason: crate::exit::chain(&error) })
        }
    }
}

fn is_present(store: &Store, entry: &kinglet_catalogue::Entry) -> bool {
    matches!(store.state(entry), Ok(State::Present))
}

fn unknown(name: &str, skipped: Vec<String>) -> Error {
    let catalogue = Catalogue::builtin();
    if catalogue.find(name).is_ok() {
        let remedy = format!("fetch it with `kinglet models pull {name}`");
        return Error::NoModel { tried: format!("`{name}` is not here yet"), remedy };
    }
    let known: Vec<&str> = catalogue.entries().iter().map(kinglet_catalogue::Entry::name).collect();
    let offered =
        if skipped.is_empty() { vec!["no server on this machine offers it".to_owned()] } else { skipped };
    Error::NoModel {
        tried: format!("there is no file `{name}`, and {}", offered.join(", and ")),
        remedy: format!("the catalogue has {}", known.join(", ")),
    }
}

fn folder(found: anyhow::Result<PathBuf>) -> Result<PathBuf, Error> {
    found.map_err(|error| Error::File { path: "~".to_owned(), reason: format!("{error:#}") })
}

#[cfg(test)]
mod tests {
    use kinglet_model::scan::scan;
    use kinglet_scripted::{Behaviour, Script, Server};

    use super::*;

    /// Which of these servers is asked, and which are passed over.
    async fn check(servers: &[&Server], named: Option<&str>) -> String {
        let ports: Vec<u16> = servers.iter().map(|server| server.port()).collect();
        let mut skipped = Vec::new();
        let found = first_of(&scan(&ports).await, named, &mut skipped).await;
        let asked = match found {
            Ok(found) => found.map_or("none".to_owned(), |found| found.identity().backend.clone()),
            Err(error) => format!("error: {error}"),
        };
        let mut lines = [skipped, vec![asked]].concat().join("\n");
        for (index, server) in servers.iter().enumerate() {
            lines = lines.replace(server.url(), &format!("S{index}"));
        }
        lines
    }

    #[tokio::test]
    async fn a_server_that_cannot_be_asked_is_passed_over() {
        let serving = |models: &[&str]| Server::start(Script::replies(&[]).models(models));
        let answering = |behaviour: Behaviour| {
            Server::start(Script::replies(&[]).route("/v1/models", move |_| behaviour.clone()))
        };
        // Ollama with nothing pulled.
        let empty = answering(Behaviour::json(200, &serde_json::json!({"object": "list", "data": null})));
        let locked = answering(Behaviour::answer(401, "application/json", &["Server: llama.cpp"], "{}"));
        let loading = answering(Behaviour::answer(503, "application/json", &["Server: llama.cpp"], "{}"));
        let (small, large) = (serving(&["small"]), serving(&["large"]));
        insta::assert_snapshot!(check(&[&empty, &locked, &small, &large], None).await, @"
        the server at S0 offers none
        the model server at S1 answered 401: {}; put the key that it wants in the variable KINGLET_API_KEY (KINGLET_ESCALATE_API_KEY for --escalate) and name the server with --endpoint S1
        S2
        ");
        insta::assert_snapshot!(check(&[&empty, &small, &large], Some("large")).await, @"S2");
        insta::assert_snapshot!(check(&[&empty], None).await, @"
        the server at S0 offers none
        none
        ");
        insta::assert_snapshot!(check(&[&loading, &small], None).await, @"error: the model server at S0 is not ready: {}");
    }
}
