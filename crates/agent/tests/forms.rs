//! Replies of a real model of 0.1 billion parameters, as hot as it gets, that are made to keep to a form: each is read
//! as what the form is of.
#![expect(clippy::unwrap_used, reason = "the helpers of tests may fail like tests")]

use kinglet_dialect::{
    Begun, Ended, Existing, Expected, Opening, decision, grounded, read_action, read_edit, render_action,
    rewrite,
};
use kinglet_domain::action::{Action, ActionName, Allowed, BEGINNING, Part};
use kinglet_domain::context::Target;
use kinglet_domain::edit::Edit;
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

async fn load() -> Embedded {
    let options = Options { file: model_file::find(), window: Tokens(2048), threads: Threads::Fixed(1) };
    Embedded::load(options).await.unwrap()
}

/// The only code here that names the backend's interface.
async fn ask(model: &mut Embedded, form: Form, prefill: &str, seed: u32) -> Reply {
    let question =
        format!("```python\n{FILE}```\nThe total is wrong. Where is the mistake, and what do you do next?");
    let request = Request {
        messages: vec![Message { role: Role::User, content: question }],
        prefill: prefill.to_owned(),
        form: Some(form),
        stop: Vec::new(),
        limit: Tokens(700),
        sampling: Sampling { temperature: 1.5, top_p: 1.0, seed },
        slot: 0,
    };
    let mut sink = |_: &str| Flow::Continue;
    model.generate(&request, &mut sink).await.unwrap()
}

#[tokio::test]
async fn a_decision_is_one_of_the_allowed_actions_about_what_exists() {
    let mut model = load().await;
    let paths: Vec<RelPath> =
        ["shop/cart.py", "shop/item \"2\".py", "setup.py"].map(|path| RelPath::parse(path).unwrap()).into();
    let symbols = ["Cart.total".to_owned(), "Cart".to_owned()];
    let evidence = [EvidenceId(3), EvidenceId(14)];
    let listed = Existing { paths: &paths, symbols: &symbols, evidence: &evidence };
    let (mut number, mut whole) = (0, 0);
    for name in ActionName::ALL {
        for (existing, begun) in [(listed, Begun::Nothing), (Existing::default(), Begun::Beginning)] {
            // Alone, and among others: a hot model likes some names better than others.
            for names in [&[name][..], &[name, ActionName::Search, ActionName::Resolve]] {
                number += 1;
                let allowed = Allowed::of(names);
                let prefill = if begun == Begun::Beginning { BEGINNING } else { "" };
                let reply = ask(&mut model, decision(&allowed, &existing, begun), prefill, number).await;
                let text = format!("{prefill}{}", reply.text);
                // Only code has no end of its own.
                if reply.finish == Finish::Length && text.contains(r#""action":"edit""#) {
                    continue;
                }
                assert_eq!(reply.finish, Finish::Stop, "{text}");
                let action = match read_action(&text, Ended::ByItself, &allowed) {
                    Ok(reading) => reading.action,
                    // The one thing that the form does not tell.
                    Err(error) if error.to_string().contains("end before they begin") => continue,
                    Err(error) => panic!("{error}\n{text}"),
                };
                whole += 1;
                assert!(allowed.contains(action.name()), "{text}");
                if begun == Begun::Nothing {
                    exists(&action, &listed, &text);
                    assert_eq!(
                        render_action(&action).lines().next(),
                        text.lines().next(),
                        "nothing was mended"
                    );
                }
            }
        }
    }
    assert!(whole * 10 >= number * 8, "{whole} of {number} replies were compared");
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

fn expected<'a>(path: &'a RelPath, target: &'a Target) -> Expected<'a> {
    Expected { path, target, original: "    def total(self):\n        return 0\n", prefill: "", rest: "" }
}

#[tokio::test]
async fn a_frame_is_kept_around_whatever_is_written() {
    let mut model = load().await;
    let path = RelPath::parse("cart.py").unwrap();
    let target = Target::Symbol { name: "Cart.total".to_owned(), head: "    def total".to_owned() };
    let beginning = "```python\ndef total(self):\n";
    let mut ended = 0;
    for (seed, opening) in (0..).zip([Opening::Code, Opening::Thought].repeat(3)) {
        let reply = ask(&mut model, rewrite(opening, beginning), "", seed).await;
        let at = reply.text.find(beginning).unwrap();
        assert!(if opening == Opening::Code {
            at == 0
        } else {
            reply.text.lines().nth(1) == Some("```python")
        });
        if reply.finish == Finish::Length {
            continue;
        }
        ended += 1;
        let code = reply.text.split_at(at + beginning.len()).1.strip_suffix("```").unwrap();
        assert!(!code.contains("```"), "{}", reply.text);
        let read = read_edit(&reply.text, &expected(&path, &target));
        // Whether it is good code is another question.
        assert!(matches!(read.map(|read| read.edit), Ok(Edit::Symbol { .. }) | Err(_)));
    }
    assert!(ended > 0, "no reply came to its end");
}

#[tokio::test]
async fn what_is_searched_for_is_found_once() {
    let mut model = load().await;
    let path = RelPath::parse("cart.py").unwrap();
    let target = Target::Symbol { name: "Cart.total".to_owned(), head: "    def total".to_owned() };
    let mut blocks_seen = 0;
    for seed in 0..8 {
        let reply = ask(&mut model, grounded(FILE), "", seed).await;
        if reply.finish == Finish::Length {
            continue;
        }
        let read = read_edit(&reply.text, &expected(&path, &target)).unwrap();
        let Edit::Replace { blocks, .. } = read.edit else { panic!("{}", reply.text) };
        for block in blocks {
            blocks_seen += 1;
            assert_eq!(FILE.matches(&block.search).count(), 1, "{}", block.search);
        }
    }
    assert!(blocks_seen > 0, "no reply came to its end");
}
