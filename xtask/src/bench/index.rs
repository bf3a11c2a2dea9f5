//! What the index costs: whole processes, from their start to their end, on generated trees of growing size.

mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use super::figure::{Figure, Section};
use super::statistics::median;
use super::{build, scratch};
use crate::command::Command;
use crate::workspace::Workspace;

/// How often what is quick is measured.
const ROUNDS: usize = 9;

/// The files of the tree that the aims speak of.
const USUAL: usize = 3_000;

/// GNU time tells a child's processor time and its peak.
const TIME: &str = "/usr/bin/time";

const QUERY: &str = "the refund of an invoice is rounded twice";

/// What one tree took: milliseconds and megabytes.
struct Cost {
    anew: Usage,
    unchanged: f64,
    changed: f64,
    query: f64,
}

/// What one process took.
struct Usage {
    elapsed_ms: f64,
    processor_s: f64,
    peak_mb: f64,
}

/// - `aider`: a Python with aider-chat, to read the usual tree, too.
pub(super) fn measure(workspace: &Workspace, aider: Option<&Path>) -> Result<Section> {
    // What runs models has no part in it.
    let kinglet = build(workspace, "-p kinglet-cli --no-default-features")?.join("kinglet");
    let mut figures = Vec::new();
    let mut before: Option<Cost> = None;
    for files in [100, 1_000, 10_000, 100_000] {
        let scene = Scene::new(workspace, &kinglet, files)?;
        let cost = scene.cost()?;
        let of = |what: &str| format!("{files} files: {what}");
        figures.push(Figure::plain(
            of("from nothing; processor time; peak memory"),
            format!(
                "{:.0} ms; {:.2} s; {:.0} MB",
                cost.anew.elapsed_ms, cost.anew.processor_s, cost.anew.peak_mb
            ),
        ));
        figures.push(Figure::plain(
            of("nothing changed; one file changed; a query more"),
            format!("{:.0} ms; {:.0} ms; {:.0} ms", cost.unchanged, cost.changed, cost.query),
        ));
        if let Some(before) = before {
            let growth = |of: &dyn Fn(&Cost) -> f64| of(&cost) / of(&before);
            for (what, growth) in [
                ("processor time from nothing", growth(&|cost| cost.anew.processor_s)),
                ("nothing changed", growth(&|cost| cost.unchanged)),
                ("one file changed", growth(&|cost| cost.changed)),
            ] {
                let what = of(&format!("{what}, beside a tenth of the files"));
                figures.push(Figure::under(what, growth, 11.0, "times"));
            }
        }
        before = Some(cost);
    }
    figures.extend(usual(workspace, &kinglet, aider)?);
    Ok(Section { name: "index", command: "cargo xtask bench index --aider PYTHON".to_owned(), figures })
}

/// The tree that the aims speak of.
fn usual(workspace: &Workspace, kinglet: &Path, aider: Option<&Path>) -> Result<Vec<Figure>> {
    let scene = Scene::new(workspace, kinglet, USUAL)?;
    let cost = scene.cost()?;
    let of = |what: &str| format!("{USUAL} files: {what}");
    let mut figures = vec![
        Figure::under(of("nothing changed"), cost.unchanged, 150.0, "ms"),
        Figure::under(of("one file changed"), cost.changed, 200.0, "ms"),
        Figure::under(of("a query more"), cost.query, 30.0, "ms"),
        Figure::under(of("peak memory"), cost.anew.peak_mb, 150.0, "MB"),
        Figure::plain(of("from nothing, processor time"), format!("{:.2} s", cost.anew.processor_s)),
    ];
    if let Some(python) = aider {
        let script = workspace.root.join("xtask/src/bench/index/aider_index.py");
        let took = used(&[python.as_os_str(), script.as_os_str(), scene.tree.as_os_str()], &scene)?;
        figures.push(Figure::plain(
            of("aider's map from nothing, processor time"),
            format!("{:.1} s", took.processor_s),
        ));
        let share = 100.0 * cost.anew.processor_s / took.processor_s;
        figures.push(Figure::under(of("kinglet's share of aider's"), share, 5.0, "%"));
    }
    Ok(figures)
}

/// A tree, and where its index lies.
struct Scene {
    tree: PathBuf,
    state: PathBuf,
    kinglet: PathBuf,
    files: usize,
}

impl Scene {
    fn new(workspace: &Workspace, kinglet: &Path, files: usize) -> Result<Self> {
        let folder = scratch(workspace, "index")?;
        let tree = folder.join("tree");
        tree::generate(&tree, files)?;
        Ok(Self { tree, state: folder.join("state"), kinglet: kinglet.to_owned(), files })
    }

    fn cost(&self) -> Result<Cost> {
        let anew = used(&[self.kinglet.as_os_str(), "index".as_ref()], self)?;
        // Files that were written a moment before they were read are read once more.
        self.timed(&["index"])?;
        let mut each = [vec![], vec![], vec![]];
        for round in 0..ROUNDS {
            each[0].push(self.timed(&["index"])?);
            each[1].push(self.timed(&["context", QUERY])?);
            let at = (round * 7) % self.files;
            let path = self.tree.join(format!("p{}/f{at}.{}", at / 100, ["py", "ts", "rs"][at % 3]));
            fs::write(path, tree::file(at + self.files)?)?;
            each[2].push(self.timed(&["index"])?);
            // The changed file settles.
            self.timed(&["index"])?;
        }
        let [unchanged, asked, changed] = each.map(|times| median(&times));
        Ok(Cost { anew, unchanged, changed, query: (asked - unchanged).max(0.0) })
    }

    /// Milliseconds from before the process is made until it is gone and its output read.
    fn timed(&self, arguments: &[&str]) -> Result<f64> {
        let command = self.within(Command::new(&self.kinglet).with(arguments));
        let begun = Instant::now();
        command.stdout()?;
        Ok(begun.elapsed().as_secs_f64() * 1000.0)
    }

    fn within(&self, command: Command) -> Command {
        command.in_folder(&self.tree).variable("XDG_STATE_HOME", &self.state)
    }
}

/// What a process uses, its children included.
fn used(command: &[&std::ffi::OsStr], scene: &Scene) -> Result<Usage> {
    if !Path::new(TIME).exists() {
        bail!("{TIME} is missing; `apt-get install time` brings it");
    }
    let begun = Instant::now();
    let said = scene.within(Command::new(TIME).with(["-f", "%U %S %M"]).with(command)).read()?.stderr;
    let elapsed_ms = begun.elapsed().as_secs_f64() * 1000.0;
    let numbers = said.lines().next_back().unwrap_or_default().split(' ').map(str::parse);
    let numbers: Vec<f64> =
        numbers.collect::<Result<_, _>>().with_context(|| format!("{TIME} said: {said}"))?;
    let [user, system, kilobytes] = numbers[..] else { bail!("{TIME} said: {said}") };
    Ok(Usage { elapsed_ms, processor_s: user + system, peak_mb: kilobytes * 1024.0 / 1e6 })
}
