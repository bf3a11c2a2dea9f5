//! The ledger's methods: each is one transaction.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use kinglet_domain::edit::Change;
use kinglet_domain::event::OutcomeName;
use kinglet_domain::evidence::{EvidenceId, RunId};
use kinglet_domain::unit::Millis;
use rusqlite::Connection;

use crate::commit::{Committed, Ending, Next, Step};
use crate::curate::{Curated, Request};
use crate::cursor::Cursor;
use crate::edit::EditRow;
use crate::episode::{EpisodeId, EpisodeRow, FullEpisode};
use crate::error::{Error, Fault};
use crate::evidence::EvidenceRow;
use crate::gate::GateRow;
use crate::plan::{NodeRow, RevisionRow};
use crate::query::Query;
use crate::resumption::{Aftermath, ResumptionRow};
use crate::run::{NewRun, RunRow};
use crate::sample::SampleRow;
use crate::step::{Seq, StepRow};
use crate::vacuum::Vacuumed;
use crate::verify::Finding;
use crate::{
    commit, connection, curate, cursor, edit, episode, evidence, export, fingerprint, gate, import, plan,
    resumption, run, sample, seal, step, vacuum, verify,
};

/// A ledger file that is open.
///
/// Any number of processes may read it while one writes. Every method sees one state of the file and, if it writes,
/// changes it whole or not at all.
#[derive(Debug)]
pub struct Ledger {
    conn: Connection,
    path: PathBuf,
}

