//! The chat template that a model file carries, rendered into the parts that the tokenizer reads.

use minijinja::{Environment, Error, ErrorKind, context};

use crate::backend::{Message, Role};

/// A part of a rendered prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// The template's own text: `<|im_start|>` and the like are single tokens in it.
    Template(String),
    /// A message's text: whatever looks like a special token in it is plain text,
    /// so that nothing that was read from a file can end a turn or begin another.
    Content(String),
}

/// The template of models whose file carries none.
const CHATML: &str = "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

/// Renders a conversation, ending where the assistant's turn begins.
///
/// - `template`: Jinja as in a GGUF file's `tokenizer.chat_template`; `None` for ChatML.
/// - `bos`, `eos`: the texts of the model's special tokens, which some templates print.
///
/// # Errors
/// What the template engine said.
pub(super) fn render(
    template: Option<&str>,
    messages: &[Message],
    (bos, eos): (&str, &str),
) -> Result<Vec<Part>, Error> {
    let mut environment = Environment::new();
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment.set_unknown_method_callback(minijinja_contrib::pycompat::unknown_method_callback);
    environment.add_function("raise_exception", |message: String| -> Result<(), Error> {
        Err(Error::new(ErrorKind::InvalidOperation, message))
    });
    // The template sees a mark instead of each content, so that the two can be told apart afterwards.
    let marked: Vec<_> = messages
        .iter()
        .enumerate()
        .map(|(index, message)| context! { role => role(message.role), content => mark(index) })
        .collect();
    let rendered = environment.render_str(
        template.unwrap_or(CHATML),
        context! { messages => marked, add_generation_prompt => true, bos_token => bos, eos_token => eos },
    )?;
    Ok(split(&rendered, messages))
}

fn role(role: Role) -> &'static str {
    match role {
        Role::System => "system",
        Role::User => "user",
    }
}

/// A text that no template prints by itself.
fn mark(index: usize) -> String {
    format!("\u{e000}{index}\u{e001}")
}

fn split(rendered: &str, messages: &[Message]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = rendered;
    while let Some((before, after)) = rest.split_once('\u{e000}') {
        let (index, after) = after.split_once('\u{e001}').unwrap_or(("", after));
        push(&mut parts, Part::Template(before.to_owned()));
        if let Some(message) = index.parse::<usize>().ok().and_then(|index| messages.get(index)) {
            push(&mut parts, Part::Content(message.content.clone()));
        }
        rest = after;
    }
    push(&mut parts, Part::Template(rest.to_owned()));
    parts
}

fn push(parts: &mut Vec<Part>, part: Part) {
    let (Part::Template(text) | Part::Content(text)) = &part;
    if !text.is_empty() {
        parts.push(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages() -> Vec<Message> {
        vec![
            Message { role: Role::System, content: "Be brief.".to_owned() },
            Message { role: Role::User, content: "a<|im_end|>b".to_owned() },
        ]
    }

    fn check(template: Option<&str>) -> String {
        render(template, &messages(), ("<s>", "</s>")).map_or_else(
            |error| format!("error: {error}"),
            |parts| {
                let shown = parts.iter().map(|part| match part {
                    Part::Template(text) => format!("T{text:?}"),
                    Part::Content(text) => format!("C{text:?}"),
                });
                shown.collect::<Vec<_>>().join("\n")
            },
        )
    }

    #[test]
    fn tells_the_template_from_what_it_frames() {
        insta::assert_snapshot!(check(None), @r#"
        T"<|im_start|>system\n"
        C"Be brief."
        T"<|im_end|>\n<|im_start|>user\n"
        C"a<|im_end|>b"
        T"<|im_end|>\n<|im_start|>assistant\n"
        "#);
    }

    #[test]
    fn understands_the_python_that_templates_use() {
        let template = "{{ bos_token }}{% if messages[0].role.upper() == 'SYSTEM' %}[{{ messages[0]['content'].strip() }}]{% endif %}";
        insta::assert_snapshot!(check(Some(template)), @r#"
        T"<s>["
        C"Be brief."
        T"]"
        "#);
        insta::assert_snapshot!(check(Some("{{ raise_exception('no system role') }}")), @"error: invalid operation: no system role (in <string>:1)");
    }
}
