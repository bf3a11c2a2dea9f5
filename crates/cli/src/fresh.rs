//! The index, up to date with the tree and with git.

use std::time::Duration;

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use kinglet_domain::path::RelPath;
use kinglet_exec::git;
use kinglet_index::{Commit, Index, Kept, MOST_COMMITS, Report};
use kinglet_loom::Shelf;

use crate::exit::{Failure, chain};
use crate::place::Place;
use crate::text::complain;

/// An index that is up to date.
pub(crate) struct Fresh {
    pub(crate) index: Index,
    pub(crate) report: Report,
    /// Files that were changed and not committed.
    pub(crate) modified: Vec<RelPath>,
}

/// Brings the index of a place up to date.
///
/// - `is_anew`: whether it is thrown away first.
pub(crate) async fn fresh(place: &Place, is_repository: bool, is_anew: bool) -> Result<Fresh, Failure> {
    // Git is asked while the tree is read.
    let (indexed, modified) =
        tokio::join!(indexed(place, is_repository, is_anew), modified(place, is_repository));
    let (index, report) = indexed?;
    Ok(Fresh { index, report, modified })
}

/// The same without the files that were changed and not committed.
pub(crate) async fn indexed(
    place: &Place,
    is_repository: bool,
    is_anew: bool,
) -> Result<(Index, Report), Failure> {
    // Where the folder cannot be made, the index is made in memory and says so.
    let _told_by_the_index = place.prepare();
    let mut index =
        Index::open(&place.root, Some(&place.index()), &maker()).map_err(|error| failed(&error))?;
    if let Kept::InMemory(why) = index.kept() {
        complain(&format!("kinglet: the index cannot be kept and is made anew in memory each time: {why}"));
    }
    if is_anew {
        index.empty().map_err(|error| failed(&error))?;
    }
    let refreshing = tokio::task::spawn_blocking(move || {
        let report = refresh(&mut index);
        (index, report)
    });
    let (mut index, report) = refreshing.await.context("the index was not brought up to date")?;
    if is_repository && let Err(error) = history(place, &mut index).await {
        complain(&format!("kinglet: the history was left out: {error:#}"));
    }
    Ok((index, report?))
}

async fn modified(place: &Place, is_repository: bool) -> Vec<RelPath> {
    if !is_repository {
        return Vec::new();
    }
    let names = git::modified(&place.root).await.unwrap_or_default();
    names.iter().filter_map(|name| RelPath::parse(std::str::from_utf8(name).ok()?).ok()).collect()
}

fn refresh(index: &mut Index) -> Result<Report, Failure> {
    // Hidden by indicatif where standard error is no terminal; drawn only if it takes long enough to be seen.
    let bar = ProgressBar::no_length();
    let style = ProgressStyle::with_template("reading the code {bar:30} {pos} of {len} files");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let began = std::time::Instant::now();
    let report = index.refresh(crate::run::now(), &mut |done, total| {
        if began.elapsed() > Duration::from_millis(300) {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        }
    });
    bar.finish_and_clear();
    report.map_err(|error| failed(&error))
}

/// Reads the commits that the index does not know.
async fn history(place: &Place, index: &mut Index) -> anyhow::Result<()> {
    let Some(head) = git::head(&place.root).await? else { return Ok(()) };
    let known = index.head()?;
    if known.as_ref() == Some(&head) {
        return Ok(());
    }
    if let Some(known) = &known
        && let Some(added) = git::commits(&place.root, Some(known), MOST_COMMITS).await?
    {
        return Ok(index.add_history(&head, &oldest_first(added))?);
    }
    // What is no longer part of the history is forgotten with all the rest of it.
    let all = git::commits(&place.root, None, MOST_COMMITS).await?;
    Ok(index.set_history(&head, &oldest_first(all.context("git tells of no commits")?))?)
}

fn oldest_first(commits: Vec<git::Commit>) -> Vec<Commit> {
    let path = |name: Vec<u8>| RelPath::parse(&String::from_utf8(name).ok()?).ok();
    let commit = |it: git::Commit| Commit {
        at_s: it.at_s,
        message: it.message,
        paths: it.paths.into_iter().filter_map(path).collect(),
    };
    commits.into_iter().rev().map(commit).collect()
}

/// Where the index of a place is.
pub(crate) fn shelf(place: &Place) -> Shelf {
    Shelf { root: place.root.clone(), file: Some(place.index()), maker: maker() }
}

/// Which program this is: another build may have other grammars, and read other words.
fn maker() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let stamp = file.ok().and_then(|file| Some((file.len(), file.modified().ok()?)));
    format!("{} {stamp:?}", env!("CARGO_PKG_VERSION"))
}

pub(crate) fn failed(error: &(dyn std::error::Error + 'static)) -> Failure {
    Failure::not_done(chain(error))
}
