//! The table `prompt_parts`: what a model read, in parts, each text kept once.

use std::collections::BTreeMap;

use kinglet_domain::evidence::RunId;
use kinglet_domain::unit::Tokens;
use rusqlite::{Connection, Row, named_params};

use crate::blob;
use crate::episode::EpisodeId;
use crate::error::Fault;
use crate::row::damaged;

pub(crate) const INSERT: &str = "
    INSERT INTO prompt_parts (run, episode, position, name, tokens, hash)
    VALUES (:run, :episode, :position, :name, :tokens, :hash)";
const OF_RUN: &str = "
    SELECT episode, name, tokens FROM prompt_parts WHERE run = :run ORDER BY episode, position";
const OF_EPISODE: &str = "
    SELECT name, tokens, prompt_parts.hash AS hash, bytes, encoding
    FROM prompt_parts LEFT JOIN blobs ON blobs.hash = prompt_parts.hash
    WHERE run = :run AND episode = :episode ORDER BY position";

/// A part of a prompt. The prompt is exactly the texts of its parts, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it holds, by its short name; not empty.
    pub name: String,
    /// How long it is.
    pub tokens: Tokens,
    /// Exactly what the model read, line breaks at its end included.
    pub text: String,
}

/// A part of a prompt without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionSize {
    /// What it holds, by its short name.
    pub name: String,
    /// How long it is.
    pub tokens: Tokens,
}

impl SectionSize {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self { name: row.get("name")?, tokens: Tokens(row.get("tokens")?) })
    }
}

/// The hash of a prompt, which is that of its parts one after the other.
pub(crate) fn hash(sections: &[Section]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for section in sections {
        hasher.update(section.text.as_bytes());
    }
    hasher.finalize()
}

pub(crate) fn insert(
    conn: &Connection,
    run: RunId,
    episode: EpisodeId,
    sections: &[Section],
) -> Result<(), Fault> {
    let mut statement = conn.prepare_cached(INSERT)?;
    for (position, section) in (1_u32..).zip(sections) {
        statement.execute(named_params! {
            ":run": run.0,
            ":episode": episode.0,
            ":position": position,
            ":name": section.name,
            ":tokens": section.tokens.0,
            ":hash": blob::put(conn, section.text.as_bytes())?,
        })?;
    }
    Ok(())
}

/// Names and sizes of the parts of all prompts of a run.
pub(crate) fn sizes(conn: &Connection, run: RunId) -> Result<BTreeMap<EpisodeId, Vec<SectionSize>>, Fault> {
    let mut all = BTreeMap::<_, Vec<_>>::new();
    let mut statement = conn.prepare_cached(OF_RUN)?;
    let mut rows = statement.query(named_params! { ":run": run.0 })?;
    while let Some(row) = rows.next()? {
        all.entry(EpisodeId(row.get("episode")?)).or_default().push(SectionSize::from_row(row)?);
    }
    Ok(all)
}

/// The parts of one prompt.
pub(crate) fn of_episode(conn: &Connection, run: RunId, episode: EpisodeId) -> Result<Vec<Section>, Fault> {
    let mut statement = conn.prepare_cached(OF_EPISODE)?;
    let key = named_params! { ":run": run.0, ":episode": episode.0 };
    let section = |row: &Row<'_>| {
        let SectionSize { name, tokens } = SectionSize::from_row(row)?;
        let bytes = blob::read(row, "bytes", "encoding", row.get("hash")?)?;
        let text = String::from_utf8(bytes).map_err(|error| damaged("bytes", error))?;
        Ok(Section { name, tokens, text })
    };
    statement.query_and_then(key, section)?.collect()
}
