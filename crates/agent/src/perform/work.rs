//! Works out a plan, and reads the files of one.

use std::collections::BTreeSet;
use std::path::Path;

use kinglet_check::is_absent;
use kinglet_dialect::Existing;
use kinglet_domain::action::{Action as Decision, ActionName, Allowed, Step};
use kinglet_domain::check::Report;
use kinglet_domain::context::{Candidate, Ground, Reason, Target};
use kinglet_domain::language::Language;
use kinglet_domain::model::Sampling;
use kinglet_domain::path::RelPath;
use kinglet_domain::profile::Asking;
use kinglet_domain::unit::{Line, Tokens};
use kinglet_loom::retrieve::{Profile, Table, retrieve};
use kinglet_loom::{
    File, Query, Repository, beginning, beside, built_upon, candidates, failing, is_test_path, named_part,
    new_files, outline, overview, parts, places,
};
use kinglet_model::{Backend, Constraint};
use kinglet_prompt::architect;
use kinglet_prompt::explorer::Answer;

use super::explore::{Wanted, decide, form};
use super::{Performed, Tree, Watch, aside};
use crate::error::Error;
use crate::event::{Event, Explored, Opened, Outlined, Unplanned};
use crate::state::State;
use crate::work::Work;

/// The most files that the Architect is told of.
const FILES: usize = 80;
/// The most tokens of what the Architect is told of the project as a whole.
const PROFILE: Tokens = Tokens(150);
/// The most steps of a plan.
const STEPS: usize = 8;
/// The most files of one step.
const FILES_OF_STEP: usize = 6;
/// The names that many folders have a file of.
const USUAL: [&str; 6] = ["__init__", "__main__", "index", "lib", "main", "mod"];
/// The most pieces of code around the one in question.
const AROUND: usize = 4;
/// So much of a test is shown, in bytes.
const LONGEST_TEST: usize = 4000;

/// What a plan is made from.
pub(crate) struct Overview {
    /// The steps, where the words of the task say them.
    told: Option<Vec<Step>>,
    /// The project in a few lines.
    project: String,
    /// A line for each file.
    files: String,
    /// The program's files; its tests only where the task is about tests.
    paths: Vec<RelPath>,
    /// The one of them that the task leads to first.
    best: Option<RelPath>,
    /// Those that the task names and that are to be made.
    new: Vec<RelPath>,
    /// Whether the task is about tests, too.
    is_about_tests: bool,
    /// Whether a step is to be split instead.
    is_split: bool,
}

impl Overview {
    pub(crate) async fn read(tree: Tree, state: &State) -> Result<Self, Error> {
        let (task, report) = (state.job.task.clone(), report(state));
        let check = state.job.check.clone();
        let step = state.work.as_ref().filter(|work| work.recovery.is_splitting).map(Work::step_files);
        aside(move || {
            let repository = tree.repository(Query { task: &task, report: &report })?;
            let (project, best) = tree.shelf.ask(tree.now, |index| {
                let project = Profile::of(index).brief(&check, PROFILE);
                let ranking = retrieve(index, &task, &[], &Table::default())?;
                Ok((project, ranking.files.into_iter().map(|file| file.path).collect::<Vec<_>>()))
            })?;
            // A test that fails for want of something says what is to be done, and no other is needed.
            let is_about_tests = task.to_lowercase().contains("test") && !is_absent(&report, &task);
            let files = repository.files.iter().filter(|file| is_about_tests || !file.is_test());
            let paths: Vec<RelPath> = files.map(|file| file.path.clone()).collect();
            let first = best.iter().find(|path| paths.contains(path)).cloned();
            let new = new_files(&repository, tree.root(), &task);
            // With one file there is nothing to choose.
            let only = || {
                let files = [paths.as_slice(), &new].concat();
                (files.len() == 1).then(|| vec![Step { title: task.trim().to_owned(), files, compile: true }])
            };
            let told = outline(&repository, tree.root(), &task).or_else(only);
            let files = overview(&repository, FILES, &best);
            match step {
                // Of a step, its files alone are in question.
                Some(paths) => {
                    let line = |path: &RelPath| {
                        let known = files.lines().find(|line| line.split(':').next() == Some(path.as_str()));
                        known.unwrap_or(path.as_str()).to_owned()
                    };
                    let files = paths.iter().map(line).collect::<Vec<_>>().join("\n");
                    Ok(Self {
                        told: None,
                        project,
                        files,
                        paths,
                        best: None,
                        new: Vec::new(),
                        is_about_tests,
                        is_split: true,
                    })
                }
                None => Ok(Self {
                    told,
                    project,
                    files,
                    paths,
                    best: first,
                    new,
                    is_about_tests,
                    is_split: false,
                }),
            }
        })
        .await
    }

