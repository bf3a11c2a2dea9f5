//! What `kinglet models probe` and `kinglet models calibrate` find out about real models, in kinglet's process and behind
//! llama.cpp's own server.

use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::figure::{Figure, Section};
use super::options::Speed;
use super::server::Server;
use super::speed::SERVER;
use super::{build, scratch};
use crate::command::Command;
use crate::screen::complain;
use crate::workspace::Workspace;

pub(super) fn measure(workspace: &Workspace, options: &Speed) -> Result<Section> {
    let kinglet = build(workspace, "-p kinglet-cli")?.join("kinglet");
    // What earlier exams found out changes how a model is asked.
    let state = scratch(workspace, "calibrate")?;
    let (threads, questions) = (options.threads()?, options.rounds.to_string());
    let asked = |word: &str, model: &[&str]| -> Result<Value> {
        let command =
            Command::new(&kinglet).variable("XDG_STATE_HOME", &state).with(["models", word, "--json"]);
        let exam = (word == "calibrate").then_some(["--questions", &questions]);
        let said = command.with(exam.into_iter().flatten()).with(model.iter().copied()).stdout()?;
        serde_json::from_str(&said).with_context(|| format!("`kinglet models {word}` said: {said}"))
    };
    let mut figures = Vec::new();
    for file in options.files()? {
        let name = file.file_stem().unwrap_or_default().display().to_string();
        let path = file.to_str().context("the model's path is not UTF-8")?;
        let embedded = ["--model", path, "--threads", &threads];
        figures.extend(rows(
            &format!("{name}, embedded"),
            &asked("probe", &embedded)?,
            &asked("calibrate", &embedded)?,
        )?);
        let running = served(&options.server, &file, &threads)?;
        let there = ["--endpoint", running.url.as_str()];
        figures.extend(rows(
            &format!("{name}, llama-server"),
            &asked("probe", &there)?,
            &asked("calibrate", &there)?,
        )?);
        complain(&format!("{name} is over"));
    }
    let models = " --model FILE.gguf".repeat(options.models.len());
    let command = format!("cargo xtask bench calibrate{models} --threads {threads} --rounds {questions}");
    Ok(Section { name: "calibrate", command, figures })
}

fn served(program: &Path, file: &Path, threads: &str) -> Result<Server> {
    let serve = Command::new(program).with(["-m".as_ref(), file.as_os_str()]).with(["-t", threads]);
    // Tools are offered through the model's own template.
    Server::that_listens(serve.with(SERVER).with(["--jinja"]))
}

/// The rows of one model where it runs.
fn rows(engine: &str, probe: &Value, exam: &Value) -> Result<Vec<Figure>> {
    let plain = |what: &str, result: String| Figure::plain(format!("{engine}: {what}"), result);
    let mut rows = vec![plain("probe", probed(probe)?)];
    let list = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    for pair in list(&exam["marks"]["decisions"]) {
        let way = pair[0].as_str().context("a way to ask has no name")?;
        rows.push(plain(&format!("decisions, {way}"), marks(&pair[1])?));
    }
    for edits in list(&exam["marks"]["edits"]) {
        let word = |name: &str| edits["way"][name].as_str().unwrap_or_default().to_owned();
        let heat = edits["temperature"].as_f64().context("an edit has no temperature")?;
        let what = format!("edits, {}, {}, temperature {heat:.1}", word("format"), word("asking"));
        rows.push(plain(&what, marks(&edits["tally"])?));
    }
    rows.push(plain("plans", marks(&exam["marks"]["plans"])?));
    let found = list(&exam["marks"]["recall"])
        .iter()
        .map(|it| format!("{} of {} in {} tokens", it["found"], it["asked"], it["prompt"]))
        .collect::<Vec<_>>();
    rows.push(plain("lines found", found.join(", ")));
    rows.push(plain("profile", profile(&exam["profile"])));
    rows.push(plain("took", format!("{} s", exam["seconds"])));
    Ok(rows)
}

