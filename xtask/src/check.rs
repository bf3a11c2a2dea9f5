//! `cargo xtask check`: everything that must hold before a change is merged.

use std::time::Instant;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::command::Command;
use crate::examples::EXAMPLES;
use crate::screen::{heading, say};
use crate::tools::{self, Tool};
use crate::workspace::Workspace;
use crate::{packages, rules, usage};

const HELP: &str = "\
Checks everything that must hold before a change is merged; all that CI runs.
Usage: cargo xtask check [--fast]

It installs what is missing (system packages through apt-get, as root or through sudo), fetches a model of 100 MB
and compiles everything in the dev profile. The first step that fails ends it.

  --fast   leave out what needs the network or installs something";

/// The model of the tests: too small to edit code, large enough to try the plumbing.
const MODEL: &str = "smollm2-135m";

/// How cargo-deny is asked: the lock file as it is, no network, no page of arrows for each crate.
const DENY: [&str; 4] = ["--locked", "--offline", "check", "--hide-inclusion-graph"];

/// Which steps are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Full,
    Fast,
}

struct Step {
    name: &'static str,
    /// The fewest steps that it is one of.
    extent: Extent,
    run: fn(&Workspace, Extent) -> Result<()>,
    /// What to do if it fails.
    advice: &'static str,
}

/// In this order: the cheapest first, so that most mistakes show within seconds.
const STEPS: &[Step] = &[
    Step {
        name: "tools",
        extent: Extent::Full,
        run: install,
        advice: "install what is named above, or run `cargo xtask check --fast`, which installs nothing",
    },
    Step {
        name: "format",
        extent: Extent::Fast,
        run: |workspace, _| workspace.cargo("fmt --all --check").run_shown(),
        advice: "run `cargo fmt --all`",
    },
    Step {
        name: "rules of the repository",
        extent: Extent::Fast,
        run: |workspace, _| rules::check(workspace),
        advice: "each line says which file to change; the rules are in xtask/src/rules",
    },
    Step {
        name: "examples fail as delivered",
        extent: Extent::Fast,
        run: examples,
        advice: "an example is there to be repaired: its tests run, and at least one fails",
    },
    Step {
        name: "clippy",
        extent: Extent::Fast,
        run: |workspace, _| clippy(workspace),
        advice: "repair what clippy names; `cargo clippy --fix` repairs some of it",
    },
    Step {
        name: "build",
        extent: Extent::Fast,
        run: |workspace, _| workspace.cargo("build --locked --workspace").run_shown(),
        advice: "if llama.cpp does not compile: it needs cmake, a C++ compiler and libclang",
    },
    Step {
        name: "model of the tests",
        extent: Extent::Full,
        run: |workspace, _| kinglet(workspace).with(["models", "pull", MODEL]).run_shown(),
        advice: "the message above names each source that was tried; one of them must be within reach",
    },
    Step {
        name: "tests",
        extent: Extent::Fast,
        run: tests,
        advice: "run the failing test alone: cargo test -p CRATE NAME; \
                 `cargo insta review` shows what changed in snapshots",
    },
    Step {
        name: "real language servers",
        extent: Extent::Full,
        run: |workspace, _| language_servers(workspace),
        advice: "cargo run -p kinglet-lsp --example real_servers tries out all servers of this machine",
    },
    Step {
        name: "documentation",
        extent: Extent::Fast,
        run: |workspace, _| {
            let document = workspace.cargo("doc --locked --no-deps --workspace");
            document.variable("RUSTDOCFLAGS", "-D warnings").run_shown()
        },
        advice: "repair what rustdoc names",
    },
    Step {
        name: "dependencies",
        extent: Extent::Fast,
        run: dependencies,
        advice: "deny.toml says what is allowed, and why; `cargo tree --invert CRATE` shows who brings it in",
    },
    Step {
        name: "security advisories",
        extent: Extent::Full,
        run: |workspace, _| advisories(workspace),
        advice: "`cargo update -p CRATE`, or an exception in deny.toml with a reason and what ends it",
    },
];

/// Takes the steps that the arguments ask for.
///
/// # Errors
/// What the first step that failed said, with what to do.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let extent = match arguments {
        [] => Extent::Full,
        [only] if only == "--fast" => Extent::Fast,
        [only] if only == "--help" || only == "-h" => {
            say(HELP);
            return Ok(());
        }
        _ => {
            return Err(usage::wrong(format!(
                "`check` does not understand `{}`\n{HELP}",
                arguments.join(" ")
            )));
        }
    };
    let workspace = Workspace::read()?;
    let start = Instant::now();
    let steps: Vec<&Step> =
        STEPS.iter().filter(|step| extent == Extent::Full || step.extent == extent).collect();
    for (number, step) in steps.iter().enumerate() {
        heading(&format!("{} of {}: {}", number + 1, steps.len(), step.name));
        take(step, &workspace, extent)?;
    }
    say(&format!("\neverything holds ({})", seconds(start)));
    Ok(())
}

