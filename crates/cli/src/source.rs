//! Where the model comes from: a server that was named, one that runs on this machine, or a file in this process.

use std::path::{Path, PathBuf};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use kinglet_agent::Models;
use kinglet_catalogue::{Catalogue, State, Store};
use kinglet_model::openai::{OpenAi, Options, Timers};
use kinglet_model::scan::{USUAL_PORTS, scan};
use kinglet_model::{Backend, Error};

use crate::arguments::Model;
use crate::place;

/// The context window of the model in this process: what a prompt and its answer need, with room to spare.
#[cfg(feature = "embedded")]
const WINDOW: kinglet_domain::unit::Tokens = kinglet_domain::unit::Tokens(8192);

/// Finds and opens the model that the user wants.
pub(crate) struct Wanted {
    pub(crate) model: Model,
}

impl Models for Wanted {
    fn open(&mut self) -> BoxFuture<'_, Result<Box<dyn Backend>, Error>> {
        self.find().boxed()
    }
}

impl Wanted {
    async fn find(&self) -> Result<Box<dyn Backend>, Error> {
        let named = self.model.name.as_deref();
        if let Some(endpoint) = &self.model.endpoint {
            return connect(endpoint, named).await;
        }
        if let Some(file) = named.and_then(file_of) {
            return self.load(&file).await;
        }
        let found = scan(&USUAL_PORTS).await;
        let offers = |model: &str| found.iter().find(|server| server.models.iter().any(|it| it == model));
        let server = named.map_or_else(|| found.first(), offers);
        if let Some(server) = server {
            return connect(&server.endpoint, named).await;
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

async fn connect(endpoint: &str, model: Option<&str>) -> Result<Box<dyn Backend>, Error> {
    let options = Options {
        endpoint: endpoint.to_owned(),
        model: model.map(str::to_owned),
        api_key: std::env::var("KINGLET_API_KEY").ok().filter(|key| !key.is_empty()),
        timers: Timers::default(),
    };
    Ok(Box::new(OpenAi::connect(options).await?))
}

/// The file that a name means: a path, or a model of the catalogue that is here.
fn file_of(name: &str) -> Option<PathBuf> {
    let looks_like_a_file = name.to_lowercase().ends_with(".gguf") || name.contains('/');
    let path = PathBuf::from(name);
    if looks_like_a_file || path.is_file() {
        return Some(path);
    }
    let store = Store::new(place::models_folder().ok()?);
    let catalogue = Catalogue::builtin();
    let entry = catalogue.find(name).ok()?;
    is_present(&store, entry).then(|| store.path(entry))
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
