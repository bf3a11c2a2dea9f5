//! Changes of code that follow from a few words: what is to be done, before anything has been looked for.

use serde::{Deserialize, Serialize};

use crate::path::RelPath;

/// A mechanical change of code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "action")]
pub enum Refactoring {
    /// A symbol gets another name, wherever it is used.
    Rename {
        /// The symbol.
        #[serde(flatten)]
        symbol: Named,
        /// Its new name.
        to: String,
    },
    /// A function gets another parameter, and each call a value for it.
    AddParameter {
        /// The function.
        #[serde(flatten)]
        symbol: Named,
        /// The parameter.
        #[serde(flatten)]
        parameter: NewParameter,
    },
    /// A function loses a parameter, and each call what it gave for it.
    RemoveParameter {
        /// The function.
        #[serde(flatten)]
        symbol: Named,
        /// The parameter's name.
        name: String,
    },
    /// The parameters of a function, and what each call gives for them, come in another order.
    ReorderParameters {
        /// The function.
        #[serde(flatten)]
        symbol: Named,
        /// The names of all parameters, in their new order.
        order: Vec<String>,
    },
    /// A symbol moves to another file.
    Move {
        /// The symbol.
        #[serde(flatten)]
        symbol: Named,
        /// The file.
        to: RelPath,
    },
    /// A file imports something.
    AddImport {
        /// The file.
        path: RelPath,
        /// The statement, as the language writes it.
        import: String,
    },
}

/// A symbol that is to be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its name, qualified with `.` where that tells it from others (`Cart.total`).
    pub symbol: String,
    /// The file that defines it, where that tells it from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<RelPath>,
}

/// A parameter that is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewParameter {
    /// Its name.
    pub name: String,
    /// Its type, in languages that have them.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// What it is where a call gives nothing for it, in languages that can say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// What calls give for it; without it, they rely on the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The parameter before which it stands; without it, it is the last that can be given by its position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}
