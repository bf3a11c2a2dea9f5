//! What `kinglet models fit` tells of a model's memory, beside what llama.cpp allocates: its own server, and the model
//! in kinglet's process.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::figure::{Figure, Section};
use super::options::Speed;
use super::server::Server;
use crate::command::Command;
use crate::workspace::Workspace;

const CONTEXTS: [u32; 4] = [2048, 4096, 8192, 16384];

/// Its log goes to standard error; here it is read from standard output.
const JOINED: &str = "exec \"$0\" \"$@\" 2>&1";

/// Bytes, by what they are for.
struct Sizes {
    weights: f64,
    cache: f64,
    compute: f64,
}

pub(super) fn measure(workspace: &Workspace, options: &Speed) -> Result<Section> {
    // How it was compiled changes nothing about the sizes.
    workspace
        .cargo("build --locked -p kinglet-cli -p kinglet-model --bin kinglet --example allocated")
        .run()?;
    let built = workspace.target.join("debug");
    let mut figures = Vec::new();
    for file in &options.models {
        let file = &file.canonicalize().with_context(|| format!("cannot find {}", file.display()))?;
        let name = file.file_stem().unwrap_or_default().display();
        for context in CONTEXTS {
            let told = |by| told(&built.join("kinglet"), file, context, by);
            let served = served(&options.server, file, context)?;
            figures.push(compare(
                &format!("{name}, {context}, llama-server"),
                &told("llama-server")?,
                &served,
            ));
            // In the process, a context is never longer than the model was trained for.
            let here =
                Command::new(built.join("examples/allocated")).with([file]).with([context.to_string()]);
            let here: Value = serde_json::from_str(&here.stdout()?)?;
            if here["window"] == context {
                let here = sizes(&here, &here).context("`allocated` did not tell all sizes")?;
                figures.push(compare(&format!("{name}, {context}, embedded"), &told("kinglet")?, &here));
            }
        }
    }
    let models = " --model FILE.gguf".repeat(options.models.len());
    Ok(Section { name: "fit", command: format!("cargo xtask bench fit{models}"), figures })
}

/// What kinglet tells from the header.
fn told(kinglet: &Path, file: &Path, context: u32, by: &str) -> Result<Sizes> {
    let fit = Command::new(kinglet).with(["models", "fit", "--json", "--by", by]).with([file]);
    // Its exit code is 1 if this machine has too little memory, which is another matter.
    let printed = fit.with(["--context".to_owned(), context.to_string()]).read()?.stdout;
    let printed: Value = serde_json::from_str(&printed).context("`kinglet models fit` told nothing")?;
    sizes(&printed["weights"], &printed["contexts"][0]).context("`kinglet models fit` did not tell all sizes")
}

fn sizes(weights: &Value, context: &Value) -> Option<Sizes> {
    let weights = weights["mapped"].as_f64()? + weights["packed"].as_f64()?;
    Some(Sizes { weights, cache: context["cache"].as_f64()?, compute: context["compute"].as_f64()? })
}

/// What llama.cpp's server allocates, as its log says.
fn served(server: &Path, file: &Path, context: u32) -> Result<Sizes> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let serve =
        Command::new("sh").with(["-c", JOINED]).with([server]).with(["-m".as_ref(), file.as_os_str()]);
    let serve = serve.with(["-np", "1", "--fit", "off", "--device", "none", "--no-warmup", "-lv", "4"]);
    let serve = serve.with(["-c".to_owned(), context.to_string(), "--port".to_owned(), port.to_string()]);
    let said = Server::that_says(&serve, "compute buffer size =")?;
    Ok(Sizes {
        weights: said_of(&said, "model"),
        cache: said_of(&said, "KV") + said_of(&said, "RS"),
        compute: said_of(&said, "compute"),
    })
}

/// The sum of what a log says of one kind of buffer, such as `… CPU KV buffer size =    45.00 MiB`; in bytes.
fn said_of(log: &str, kind: &str) -> f64 {
    let size = |line: &str| {
        let (what, size) = line.split_once(" buffer size =")?;
        let mebibytes: f64 = size.trim().strip_suffix(" MiB")?.parse().ok()?;
        what.ends_with(&format!(" {kind}")).then_some(mebibytes * f64::from(1 << 20))
    };
    log.lines().filter_map(size).sum()
}

/// By how much the worst of the figures is off.
fn compare(what: &str, told: &Sizes, allocated: &Sizes) -> Figure {
    let pairs = [
        ("weights", told.weights, allocated.weights),
        ("keys and values", told.cache, allocated.cache),
        ("computing", told.compute, allocated.compute),
    ];
    let off = |(_, told, allocated): &(&str, f64, f64)| (told - allocated).abs() / allocated * 100.0;
    let worst = pairs.iter().map(off).fold(0.0, f64::max);
    let size = |(name, told, allocated): &(&str, f64, f64)| {
        format!("{name} {:.1} for {:.1}", told / 1e6, allocated / 1e6)
    };
    let sizes: Vec<String> = pairs.iter().map(size).collect();
    Figure::under(format!("{what}: {}", sizes.join(", ")), worst, 3.0, "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_log() {
        let log = "0.1 I llama_kv_cache:        CPU KV buffer size =    45.00 MiB\n\
            0.1 I llama_kv_cache:        CPU KV buffer size =     1.50 MiB\n\
            0.1 I sched_reserve:        CPU compute buffer size =    16.00 MiB\nfile size = 3 MiB\n";
        let sizes = ["KV", "compute", "model"].map(|kind| said_of(log, kind) / f64::from(1 << 20));
        insta::assert_debug_snapshot!(sizes, @"
        [
            46.5,
            16.0,
            -0.0,
        ]
        ");
    }

    #[test]
    fn tells_the_worst_difference() {
        let sizes = |compute| Sizes { weights: 1e8, cache: 2e7, compute };
        let section = Section {
            name: "fit",
            command: String::new(),
            figures: vec![compare("m, 2048, embedded", &sizes(1.04e7), &sizes(1e7))],
        };
        insta::assert_snapshot!(section, @"
        | fit | result | aim | |
        | --- | --- | --- | --- |
        | m, 2048, embedded: weights 100.0 for 100.0, keys and values 20.0 for 20.0, computing 10.4 for 10.0 | 4.0 % | under 3 % | **missed** |
        ");
    }
}
