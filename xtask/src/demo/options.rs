//! What is to be shown, as the command line says it.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::examples::{EXAMPLES, Example};
use crate::usage;

/// What the arguments ask for.
#[derive(Debug)]
pub(super) enum Wanted {
    Help,
    Demo(Demo),
}

/// What is to be shown.
#[derive(Debug)]
pub(super) struct Demo {
    pub(super) example: &'static Example,
    /// Where the copy goes; among the system's temporary files if not given.
    pub(super) folder: Option<PathBuf>,
    size: Size,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    Default,
    Small,
}

impl Demo {
    /// The model's name in kinglet's catalogue.
    pub(super) fn model(&self) -> &'static str {
        match self.size {
            Size::Default => "qwen2.5-coder-1.5b",
            Size::Small => "qwen2.5-coder-0.5b",
        }
    }

    /// How much there is to be fetched.
    pub(super) fn model_size(&self) -> &'static str {
        match self.size {
            Size::Default => "1.1 GB",
            Size::Small => "0.5 GB",
        }
    }
}

pub(super) fn help() -> String {
    let examples: Vec<String> =
        EXAMPLES.iter().map(|example| format!("  {:20} {}", example.name, example.check)).collect();
    format!(
        "Builds kinglet, fetches its model and lets it repair a bug in a copy of an example project.\n\
         Usage: cargo xtask demo [EXAMPLE] [--small] [--keep FOLDER]\n\n\
         It installs what is missing (system packages through apt-get, as root or through sudo) and shows each command.\n\
         It ends with kinglet's exit code.\n\n\
         \x20 --small         take the model of 0.5 GB, for machines with less than 4 GB of memory\n\
         \x20 --keep FOLDER   put the copy there instead of among the system's temporary files\n\n\
         Examples, the first if none is named, and their checks:\n{}",
        examples.join("\n")
    )
}

pub(super) fn parse(arguments: &[String]) -> Result<Wanted> {
    let mut example = None;
    let mut demo =
        Demo { example: EXAMPLES.first().context("there is no example")?, folder: None, size: Size::Default };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--help" | "-h" => return Ok(Wanted::Help),
            "--small" => demo.size = Size::Small,
            "--keep" => {
                let folder =
                    words.next().ok_or_else(|| usage::wrong("`--keep` needs a folder".to_owned()))?;
                demo.folder = Some(PathBuf::from(folder));
            }
            name if name.starts_with('-') || example.is_some() => {
                return Err(usage::wrong(format!("`demo` does not understand `{name}`\n{}", help())));
            }
            name => example = Some(named(name)?),
        }
    }
    demo.example = example.unwrap_or(demo.example);
    Ok(Wanted::Demo(demo))
}

fn named(name: &str) -> Result<&'static Example> {
    let names = || EXAMPLES.iter().map(|example| example.name).collect::<Vec<_>>().join(", ");
    let found = EXAMPLES.iter().find(|example| example.name == name);
    found.ok_or_else(|| usage::wrong(format!("there is no example `{name}`; there are {}", names())))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn check(line: &str) -> String {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        match parse(&words) {
            Ok(Wanted::Help) => "help".to_owned(),
            Ok(Wanted::Demo(demo)) => {
                format!("{} with {} in {:?}", demo.example.name, demo.model(), demo.folder)
            }
            Err(error) => error.to_string().lines().next().unwrap().to_owned(),
        }
    }

    #[test]
    fn arguments_are_read() {
        assert_snapshot!(check(""), @"python-invoices with qwen2.5-coder-1.5b in None");
        assert_snapshot!(check("--small go-stock --keep /tmp/x"), @r#"go-stock with qwen2.5-coder-0.5b in Some("/tmp/x")"#);
        assert_snapshot!(check("go-stock --help"), @"help");
    }

    #[test]
    fn arguments_that_make_no_sense_are_refused() {
        assert_snapshot!(check("ruby"), @"there is no example `ruby`; there are python-invoices, rust-meetings, javascript-limiter, go-stock");
        assert_snapshot!(check("--big"), @"`demo` does not understand `--big`");
        assert_snapshot!(check("go-stock rust-meetings"), @"`demo` does not understand `rust-meetings`");
        assert_snapshot!(check("--keep"), @"`--keep` needs a folder");
    }

    #[test]
    fn the_help_lists_the_examples() {
        assert_snapshot!(help(), @"
        Builds kinglet, fetches its model and lets it repair a bug in a copy of an example project.
        Usage: cargo xtask demo [EXAMPLE] [--small] [--keep FOLDER]

        It installs what is missing (system packages through apt-get, as root or through sudo) and shows each command.
        It ends with kinglet's exit code.

          --small         take the model of 0.5 GB, for machines with less than 4 GB of memory
          --keep FOLDER   put the copy there instead of among the system's temporary files

        Examples, the first if none is named, and their checks:
          python-invoices      python3 -m pytest -q
          rust-meetings        cargo test
          javascript-limiter   node --test
          go-stock             go test ./...
        ");
    }
}
