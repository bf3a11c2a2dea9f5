//! vLLM: <https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html>.

use std::time::Duration;

use futures_util::FutureExt as _;
use kinglet_domain::unit::Tokens;
use serde::Deserialize;
use serde_json::json;

use super::plain::Plain;
use super::{Answering, Constraint, Extras, Http, Kind, Model, Route, Server, fields, told};
use crate::error::Error;

/// It tells the window that it serves a model with, counts tokens, and refuses what is too long.
#[derive(Debug)]
pub(super) struct Vllm {
    windows: Plain,
    /// Whether it calls constraints by the name that they had before version 0.12.
    is_guided: bool,
}

#[derive(Debug, Deserialize)]
struct Version {
    version: String,
}

#[derive(Debug, Deserialize)]
struct Counted {
    count: u32,
}

pub(super) async fn recognise(http: &Http, limit: Duration, listed: &[Model]) -> Result<Option<Vllm>, Error> {
    if listed.iter().all(|model| model.max_model_len.is_none()) {
        return Ok(None);
    }
    let version: Option<Version> = told(http, limit, "/version").await?;
    Ok(version.map(|told| Vllm { windows: Plain::new(listed), is_guided: is_before_0_12(&told.version) }))
}

/// - `version`: such as `0.11.2`; one that is written differently counts as new.
fn is_before_0_12(version: &str) -> bool {
    let mut numbers = version.split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) < (0, 12),
        _ => false,
    }
}

impl Server for Vllm {
    fn kind(&self) -> Kind {
        Kind::Vllm
    }

    fn remedy(&self) -> &'static str {
        "start vLLM with a larger window, such as `--max-model-len 16384`"
    }

    fn window<'a>(&'a mut self, http: &'a Http, model: &'a str) -> Answering<'a, Option<Tokens>> {
        self.windows.window(http, model)
    }

    /// The costs so far stand in each chunk, so that they are known of a reply that we leave early, too.
    fn extras(&self, continues: bool) -> Extras {
        let costs = json!({"include_usage": true, "continuous_usage_stats": true});
        let mut extras = fields(json!({"stream": true, "stream_options": costs}));
        if continues {
            extras.extend(fields(json!({"continue_final_message": true, "add_generation_prompt": false})));
        }
        extras
    }

    fn count<'a>(&'a self, http: &'a Http, model: &'a str, text: &'a str) -> Option<Answering<'a, Tokens>> {
        let question = json!({"model": model, "prompt": text, "add_special_tokens": false});
        let counting = async move {
            let answer: Counted = http.post_json(Route::Own("/tokenize"), &question).await?;
            Ok(Tokens(answer.count))
        };
        Some(counting.boxed())
    }

    fn constraint(&self) -> Constraint {
        Constraint::Grammar
    }

    fn grammar(&self, grammar: &str) -> Option<Extras> {
        Some(if self.is_guided {
            fields(json!({"guided_grammar": grammar}))
        } else {
            fields(json!({"structured_outputs": {"grammar": grammar}}))
        })
    }
}
