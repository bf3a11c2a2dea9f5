//! Checks that never came to the code: the tool, target, script or folder that the command names is not there.

use super::findings::Findings;
use super::output::Output;

/// A form of complaint, by a whole line.
type Form = fn(&str) -> bool;

/// The forms, each with the exit codes of its tool; 2 is also what `make` makes of any other.
const FORMS: [(&[i32], Form); 5] =
    [(&[1, 2], python), (&[2], make), (&[1, 2], shell), (&[1, 2], script), (&[2, 101], cargo)];

/// What the tool said of a check that could not run; `None` if it may have run.
///
/// The complaint must end the output, but for what wrappers add to it, and nothing may look like a test's result: a
/// test may well print such words.
pub(super) fn complaint<'o>(code: i32, findings: &Findings, output: &Output<'o>) -> Option<&'o str> {
    let has_results = findings.passed.or(findings.failed).is_some()
        || findings.failures.iter().any(|failure| !failure.frames.is_empty());
    let mut lines = output.lines.iter().rev().copied().map(str::trim_end).filter(|line| !line.is_empty());
    let says_why = |line: &&str| FORMS.iter().any(|(codes, form)| codes.contains(&code) && form(line));
    let mut last = lines.by_ref().skip_while(|line| is_addition(line) && !says_why(line));
    last.next().filter(says_why).filter(|_| !has_results)
}

/// What is printed below the complaint: by `make` and npm about what they ran, by cargo and bash about what they read.
fn is_addition(line: &str) -> bool {
    let is_make =
        line.split_once(": *** [").is_some_and(|(program, _)| is_program(program, &["make", "gmake"]));
    let is_quote = complains(line, SHELLS).is_some_and(|said| said.starts_with('`'));
    is_make
        || is_quote
        || line.starts_with("npm error")
        || line.starts_with("npm ERR!")
        || line.starts_with("help: ")
}

/// `/usr/bin/python3: No module named pytest`, as `python3 -m` says it, or a script that is not there.
fn python(line: &str) -> bool {
    let Some((program, said)) = line.split_once(": ") else { return false };
    let is_module = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    is_program(program, &["python", "pypy"])
        && (said.strip_prefix("No module named ").is_some_and(is_module)
            || (said.starts_with("can't open file ") && said.ends_with("No such file or directory")))
}

/// `make: *** No rule to make target 'test'.  Stop.`, but not of a file that a target needs.
fn make(line: &str) -> bool {
    let Some((program, said)) = line.split_once(": *** ") else { return false };
    let is_absent = said.starts_with("No rule to make target ") && !said.contains("needed by")
        || said.starts_with("No targets specified")
        || said.ends_with(": No such file or directory.  Stop.");
    is_program(program, &["make", "gmake"]) && is_absent && said.ends_with("Stop.")
}

const SHELLS: &[&str] = &["sh", "bash", "dash", "ash", "ksh"];

/// dash: `sh: 1: Syntax error: …`, `sh: 1: cd: can't cd to x`; bash: `bash: -c: line 1: syntax error …`.
fn shell(line: &str) -> bool {
    complains(line, SHELLS).is_some_and(|said| {
        ["Syntax error: ", "syntax error", "unexpected EOF while looking for", "cd: ", "cannot open "]
            .iter()
            .any(|beginning| said.starts_with(beginning))
    })
}

/// `npm error Missing script: "test"`, and the same from pnpm and yarn.
fn script(line: &str) -> bool {
    let npm = line.strip_prefix("npm error ").or_else(|| line.strip_prefix("npm ERR! "));
    let is_npm = npm.is_some_and(|said| {
        said.to_lowercase().starts_with("missing script: ") || said.contains("Could not read package.json: ")
    });
    let is_yarn = line.starts_with("error Command \"") && line.ends_with("\" not found.");
    is_npm || is_yarn || line.trim_start().starts_with("ERR_PNPM_NO_SCRIPT")
}

/// ``error: no such command: `x` ``, or no package at all.
fn cargo(line: &str) -> bool {
    ["error: no such command: `", "error: no such subcommand: `", "error: could not find `Cargo.toml` in `"]
        .iter()
        .any(|beginning| line.starts_with(beginning))
}

/// What one of these shells says, without its name and the line's number.
fn complains<'l>(line: &'l str, shells: &[&str]) -> Option<&'l str> {
    let (program, said) = line.split_once(": ")?;
    let name = program.rsplit('/').next()?;
    let said = said.strip_prefix("-c: ").unwrap_or(said);
    let numbered = said.split_once(": ").filter(|(number, _)| {
        number.strip_prefix("line ").unwrap_or(number).chars().all(|c| c.is_ascii_digit())
    });
    shells.contains(&name).then(|| numbered.map_or(said, |(_, said)| said))
}

/// Whether a path leads to one of these programs, whatever version or level follows its name.
fn is_program(path: &str, names: &[&str]) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '[' | ']'));
    names.contains(&bare)
}
