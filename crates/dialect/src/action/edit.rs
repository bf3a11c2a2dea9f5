//! Takes an edit out of the fields that a model gave, and out of what stands behind them.

use kinglet_domain::action::{Action, Body};
use kinglet_domain::edit::Block;
use kinglet_domain::path::RelPath;

use crate::action::error::{ActionError, Expected};
use crate::action::fields::Given;
use crate::replace;

impl Given {
    pub(super) fn edit(&mut self) -> Result<Action, ActionError> {
        let path = self.text("path")?;
        let path = RelPath::parse(&path).map_err(|error| self.wrong("path", error.to_string()))?;
        let symbol = self.optional_text("symbol")?.filter(|name| !name.trim().is_empty());
        let symbol = symbol.map(|name| name.trim().to_owned());
        let inner = self.inner_body()?;
        let body = match (self.body.take(), inner) {
            (Some(_), Some(_)) => return Err(self.wrong("content", "what is changed is given twice")),
            (None, None) => return Err(ActionError::NoBody { expected: Expected::only(self.name) }),
            (body, inner) => body.or(inner),
        };
        body.map(|body| Action::Edit { path, symbol, body }).ok_or_else(|| self.missing("content"))
    }

    /// What an edit changes, where it stands in the fields.
    fn inner_body(&mut self) -> Result<Option<Body>, ActionError> {
        let (search, replace) = (self.optional_text("search")?, self.optional_text("replace")?);
        let content = self.optional_text("content")?;
        let body = match (search, replace, content) {
            (None, None, None) => return Ok(None),
            (Some(search), Some(replace), None) if !search.is_empty() => {
                Body::Blocks(vec![Block { search, replace, near: None }])
            }
            (None, None, Some(content)) if content.lines().any(replace::is_marker) => {
                return Err(self.wrong(
                    "content",
                    "it holds the markers of a block; write blocks behind the first line",
                ));
            }
            (None, None, Some(content)) => Body::Code(content),
            _ => {
                return Err(self
                    .wrong("content", "\"search\" and \"replace\" belong together, and nothing with them"));
            }
        };
        // In code, a backslash that stands for another one is a guess.
        if self.repairs.iter().any(|repair| repair.contains("backslash")) {
            return Err(
                self.wrong("content", "a backslash that means nothing in JSON; write code outside of it")
            );
        }
        self.repairs.push("took what is changed out of the first line".to_owned());
        Ok(Some(body))
    }
}
