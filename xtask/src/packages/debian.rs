//! A package of Debian's current release, on a machine that may run an older one: downloaded by apt with lists of its own,
//! and unpacked, not installed. For programs that bring all they need, as those written in Go do.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::command::Command;
use crate::screen::say;

/// The oldest release whose packages will do: the gopls of the one before pushes what it finds without saying of which text.
const RELEASE: &str = "trixie";
/// What apt believes a package by.
const KEYS: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Unpacks a package into a folder. Where there is no apt, or one that does not know Debian's keys, it says so and does nothing.
///
/// # Errors
/// If the package cannot be downloaded or unpacked.
pub(super) fn install(package: &str, folder: &Path) -> Result<()> {
    if !Path::new(KEYS).is_file() || !Command::parse("dpkg-deb --version").works() {
        say(&format!("This is no Debian, so tests do without {package}, which is fetched from there."));
        return Ok(());
    }
    // An older download would be unpacked, too.
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let lists = folder.join("lists");
    let source = folder.join("sources.list");
    fs::create_dir_all(lists.join("partial")).with_context(|| format!("cannot make {}", lists.display()))?;
    let line = format!("deb [signed-by={KEYS}] http://deb.debian.org/debian {RELEASE} main\n");
    fs::write(&source, line).with_context(|| format!("cannot write {}", source.display()))?;
    let apt = Command::parse("apt-get --quiet --option Dir::Etc::sourceparts=- --option Debug::NoLocking=1");
    let own = [
        ("Dir::Etc::sourcelist", &source),
        ("Dir::State::lists", &lists),
        ("Dir::Cache", &folder.to_owned()),
    ]
    .map(|(option, path)| ["--option".to_owned(), format!("{option}={}", path.display())]);
    let apt = apt.with(own.into_iter().flatten()).in_folder(folder);
    apt.clone().with(["update"]).run_shown()?;
    apt.with(["download", package]).run_shown()?;
    let unpack = Command::parse("sh -c").with([format!("dpkg-deb --extract {package}_*.deb .")]);
    unpack.in_folder(folder).run_shown()
}
