//! Times replies with and without a form for `cargo xtask bench constraint`, in tokens per second.
//!
//! Usage: `constraint (--embedded FILE --threads N | --endpoint URL) [--rounds N]`. The sides take turns; a first round
//! is not counted. Prints a JSON object for each: its rate, and the ratio to that of the same question when it was asked
//! freely in the same round; both are medians.
#![expect(clippy::print_stdout, reason = "the figures are what it has to say")]

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

use kinglet_dialect::{Begun, Existing, Opening, decision, grounded, rewrite};
use kinglet_domain::action::{ActionName, Allowed};
use kinglet_domain::form::Form;
use kinglet_domain::model::Sampling;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Tokens;
use kinglet_model::embedded::{Embedded, Options as File, Threads};
use kinglet_model::openai::{OpenAi, Options, Timers};
use kinglet_model::{Backend, Flow, Message, Request, Role, patience};
use serde_json::json;

/// The most tokens to write in each call.
const MOST: Tokens = Tokens(64);

/// Files that exist, and lines of the one that is shown.
const FILES: usize = 400;
const FUNCTIONS: usize = 12;

const BEGINNING: &str = "```python\ndef item_0(order):\n";

/// A way to be asked.
struct Side {
    name: &'static str,
    question: &'static str,
    prefill: &'static str,
    form: Option<Form>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let options: HashMap<&str, &str> = words
        .chunks_exact(2)
        .filter_map(|pair| Some((pair.first()?.as_str(), pair.get(1)?.as_str())))
        .collect();
    let rounds: usize = options.get("--rounds").copied().unwrap_or("3").parse()?;
    let mut model = open(&options).await?;
    let file = file();
    let sides = sides(&file)?;
    let mut measured = vec![(Vec::new(), Vec::new()); sides.len()];
    for round in 0..=rounds {
        let mut free = 0.0;
        for (side, (rates, ratios)) in sides.iter().zip(&mut measured) {
            let rate = rate(model.as_mut(), side, &file).await?;
            // Each question is first asked freely.
            if side.form.is_none() && side.prefill.is_empty() {
                free = rate;
            }
            // The first round reads the file of the model from the disk, and the prompts.
            if round > 0 {
                rates.push(rate);
                ratios.push(rate / free);
            }
        }
    }
    for (side, (rates, ratios)) in sides.iter().zip(measured) {
        println!("{}", json!({"side": side.name, "rate": median(rates), "ratio": median(ratios)}));
    }
    Ok(())
}

async fn open(options: &HashMap<&str, &str>) -> Result<Box<dyn Backend>, Box<dyn Error>> {
    if let Some(file) = options.get("--embedded") {
        let threads = options.get("--threads").ok_or("--embedded needs --threads")?.parse()?;
        let file = Path::new(file).to_owned();
        let model = Embedded::load(File { file, window: Tokens(4096), threads: Threads::Fixed(threads) });
        return Ok(Box::new(model.await?));
    }
    let endpoint = (*options.get("--endpoint").ok_or("name --embedded FILE or --endpoint URL")?).to_owned();
    let options = Options { endpoint, model: None, api_key: None, timers: Timers::default() };
    // The server may still load its model.
    let connect = async |(): &mut ()| OpenAi::connect(options.clone()).await;
    Ok(Box::new(patience::ask(&mut (), |(), _, _| {}, connect).await?))
}

fn file() -> String {
    let function = |n| format!("def item_{n}(order):\n    return order.price({n}) * {n} + order.tax\n\n");
    (0..FUNCTIONS).map(function).collect::<Vec<_>>().concat()
}

fn sides(file: &str) -> Result<Vec<Side>, Box<dyn Error>> {
    const CODE: &str =
        "Write the file anew, complete, in one fenced block; every function adds the tax twice.";
    const NOTE: &str = "Note a decision about order.py, with all its reasons: \
        {\"action\":\"record_evidence\",\"kind\":\"decision\",\"subject\":\"...\",\"summary\":\"...\",\"content\":\"...\"}";
    const BLOCKS: &str = "Change every function so that it adds the tax twice. Write SEARCH/REPLACE blocks:\n\
        <<<<<<< SEARCH\nold lines\n=======\nnew lines\n>>>>>>> REPLACE";
    let paths: Result<Vec<RelPath>, _> =
        (0..FILES).map(|n| RelPath::parse(&format!("src/part_{}/file_{n}.py", n % 20))).collect();
    let paths = paths?;
    let existing = Existing { paths: &paths, ..Existing::default() };
    let noted =
        decision(&Allowed::of(&[ActionName::Read, ActionName::RecordEvidence]), &existing, Begun::Nothing);
    let side = |name, question, prefill, form| Side { name, question, prefill, form };
    Ok(vec![
        side("code, free", CODE, "", None),
        side("code, its frame begun", CODE, BEGINNING, None),
        side("code, its frame imposed", CODE, "", Some(rewrite(Opening::Code, BEGINNING))),
        side("decision, free", NOTE, "", None),
        side("decision, imposed", NOTE, "", Some(noted)),
        side("blocks, free", BLOCKS, "", None),
        side("blocks, SEARCH of the file's lines", BLOCKS, "", Some(grounded(file))),
    ])
}

/// Tokens a second, from the first text to the last, on this side's clock.
async fn rate(model: &mut dyn Backend, side: &Side, file: &str) -> Result<f64, Box<dyn Error>> {
    let request = Request {
        messages: vec![Message {
            role: Role::User,
            content: format!("order.py:\n{file}\n{}", side.question),
        }],
        prefill: side.prefill.to_owned(),
        form: side.form.clone(),
        tools: Vec::new(),
        stop: Vec::new(),
        limit: MOST,
        sampling: Sampling { temperature: 0.2, top_p: 0.95, seed: 1 },
        slot: 0,
    };
    let (mut first, mut last) = (None, Instant::now());
    let mut sink = |text: &str| {
        if !text.is_empty() {
            last = Instant::now();
            first.get_or_insert(last);
        }
        Flow::Continue
    };
    let reply = model.generate(&request, &mut sink).await?;
    let generated = reply.usage.generated.ok_or("the engine tells no tokens")?.0;
    let elapsed = last.duration_since(first.ok_or("the model wrote nothing")?);
    Ok(f64::from(generated.saturating_sub(1)) / elapsed.as_secs_f64())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
