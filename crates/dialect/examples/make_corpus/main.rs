//! Writes the made part of the corpus of replies: `cargo run -p kinglet-dialect --example make_corpus`. With `seeds FOLDER` it
//! writes nothing there, but each reply of the corpus, recorded ones too, to a file of its own, for the fuzzer.
//!
//! Every shape in which models give an action, crossed with what they get wrong in it. The meaning comes first: each row
//! begins with an action, and only then is its text bent. Nothing here knows how replies are read, and nothing is drawn at
//! random: the same files come out each time.

mod bend;
mod edits;
mod hopeless;
mod shape;

use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};

/// What an action says: its name, and its fields in order.
#[derive(Debug, Clone)]
struct Meant {
    name: &'static str,
    fields: Vec<(&'static str, Value)>,
}

impl Meant {
    fn to_json(&self) -> Value {
        let fields = self.fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone()));
        std::iter::once(("action".to_owned(), json!(self.name)))
            .chain(fields)
            .collect::<serde_json::Map<_, _>>()
            .into()
    }
}

/// A row of the corpus.
struct Row {
    /// The shape, and what is wrong with it.
    shape: String,
    reply: String,
    /// The action; or why there is none.
    meant: Result<Value, &'static str>,
}

/// What a model may want, with the characters that make trouble.
fn wishes() -> Vec<Meant> {
    let wish = |name, fields| Meant { name, fields };
    vec![
        wish("read", vec![("path", json!("src/auth.rs"))]),
        wish("read", vec![("path", json!("src/auth.rs")), ("symbol", json!("Token::decode"))]),
        wish("read", vec![("path", json!("tests/test_cart.py")), ("lines", json!("10-40"))]),
        wish("search", vec![("pattern", json!("b64decode"))]),
        wish("search", vec![("pattern", json!(r"def \w+\(self, kind='b'\):")), ("path", json!("src/shop"))]),
        wish("symbol", vec![("name", json!("Cart.total"))]),
        wish(
            "record_evidence",
            vec![
                ("kind", json!("decision")),
                ("subject", json!("src/auth.rs")),
                ("summary", json!("the padding isn't stripped before decoding")),
                ("content", json!("`decode(\"abc=\")` fails:\nthe map {a: 1} has no \"b\".")),
            ],
        ),
        wish(
            "spawn_child",
            vec![("hypothesis", json!("the token is encoded twice by the client, e.g. read(\"a.py\")"))],
        ),
        wish(
            "resolve",
            vec![
                ("verdict", json!("refuted")),
                ("cites", json!(["E4", "E9"])),
                ("summary", json!("rate() knows 'b': 100 %")),
            ],
        ),
        wish(
            "resolve",
            vec![
                ("verdict", json!("holds")),
                ("cites", json!(["E12"])),
                ("summary", json!("naïve – größer")),
            ],
        ),
        wish(
            "plan",
            vec![
                ("check", json!("cargo test")),
                (
                    "steps",
                    json!([
                        { "title": "read the option", "files": ["src/cli.rs"], "compile": true },
                        { "title": "use it, then test it", "files": ["src/run.rs", "tests/run.rs"], "compile": false }
                    ]),
                ),
            ],
        ),
    ]
}

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, target] = arguments.as_slice()
        && word == "seeds"
    {
        return seeds(&folder, Path::new(target));
    }
    write(&folder.join("shapes.jsonl"), &shape::rows(&wishes()))?;
    write(&folder.join("bent.jsonl"), &bend::rows(&wishes()))?;
    write(&folder.join("edits.jsonl"), &edits::rows())?;
    write(&folder.join("hopeless.jsonl"), &hopeless::rows(&wishes()))
}

/// The first byte says how a reply is read, see `fuzz/fuzz_targets/read_action.rs`: all actions, and two ways to end.
fn seeds(corpus: &Path, target: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(target)?;
    for entry in corpus.read_dir()? {
        let path = entry?.path();
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        for (at, line) in std::fs::read_to_string(&path)?.lines().enumerate() {
            // The folder holds an explanation, too.
            let Ok(row) = serde_json::from_str::<Value>(line) else { continue };
            let reply = row["reply"].as_str().unwrap_or_default();
            std::fs::write(target.join(format!("{name}-{at}-whole")), format!("\u{3}{reply}"))?;
            std::fs::write(target.join(format!("{name}-{at}-part")), format!("\u{51}{reply}"))?;
        }
    }
    Ok(())
}

fn write(path: &Path, rows: &[Row]) -> std::io::Result<()> {
    let mut file = std::fs::File::create(path)?;
    for Row { shape, reply, meant } in rows {
        let (key, meant) = match meant {
            Ok(action) => ("meant", action.clone()),
            Err(reason) => ("unrecoverable", json!(reason)),
        };
        writeln!(file, "{}", json!({ "shape": shape, "reply": reply, key: meant }))?;
    }
    Ok(())
}
