//! What the Mechanic reads: a task that is turned into one mechanical change, or a call that needs a value.

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;

use crate::coder::dedent;
use crate::template::render;
use crate::{Keep, Section};

/// What the task comes with.
#[derive(Debug, Clone, Copy)]
pub struct Task<'a> {
    /// What the user asked for.
    pub task: &'a str,
    /// The command that decides.
    pub check: &'a str,
    /// What it said, in a few lines.
    pub said: &'a str,
}

/// A call that is to pass something for a new parameter.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// The function.
    pub symbol: &'a str,
    /// The parameter's name.
    pub name: &'a str,
    /// The parameter's type; empty if it has none.
    pub of: &'a str,
    /// The file.
    pub path: &'a RelPath,
    /// The line.
    pub line: Line,
    /// That line.
    pub call: &'a str,
    /// The code around it.
    pub text: &'a str,
}

/// The role where a change is chosen: the system message.
#[must_use]
pub fn role() -> &'static str {
    include_str!("../prompts/mechanic_role.txt").trim_ascii_end()
}

/// The role where a value is chosen.
#[must_use]
pub fn role_of_value() -> &'static str {
    include_str!("../prompts/mechanic_role_value.txt").trim_ascii_end()
}

/// The question which change the task asks for.
///
/// - `symbols`: what the project defines, best first, one a line.
/// - `forms`: the forms of an answer, one a line.
/// - `refused`: why the last answer could not be carried out.
#[must_use]
pub fn sections(task: &Task<'_>, symbols: &[String], forms: &str, refused: Option<&str>) -> Vec<Section> {
    let mut sections = vec![of_task(task)];
    if !symbols.is_empty() {
        let text =
            render(include_str!("../prompts/mechanic_symbols.txt"), &[("symbols", &symbols.join("\n"))]);
        sections.push(Section { name: "symbols".to_owned(), text, keep: Keep::Worth(500) });
    }
    let refused = refused.map_or(String::new(), |reason| {
        render(include_str!("../prompts/mechanic_refused.txt"), &[("reason", reason)])
    });
    let text =
        render(include_str!("../prompts/mechanic_question.txt"), &[("forms", forms), ("refused", &refused)]);
    sections.push(Section { name: "question".to_owned(), text, keep: Keep::Always });
    sections
}

/// The question what a call passes. All but the last section is the same for every call.
#[must_use]
pub fn sections_of_value(task: &Task<'_>, call: &Call<'_>) -> Vec<Section> {
    let parameter =
        if call.of.is_empty() { call.name.to_owned() } else { format!("{}: {}", call.name, call.of) };
    let text = render(
        include_str!("../prompts/mechanic_value.txt"),
        &[
            ("symbol", call.symbol),
            ("parameter", &parameter),
            ("path", call.path.as_str()),
            ("line", &call.line.to_string()),
            ("fence", Language::of(call.path).map_or("", Language::fence)),
            ("text", &dedent(call.text)),
            ("call", call.call.trim()),
            ("name", call.name),
        ],
    );
    vec![of_task(task), Section { name: "question".to_owned(), text, keep: Keep::Always }]
}

fn of_task(task: &Task<'_>) -> Section {
    let text = render(
        include_str!("../prompts/coder_task.txt"),
        &[("task", task.task.trim()), ("check", task.check), ("said", task.said.trim())],
    );
    Section { name: "task".to_owned(), text, keep: Keep::Always }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    const TASK: Task<'_> = Task { task: "Prices have a currency.", check: "cargo test", said: "1 error" };

    fn whole(sections: Vec<Section>) -> String {
        sections.into_iter().map(|section| section.text).collect()
    }

    #[test]
    fn asks_for_one_change() {
        let symbols = ["price (src/money.rs:3): pub fn price(net: u32) -> u32 {".to_owned()];
        assert_snapshot!(whole(sections(&TASK, &symbols, "{\"action\":\"none\"}", Some("there is no `pric`"))), @r#"
        # Task
        Prices have a currency.

        # The check fails
        `cargo test` says:
        1 error

        # What the project defines
        price (src/money.rs:3): pub fn price(net: u32) -> u32 {

        # Question
        Which of these changes does the task ask for? It is carried out in all files. The value is what all calls pass; write "each" where calls differ.
        {"action":"none"}
        Your last answer cannot be carried out: there is no `pric`
        Answer with one line of JSON.
        "#);
    }

    #[test]
    fn asks_what_one_call_passes() {
        let path = RelPath::parse("src/cart.rs").unwrap();
        let call = Call {
            symbol: "price",
            name: "currency",
            of: "Currency",
            path: &path,
            line: Line::new(7).unwrap(),
            call: "    price(1)",
            text: "    fn total() -> u32 {\n        price(1)\n    }\n",
        };
        assert_snapshot!(whole(sections_of_value(&TASK, &call)), @"
        # Task
        Prices have a currency.

        # The check fails
        `cargo test` says:
        1 error

        # Question
        `price` gets the parameter `currency: Currency`. This is a call of it, in src/cart.rs, line 7:
        ```rust
        fn total() -> u32 {
            price(1)
        }
        ```
        What does the call in the line `price(1)` pass for `currency`? Answer with one expression.
        ");
    }
}
