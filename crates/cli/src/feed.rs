//! Gives a run's events to those who watch: the screen or standard output, and the run's own file.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use anyhow::Context as _;
use kinglet_domain::event::{Envelope, Event};
use kinglet_domain::unit::Millis;

use crate::screen::Screen;
use crate::text;

/// The format's version.
const VERSION: u32 = 1;

/// Who watches a run.
pub(crate) struct Feed {
    file: File,
    face: Face,
    seq: u64,
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
        let file = file.and_then(|mut file| end_line(&mut file).map(|()| file));
        let file = file.with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self { file, face, seq: 0, clock })
    }

    /// Shows an event and appends it to the file. A watcher that is gone does not stop the run.
    pub(crate) fn tell(&mut self, event: Event) {
        if let Face::Screen(screen) = &mut self.face {
            screen.show(&event);
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

/// Ends a line that the process before this one was killed in, so that the next one is not lost with it.
fn end_line(file: &mut File) -> io::Result<()> {
    if file.metadata()?.len() == 0 {
        return Ok(());
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    if last == *b"\n" { Ok(()) } else { file.write_all(b"\n") }
}
