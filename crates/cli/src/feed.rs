//! Gives a run's events to those who watch: the screen or standard output, and the run's own file.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use anyhow::Context as _;
use kinglet_domain::event::{Envelope, Event, OutcomeName};
use kinglet_domain::unit::Millis;
use serde::Deserialize;

use crate::screen::Screen;
use crate::text;

/// The format's version.
const VERSION: u32 = 1;

/// Who watches a run.
pub(crate) struct Feed {
    file: File,
    face: Face,
    seq: u64,
    /// Why the run stopped before its end, once that was told.
    interruption: Option<String>,
    clock: fn() -> Millis,
}

/// How the events are shown.
pub(crate) enum Face {
    /// For a person.
    Screen(Screen),
    /// For a program.
    Json,
}

impl Feed {
    /// - `folder`: the run's own; `progress.jsonl` in it is appended to.
    pub(crate) fn open(folder: &Path, face: Face, clock: fn() -> Millis) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let path = folder.join("progress.jsonl");
        let file = OpenOptions::new().create(true).read(true).append(true).open(&path);
        let opened = file.and_then(|mut file| Ok((last_seq(&mut file)?, file)));
        let (seq, file) = opened.with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self { file, face, seq, interruption: None, clock })
    }

    /// Why the run stopped before its end, if it did.
    pub(crate) fn interruption(self) -> Option<String> {
        self.interruption
    }

    /// Shows an event and appends it to the file. A watcher that is gone does not stop the run.
    pub(crate) fn tell(&mut self, event: Event) {
        if let Face::Screen(screen) = &mut self.face {
            screen.show(&event);
        }
        if let Event::RunEnded { outcome: OutcomeName::Interrupted, summary } = &event {
            self.interruption = Some(summary.clone());
        }
        let is_token = matches!(event, Event::Token { .. });
        self.seq += 1;
        let envelope = Envelope { v: VERSION, seq: self.seq, ms: (self.clock)(), event };
        let Ok(line) = serde_json::to_string(&envelope) else { return };
        let line = text::json(&line);
        if matches!(self.face, Face::Json) {
            text::say(&line);
        }
        if !is_token {
            let _disk_full = self.file.write_all(format!("{line}\n").as_bytes());
        }
    }
}

/// The number of the last line, or 0. Ends a line that the process before this one was killed in, so that the next one
/// is not lost with it.
fn last_seq(file: &mut File) -> io::Result<u64> {
    let mut kept = Vec::new();
    file.read_to_end(&mut kept)?;
    if kept.last().is_some_and(|last| *last != b'\n') {
        file.write_all(b"\n")?;
    }
    let seq = |line| serde_json::from_slice::<Numbered>(line).ok().map(|line| line.seq);
    Ok(kept.rsplit(|byte| *byte == b'\n').find_map(seq).unwrap_or(0))
}

/// What all versions of a line have.
#[derive(Deserialize)]
struct Numbered {
    seq: u64,
}