    /// The plan, if the words of the task say it.
    pub(crate) fn told(&self) -> Option<Event> {
        let steps = self.told.clone()?;
        let reason = "the task says which files it is about".to_owned();
        Some(Event::Planned(Ok(Outlined { steps, reason, repairs: Vec::new() })))
    }

    /// The steps of a model's plan that can be carried out.
    fn usable(&self, steps: Vec<Step>) -> Result<Vec<Step>, String> {
        // A file that was not shown may be meant, and one that is not there yet.
        let is_open = |path: &RelPath| {
            let is_program = Language::of(path).is_some_and(Language::is_program);
            !self.is_split && is_program && (self.is_about_tests || !is_test_path(path))
        };
        let mut done: Vec<(String, RelPath)> = Vec::new();
        let usable = steps.into_iter().filter_map(|step| {
            let mut files = step.files;
            files.retain(|path| self.paths.contains(path) || is_open(path));
            // A small model says the same twice.
            files.retain(|path| !done.iter().any(|(title, known)| known == path && *title == step.title));
            done.extend(files.iter().map(|path| (step.title.clone(), path.clone())));
            files.truncate(FILES_OF_STEP);
            let mut seen = BTreeSet::new();
            files.retain(|path| seen.insert(path.clone()));
            (!files.is_empty()).then_some(Step { files, ..step })
        });
        // Of one file, all is written at once, unless that did not work out.
        let mut steps: Vec<Step> = Vec::new();
        for step in usable {
            match steps.last_mut().filter(|last| !self.is_split && last.files == step.files) {
                Some(last) => {
                    last.title = format!("{}; {}", last.title, step.title);
                    last.compile |= step.compile;
                }
                None => steps.push(step),
            }
        }
        steps.truncate(STEPS);
        if steps.is_empty() {
            Err("no step of the plan names a file of the program".to_owned())
        } else {
            Ok(steps)
        }
    }
}

/// Asks the Architect for a plan.
pub(crate) async fn plan(
    model: &mut dyn Backend,
    state: &State,
    overview: &Overview,
    watch: &mut Watch<'_>,
) -> Result<Performed, Error> {
    let allowed = Allowed::of(&[ActionName::Plan]);
    let asking = state.profile.decisions;
    let paths = [overview.paths.as_slice(), &overview.new].concat();
    let existing = Existing { paths: &paths, ..Existing::default() };
    let is_imposed = asking == Asking::Imposed && model.identity().constraint != Constraint::None;
    let split = state.work.as_ref().filter(|_| overview.is_split);
    let sections = match split.and_then(|work| Some((work.piece()?, &work.recovery.failed))) {
        Some((piece, failed)) => {
            architect::sections_of_split(&state.job.task, &piece.title, &overview.files, failed)
        }
        None => architect::sections(&state.job.task, &overview.project, &overview.files),
    };
    let wanted = Wanted {
        name: "architect",
        role: architect::role().to_owned(),
        sections,
        allowed: &allowed,
        answer: Answer::Action,
        asking,
        form: is_imposed.then(|| form(model.identity(), &allowed, &existing)),
        sampling: Sampling { temperature: 0.2, top_p: 0.95, seed: 1 },
        about: if overview.is_split { "a step that did not work out" } else { "the plan" }.to_owned(),
    };
    let Performed { event, episode } = decide(model, wanted, watch).await?;
    let unplanned = |reason| Unplanned { reason, best: overview.best.clone() };
    let event = match event {
        Event::Explored(Explored { decision, .. }) => Event::Planned(
            match decision {
                Ok((Decision::Plan { steps, .. }, repairs)) => overview.usable(steps).map(|steps| {
                    let what = if overview.is_split { "what failed" } else { "what the files define" };
                    let reason = format!("the Architect's, from {what}");
                    Outlined { steps, reason, repairs }
                }),
                Ok(_) => Err("the reply is no plan".to_owned()),
                Err(reason) => Err(reason),
            }
            .map_err(unplanned),
        ),
        Event::Unaskable { reason } => Event::Planned(Err(unplanned(reason))),
        event => event,
    };
    Ok(Performed { event, episode })
}

