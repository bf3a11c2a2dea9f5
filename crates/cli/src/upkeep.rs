//! `kinglet ledger` and `kinglet export`: the ledger is proved, copied, compacted, and turned into scripts.

use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use kinglet_ledger::{Finding, Ledger, RunRow};
use serde_json::json;
use tempfile::NamedTempFile;

use crate::arguments::{Export, Upkeep};
use crate::exit::{self, Failure};
use crate::input;
use crate::lock::Lock;
use crate::place::Place;
use crate::replay;
use crate::text::{plain, say, say_json, say_recorded};

/// Carries out one of the commands.
pub(crate) async fn ledger(folder: &Path, command: &Upkeep) -> Result<ExitCode, Failure> {
    let place = Place::of(folder).await?;
    match command {
        Upkeep::Verify { json } => verify(&place, *json),
        Upkeep::Export { run, out } => {
            let ledger = place.reader()?;
            let run = run.as_deref().map(|run| ledger.find(run)).transpose()?;
            copy(&ledger, run.as_ref(), out.as_deref())
        }
        Upkeep::Import { file } => import(&place, file),
        Upkeep::Vacuum => vacuum(&place),
    }
}

/// Writes a run down: as a script that replays it, or as it stands in the ledger.
pub(crate) async fn export(folder: &Path, options: &Export) -> Result<ExitCode, Failure> {
    let place = Place::of(folder).await?;
    let ledger = place.reader()?;
    let run = ledger.find(&options.run)?;
    if !options.script {
        return copy(&ledger, Some(&run), None);
    }
    ledger.confirm(run.id)?;
    say_recorded(&replay::written_down(&ledger, &run)?);
    Ok(ExitCode::SUCCESS)
}

fn verify(place: &Place, json: bool) -> Result<ExitCode, Failure> {
    let ledger = place.reader()?;
    let findings = ledger.verify()?;
    for finding in &findings {
        if json {
            say_json(&finding_json(finding));
        } else {
            say(&plain(&exit::chain(finding)));
        }
    }
    let (count, path) = (findings.len(), place.ledger().display().to_string());
    if json {
        say_json(&json!({ "type": "verified", "ledger": path, "findings": count }));
    } else if count == 0 {
        let runs = ledger.runs()?.len();
        say(&format!("{path} is sound: {runs} run{}", if runs == 1 { "" } else { "s" }));
    }
    if count == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    let findings = if count == 1 { "finding" } else { "findings" };
    Err(Failure::not_done(format!(
        "{path} is not as it was written: {count} {findings} above; it was left as it is"
    )))
}

fn finding_json(finding: &Finding) -> serde_json::Value {
    json!({
        "type": "finding", "finding": finding.name(), "run": finding.run().map(|run| run.to_string()),
        "text": exit::chain(finding),
    })
}

fn copy(ledger: &Ledger, run: Option<&RunRow>, out: Option<&Path>) -> Result<ExitCode, Failure> {
    let run = run.map(|run| run.id);
    match out {
        None => {
            ledger.export(run, &mut BufWriter::new(io::stdout().lock()))?;
        }
        Some(path) => {
            let lines = write_new(path, |file| ledger.export(run, file))?;
            say(&format!("{lines} lines in {}", path.display()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a new file, which is there whole or not at all, readable by its owner alone like the ledger itself.
fn write_new<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, kinglet_ledger::Error>,
) -> Result<T, Failure> {
    let exists = || Failure::not_done(format!("{} exists already; name a new file", path.display()));
    let context = || format!("cannot write {}", path.display());
    if path.symlink_metadata().is_ok() {
        return Err(exists());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(Failure::not_done(format!("{}: there is no folder {}", context(), folder.display())));
    }
    let mut file = NamedTempFile::new_in(folder).with_context(context)?;
    let written = write(&mut BufWriter::new(file.as_file_mut()))?;
    file.as_file().sync_all().with_context(context)?;
    match file.persist_noclobber(path) {
        Ok(_file) => Ok(written),
        // Somebody else made it meanwhile.
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(exists()),
        Err(error) => Err(error.error).with_context(context)?,
    }
}

fn import(place: &Place, file: &Path) -> Result<ExitCode, Failure> {
    let wrong = |error| Failure::usage(format!("cannot read {}: {error}", file.display()));
    let opened = input::open(file).map_err(wrong)?;
    place.prepare()?;
    let _lock = Lock::take(place)?;
    let runs = Ledger::open(&place.ledger())?.import(&mut BufReader::new(opened))?;
    let names: Vec<String> = runs.iter().map(ToString::to_string).collect();
    say(&format!("{} from {}", names.join(", "), file.display()));
    Ok(ExitCode::SUCCESS)
}

fn vacuum(place: &Place) -> Result<ExitCode, Failure> {
    // Asking for less must not create a ledger.
    drop(place.reader()?);
    let _lock = Lock::take(place)?;
    let vacuumed = Ledger::open(&place.ledger())?.vacuum()?;
    say(&format!(
        "{} bytes before, {} after; nothing that was recorded is gone",
        vacuumed.before, vacuumed.after
    ));
    Ok(ExitCode::SUCCESS)
}