fn probed(probe: &Value) -> Result<String> {
    let window = probe["window"]["tokens"].as_u64().context("the probe told no window")?;
    let word = |name: &str| probe[name].as_str().unwrap_or("unknown").to_owned();
    let speed = |name: &str| probe[name].as_f64().map_or("unknown".to_owned(), |speed| format!("{speed:.1}"));
    let tools = match probe["tools"].as_bool() {
        Some(true) => "calls tools",
        Some(false) => "calls no tools",
        None => "tools not tried",
    };
    Ok(format!(
        "window {window} ({}), tokenizer {}, constraint {}, {tools}, {} a reply; reads {} and writes {} tokens/s",
        probe["window"]["known"].as_str().unwrap_or("unknown"),
        word("tokenizer"),
        word("constraint"),
        if probe["prefill"] == true { "continues" } else { "does not continue" },
        speed("read_speed"),
        speed("write_speed"),
    ))
}

fn marks(tally: &Value) -> Result<String> {
    let number = |name: &str| tally[name].as_u64().with_context(|| format!("a mark has no `{name}`"));
    let asked = number("asked")?;
    Ok(format!(
        "of {asked}: in its form {}, applicable {}, right {}; {} tokens a reply",
        number("obeyed")?,
        number("applicable")?,
        number("right")?,
        number("generated")?.checked_div(asked).unwrap_or_default()
    ))
}

fn profile(profile: &Value) -> String {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let edits = profile["edits"].as_array().into_iter().flatten();
    let edits: Vec<String> =
        edits.map(|way| format!("{}, {}", word(&way["format"]), word(&way["asking"]))).collect();
    format!(
        "decisions {}; edits {}; planning {}; prompts up to {} tokens; temperatures up to {:.1}",
        word(&profile["decisions"]),
        edits.join(" > "),
        word(&profile["planning"]),
        profile["longest_prompt"],
        profile["warm"].as_f64().unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_way_to_ask_has_a_row() {
        let tally = json!({"asked": 4, "obeyed": 3, "applicable": 2, "right": 1, "generated": 200, "ms": 9});
        let way = json!({"format": "rewrite", "asking": "imposed"});
        let exam = json!({
            "seconds": 60,
            "marks": {
                "decisions": [["free", tally]],
                "edits": [{"way": way, "temperature": 0.2, "tally": tally}],
                "plans": tally,
                "recall": [{"prompt": 510, "asked": 3, "found": 3}],
            },
            "profile": {"decisions": "free", "edits": [way], "planning": "little", "longest_prompt": 1024, "warm": 0.8},
        });
        let probe = json!({"window": {"known": "told", "tokens": 8192}, "tokenizer": "own", "constraint": "grammar", "prefill": true, "read_speed": 30.0});
        let section = Section {
            name: "calibrate",
            command: String::new(),
            figures: rows("m, embedded", &probe, &exam).unwrap(),
        };
        insta::assert_snapshot!(section, @"
        | calibrate | result | aim | |
        | --- | --- | --- | --- |
        | m, embedded: probe | window 8192 (told), tokenizer own, constraint grammar, tools not tried, continues a reply; reads 30.0 and writes unknown tokens/s |  |  |
        | m, embedded: decisions, free | of 4: in its form 3, applicable 2, right 1; 50 tokens a reply |  |  |
        | m, embedded: edits, rewrite, imposed, temperature 0.2 | of 4: in its form 3, applicable 2, right 1; 50 tokens a reply |  |  |
        | m, embedded: plans | of 4: in its form 3, applicable 2, right 1; 50 tokens a reply |  |  |
        | m, embedded: lines found | 3 of 3 in 510 tokens |  |  |
        | m, embedded: profile | decisions free; edits rewrite, imposed; planning little; prompts up to 1024 tokens; temperatures up to 0.8 |  |  |
        | m, embedded: took | 60 s |  |  |
        ");
        assert!(rows("m, embedded", &probe, &json!({})).is_err());
    }
}