/// Reads the file of the plan that is next, and code that it is good to know beside it.
pub(crate) async fn open_piece(tree: Tree, state: &State) -> Result<Event, Error> {
    let (task, mut report) = (state.job.task.clone(), report(state));
    let Some((work, piece)) = state.work.as_ref().and_then(|work| Some((work, work.piece()?))) else {
        return Ok(Event::Opened(Opened::default()));
    };
    let (path, title) = (piece.path.clone(), piece.title.clone());
    let (is_taken_in, about) = (piece.is_taken_in, piece.about.clone());
    if let Some(broke) = work.broke.clone().filter(|_| is_taken_in) {
        report = broke;
    }
    let mut others: Vec<RelPath> = work.pieces.iter().map(|piece| piece.path.clone()).collect();
    others.retain(|other| *other != path);
    others.dedup();
    let test = state.proposals.test.clone();
    // What fails for want of something that is still to be written says what that is to do.
    let is_wanted = !work.began_green && is_absent(&report, &task);
    aside(move || {
        // In a large tree, what is named is read.
        let named: Vec<&str> = std::iter::once(&path).chain(&others).map(RelPath::as_str).collect();
        let words = format!("{title}\n{task}\n{}", named.join("\n"));
        let query = Query { task: &words, report: &report };
        let repository = tree.repository(query)?;
        let root = tree.root();
        if let Some(instead) = meant(&repository, root, &path, &task) {
            return Ok(Event::Opened(Opened { instead: Some(instead), ..Opened::default() }));
        }
        let mut places = places(&repository, root, query, &path);
        let mut parts = parts(&repository, query, &places);
        let part = about.and_then(|name| named_part(&repository, query, &path, &name));
        if let Some(part) = part {
            (places, parts) = (vec![part], Vec::new());
        }
        // The part that fails first; what is wrong may still be in the rest of the file: a declaration, an import.
        let failing = is_taken_in.then(|| failing(&repository, query, &path)).flatten();
        places.splice(..0, failing);
        let mut around: Vec<Candidate> = test.and_then(|test| deciding(root, test)).into_iter().collect();
        if is_wanted {
            around.extend(wanting(&repository, root, &report));
        }
        around.extend(beside(&repository, root, &task, &others));
        around.extend(built_upon(&repository, &path, &task));
        let found = candidates(&repository, query);
        let is_new = |candidate: &Candidate| !others.contains(&candidate.path);
        around.extend(found.into_iter().filter(is_new));
        // What is shown as a whole is not shown in parts, too.
        let is_whole = |candidate: &&Candidate| candidate.target == Target::File;
        let whole: BTreeSet<RelPath> = around.iter().filter(is_whole).map(|it| it.path.clone()).collect();
        let mut seen = BTreeSet::new();
        around.retain(|candidate| {
            let is_part = candidate.target != Target::File && whole.contains(&candidate.path);
            candidate.path != path
                && !is_part
                && seen.insert((candidate.path.clone(), candidate.name().to_owned()))
        });
        around.truncate(AROUND);
        let is_new = places.iter().all(|place| place.target == Target::File && place.text.is_empty());
        let begins = if is_new { beginning(&repository, &path) } else { String::new() };
        Ok(Event::Opened(Opened { places, parts, around, begins, instead: None }))
    })
    .await
}

/// The one file that is probably meant by a path that a model wrote: it is not there, and a file of its name is elsewhere.
fn meant(repository: &Repository, root: &Path, path: &RelPath, task: &str) -> Option<RelPath> {
    // What the user wrote is meant, and some names say nothing.
    let is_usual = USUAL.iter().any(|stem| path.file_name().split('.').next() == Some(stem));
    if is_usual || task.contains(path.as_str()) || path.under(root).symlink_metadata().is_ok() {
        return None;
    }
    let is_meant = |file: &&File| !file.is_test() && file.path.file_name() == path.file_name();
    let mut meant = repository.files.iter().filter(is_meant);
    meant.next().filter(|_| meant.next().is_none()).map(|file| file.path.clone())
}

/// The test that decides, as it is now.
fn deciding(root: &Path, path: RelPath) -> Option<Candidate> {
    let text = std::fs::read_to_string(path.under(root)).ok()?;
    let why = "it decides whether the task is done".to_owned();
    let reasons = vec![Reason { points: 1, ground: Ground::Tests, why }];
    Some(Candidate { path, target: Target::File, first: Line::FIRST, text, reasons })
}

/// The first file of tests in which one fails, from its beginning, as far as it is not too long.
fn wanting(repository: &Repository, root: &Path, report: &Report) -> Option<Candidate> {
    let is_test = |path: &RelPath| repository.files.iter().any(|file| file.path == *path && file.is_test());
    let mut frames = report.failures.iter().flat_map(|failure| &failure.frames);
    let mut candidate = deciding(root, frames.find(|frame| is_test(&frame.path))?.path.clone())?;
    let text = &candidate.text;
    let ends = text.match_indices('\n').map(|(at, _)| at + 1).take_while(|end| *end <= LONGEST_TEST);
    candidate.text.truncate(ends.last().unwrap_or_default());
    Some(candidate).filter(|candidate| !candidate.text.is_empty())
}

/// What the check said last.
fn report(state: &State) -> Report {
    match &state.red {
        Some(red) => red.report.clone(),
        None => super::check::nothing(),
    }
}
