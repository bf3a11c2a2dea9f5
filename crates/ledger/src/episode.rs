//! The table `episodes`: the calls of the model, with all that went in and came out.

use std::fmt;
use std::time::Duration;

use kinglet_domain::evidence::RunId;
use kinglet_domain::model::{Finish, Sampling, Usage};
use kinglet_domain::unit::Tokens;
use rusqlite::{Connection, Row, named_params};

use crate::error::Fault;
use crate::prompt::{self, Section, SectionSize};
use crate::row::{Names, damaged, json, name_of, named, verify};
use crate::step::Seq;

pub(crate) const INSERT: &str = "
    INSERT INTO episodes (run, number, seq, role, about, model, backend, finish, temperature, top_p, seed,
        prompt_tokens, cached_tokens, generated_tokens, prompt_ms, generate_ms, wall_ms,
        repairs, action, prompt_hash, reply)
    VALUES (:run, :number, :seq, :role, :about, :model, :backend, :finish, :temperature, :top_p, :seed,
        :prompt_tokens, :cached_tokens, :generated_tokens, :prompt_ms, :generate_ms, :wall_ms,
        :repairs, :action, :prompt_hash, :reply)";
const COUNT: &str = "SELECT coalesce(max(number), 0) FROM episodes WHERE run = :run";
const OF_RUN: &str = "
    SELECT number, seq, role, about, model, backend, finish, temperature, top_p, seed,
        prompt_tokens, cached_tokens, generated_tokens, prompt_ms, generate_ms, wall_ms,
        repairs, action, reply
    FROM episodes WHERE run = :run ORDER BY number";
const ONE: &str = "SELECT * FROM episodes WHERE run = :run AND number = :number";

/// A model call's number within its run, counted from 1 without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpisodeId(pub u32);

impl fmt::Display for EpisodeId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

const FINISHES: &Names<Finish> =
    &[(Finish::Stop, "stop"), (Finish::Early, "early"), (Finish::Length, "length")];

/// A model call that is about to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEpisode {
    /// The role in which the model was asked; not empty.
    pub role: String,
    /// What it was asked about.
    pub about: String,
    /// The name of the model that answered; a resumed run may have another.
    pub model: String,
    /// What served the model: `embedded`, or the server's address.
    pub backend: String,
    /// Exactly what it read, in parts, in order.
    pub sections: Vec<Section>,
    /// Exactly what it wrote.
    pub reply: String,
    /// What was understood, as JSON; `None` if nothing was.
    pub action: Option<String>,
    /// What had to be mended in the reply's form.
    pub repairs: Vec<String>,
    /// Why the reply ended.
    pub finish: Finish,
    /// How it was sampled.
    pub sampling: Sampling,
    /// What it cost, as far as the backend tells.
    pub usage: Usage,
    /// How long it took; kept in whole milliseconds.
    pub wall: Duration,
}

/// A model call as it was recorded, but for the prompt.
#[derive(Debug, Clone, PartialEq)]
pub struct EpisodeRow {
    /// Its number.
    pub number: EpisodeId,
    /// The step that committed it.
    pub seq: Seq,
    /// The role in which the model was asked.
    pub role: String,
    /// What it was asked about.
    pub about: String,
    /// The name of the model that answered; a resumed run may have another.
    pub model: String,
    /// What served the model: `embedded`, or the server's address.
    pub backend: String,
    /// What the prompt consists of, in order.
    pub sections: Vec<SectionSize>,
    /// Exactly what it wrote.
    pub reply: String,
    /// What was understood, as JSON; `None` if nothing was.
    pub action: Option<String>,
    /// What had to be mended in the reply's form.
    pub repairs: Vec<String>,
    /// Why the reply ended.
    pub finish: Finish,
    /// How it was sampled.
    pub sampling: Sampling,
    /// What it cost, as far as the backend tells.
    pub usage: Usage,
    /// How long it took.
    pub wall: Duration,
}

/// A model call as it was recorded, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct FullEpisode {
    /// Everything but the prompt.
    pub row: EpisodeRow,
    /// Exactly what the model read.
    pub prompt: String,
}

