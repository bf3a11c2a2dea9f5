//! Asking for evidence: by predicate, not by scrolling.

use std::iter::Peekable;
use std::num::NonZeroU32;
use std::str::Chars;

use kinglet_domain::evidence::{EvidenceId, Kind, Origin, RunId, Status, UnknownName};

use crate::plan::NodeId;

/// Which evidence is wanted. A field that is `None` or empty does not narrow it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Of this run.
    pub run: Option<RunId>,
    /// The piece with this id.
    pub id: Option<EvidenceId>,
    /// Found out for this node of the plan.
    pub node: Option<NodeId>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Observed by this party.
    pub origin: Option<Origin>,
    /// With this result.
    pub status: Option<Status>,
    /// About this: the subject is this text, or a list of paths (`a.rs, src/b.rs`) of which one is this path or lies
    /// beneath it. A slash at its end makes no difference.
    pub subject: Option<String>,
    /// Recorded after this piece.
    pub since: Option<EvidenceId>,
    /// The newest so many, of those that fulfil the rest.
    pub last: Option<NonZeroU32>,
    /// Each of these stands in the subject, the summary or the content, in upper or lower case.
    pub words: Vec<String>,
}

/// Why a text is not a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No such key.
    #[error(
        "`{key}:` is not a known key; known are run, id, node, kind, origin, status, subject, since, last; \
         put words with a colon in double quotes"
    )]
    UnknownKey {
        /// What was given.
        key: String,
    },
    /// The key stands there twice.
    #[error("`{key}:` is given twice; give it once")]
    Repeated {
        /// The key.
        key: String,
    },
    /// The value is not of the key's type.
    #[error("`{key}:{value}` does not say which; write {example}")]
    Value {
        /// The key.
        key: String,
        /// What was given.
        value: String,
        /// What would be right.
        example: &'static str,
    },
    /// The value is not one of the key's names.
    #[error(transparent)]
    Name(#[from] UnknownName),
    /// A double quote without its other half.
    #[error("a double quote is not closed; add the second one")]
    OpenQuote,
}

impl Query {
    /// Reads a query as people type it: `kind:test_result status:failed last:1 free words`.
    ///
    /// - `key:value` narrows the result; the keys are the fields' names. `run:R3` and `run:3` are the same, and so
    ///   are `node:N3` and `node:3`, `since:E31` and `since:31`.
    /// - Anything else is a word to look for.
    /// - Double quotes keep spaces together (`subject:"a b.rs"`), and make a word of what has a colon.
    ///
    /// # Errors
    /// [`Error`] if a key is unknown or repeated, a value does not fit its key, or a quote is not closed.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut query = Self::default();
        let mut rest = text.chars().peekable();
        while let Some(term) = next_term(&mut rest)? {
            match term {
                Term::Word(word) => query.words.push(word),
                Term::Pair(key, value) => query.narrow(&key, value)?,
            }
        }
        Ok(query)
    }

    /// Sets the field that a key names.
    fn narrow(&mut self, key: &str, value: String) -> Result<(), Error> {
        match key {
            "run" => set(&mut self.run, key, RunId(numbered(key, value, ['R', 'r'], "run:R3")?.get())),
            "id" => set(&mut self.id, key, EvidenceId(numbered(key, value, ['E', 'e'], "id:E31")?.get())),
            "node" => set(&mut self.node, key, NodeId(numbered(key, value, ['N', 'n'], "node:N3")?.get())),
            "kind" => set(&mut self.kind, key, value.parse()?),
            "origin" => set(&mut self.origin, key, value.parse()?),
            "status" => set(&mut self.status, key, value.parse()?),
            "subject" if value.is_empty() => Err(wrong(key, value, "subject:src/lib.rs")),
            "subject" => set(&mut self.subject, key, value),
            "since" => {
                set(&mut self.since, key, EvidenceId(numbered(key, value, ['E', 'e'], "since:E31")?.get()))
            }
            "last" => set(&mut self.last, key, numbered(key, value, [], "last:1")?),
            _ => Err(Error::UnknownKey { key: key.to_owned() }),
        }
    }
}

fn set<T>(field: &mut Option<T>, key: &str, value: T) -> Result<(), Error> {
    match field.replace(value) {
        None => Ok(()),
        Some(_) => Err(Error::Repeated { key: key.to_owned() }),
    }
}

/// Reads a number from 1 on, with or without one of the letters before it.
fn numbered<const N: usize>(
    key: &str,
    value: String,
    letters: [char; N],
    example: &'static str,
) -> Result<NonZeroU32, Error> {
    let digits = value.strip_prefix(letters).unwrap_or(&value);
    digits.parse().map_err(|_not_a_number| wrong(key, value, example))
}

fn wrong(key: &str, value: String, example: &'static str) -> Error {
    Error::Value { key: key.to_owned(), value, example }
}

/// A part of a query's text.
enum Term {
    /// What is looked for.
    Word(String),
    /// `key:value`.
    Pair(String, String),
}

/// Takes the next term; `None` at the end. A colon outside quotes makes a pair of it, if a name stands before it.
fn next_term(rest: &mut Peekable<Chars<'_>>) -> Result<Option<Term>, Error> {
    while rest.next_if(|char| char.is_whitespace()).is_some() {}
    if rest.peek().is_none() {
        return Ok(None);
    }
    let mut key = None;
    let mut text = String::new();
    let mut is_name = true;
    while let Some(char) = rest.next_if(|char| !char.is_whitespace()) {
        match char {
            '"' => {
                is_name = false;
                quoted(rest, &mut text)?;
            }
            ':' if is_name && !text.is_empty() && key.is_none() => key = Some(std::mem::take(&mut text)),
            other => {
                is_name &= other.is_ascii_alphabetic() || other == '_';
                text.push(other);
            }
        }
    }
    Ok(Some(match key {
        Some(key) => Term::Pair(key, text),
        None => Term::Word(text),
    }))
}

/// Takes what is left of a quoted text, and the quote that closes it.
fn quoted(rest: &mut Peekable<Chars<'_>>, text: &mut String) -> Result<(), Error> {
    for char in rest {
        if char == '"' {
            return Ok(());
        }
        text.push(char);
    }
    Err(Error::OpenQuote)
}
