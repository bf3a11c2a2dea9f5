//! A repository with a scripted server beside it. The only code here that knows how servers are found and started.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::time::Duration;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_lsp::{Client, Error, KNOWN, Known, Limits, Search, Start};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::Instant;

use crate::server::SCRIPT;

/// Longer than any test takes.
pub(crate) const LONG: Duration = Duration::from_mins(1);
/// Long enough for nothing: only for servers that never answer.
pub(crate) const SHORT: Duration = Duration::from_millis(300);

pub(crate) const SCRIPTED: &[Known] = &[
    Known {
        name: "scripted",
        program: "scripted-server",
        languages: &[Language::Python],
        version: None,
        install: "write one",
        ..KNOWN[3]
    },
    Known {
        name: "absent",
        program: "absent",
        languages: &[Language::Go],
        install: "wish for it",
        ..KNOWN[3]
    },
];

pub(crate) struct Scene {
    folder: TempDir,
}

impl Scene {
    /// - `script`: what the server does; see there.
    pub(crate) fn new(script: &str) -> Self {
        let scene = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(scene.root()).unwrap();
        scene.script(script);
        scene
    }

    /// Another script for the next start.
    pub(crate) fn script(&self, script: &str) {
        let program = self.folder.path().join("scripted-server");
        let server = std::env::current_exe().unwrap();
        let line = format!(
            "#!/bin/sh\necho >>{}\n{SCRIPT}='{script}' exec {} --exact server::scripted_server --nocapture\n",
            self.starts().display(),
            server.display()
        );
        // Renamed into place: a program that is being written cannot be run.
        let new = program.with_extension("new");
        fs::write(&new, line).unwrap();
        fs::set_permissions(&new, fs::Permissions::from_mode(0o755)).unwrap();
        fs::rename(new, program).unwrap();
    }

    fn starts(&self) -> PathBuf {
        self.folder.path().join("starts")
    }

    /// How often the server was started.
    pub(crate) fn started(&self) -> usize {
        fs::read_to_string(self.starts()).map_or(0, |starts| starts.lines().count())
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join("repository")
    }

    pub(crate) fn search(&self) -> Search {
        let path = Some(self.folder.path().as_os_str().to_owned());
        Search { known: SCRIPTED, ..Search::new(&self.root(), path) }
    }

    pub(crate) async fn client(&self) -> Result<Client, Error> {
        self.client_within(limits()).await
    }

    pub(crate) async fn client_within(&self, limits: Limits) -> Result<Client, Error> {
        Client::start(&self.start(), &self.root(), limits).await
    }

    pub(crate) fn start(&self) -> Start {
        let name = self.folder.path().join("scripted-server").to_str().unwrap().to_owned();
        Start {
            program: kinglet_exec::Program::Argv { name, arguments: vec![] },
            folder: self.root(),
            options: Value::Null,
            settings: json!({ "python": { "pythonPath": "p" } }),
            tells_readiness: false,
            asked: kinglet_lsp::Asked::Protocol,
        }
    }
}

/// Nothing that is timed but what is never to come.
pub(crate) fn limits() -> Limits {
    Limits { start: LONG, settle: Duration::ZERO, ..Limits::default() }
}

pub(crate) fn later() -> Instant {
    Instant::now() + LONG
}

pub(crate) fn soon() -> Instant {
    Instant::now() + SHORT
}

pub(crate) fn path(text: &str) -> RelPath {
    RelPath::parse(text).unwrap()
}
