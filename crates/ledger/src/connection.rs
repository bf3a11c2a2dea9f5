//! Opening the file: versions, migrations, and the refusal to touch what is damaged or newer.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::error::{Error, Fault};
use crate::{log, run, seal};

const _: () = {
    let version = rusqlite::ffi::SQLITE_VERSION_NUMBER;
    assert!(
        version >= 3_051_003 && version != 3_052_000,
        "SQLite before 3.51.3, and 3.52.0, may corrupt a database in WAL mode when its log is reset"
    );
};

/// The schema's steps, oldest first. A released one never changes; the next one is appended.
const MIGRATIONS: &[&str] =
    &[include_str!("../sql/migrations/0001_ledger.sql"), include_str!("../sql/migrations/0002_plan.sql")];

/// The version of the schema that this crate reads and writes; older ones are migrated to it.
#[expect(clippy::cast_possible_truncation, reason = "there are not four billion migrations")]
pub const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// The first schema with seals.
const SEALED_SINCE: u32 = 2;

/// Ledgers up to this many bytes are checked whole when they are opened to be written: at some gigabyte a second,
/// that is not felt. A larger one is only checked where it is read.
const CHECKED_WHOLE: i64 = 64 << 20;

/// The log is moved into the file when it is this many pages longer.
const LOG_PAGES: i64 = 1000;

/// How long a reader waits for a lock: only recovery after a crash and the creation of the file hold one.
const READER_WAITS: Duration = Duration::from_secs(5);

/// Opens the file for reading and writing; creates it if there is none, and migrates it.
#[expect(clippy::disallowed_methods, reason = "the one crate that opens a database")]
pub(crate) fn writer(path: &Path) -> Result<Connection, Error> {
    refuse_orphaned_log(path)?;
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags).map_err(|error| Fault::from(error).at(path))?;
    prepare(&mut conn, path).map_err(|fault| fault.at(path))?;
    Ok(conn)
}

/// Statements that a connection keeps prepared: more than a step and what reads between two steps have.
const KEPT_STATEMENTS: usize = 96;

/// Opens the file for reading alone; one of an older schema is migrated first.
#[expect(clippy::disallowed_methods, reason = "the one crate that opens a database")]
pub(crate) fn reader(path: &Path) -> Result<Connection, Error> {
    refuse_orphaned_log(path)?;
    if length(path)? == 0 {
        return Err(Error::Absent { path: path.to_owned() });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let found = Connection::open_with_flags(path, flags).and_then(|conn| {
        conn.busy_timeout(READER_WAITS)?;
        Ok((version(&conn)?, conn))
    });
    let (found, conn) = found.map_err(|error| Fault::from(error).at(path))?;
    refuse_newer(found, path)?;
    // First: whatever stands behind the damage, SQLite would pass over in silence.
    log::refuse_damaged(&conn, &log_of(path)).map_err(|fault| fault.at(path))?;
    if found == 0 {
        // Whoever created it was killed before it committed the schema.
        return Err(Error::Absent { path: path.to_owned() });
    }
    if found < SCHEMA_VERSION {
        // The reader must not hold the file while it is migrated.
        drop(conn);
        drop(writer(path)?);
        return reader(path);
    }
    conn.set_prepared_statement_cache_capacity(KEPT_STATEMENTS);
    Ok(conn)
}

/// Makes a fresh connection fit for writing. The version is looked at before anything is written.
fn prepare(conn: &mut Connection, path: &Path) -> Result<(), Fault> {
    // Closing the last connection moves the log into the file: not into one that is to be left alone.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    refuse_newer(version(conn)?, path)?;
    refuse_damaged(conn)?;
    conn.execute_batch(include_str!("../sql/connection.sql"))?;
    log::refuse_damaged(conn, &log_of(path))?;
    migrate(conn, path)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    // Beside a partial index, SQLite would prepare a kept statement anew for each value that is bound.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(KEPT_STATEMENTS);
    Ok(())
}

/// Brings the schema up to date, in one transaction.
fn migrate(conn: &mut Connection, path: &Path) -> Result<(), Fault> {
    if version(conn)? == SCHEMA_VERSION {
        return Ok(());
    }
    // A table that others refer to is replaced by dropping it. What refers to it is looked at before the commit.
    conn.pragma_update(None, "foreign_keys", false)?;
    let done = migrate_in_one(conn, path);
    conn.pragma_update(None, "foreign_keys", true)?;
    done
}

fn migrate_in_one(conn: &mut Connection, path: &Path) -> Result<(), Fault> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Again, now that nobody else can migrate it meanwhile.
    let found = version(&transaction)?;
    refuse_newer(found, path)?;
    for migration in MIGRATIONS.iter().skip(found as usize) {
        transaction.execute_batch(migration)?;
    }
    if found < SEALED_SINCE {
        run::all(&transaction)?.iter().try_for_each(|run| seal::run(&transaction, run.id))?;
    }
    if found < SCHEMA_VERSION {
        transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    }
    if transaction.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(Fault::Damaged("rows refer to others that are not there".to_owned()));
    }
    Ok(transaction.commit()?)
}