impl EpisodeRow {
    fn from_row(row: &Row<'_>, sections: Vec<SectionSize>) -> Result<Self, Fault> {
        let tokens = |column| Ok::<_, Fault>(row.get::<_, Option<u32>>(column)?.map(Tokens));
        let wall_ms: i64 = row.get("wall_ms")?;
        Ok(Self {
            number: EpisodeId(row.get("number")?),
            seq: Seq(row.get("seq")?),
            role: row.get("role")?,
            about: row.get("about")?,
            model: row.get("model")?,
            backend: row.get("backend")?,
            sections,
            reply: row.get("reply")?,
            action: row.get("action")?,
            repairs: json(row, "repairs")?,
            finish: named(FINISHES, row, "finish")?,
            sampling: Sampling {
                temperature: row.get("temperature")?,
                top_p: row.get("top_p")?,
                seed: row.get("seed")?,
            },
            usage: Usage {
                prompt: tokens("prompt_tokens")?,
                cached: tokens("cached_tokens")?,
                generated: tokens("generated_tokens")?,
                prompt_ms: row.get("prompt_ms")?,
                generate_ms: row.get("generate_ms")?,
            },
            wall: Duration::from_millis(u64::try_from(wall_ms).map_err(|error| damaged("wall_ms", error))?),
        })
    }
}

impl FullEpisode {
    fn from_row(row: &Row<'_>, sections: Vec<Section>) -> Result<Self, Fault> {
        let prompt: String = sections.iter().map(|section| section.text.as_str()).collect();
        verify("prompt_hash", prompt.as_bytes(), row.get("prompt_hash")?)?;
        let size = |Section { name, tokens, text: _ }| SectionSize { name, tokens };
        Ok(Self { row: EpisodeRow::from_row(row, sections.into_iter().map(size).collect())?, prompt })
    }
}

/// Records a model call and returns its number.
pub(crate) fn insert(
    conn: &Connection,
    run: RunId,
    seq: Seq,
    episode: &NewEpisode,
) -> Result<EpisodeId, Fault> {
    let number = EpisodeId(count(conn, run)?.saturating_add(1));
    let (sampling, usage) = (&episode.sampling, &episode.usage);
    conn.prepare_cached(INSERT)?.execute(named_params! {
        ":run": run.0,
        ":number": number.0,
        ":seq": seq.0,
        ":role": episode.role,
        ":about": episode.about,
        ":model": episode.model,
        ":backend": episode.backend,
        ":finish": name_of(FINISHES, episode.finish),
        ":temperature": sampling.temperature,
        ":top_p": sampling.top_p,
        ":seed": sampling.seed,
        ":prompt_tokens": usage.prompt.map(|tokens| tokens.0),
        ":cached_tokens": usage.cached.map(|tokens| tokens.0),
        ":generated_tokens": usage.generated.map(|tokens| tokens.0),
        ":prompt_ms": usage.prompt_ms,
        ":generate_ms": usage.generate_ms,
        // Longer than the universe has lasted: what does not fit may well be cut.
        ":wall_ms": i64::try_from(episode.wall.as_millis()).unwrap_or(i64::MAX),
        ":repairs": to_json(&episode.repairs)?,
        ":action": episode.action,
        ":prompt_hash": prompt::hash(&episode.sections).as_bytes(),
        ":reply": episode.reply,
    })?;
    prompt::insert(conn, run, number, &episode.sections)?;
    Ok(number)
}

/// How many model calls a run made.
pub(crate) fn count(conn: &Connection, run: RunId) -> Result<u32, Fault> {
    Ok(conn.prepare_cached(COUNT)?.query_row(named_params! { ":run": run.0 }, |row| row.get(0))?)
}

/// The number of the last model call of a run; `None` if it made none.
pub(crate) fn latest(conn: &Connection, run: RunId) -> Result<Option<EpisodeId>, Fault> {
    Ok(Some(count(conn, run)?).filter(|count| *count > 0).map(EpisodeId))
}

pub(crate) fn of_run(conn: &Connection, run: RunId) -> Result<Vec<EpisodeRow>, Fault> {
    let mut sizes = prompt::sizes(conn, run)?;
    let with_sections = |row: &Row<'_>| {
        let sections = sizes.remove(&EpisodeId(row.get("number")?)).unwrap_or_default();
        EpisodeRow::from_row(row, sections)
    };
    conn.prepare_cached(OF_RUN)?.query_and_then(named_params! { ":run": run.0 }, with_sections)?.collect()
}

/// One model call, whole; `None` if the run made fewer.
pub(crate) fn one(conn: &Connection, run: RunId, number: EpisodeId) -> Result<Option<FullEpisode>, Fault> {
    let mut statement = conn.prepare_cached(ONE)?;
    let key = named_params! { ":run": run.0, ":number": number.0 };
    let with_prompt = |row: &Row<'_>| FullEpisode::from_row(row, prompt::of_episode(conn, run, number)?);
    statement.query_and_then(key, with_prompt)?.next().transpose()
}

fn to_json(value: &[String]) -> Result<String, Fault> {
    let text = serde_json::to_string(value);
    text.map_err(|error| Fault::Sqlite(rusqlite::Error::ToSqlConversionFailure(Box::new(error))))
}
