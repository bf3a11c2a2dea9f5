//! Takes the wanted symbol out of the code of a reply.

use kinglet_domain::language::Language;
use kinglet_syntax::{Source, Symbol};

use crate::error::Error;

/// What was found.
pub(crate) struct Taken {
    pub(crate) text: String,
    /// Whether the code held more than the symbol.
    pub(crate) had_more: bool,
}

/// Takes a symbol out of a piece of code.
///
/// - `name`: qualified; the code may hold the whole class or just the method, at any indentation.
/// - `Ok(None)`: the code does not define it.
pub(crate) fn take(language: Language, code: &str, name: &str) -> Result<Option<Taken>, Error> {
    let code = dedent(code);
    // Where a frame does not fit, a symbol may be found without its modifiers: that is the last resort.
    let mut unfit = None;
    for (before, after) in frames(language, name) {
        let framed = format!("{before}{code}{after}");
        let source = Source::parse(language, &framed);
        let symbols = source.symbols();
        let wanted = choose(&symbols, name)?;
        if let Some(symbol) = wanted {
            let text = with_indentation(&framed, symbol);
            let had_more = text.trim().len() < code.trim().len();
            let taken = Taken { text, had_more };
            if source.errors().is_empty() {
                return Ok(Some(taken));
            }
            unfit.get_or_insert(taken);
        }
    }
    Ok(unfit)
}

/// What can be put around a piece of code so that it parses: a JavaScript method is nothing outside a class, PHP
/// nothing without its tag.
fn frames(language: Language, name: &str) -> Vec<(&'static str, &'static str)> {
    // The frames have no name that could be mistaken for another symbol's.
    let class = match language {
        Language::JavaScript | Language::TypeScript | Language::Tsx | Language::Java | Language::CSharp => {
            Some(("class _ {\n", "\n}"))
        }
        Language::Cpp => Some(("class _ {\n", "\n};")),
        Language::Swift => Some(("extension _ {\n", "\n}")),
        Language::Php => Some(("<?php\nclass _ {\n", "\n}")),
        _ => None,
    };
    let mut frames = vec![("", "")];
    if language == Language::Php {
        frames.push(("<?php\n", ""));
    }
    frames.extend(class.filter(|_| name.contains('.')));
    frames
}

/// The symbol with the wanted name: by its qualified name if the code has it, else by its short one.
fn choose<'s>(symbols: &'s [Symbol], name: &str) -> Result<Option<&'s Symbol>, Error> {
    let short = name.rsplit('.').next().unwrap_or(name);
    let exact: Vec<&Symbol> = symbols.iter().filter(|symbol| symbol.name == name).collect();
    let found = if exact.is_empty() {
        symbols.iter().filter(|symbol| symbol.short_name() == short).collect()
    } else {
        exact
    };
    match found.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only)),
        _ => Err(Error::Ambiguous { wanted: name.to_owned() }),
    }
}

fn with_indentation(text: &str, symbol: &Symbol) -> String {
    let before = text.get(..symbol.span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let indentation = if line.trim().is_empty() { line } else { "" };
    format!("{indentation}{}", text.get(symbol.span.clone()).unwrap_or_default())
}

/// Takes away the indentation that all lines share.
pub(crate) fn dedent(text: &str) -> String {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let filled = || text.lines().filter(|line| !line.trim().is_empty());
    let Some(margin) = filled().map(indentation).min() else { return text.to_owned() };
    text.lines().map(|line| line.get(margin..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}
