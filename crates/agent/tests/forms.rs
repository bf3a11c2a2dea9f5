//! Replies of a real model of 0.1 billion parameters, as hot as it gets, that are made to keep to a form: each is read
//! as what the form is of.
#![expect(clippy::unwrap_used, reason = "the helpers of tests may fail like tests")]

use kinglet_dialect::{Begun, Ended, Existing, Opening, decision, follows, grounded, read_action, rewrite};
use kinglet_domain::action::{Action, ActionName, Allowed, BEGINNING, Part};
use kinglet_domain::evidence::EvidenceId;
use kinglet_domain::form::Form;
use kinglet_domain::model::{Finish, Sampling};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Tokens;
use kinglet_model::embedded::{Embedded, Options, Threads};
use kinglet_model::{Backend, Flow, Message, Reply, Request, Role};

#[path = "../../model/tests/support/model_file.rs"]
mod model_file;

const FILE: &str = "class Cart:\n    def add(self, item):\n        self.items.append(item)\n        return self\n\n    def total(self):\n        return sum(item.price for item in self.items)\n\n    def clear(self):\n        self.items = []\n        return self\n";

/// More than all of the file.
const LIMIT: u32 = 160;

async fn load() -> Embedded {
    let options = Options { file: model_file::find(), window: Tokens(2048), threads: Threads::Fixed(1) };
    Embedded::load(options).await.unwrap()
}

/// The only code here that names the backend's interface.
async fn ask(model: &mut Embedded, form: Form, (prefill, until): (&str, &str), seed: u32) -> Reply {
    let question = format!("```python\n{FILE}```\nThe total is wrong. What next?");
    let request = Request {
        messages: vec![Message { role: Role::User, content: question }],
        prefill: prefill.to_owned(),
        form: Some(form),
        tools: Vec::new(),
        stop: Vec::new(),
        limit: Tokens(LIMIT),
        sampling: Sampling { temperature: 1.5, top_p: 1.0, seed },
        slot: 0,
    };
    let mut so_far = String::new();
    let mut sink = |text: &str| {
        so_far.push_str(text);
        if !until.is_empty() && so_far.contains(until) { Flow::Stop } else { Flow::Continue }
    };
    model.generate(&request, &mut sink).await.unwrap()
}

#[tokio::test]
async fn a_decision_is_one_of_the_allowed_actions_about_what_exists() {
    let mut model = load().await;
    let paths: Vec<RelPath> =
        ["shop/cart.py", "shop/item \"2\".py", "setup.py"].map(|path| RelPath::parse(path).unwrap()).into();
    let symbols = ["Cart.total".to_owned(), "Cart".to_owned()];
    let evidence = [EvidenceId(3), EvidenceId(14)];
    let existing = Existing { paths: &paths, symbols: &symbols, evidence: &evidence };
    let looks = vec![ActionName::Read, ActionName::Search, ActionName::Symbol];
    let named = vec![ActionName::Symbol];
    let mut whole = 0;
    for (seed, names) in (0..).zip([looks, vec![ActionName::Resolve], named]) {
        let allowed = Allowed::of(&names);
        let (begun, prefill) =
            if seed % 2 == 0 { (Begun::Nothing, "") } else { (Begun::Beginning, BEGINNING) };
        let reply = ask(&mut model, decision(&allowed, &existing, begun), (prefill, ""), seed).await;
        let text = format!("{prefill}{}", reply.text);
        // A hot model finds no end of what may be long; then nothing is read.
        if reply.finish == Finish::Length {
            continue;
        }
        // What stands in a free text may still be refused, such as a form that was not filled in.
        let Ok(reading) = read_action(&text, Ended::ByItself, &allowed) else { continue };
        whole += 1;
        assert!(allowed.contains(reading.action.name()), "{text}");
        assert_eq!(reading.repairs, Vec::<String>::new(), "{text}");
        exists(&reading.action, &existing, &text);
    }
    // Where nothing is free, every reply comes to its end, and is read.
    assert!(whole >= 1);
}

fn exists(action: &Action, existing: &Existing<'_>, text: &str) {
    let is_known = match action {
        Action::Read { path, part } => {
            let is_named = |name| existing.symbols.contains(name);
            existing.paths.contains(path) && !matches!(part, Part::Symbol(name) if !is_named(name))
        }
        Action::Search { path, .. } => {
            path.as_ref().is_none_or(|path| path.as_str() == "shop" || existing.paths.contains(path))
        }
        Action::Symbol { name } => existing.symbols.contains(name),
        Action::Resolve { cites, .. } => cites.iter().all(|id| existing.evidence.contains(id)),
        Action::Plan { steps, .. } => {
            steps.iter().flat_map(|step| &step.files).all(|it| existing.paths.contains(it))
        }
        Action::Edit { path, symbol, .. } => {
            existing.paths.contains(path)
                && symbol.as_ref().is_none_or(|name| existing.symbols.contains(name))
        }
        Action::RecordEvidence { .. } | Action::SpawnChild { .. } => true,
    };
    assert!(is_known, "{text}");
}

#[tokio::test]
async fn a_frame_is_kept_around_whatever_is_written() {
    let mut model = load().await;
    let beginning = "```python\ndef total(self):\n";
    for (seed, opening) in (0..).zip([Opening::Code, Opening::Thought]) {
        let reply = ask(&mut model, rewrite(opening, beginning), ("", ""), seed).await;
        // A thought may have no end.
        let Some((before, code)) = reply.text.split_once(beginning) else {
            assert_eq!((opening, reply.finish), (Opening::Thought, Finish::Length), "{}", reply.text);
            continue;
        };
        assert_eq!(before.lines().count(), usize::from(opening == Opening::Thought), "{}", reply.text);
        let code = if reply.finish == Finish::Stop { code.strip_suffix("```").unwrap() } else { code };
        assert!(!code.lines().any(|line| line.trim_start().starts_with("```")), "{}", reply.text);
    }
}

#[tokio::test]
async fn code_that_nothing_begins_begins_at_once() {
    let (mut model, fence) = (load().await, "```python\n");
    let reply = ask(&mut model, follows(fence).unwrap(), (fence, "\n"), 1).await;
    let first = reply.text.lines().next().unwrap();
    assert!(!first.trim().is_empty() && !first.trim_start().starts_with("# "), "{first}");
}

#[tokio::test]
async fn a_body_that_was_opened_begins_with_code() {
    let (mut model, begun) = (load().await, "```c\nint total(struct cart *cart) {");
    let reply = ask(&mut model, follows(begun).unwrap(), (begun, "}\n"), 1).await;
    let first = reply.text.trim_start();
    assert!(!first.starts_with(['/', '*', '#', '`']) && !first.is_empty(), "{first}");
}

#[tokio::test]
async fn what_is_searched_for_is_found_once() {
    let mut model = load().await;
    for seed in 0..2 {
        let reply = ask(&mut model, grounded(FILE), ("", "=======\n"), seed).await;
        let search =
            reply.text.strip_prefix("<<<<<<< SEARCH\n").and_then(|text| text.split_once("=======\n"));
        let (search, _) = search.expect(&reply.text);
        assert_eq!(FILE.matches(search).count(), 1, "{search}");
    }
}
