//! How long `kinglet --version` takes, and how much memory: what every command pays before it does anything.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use super::build;
use super::figure::{Figure, Section};
use super::statistics::{median, percentile};
use crate::command::Command;
use crate::workspace::Workspace;

const RUNS: usize = 300;
/// Not counted: the first ones read the program from the disk.
const WARM_UP: usize = 10;
/// Peaks hardly differ between runs.
const MEMORY_RUNS: usize = 10;
/// GNU time: the one program that tells a child's peak and is nearly nothing itself.
const TIME: &str = "/usr/bin/time";

pub(super) fn measure(workspace: &Workspace) -> Result<Section> {
    let kinglet = build(workspace, "-p kinglet-cli")?.join("kinglet");
    let mut times = Vec::new();
    for _ in 0..WARM_UP + RUNS {
        times.push(run(&kinglet)?);
    }
    let times = times.split_off(WARM_UP);
    let mut figures = vec![
        Figure::under("start-up, median", median(&times), 15.0, "ms"),
        Figure::plain("start-up, 99th percentile", format!("{:.1} ms", percentile(&times, 0.99))),
    ];
    figures.push(if Path::new(TIME).exists() {
        let peaks = (0..MEMORY_RUNS).map(|_| peak(&kinglet)).collect::<Result<Vec<f64>>>()?;
        Figure::under("peak memory", percentile(&peaks, 1.0), 20.0, "MB")
    } else {
        Figure::plain("peak memory", format!("not measured: {TIME} is missing (`apt-get install time`)"))
    });
    Ok(Section { name: "startup", command: "cargo xtask bench startup".to_owned(), figures })
}

/// Milliseconds from before the process is made until it is gone and its output read.
fn run(kinglet: &Path) -> Result<f64> {
    let command = Command::new(kinglet).with(["--version"]);
    let begun = Instant::now();
    let finished = command.read()?;
    let elapsed = begun.elapsed();
    if finished.code != Some(0) {
        bail!("`{command}` failed: {}", finished.stderr.trim());
    }
    Ok(elapsed.as_secs_f64() * 1000.0)
}

/// The largest resident set in megabytes, files mapped into memory included.
fn peak(kinglet: &Path) -> Result<f64> {
    let said = Command::new(TIME).with(["-f", "%M"]).with([kinglet]).with(["--version"]).read()?.stderr;
    let kilobytes: f64 = said.trim().parse().with_context(|| format!("{TIME} said: {said}"))?;
    Ok(kilobytes * 1024.0 / 1e6)
}
