//! Where things lie on this machine.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use etcetera::BaseStrategy as _;
use kinglet_ledger::{Error, Ledger};

use crate::exit::{Failure, chain};

/// The file with the options of a run, in its own folder.
const OPTIONS: &str = "options.json";

/// A repository and the folder in which kinglet keeps what belongs to it, outside of it.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) root: PathBuf,
    pub(crate) state: PathBuf,
}

impl Place {
    /// The repository that holds a folder.
    pub(crate) async fn of(folder: &Path) -> Result<Self, Failure> {
        // Messages name it as it is found from anywhere.
        let folder = &std::path::absolute(folder)
            .with_context(|| format!("cannot find the folder {}", folder.display()))?;
        if !folder.is_dir() {
            return Err(Failure::usage(format!(
                "{} is not a folder; give the repository's with -C",
                folder.display()
            )));
        }
        let root = kinglet_exec::git::repository_root(folder).await;
        Self::at(&root.map_err(|error| Failure::usage(chain(&error)))?, &state_folder()?)
    }

    /// The repository that holds a folder, or the folder itself if none does.
    pub(crate) async fn of_any(folder: &Path) -> Result<Self, Failure> {
        let absolute = std::path::absolute(folder)
            .with_context(|| format!("cannot find the folder {}", folder.display()))?;
        match kinglet_exec::git::repository_root(&absolute).await {
            Err(kinglet_exec::Error::NotARepository { .. }) if absolute.is_dir() => {
                Self::at(&absolute, &state_folder()?)
            }
            _ => Self::of(folder).await,
        }
    }

    /// The repository that holds a folder, or the folder itself where there is none, or no git: for what only reads.
    ///
    /// - Returned with whether there is a repository.
    pub(crate) async fn of_tree(folder: &Path) -> Result<(Self, bool), Failure> {
        use kinglet_exec::Error::{GitMissing, NotARepository, Unopened};
        let folder = std::path::absolute(folder)
            .with_context(|| format!("cannot find the folder {}", folder.display()))?;
        if !folder.is_dir() {
            return Ok((Self::of(&folder).await?, true));
        }
        match kinglet_exec::git::repository_root(&folder).await {
            Ok(root) => Ok((Self::at(&root, &state_folder()?)?, true)),
            Err(GitMissing | NotARepository { .. }) => Ok((Self::at(&folder, &state_folder()?)?, false)),
            // Somebody else owns it, say: its files can be read all the same.
            Err(error @ Unopened { .. }) => {
                crate::text::complain(&format!("kinglet: the history was left out: {}", chain(&error)));
                Ok((Self::at(&folder, &state_folder()?)?, false))
            }
            Err(error) => Err(Failure::usage(chain(&error))),
        }
    }

    /// The repository with this top folder.
    ///
    /// - `states`: where kinglet keeps what belongs to each repository.
    pub(crate) fn at(root: &Path, states: &Path) -> Result<Self, Failure> {
        let root = root.canonicalize().with_context(|| format!("cannot find {}", root.display()))?;
        let name = root.file_name().map_or_else(|| "root".into(), |name| name.to_string_lossy().into_owned());
        let hash = blake3::hash(root.as_os_str().as_encoded_bytes()).to_hex();
        let short = hash.get(..12).unwrap_or_default();
        let state = states.join(format!("{}-{short}", safe(&name)));
        Ok(Self { root, state })
    }

    /// The index: a cache, made anew whenever it is missed.
    pub(crate) fn index(&self) -> PathBuf {
        self.state.join("index.sqlite")
    }

    pub(crate) fn ledger(&self) -> PathBuf {
        self.state.join("ledger.sqlite")
    }

    /// The ledger, for reading.
    pub(crate) fn reader(&self) -> Result<Ledger, Failure> {
        Ledger::open_read_only(&self.ledger()).map_err(|error| self.unreadable(error))
    }

    /// Why the ledger could not be opened for reading. SQLite writes beside it even then.
    pub(crate) fn unreadable(&self, error: Error) -> Failure {
        match &error {
            Error::ReadOnly { path, source } | Error::Open { path, source } => Failure::not_done(format!(
                "the ledger {} cannot be read: {}; a folder that cannot be written must be copied first: \
                 copy {} and name the folder that holds the copy in XDG_STATE_HOME",
                path.display(),
                chain(source),
                self.state.parent().unwrap_or(&self.state).display(),
            )),
            _ => error.into(),
        }
    }

    /// The folder of a run's own files. It bears the run's id the world over: another run may get its number once the
    /// ledger was moved aside.
    pub(crate) fn run(&self, ulid: &str) -> PathBuf {
        self.state.join("runs").join(ulid)
    }

    /// How a run was last carried on, as [`Self::keep`] kept it; `None` of one that never was on this machine.
    pub(crate) fn kept(&self, ulid: &str) -> anyhow::Result<Option<String>> {
        let path = self.run(ulid).join(OPTIONS);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// Keeps how a run is carried on, for the next resumption. The state folder must be there.
    pub(crate) fn keep(&self, ulid: &str, options: &str) -> anyhow::Result<()> {
        let path = self.run(ulid).join(OPTIONS);
        replace(&path, options).with_context(|| {
            format!("cannot write {}; the next resumption must be told again", path.display())
        })
    }

    /// Makes the state folder, readable by its owner alone.
    pub(crate) fn prepare(&self) -> anyhow::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&self.state)
            .with_context(|| format!("cannot make the folder {} for the ledger", self.state.display()))
    }
}

/// Writes a file, and its folder if that is not there. A kill, and a loss of power, leave what it held before or this.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let fresh = path.with_extension("new");
    let mut file = File::create(&fresh)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&fresh, path)
}

fn safe(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' })
        .take(40)
        .collect()
}

/// The folder of everything that outlives a run: `$XDG_STATE_HOME/kinglet`.
pub(crate) fn state_folder() -> anyhow::Result<PathBuf> {
    let base = base()?;
    Ok(base.state_dir().unwrap_or_else(|| base.data_dir()).join("kinglet"))
}

/// The folder of model files: `$KINGLET_MODELS`, or `$XDG_DATA_HOME/kinglet/models`.
pub(crate) fn models_folder() -> anyhow::Result<PathBuf> {
    match std::env::var_os("KINGLET_MODELS").filter(|folder| !folder.is_empty()) {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => Ok(base()?.data_dir().join("kinglet").join("models")),
    }
}

fn base() -> anyhow::Result<etcetera::base_strategy::Xdg> {
    etcetera::base_strategy::Xdg::new().context("cannot find your home folder; set HOME")
}
