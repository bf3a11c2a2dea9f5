//! Where the model comes from: a server that was named, one that runs on this machine, or a file in this process.

use std::path::{Path, PathBuf};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_agent::Models;
use kinglet_catalogue::{Catalogue, State, Store};
use kinglet_model::openai::{self, OpenAi, Options, Timers};
use kinglet_model::scan::{USUAL_PORTS, scan};
use kinglet_model::{Backend, Error};

use crate::arguments::Model;
use crate::exit::Failure;
use crate::place;

/// The context window of the model in this process: what a prompt and its answer need, with room to spare.
#[cfg(feature = "embedded")]
const WINDOW: kinglet_domain::unit::Tokens = kinglet_domain::unit::Tokens(8192);

/// Finds and opens the model that the user wants.
pub(crate) struct Wanted {
    model: Model,
    /// For the server at `model.endpoint`; no other gets it.
    api_key: Option<String>,
}

impl Models for Wanted {
    fn open(&mut self) -> BoxFuture<'_, Result<Box<dyn Backend>, Error>> {
        self.find().boxed()
    }
}

impl Wanted {
    /// Reads what can be read before the model is needed: the address, the file's path and the key.
    pub(crate) fn new(mut model: Model) -> Result<Self, Failure> {
        let Some(endpoint) = &model.endpoint else {
            // A run can be resumed from another folder.
            let path =
                model.name.as_deref().and_then(file_at).and_then(|path| std::path::absolute(path).ok());
            model.name = path.and_then(|path| path.to_str().map(str::to_owned)).or(model.name);
            return Ok(Self { model, api_key: None });
        };
        let address = openai::address(endpoint).map_err(|error| {
            Failure::usage(format!(
                "{error}, without a login or a query; a key belongs in the variable KINGLET_API_KEY"
            ))
        })?;
        model.endpoint = Some(address);
        Ok(Self { model, api_key: api_key()? })
    }

    /// What was asked for: with the address and the path complete, and without the key.
    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    async fn find(&self) -> Result<Box<dyn Backend>, Error> {
        let named = self.model.name.as_deref();
        if let Some(endpoint) = &self.model.endpoint {
            return connect(endpoint, named, self.api_key.clone()).await;
        }
        if let Some(file) = named.and_then(file_of) {
            return self.load(&file).await;
        }
        let found = scan(&USUAL_PORTS).await;
        let offers = |model: &str| found.iter().find(|server| server.models.iter().any(|it| it == model));
        let server = named.map_or_else(|| found.first(), offers);
        if let Some(server) = server {
            // Whoever listens on a usual port was not named, and gets no key.
            return connect(&server.endpoint, named, None).await.map_err(without_key);
        }
        let file = match named {
            Some(name) => return Err(unknown(name)),
            None => default_file()?,
        };
        self.load(&file).await
    }

    #[cfg(feature = "embedded")]
    async fn load(&self, file: &Path) -> Result<Box<dyn Backend>, Error> {
        use kinglet_model::embedded::{Embedded, Options, Threads};
        verify(file).await?;
        let threads = match self.model.threads {
            Some(threads) => Threads::Fixed(threads),
            None => Threads::Measured { cache: folder(place::state_folder())?.join("threads.json") },
        };
        Ok(Box::new(Embedded::load(Options { file: file.to_owned(), window: WINDOW, threads }).await?))
    }

    #[cfg(not(feature = "embedded"))]
    #[expect(clippy::unused_async, reason = "the other build waits for the file to load")]
    async fn load(&self, file: &Path) -> Result<Box<dyn Backend>, Error> {
        let reason = "this kinglet was built without llama.cpp; start a server and name it with --endpoint";
        Err(Error::File { path: file.display().to_string(), reason: reason.to_owned() })
    }
}

async fn connect(
    endpoint: &str,
    model: Option<&str>,
    api_key: Option<String>,
) -> Result<Box<dyn Backend>, Error> {
    let options = Options {
        endpoint: endpoint.to_owned(),
        model: model.map(str::to_owned),
        api_key,
        timers: Timers::default(),
    };
    Ok(Box::new(OpenAi::connect(options).await?))
}

fn api_key() -> Result<Option<String>, Failure> {
    let Some(key) = std::env::var_os("KINGLET_API_KEY").filter(|key| !key.is_empty()) else {
        return Ok(None);
    };
    key.into_string()
        .map(Some)
        .map_err(|_| Failure::usage("KINGLET_API_KEY is not UTF-8; set it again, or unset it"))
}

/// A server that was found and refuses us may want the key that it was not given.
fn without_key(error: Error) -> Error {
    match error {
        Error::Refused { endpoint, status: status @ (401 | 403), message, retry_after } => {
            let message =
                format!("{message} (it was found, not named: to send it a key, give --endpoint {endpoint})");
            Error::Refused { endpoint, status, message, retry_after }
        }
        other => other,
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
fn default_file() -> Result<PathBuf, Error> {
    let store = Store::new(folder(place::models_folder())?);
    let catalogue = Catalogue::builtin();
    let wanted = [catalogue.default_model(), catalogue.small()];
    wanted.into_iter().find(|entry| is_present(&store, entry)).map(|entry| store.path(entry)).ok_or_else(
        || Error::File {
            path: store.path(catalogue.default_model()).display().to_string(),
            reason: format!(
                "no model server runs on this machine's usual ports ({}) and no model file is here; \
             fetch one with `kinglet models pull`, or start a server",
                USUAL_PORTS.map(|port| port.to_string()).join(", ")
            ),
        },
    )
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

fn unknown(name: &str) -> Error {
    let known: Vec<String> =
        Catalogue::builtin().entries().iter().map(|entry| entry.name().to_owned()).collect();
    let is_known = Catalogue::builtin().find(name).is_ok();
    let reason = if is_known {
        format!("it is not here yet; fetch it with `kinglet models pull {name}`")
    } else {
        format!(
            "there is no such file, no server on this machine offers it, and the catalogue knows only {}",
            known.join(", ")
        )
    };
    Error::File { path: name.to_owned(), reason }
}

fn folder(found: anyhow::Result<PathBuf>) -> Result<PathBuf, Error> {
    found.map_err(|error| Error::File { path: "~".to_owned(), reason: format!("{error:#}") })
}
