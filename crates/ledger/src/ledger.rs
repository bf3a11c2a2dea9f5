//! The ledger's methods: each is one transaction.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

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
mod tests {
    //! Faults that only the connection itself can be made to have; everything else is tested from outside.

    use std::collections::BTreeSet;
    use std::time::Duration;

    use kinglet_domain::edit::Change;
    use kinglet_domain::evidence::{EvidenceId, Kind, NewEvidence, Origin, Status};
    use kinglet_domain::model::{Finish, Sampling, Usage};
    use kinglet_domain::path::RelPath;
    use kinglet_domain::unit::Tokens;
    use rusqlite::config::DbConfig;
    use rusqlite::trace::{TraceEvent, TraceEventCodes};
    use tempfile::TempDir;

    use super::*;
    use crate::commit::Source;
    use crate::edit::{NewEdit, Purpose};
    use crate::episode::NewEpisode;
    use crate::gate::{GateVerdict, NewGate};
    use crate::plan::{NodeChange, NodeId, NodeKind, PlanChange};
    use crate::prompt::Section;
    use crate::run::NewRun;
    use crate::sample::{NewSample, SampleVerdict};

    const RUN: RunId = RunId(1);

    fn ledger() -> (TempDir, Ledger) {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
        let run = NewRun { ulid: "01J0000000000000000000000A", task: "", check: "", root: "", options: "{}" };
        ledger.begin(&run, &Step::new(Millis(0), "began", "{}")).unwrap();
        (folder, ledger)
    }

    #[test]
    fn a_full_disk_takes_the_step_back_and_the_same_commit_succeeds_later() {
        let (_folder, mut ledger) = ledger();
        let evidence = [NewEvidence {
            kind: Kind::ShellOutput,
            origin: Origin::Harness,
            status: Status::Neutral,
            subject: "yes".to_owned(),
            summary: String::new(),
            // Random digits, which are half as long when they are compressed.
            content: (0..1300_u32).map(|n| blake3::hash(&n.to_le_bytes()).to_string()).collect(),
        }];
        let step = Step { evidence: &evidence, ..Step::new(Millis(1), "ran", "{}") };
        let before = ledger.fingerprint(RUN).unwrap();
        let pages: u32 = ledger.conn.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        let mut faults = 0;
        for spare in 0.. {
            // Answers with the limit, so it is asked for and not only set.
            let limit = pages + spare;
            ledger.conn.pragma_update_and_check(None, "max_page_count", limit, |_row| Ok(())).unwrap();
            match ledger.commit(RUN, Seq(1), &step) {
                Ok(committed) => {
                    assert_eq!(committed.seq, Seq(2));
                    break;
                }
                Err(error) => {
                    assert!(matches!(error, Error::Full { .. }), "{error:?}");
                    assert_eq!(ledger.fingerprint(RUN).unwrap(), before, "with {spare} spare pages");
                    faults += 1;
                }
            }
        }
        assert!(faults >= 9, "40 kB need ten pages, but only {faults} commits failed");
        let sound: String = ledger.conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
    }

    #[test]
    fn a_locked_ledger_says_so() {
        let (folder, mut ledger) = ledger();
        let other = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
        other.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        ledger.conn.busy_timeout(Duration::ZERO).unwrap();
        let step = Step::new(Millis(1), "ran", "{}");
        assert!(matches!(ledger.commit(RUN, Seq(1), &step), Err(Error::Busy { .. })));
        assert_eq!(ledger.cursor(RUN).unwrap().seq, Seq(1));
        other.conn.execute_batch("ROLLBACK").unwrap();
        assert_eq!(ledger.commit(RUN, Seq(1), &step).unwrap().seq, Seq(2));
    }

