//! What a reply is made to look like, for backends that can impose it.

use serde_json::Value;

/// The form of a reply, in the two languages that backends take.
///
/// A backend imposes the grammar if it can, else the schema, else nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// GBNF, as llama.cpp reads it, from the rule `root` on:
    /// <https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md>.
    pub grammar: String,
    /// The same as JSON Schema; `None` if a reply of this form is not JSON.
    pub schema: Option<Value>,
}

/// A tool that is offered to a model, which calls it or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    /// What it is called by.
    pub name: String,
    /// What it is for, in a few words.
    pub description: String,
    /// Its arguments as JSON Schema.
    pub parameters: Value,
}
