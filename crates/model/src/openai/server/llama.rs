//! llama.cpp's `llama-server`: <https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md>.

use std::time::Duration;

use futures_util::FutureExt as _;
use kinglet_domain::unit::Tokens;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use super::super::wire;
use super::{Answering, Constraint, Extras, Http, Kind, Route, Server, fields, streaming, told, window};
use crate::error::Error;

/// It tells its true window, counts tokens, keeps the cache, continues a beginning, and refuses what is too long.
#[derive(Debug)]
pub(super) struct Llama {
    /// Of one slot.
    window: Option<Tokens>,
}

/// What it tells of itself.
#[derive(Debug, Deserialize)]
struct Props {
    default_generation_settings: Settings,
}

#[derive(Debug, Deserialize)]
struct Settings {
    /// The context window of one slot, in tokens.
    #[serde(default, deserialize_with = "wire::lenient")]
    n_ctx: Option<u32>,
}

/// What it does for one question at a time. A server that is started with `--no-slots` tells none.
#[derive(Debug, Deserialize)]
struct Slot {
    /// Its own context window, in tokens.
    #[serde(default, deserialize_with = "wire::lenient")]
    n_ctx: Option<u32>,
}

#[derive(Debug, Deserialize)]
struct Tokenized {
    tokens: Vec<IgnoredAny>,
}

pub(super) async fn recognise(http: &Http, limit: Duration) -> Result<Option<Llama>, Error> {
    let Some(props) = told::<Props>(http, limit, "/props").await? else { return Ok(None) };
    let slots: Vec<Slot> = told(http, limit, "/slots").await?.unwrap_or_default();
    // Any slot may get the question: the smallest counts.
    let windows = slots.iter().map(|slot| slot.n_ctx).chain([props.default_generation_settings.n_ctx]);
    Ok(Some(Llama { window: windows.filter_map(window).min() }))
}

impl Server for Llama {
    fn kind(&self) -> Kind {
        Kind::Llama
    }

    fn remedy(&self) -> &'static str {
        "start llama-server with a larger window, such as `-c 16384`; its slots (`-np`) share it"
    }

    fn window<'a>(&'a mut self, _http: &'a Http, _model: &'a str) -> Answering<'a, Option<Tokens>> {
        let window = self.window;
        async move { Ok(window) }.boxed()
    }

    fn continues(&self) -> bool {
        true
    }

    /// No slot is named: the server chooses the one whose text the question shares most with, so each role finds its own again.
    /// One that is named while it answers somebody else loses what it knows, and answers with what it was told before (seen
    /// in llama.cpp b11434).
    ///
    /// The costs so far stand in each chunk, so that they are known of a reply that we leave early, too.
    ///
    /// It continues a beginning anyway, but repeats it unless it is asked in these words. A template that can think
    /// refuses to go on unless thinking is turned off.
    fn extras(&self, continues: bool) -> Extras {
        let mut extras = streaming();
        extras.extend(fields(json!({"cache_prompt": true, "timings_per_token": true})));
        if continues {
            extras.extend(fields(json!({
                "continue_final_message": true,
                "add_generation_prompt": false,
                "chat_template_kwargs": {"enable_thinking": false},
            })));
        }
        extras
    }

    fn count<'a>(&'a self, http: &'a Http, _model: &'a str, text: &'a str) -> Option<Answering<'a, Tokens>> {
        let counting = async move {
            let answer: Tokenized =
                http.post_json(Route::Own("/tokenize"), &json!({"content": text})).await?;
            Ok(Tokens(u32::try_from(answer.tokens.len()).unwrap_or(u32::MAX)))
        };
        Some(counting.boxed())
    }

    /// Status 503 while it loads its model.
    fn health(&self) -> Option<Route<'static>> {
        Some(Route::Own("/health"))
    }

    fn constraint(&self) -> Constraint {
        Constraint::Grammar
    }

    /// The others are told as they were before the grammar forbade them.
    fn telling(&self, most: usize) -> Extras {
        fields(json!({"stream": false, "logprobs": true, "top_logprobs": most}))
    }

    fn grammar(&self, grammar: &str) -> Option<Extras> {
        Some(fields(json!({"grammar": grammar})))
    }
}
