//! `kinglet ledger` and `kinglet export`: the ledger is proved, copied, compacted, and turned into scripts.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use kinglet_ledger::{Ledger, RunRow};

use crate::arguments::{Export, Upkeep};
use crate::exit::{self, Failure};
use crate::lock::Lock;
use crate::place::Place;
use crate::replay;
use crate::text::{plain, say, say_recorded};

/// Carries out one of the commands.
pub(crate) async fn ledger(folder: &Path, command: &Upkeep) -> Result<ExitCode, Failure> {
    let place = Place::of(folder).await?;
    match command {
        Upkeep::Verify => verify(&place),
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
    say_recorded(&replay::written_down(&ledger, &run)?);
    Ok(ExitCode::SUCCESS)
}

fn verify(place: &Place) -> Result<ExitCode, Failure> {
    let ledger = place.reader()?;
    let findings = ledger.verify()?;
    for finding in &findings {
        say(&plain(&exit::chain(finding)));
    }
    if findings.is_empty() {
        let runs = ledger.runs()?.len();
        say(&format!(
            "{} is sound: {runs} run{}",
            place.ledger().display(),
            if runs == 1 { "" } else { "s" }
        ));
        return Ok(ExitCode::SUCCESS);
    }
    Err(Failure::not_done(format!(
        "{} is not as it was written: {} finding{} above; it was left as it is",
        place.ledger().display(),
        findings.len(),
        if findings.len() == 1 { "" } else { "s" },
    )))
}

fn copy(ledger: &Ledger, run: Option<&RunRow>, out: Option<&Path>) -> Result<ExitCode, Failure> {
    let run = run.map(|run| run.id);
    match out {
        None => {
            ledger.export(run, &mut BufWriter::new(std::io::stdout().lock()))?;
        }
        Some(path) => {
            let context = || format!("cannot write {}; does it exist already?", path.display());
            let mut file = BufWriter::new(File::create_new(path).with_context(context)?);
            let lines = ledger.export(run, &mut file)?;
            file.flush().with_context(context)?;
            say(&format!("{lines} lines in {}", path.display()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn import(place: &Place, file: &Path) -> Result<ExitCode, Failure> {
    let context = || format!("cannot read {}", file.display());
    let opened =
        File::open(file).with_context(context).map_err(|error| Failure::usage(format!("{error:#}")))?;
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