    /// How SQLite would carry out a statement, the triggers that it sets off included.
    fn plan_of(conn: &Connection, sql: &str) -> Vec<String> {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        // What is asked for does not depend on the values.
        statement.raw_query().mapped(|row| row.get("detail")).collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn no_statement_between_two_steps_takes_longer_the_longer_the_run_is() {
        let (_folder, mut ledger) = ledger();
        let (send, statements) = std::sync::mpsc::channel::<String>();
        let note = move |event: TraceEvent<'_>| {
            if let TraceEvent::Stmt(statement, _) = event {
                let _ = send.send(statement.sql().to_string());
            }
        };
        ledger.conn.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note)).unwrap();
        whole_step(&mut ledger);
        ledger.cursor(RUN).unwrap();
        ledger.next(RUN).unwrap();
        ledger.edits_of(RUN, Seq(2)).unwrap();
        ledger.last_applied(RUN).unwrap();
        let request = Request { node: Some(NodeId(1)), subject: Some("a.py"), budget: Tokens(100) };
        ledger.curate(RUN, &request).unwrap();
        ledger.curate(RUN, &Request { node: None, ..request }).unwrap();
        ledger.conn.trace_v2(TraceEventCodes::empty(), None::<fn(TraceEvent<'_>)>).unwrap();

        ledger.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRIGGER_EQP, true).unwrap();
        let statements: BTreeSet<String> =
            statements.try_iter().filter(|sql| !sql.starts_with("--")).collect();
        assert!(statements.len() >= 30, "{statements:#?}");
        for sql in statements {
            for detail in plan_of(&ledger.conn, &sql) {
                let is_slow = detail.contains("SCAN") || detail.contains("TEMP B-TREE");
                // A node and those above it are at most nine rows; the edited files do not grow with the run.
                let is_bounded =
                    ["SCAN way", "SCAN edited", "CONSTANT ROW"].iter().any(|it| detail.contains(it))
                        || sql.contains("WITH RECURSIVE way");
                assert!(!is_slow || is_bounded, "{detail}: {sql}");
            }
        }
    }

    /// A step with rows in every table, and the resumption after it.
    fn whole_step(ledger: &mut Ledger) {
        let text = |text: &str| text.to_owned();
        let episode = NewEpisode {
            role: text("coder"),
            about: text("a.py"),
            model: text("tiny"),
            backend: text("embedded"),
            sections: vec![Section { name: text("task"), tokens: Tokens(1), text: text("do it") }],
            reply: text("done"),
            action: None,
            repairs: Vec::new(),
            finish: Finish::Stop,
            sampling: Sampling { temperature: 0.0, top_p: 1.0, seed: 0 },
            usage: Usage::default(),
            wall: Duration::ZERO,
        };
        let evidence = [Kind::TestResult, Kind::Decision, Kind::FileRead].map(|kind| NewEvidence {
            kind,
            origin: Origin::Harness,
            status: Status::Failed,
            subject: text("a.py"),
            summary: String::new(),
            content: text("x"),
        });
        let change =
            Change { path: RelPath::parse("a.py").unwrap(), before: None, after: Some(b"x".to_vec()) };
        let edits = [NewEdit { change, purpose: Purpose::Apply, reason: text("so") }];
        let plan = [
            PlanChange::Spawn { parent: None, kind: NodeKind::Task, title: text("all"), reason: text("so") },
            PlanChange::Close {
                node: NodeId(1),
                change: NodeChange::Refuted,
                reason: text("so"),
                cites: vec![EvidenceId(1)],
            },
        ];
        let gates =
            [NewGate { command: text("test"), verdict: GateVerdict::Failed, evidence: EvidenceId(1) }];
        let samples = [NewSample { about: text("a.py"), verdict: SampleVerdict::Failed, reason: text("so") }];
        let step = Step {
            source: Source::New(&episode),
            node: Some(NodeId(1)),
            evidence: &evidence,
            edits: &edits,
            plan: &plan,
            gates: &gates,
            samples: &samples,
            ..Step::new(Millis(1), "all", "{}")
        };
        ledger.commit(RUN, Seq(1), &step).unwrap();
        let ended = Some(Ending { outcome: OutcomeName::NotDone, summary: "" });
        let last = Step { source: Source::Latest, ended, ..Step::new(Millis(2), "ended", "{}") };
        ledger.commit(RUN, Seq(2), &last).unwrap();
        ledger.resumed(RUN, Seq(3), Millis(3), Aftermath::Nothing).unwrap();
        let reopened = [PlanChange::Close {
            node: NodeId(1),
            change: NodeChange::Reopened,
            reason: text("so"),
            cites: vec![EvidenceId(2)],
        }];
        let step = Step { plan: &reopened, node: Some(NodeId(1)), ..Step::new(Millis(4), "reopened", "{}") };
        ledger.commit(RUN, Seq(3), &step).unwrap();
    }

    #[test]
    fn the_log_stays_short_however_long_the_run_is() {
        let (folder, mut ledger) = ledger();
        let log = folder.path().join("ledger.sqlite-wal");
        ledger.conn.pragma_update(None, "synchronous", "OFF").unwrap();
        let state = format!("{{\"state\":\"{}\"}}", "x".repeat(4096));
        let longest = (1..2000_u32)
            .map(|seq| {
                ledger.commit(RUN, Seq(seq), &Step::new(Millis(0), "x", &state)).unwrap();
                std::fs::metadata(&log).unwrap().len()
            })
            .max();
        assert!(longest.unwrap() < 5 << 20, "{longest:?}");
    }

    #[test]
    fn a_commit_is_on_the_disk_before_it_returns() {
        let (_folder, ledger) = ledger();
        let pragma = |name| ledger.conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(pragma("synchronous"), 2, "FULL");
        assert_eq!(pragma("foreign_keys"), 1);
        let mode: String = ledger.conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }
}
