//! Takes a plan out of the fields that a model gave.

use kinglet_domain::action::{Action, ActionName, Step};
use kinglet_domain::path::RelPath;

use crate::action::error::ActionError;
use crate::action::fields::Given;
use crate::action::name;
use crate::object::{self, Fields, Value};

impl Given {
    pub(super) fn plan(&mut self) -> Result<Action, ActionError> {
        let check = self.optional_text("check")?.filter(|check| !check.trim().is_empty());
        let values = match self.take("steps")? {
            None => return Err(self.missing("steps")),
            Some(Value::List(values)) => values,
            Some(Value::Text(text)) if let Some(values) = object::list(&text) => values,
            Some(single) => {
                self.repairs.push("made a list of `steps`".to_owned());
                vec![single]
            }
        };
        let steps = values.into_iter().map(|value| self.step(value)).collect::<Result<Vec<_>, _>>()?;
        if steps.is_empty() { Err(self.missing("steps")) } else { Ok(Action::Plan { check, steps }) }
    }

    fn step(&mut self, value: Value) -> Result<Step, ActionError> {
        let mut fields = match value {
            Value::Object(fields) => fields,
            Value::Text(title) if !title.trim().is_empty() => {
                self.mend("made a step of a text");
                return Ok(Step { title, files: Vec::new(), compile: true });
            }
            _ => {
                return Err(
                    self.wrong("steps", "a list of steps is expected, each with \"title\" and \"files\"")
                );
            }
        };
        let Some(title) = self.of_step(&mut fields, "title")? else {
            return Err(self.wrong("steps", "a step needs \"title\""));
        };
        let title = self.as_text("steps", title)?;
        if title.trim().is_empty() {
            return Err(self.wrong("steps", "the \"title\" of a step is empty"));
        }
        let files = match self.of_step(&mut fields, "files")? {
            Some(files) => self.files(files)?,
            None => Vec::new(),
        };
        let compile = if let Some(value) = self.of_step(&mut fields, "compile")? {
            self.claim(&value)?
        } else {
            self.mend("took a step as one after which the project compiles");
            true
        };
        // More than a step can hold would be lost.
        if let Some(key) = fields.keys().find(|key| matches!(name::plain(key).as_str(), "steps" | "substeps"))
        {
            return Err(self.wrong("steps", format!("a step has no \"{key}\"; write one list of steps")));
        }
        for key in fields.keys() {
            self.mend(&format!("left out `{key}` of a step"));
        }
        Ok(Step { title, files, compile })
    }

    /// Takes a field of a step by its name or another one.
    fn of_step(&mut self, fields: &mut Fields, field: &'static str) -> Result<Option<Value>, ActionError> {
        let keys: Vec<String> = fields.keys().cloned().collect();
        let is_meant = |key: &&String| name::means(ActionName::Plan, field, &name::plain(key));
        // The right name comes first: `name` may be something else where there is a `title`.
        let exact = keys.iter().find(|key| name::plain(key) == field);
        let mut others = keys.iter().filter(is_meant);
        let key = match (exact, others.next(), others.next()) {
            (Some(key), ..) => key,
            (None, Some(key), None) => {
                self.mend(&format!("took `{key}` as `{field}`"));
                key
            }
            (None, Some(_), Some(_)) => {
                return Err(self.wrong("steps", format!("a step says its \"{field}\" twice")));
            }
            (None, None, _) => return Ok(None),
        };
        Ok(fields.remove(key).filter(|value| *value != Value::Null))
    }

    fn files(&mut self, value: Value) -> Result<Vec<RelPath>, ActionError> {
        let values = match value {
            Value::List(values) => values,
            Value::Text(text) if let Some(values) = object::list(&text) => values,
            Value::Text(text) => {
                self.mend("made a list of `files`");
                let parts = text.split(',').filter(|part| !part.trim().is_empty());
                parts.map(|part| Value::Text(part.to_owned())).collect()
            }
            _ => return Err(self.wrong("steps", "\"files\" of a step is a list of paths")),
        };
        let mut files = Vec::new();
        for value in values {
            let text = self.as_text("steps", value)?;
            let path = RelPath::parse(&text).map_err(|error| self.wrong("steps", error.to_string()))?;
            if !files.contains(&path) {
                files.push(path);
            }
        }
        Ok(files)
    }

    fn claim(&mut self, value: &Value) -> Result<bool, ActionError> {
        let said = match value {
            Value::Bool(claim) => return Ok(*claim),
            Value::Text(text) => name::plain(text),
            _ => String::new(),
        };
        let claim = match said.as_str() {
            "true" | "yes" => true,
            "false" | "no" => false,
            _ => return Err(self.wrong("steps", "\"compile\" of a step is true or false")),
        };
        self.mend(&format!("took `{said}` as `{claim}`"));
        Ok(claim)
    }

    fn mend(&mut self, repair: &str) {
        if !self.repairs.iter().any(|known| known == repair) {
            self.repairs.push(repair.to_owned());
        }
    }
}