/// A ledger of the present schema with nothing in it, in memory: what another is compared with.
pub(crate) fn empty() -> rusqlite::Result<Connection> {
    let conn = Connection::open_in_memory()?;
    MIGRATIONS.iter().try_for_each(|migration| conn.execute_batch(migration))?;
    Ok(conn)
}

/// Moves the log into the file if it has grown long. Left to itself, SQLite does so after a commit and keeps it to
/// itself when that fails, with a log that grows for ever. Before a commit, there is one to refuse.
pub(crate) fn move_long_log(conn: &Connection) -> rusqlite::Result<()> {
    const LENGTH: &str = "PRAGMA wal_checkpoint(NOOP)";
    const MOVE: &str = "PRAGMA wal_checkpoint(PASSIVE)";
    let mut counts = conn.prepare_cached(LENGTH)?;
    let (length, moved): (i64, i64) = counts.query_row([], |row| Ok((row.get(1)?, row.get(2)?)))?;
    // A reader may hold the rest of the log back; that is no failure.
    if length - moved >= LOG_PAGES { conn.query_row(MOVE, [], |_counts| Ok(())) } else { Ok(()) }
}

fn version(conn: &Connection) -> rusqlite::Result<u32> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn refuse_newer(found: u32, path: &Path) -> Result<(), Error> {
    if found > SCHEMA_VERSION {
        return Err(Error::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
    }
    Ok(())
}

/// Looks at the structure and at the constraints of the whole file, if that is quickly done.
fn refuse_damaged(conn: &Connection) -> Result<(), Fault> {
    const SIZE: &str = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    if conn.query_row(SIZE, [], |row| row.get::<_, i64>(0))? > CHECKED_WHOLE {
        return Ok(());
    }
    let check = || conn.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    if check()? == "ok" {
        return Ok(());
    }
    // The check gives a disk that cannot be read out as damage. Reading each page tells the two apart.
    conn.query_row("SELECT count(*) FROM dbstat", [], |_count| Ok(()))?;
    let found = check()?;
    if found == "ok" { Ok(()) } else { Err(Fault::Damaged(found)) }
}

/// SQLite deletes a log whose database is empty or gone. For a ledger that is damage: the log may hold the last
/// steps, and it is never begun before the file has its first page.
fn refuse_orphaned_log(path: &Path) -> Result<(), Error> {
    let log = log_of(path);
    if length(path)? == 0 && length(&log)? > 0 {
        let detail = format!("it is empty or gone, but its log {} is there", log.display());
        return Err(Error::Corrupt { path: path.to_owned(), detail });
    }
    Ok(())
}

pub(crate) fn log_of(path: &Path) -> PathBuf {
    let mut log = OsString::from(path);
    log.push("-wal");
    PathBuf::from(log)
}

/// The length of a file in bytes; 0 if there is none.
pub(crate) fn length(path: &Path) -> Result<u64, Error> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(source) => Err(Error::Reach { path: path.to_owned(), source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_the_files_in_order_without_gaps() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sql/migrations");
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
        assert_eq!(texts, MIGRATIONS);
        for (index, file) in files.iter().enumerate() {
            let name = file.file_name().unwrap().to_str().unwrap();
            assert_eq!(name.get(..5), Some(format!("{:04}_", index + 1).as_str()), "{name}");
        }
    }

    #[test]
    fn the_sqlite_that_runs_is_the_one_that_was_checked() {
        assert_eq!(rusqlite::version_number(), rusqlite::ffi::SQLITE_VERSION_NUMBER);
    }
}