impl Ledger {
    /// Opens the ledger for reading and writing; creates it if there is none, and brings its schema up to date.
    ///
    /// - `path`: the file; its folder must exist.
    ///
    /// # Errors
    /// [`Error::Newer`] and [`Error::Corrupt`] leave the file untouched. [`Error::Open`], [`Error::ReadOnly`],
    /// [`Error::Full`] and [`Error::Busy`] as their names say.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Ok(Self { conn: connection::writer(path)?, path: path.to_owned() })
    }

    /// Opens the ledger for reading; methods that write return [`Error::ReadOnly`]. One of an older schema is migrated
    /// first, which takes the right to write it.
    ///
    /// # Errors
    /// [`Error::Absent`] if there is none; [`Error::Newer`], [`Error::Corrupt`], [`Error::Open`]; to migrate it, also
    /// [`Error::ReadOnly`], [`Error::Full`] and [`Error::Busy`].
    pub fn open_read_only(path: &Path) -> Result<Self, Error> {
        Ok(Self { conn: connection::reader(path)?, path: path.to_owned() })
    }

    /// Records a new run with its first step, which gets the number [`Seq::FIRST`].
    ///
    /// # Errors
    /// [`Error::Refused`] if a JSON text is not JSON or the ULID is not one; [`Error::Full`], [`Error::Busy`].
    pub fn begin(&mut self, run: &NewRun<'_>, first: &Step<'_>) -> Result<RunId, Error> {
        self.write(|conn| {
            let id = run::insert(conn, run, first.at)?;
            commit::insert(conn, id, (seal::of_beginning(conn, id)?, Seq::FIRST), first)?;
            Ok(id)
        })
    }

    /// Records a step. When this has returned, the step survives a kill and a loss of power.
    ///
    /// - `expected`: the last step that the caller knows, from [`Cursor::seq`] or [`Committed::seq`].
    /// - What the step cites may be recorded by it, too: [`Ledger::next`] says which numbers it will get.
    /// - A run that has ended takes more steps (an undo, for instance), but no other ending, unless it ended by
    ///   being interrupted.
    ///
    /// # Errors
    /// [`Error::Moved`] if another step was committed since; [`Error::AlreadyEnded`]; [`Error::NoSuchRun`];
    /// [`Error::NoSuchNode`], [`Error::NodeStatus`], [`Error::NoSuchEvidence`] and [`Error::Unobserved`] if the plan
    /// cannot change like this; [`Error::Refused`] if a JSON text is not JSON; [`Error::Full`] and [`Error::Busy`],
    /// after which the same call may be repeated.
    pub fn commit(&mut self, run: RunId, expected: Seq, step: &Step<'_>) -> Result<Committed, Error> {
        self.write(|conn| commit::append(conn, run, expected, step))
    }

    /// Notes that a run was stopped and can be resumed. This is no step: the run goes on from where it was.
    ///
    /// - `summary`: why it was stopped.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::AlreadyEnded`]; [`Error::Full`], [`Error::Busy`].
    pub fn interrupt(&mut self, run: RunId, at: Millis, summary: &str) -> Result<(), Error> {
        let ending = Ending { outcome: OutcomeName::Interrupted, summary };
        self.write(|conn| run::end(conn, run, at, ending))
    }

    /// Notes that a run is taken up again, and what became of the effect that its last step had announced. This is no
    /// step, and no part of the fingerprint.
    ///
    /// - `after`: the last step, from [`Cursor::seq`].
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Moved`]; [`Error::Refused`] if no effect was announced and `outcome` tells of one;
    /// [`Error::Full`], [`Error::Busy`].
    pub fn resumed(&mut self, run: RunId, after: Seq, at: Millis, outcome: Aftermath) -> Result<(), Error> {
        self.write(|conn| {
            commit::confirm_at(conn, run, after)?;
            let intent = cursor::of_run(conn, run)?.and_then(|cursor| cursor.intent);
            resumption::insert(conn, run, (after, intent.as_deref()), at, outcome)
        })
    }

    /// Returns the numbers that a run's next step will give out first.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`].
    pub fn next(&self, run: RunId) -> Result<Next, Error> {
        self.read_of(run, commit::next)
    }

    /// Returns where a run stands.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn cursor(&self, run: RunId) -> Result<Cursor, Error> {
        self.read(|conn| {
            let found = cursor::of_run(conn, run)?;
            found.map_or_else(|| Err(run::no_such(conn, &run.to_string())), Ok)
        })
    }

    /// Returns all runs, oldest first.
    ///
    /// # Errors
    /// [`Error::Corrupt`].
    pub fn runs(&self) -> Result<Vec<RunRow>, Error> {
        self.read(run::all)
    }

    /// Returns the run with this number.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn run(&self, run: RunId) -> Result<RunRow, Error> {
        self.read(|conn| run::get(conn, run))
    }

    /// Returns the newest run; `None` if there is none yet.
    ///
    /// # Errors
    /// [`Error::Corrupt`].
    pub fn latest(&self) -> Result<Option<RunRow>, Error> {
        self.read(run::latest)
    }

    /// Returns the run that a person means.
    ///
    /// - `text`: `R3` or `3`, a ULID or the beginning of one (any case), or `last`.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::AmbiguousRun`] if several ULIDs begin like this; [`Error::Corrupt`].
    pub fn find(&self, text: &str) -> Result<RunRow, Error> {
        self.read(|conn| run::find(conn, text))
    }

    /// Returns the steps of a run, in order.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn steps(&self, run: RunId) -> Result<Vec<StepRow>, Error> {
        self.read_of(run, step::of_run)
    }

    /// Returns the last step of a run.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn last_step(&self, run: RunId) -> Result<StepRow, Error> {
        self.read_of(run, step::last)
    }

    /// Returns the model calls of a run, in order, without their prompts.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn episodes(&self, run: RunId) -> Result<Vec<EpisodeRow>, Error> {
        self.read_of(run, episode::of_run)
    }

    /// Returns one model call with its prompt.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::NoSuchEpisode`]; [`Error::Corrupt`].
    pub fn episode(&self, run: RunId, number: EpisodeId) -> Result<FullEpisode, Error> {
        self.read_of(run, |conn, run| match episode::one(conn, run, number)? {
            Some(found) => Ok(found),
            None => Err(Error::NoSuchEpisode { run, number, count: episode::count(conn, run)? }.into()),
        })
    }

    /// Returns what a run changed, in order.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`], also if an image does not have its hash.
    pub fn edits(&self, run: RunId) -> Result<Vec<EditRow>, Error> {
        self.read_of(run, edit::of_run)
    }

    /// Returns what one step of a run changed, in order.
    ///
    /// # Errors
    /// As for [`Ledger::edits`].
    pub fn edits_of(&self, run: RunId, seq: Seq) -> Result<Vec<EditRow>, Error> {
        self.read_of(run, |conn, run| edit::of_step(conn, run, seq))
    }

    /// Returns the last edit that a run applied, all files of it; nothing if it applied none.
    ///
    /// # Errors
    /// As for [`Ledger::edits`].
    pub fn last_applied(&self, run: RunId) -> Result<Vec<EditRow>, Error> {
        self.read_of(run, edit::last_applied)
    }

    /// Returns what a run made of files since its check last succeeded, or since it began, as one change a file.
    ///
    /// # Errors
    /// As for [`Ledger::edits`].
    pub fn since_green(&self, run: RunId) -> Result<Vec<Change>, Error> {
        self.read_of(run, edit::since_green)
    }

    /// Returns the nodes of a run's plan as they stand, in the order in which they were spawned.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn nodes(&self, run: RunId) -> Result<Vec<NodeRow>, Error> {
        self.read_of(run, plan::nodes)
    }

    /// Returns how a run's plan came to be as it is, in order.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn revisions(&self, run: RunId) -> Result<Vec<RevisionRow>, Error> {
        self.read_of(run, plan::revisions)
    }

    /// Returns each time that the check which decides was run, in order.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn gates(&self, run: RunId) -> Result<Vec<GateRow>, Error> {
        self.read_of(run, gate::of_run)
    }

    /// Returns the candidates that a run drew, those that lost among them, in order.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn samples(&self, run: RunId) -> Result<Vec<SampleRow>, Error> {
        self.read_of(run, sample::of_run)
    }

    /// Returns each time that a run was taken up again, in order.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn resumptions(&self, run: RunId) -> Result<Vec<ResumptionRow>, Error> {
        self.read_of(run, resumption::of_run)
    }

    /// Returns the evidence that matches, by run and number.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`] if the query names a run that is not there; [`Error::Corrupt`].
    pub fn evidence(&self, query: &Query) -> Result<Vec<EvidenceRow>, Error> {
        match query.run {
            Some(run) => self.read_of(run, |conn, _run| evidence::matching(conn, query)),
            None => self.read(|conn| evidence::matching(conn, query)),
        }
    }

    /// Picks the handful of evidence that matters for the next step: the last test result that failed, what was found
    /// out for the node and for those above it, and decisions about the subject, within a budget of tokens. The same
    /// ledger and the same request always give the same picks, and how long the run is costs nothing.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::NoSuchNode`]; [`Error::Corrupt`].
    pub fn curate(&self, run: RunId, request: &Request<'_>) -> Result<Curated, Error> {
        self.read_of(run, |conn, run| {
            if let Some(node) = request.node {
                plan::confirm_node(conn, run, node)?;
            }
            curate::curate(conn, run, request)
        })
    }

    /// Returns one piece of a run's evidence; `None` if it has none with this number.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn piece(&self, run: RunId, id: EvidenceId) -> Result<Option<EvidenceRow>, Error> {
        self.read_of(run, |conn, run| curate::one(conn, run, id))
    }

    /// Returns what a run comes to, as JSON Lines: all that is recorded of it but ids that are random, times and
    /// durations, tokens served from a cache, and where it ran (root and backend). Two runs that took the same course
    /// have the same text, however often one of them was interrupted.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Corrupt`].
    pub fn fingerprint(&self, run: RunId) -> Result<String, Error> {
        self.read_of(run, fingerprint::of_run)
    }

    /// Confirms that every row of a run is as it was recorded, whatever step added it: before the run is gone on with, or
    /// handed on. What the rows hold by its hash alone (content, images, prompts) is looked at where it is read.
    /// It takes some 15 ms for each 1000 steps of the run.
    ///
    /// # Errors
    /// [`Error::Corrupt`] with the first row that is not; [`Error::NoSuchRun`].
    pub fn confirm(&self, run: RunId) -> Result<(), Error> {
        self.read_of(run, seal::confirm)
    }

    /// Looks at everything and returns all that is not as it was written, or could not have been written like this;
    /// nothing if the ledger is sound. Takes a look at each byte, so it takes a while.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Failed`] if it cannot begin; what is damaged is a finding.
    pub fn verify(&self) -> Result<Vec<Finding>, Error> {
        self.read(|conn| Ok(verify::verify(conn)))
    }

    /// Writes runs as JSON Lines, which other tools can read and [`Ledger::import`] reads back. Returns the number of
    /// lines. The format is described at the top of `export.rs`.
    ///
    /// - `run`: the run; `None` takes all.
    ///
    /// # Errors
    /// [`Error::NoSuchRun`]; [`Error::Export`]; [`Error::Corrupt`] with the row if anything is not what was recorded,
    /// after which what was written so far is of no use: it has no last line.
    pub fn export(&self, run: Option<RunId>, out: &mut dyn Write) -> Result<u64, Error> {
        self.read(|conn| {
            let runs = match run {
                Some(run) => vec![run::get(conn, run)?.id],
                None => run::all(conn)?.into_iter().map(|row| row.id).collect(),
            };
            export::write(conn, &runs, out)
        })
    }

    /// Adds all runs of an export, or none, and returns the numbers that they have here. Their fingerprints are what
    /// they were.
    ///
    /// # Errors
    /// [`Error::Import`] with the line if one is damaged or of an unknown version, or a run is here already;
    /// [`Error::Read`]; [`Error::Full`], [`Error::Busy`].
    pub fn import(&mut self, from: &mut dyn BufRead) -> Result<Vec<RunId>, Error> {
        self.write(|conn| import::read(conn, from))
    }

    /// Makes the file as small as it can be; nothing that is in it changes.
    ///
    /// # Errors
    /// [`Error::Full`] if there is no room for a second copy meanwhile; [`Error::Busy`], [`Error::ReadOnly`].
    pub fn vacuum(&mut self) -> Result<Vacuumed, Error> {
        vacuum::vacuum(&self.conn, &self.path).map_err(|fault| fault.at(&self.path))
    }

    /// Reads in one transaction about a run that must exist.
    fn read_of<T>(
        &self,
        run: RunId,
        work: impl FnOnce(&Connection, RunId) -> Result<T, Fault>,
    ) -> Result<T, Error> {
        self.read(|conn| {
            run::get(conn, run)?;
            work(conn, run)
        })
    }

    /// Reads in one transaction, so that all statements see the same state.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, Error> {
        // `&self` cannot prove that no transaction is open; that every method ends its own does.
        let result = self.conn.unchecked_transaction().map_err(Fault::from).and_then(|open| work(&open));
        result.map_err(|fault| fault.at(&self.path))
    }

    /// Writes in one transaction; anything but success takes all of it back.
    fn write<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, Error> {
        connection::move_long_log(&self.conn).map_err(|error| Fault::from(error).at(&self.path))?;
        in_one(&self.conn, work).map_err(|fault| fault.at(&self.path))
    }
}

/// Does work in one transaction that writes.
///
/// As rusqlite's own does it, but with prepared statements: to parse `BEGIN` and `COMMIT` takes a tenth of a step.
fn in_one<T>(conn: &Connection, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, Fault> {
    // `IMMEDIATE`: the lock is taken before the first look, so nothing that was read can go stale.
    conn.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let open = Open(conn);
    let done = work(conn)?;
    conn.prepare_cached("COMMIT")?.execute([])?;
    drop(open);
    Ok(done)
}

/// A transaction that is taken back unless it was committed, also by a panic.
struct Open<'a>(&'a Connection);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        // After some faults SQLite has taken it back already. One that cannot be taken back is not committed either.
        if !self.0.is_autocommit() {
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}

#[cfg(test)]
mod tests;