fn take(step: &Step, workspace: &Workspace, extent: Extent) -> Result<()> {
    let start = Instant::now();
    if let Err(error) = (step.run)(workspace, extent) {
        let Step { name, advice, .. } = step;
        bail!("the step `{name}` failed after {}: {error:#}\nWhat to do: {advice}", seconds(start));
    }
    say(&format!("ok ({})", seconds(start)));
    Ok(())
}

fn install(workspace: &Workspace, _: Extent) -> Result<()> {
    let mut wanted = tools::BUILD.to_vec();
    wanted.extend([Tool::Rustfmt, Tool::Clippy, Tool::CargoDeny]);
    for tool in EXAMPLES.iter().flat_map(|example| example.tools) {
        if !wanted.contains(tool) {
            wanted.push(*tool);
        }
    }
    tools::ensure(&wanted, workspace)
}

fn examples(workspace: &Workspace, extent: Extent) -> Result<()> {
    for example in EXAMPLES {
        let lacks_a_tool = || example.tools.iter().any(|tool| !tools::is_here(*tool, workspace));
        if extent == Extent::Fast && lacks_a_tool() {
            say(&format!("{}: left out, its tools are not here", example.name));
            continue;
        }
        example.fails_as_delivered(&workspace.root)?;
        say(&format!("{}: `{}` fails, as it should", example.name, example.check));
    }
    Ok(())
}

/// Also of a kinglet without llama.cpp, which nothing else compiles.
fn clippy(workspace: &Workspace) -> Result<()> {
    for what in ["--workspace", "--package kinglet-cli --no-default-features"] {
        let clippy = workspace.cargo(&format!("clippy --locked --all-targets {what}"));
        clippy.with(["--", "-D", "warnings"]).run_shown()?;
    }
    Ok(())
}

fn tests(workspace: &Workspace, extent: Extent) -> Result<()> {
    if extent == Extent::Full {
        packages::install(workspace)?;
    }
    let test = |which: &str| {
        let test = workspace.cargo(&format!("test --locked {which}"));
        match packages::typescript(workspace) {
            Some(compiler) => test.variable("KINGLET_TSC", compiler).run_shown(),
            None => test.run_shown(),
        }
    };
    if extent == Extent::Full || model_is_here(workspace)? {
        return test("--workspace");
    }
    say(&format!(
        "those of llama.cpp are left out: the model {MODEL} is not here; a check without --fast fetches it"
    ));
    test("--workspace --exclude kinglet-model")?;
    test("--package kinglet-model --no-default-features")
}

fn language_servers(workspace: &Workspace) -> Result<()> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path =
        std::env::join_paths(packages::folders(workspace).into_iter().chain(std::env::split_paths(&path)))?;
    // With all packages, as the tests were: for one alone, its dependencies would be built anew with fewer features.
    workspace.cargo("build --locked --workspace --example real_servers").run_shown()?;
    let tried = Command::new(workspace.target.join("debug/examples/real_servers"));
    let tried = tried.with(["ty", "clangd", "typescript-language-server"]);
    let has_own = || Command::parse("rust-analyzer --version").works();
    // It is a component of the toolchain: where rustup did not bring that, the system's packages decide.
    if !has_own() && Command::parse("rustup --version").works() {
        let add = Command::parse("rustup component add rust-analyzer");
        if let Err(error) = add.run_shown() {
            say(&format!("rust-analyzer is left out: {error:#}"));
        }
    }
    let has_gopls = packages::has(workspace, "gopls");
    let tried = tried.with(has_own().then_some("rust-analyzer")).with(has_gopls.then_some("gopls"));
    tried.variable("PATH", path).run_shown()
}

fn model_is_here(workspace: &Workspace) -> Result<bool> {
    let listed = kinglet(workspace).with(["models", "list", "--json"]).stdout()?;
    let models: Vec<Value> = listed.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    Ok(models.iter().any(|model| model["name"] == MODEL && model["present"] == true))
}

/// The kinglet that the step `build` leaves behind.
fn kinglet(workspace: &Workspace) -> Command {
    Command::new(workspace.kinglet("debug"))
}

fn dependencies(workspace: &Workspace, extent: Extent) -> Result<()> {
    if extent == Extent::Fast && !tools::is_here(Tool::CargoDeny, workspace) {
        say("left out, cargo-deny is not here");
        return Ok(());
    }
    // It looks at the crates of all systems, and building fetched those of this one.
    workspace.cargo("fetch --locked --quiet").run_shown()?;
    tools::cargo_deny(workspace).with(DENY).with(["bans", "licenses", "sources"]).run_shown()
}

/// The one step that another project's server can keep from being taken: this repository is no worse for that.
fn advisories(workspace: &Workspace) -> Result<()> {
    let deny = tools::cargo_deny(workspace);
    let fetch = deny.clone().with(["fetch", "db"]).read()?;
    if fetch.code != Some(0) {
        say(&format!("left out, the database of advisories is out of reach:\n{}", fetch.stderr.trim()));
        return Ok(());
    }
    deny.with(DENY).with(["advisories"]).run_shown()
}

fn seconds(since: Instant) -> String {
    format!("{:.1} s", since.elapsed().as_secs_f64())
}
