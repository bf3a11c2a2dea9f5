//! LM Studio, whose own routes tell more than OpenAI's: <https://lmstudio.ai/docs/developer/rest/endpoints>.

use std::time::Duration;

use futures_util::FutureExt as _;
use kinglet_domain::unit::Tokens;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use super::super::wire;
use super::{Answering, Constraint, Http, Kind, Route, Server, told, window};
use crate::error::Error;

const MODELS: &str = "/api/v0/models";

/// Most often it has a model loaded with a window much smaller than the most that the model can take.
#[derive(Debug)]
pub(super) struct LmStudio {
    models: Vec<Listed>,
}

#[derive(Debug, Deserialize)]
struct Models {
    data: Vec<Listed>,
}

#[derive(Debug, Deserialize)]
struct Listed {
    id: String,
    #[serde(rename = "type")]
    purpose: Option<String>,
    state: String,
    /// Only of a model that is loaded, and not in versions before 0.3.10.
    #[serde(default, deserialize_with = "wire::lenient")]
    loaded_context_length: Option<u32>,
}

impl Listed {
    fn is_loaded(&self) -> bool {
        self.state == "loaded"
    }
}

pub(super) async fn recognise(http: &Http, limit: Duration) -> Result<Option<LmStudio>, Error> {
    let models: Option<Models> = told(http, limit, MODELS).await?;
    Ok(models.map(|models| LmStudio { models: models.data }))
}

impl LmStudio {
    fn loaded(&self, model: &str) -> Option<&Listed> {
        self.models.iter().find(|listed| listed.id == model && listed.is_loaded())
    }

    async fn look_again(&mut self, http: &Http) -> Result<(), Error> {
        let models: Models = http.get_json(Route::Own(MODELS)).await?;
        self.models = models.data;
        Ok(())
    }
}

impl Server for LmStudio {
    fn kind(&self) -> Kind {
        Kind::LmStudio
    }

    fn constraint(&self) -> Constraint {
        Constraint::JsonSchema
    }

    fn remedy(&self) -> &'static str {
        "load the model with a larger context, by `lms load MODEL --context-length 16384` or in its settings"
    }

    /// It lists everything that is on the disk; what is loaded comes first, and what cannot write does not come.
    fn offer(&self, listed: Vec<String>) -> Vec<String> {
        let is_embedding = |id: &str| {
            let known = self.models.iter().find(|model| model.id == id);
            known.is_some_and(|model| model.purpose.as_deref() == Some("embeddings"))
        };
        let mut offered: Vec<_> = listed.into_iter().filter(|id| !is_embedding(id)).collect();
        offered.sort_by_key(|id| self.loaded(id).is_none());
        offered
    }

    /// Its two engines have different words; either may come in the stream, with status 200.
    fn too_long(&self) -> &'static [&'static str] {
        &[
            "context the overflows",
            "initial prompt is greater than the context length",
            "Context size has been exceeded",
        ]
    }

    fn window<'a>(&'a mut self, _http: &'a Http, model: &'a str) -> Answering<'a, Option<Tokens>> {
        let loaded = self.loaded(model).and_then(|loaded| loaded.loaded_context_length);
        async move { Ok(window(loaded)) }.boxed()
    }

    fn ready<'a>(&'a mut self, http: &'a Http, model: &'a str) -> Answering<'a, Option<Tokens>> {
        async move {
            if self.loaded(model).is_none() {
                // The first question has it loaded, and only then it is known with which window.
                let hello = json!({"model": model, "max_tokens": 1, "stream": false,
                    "messages": [{"role": "user", "content": "Hello"}]});
                let _said: IgnoredAny = http.post_json(self.chat(), &hello).await?;
                self.look_again(http).await?;
            }
            self.window(http, model).await
        }
        .boxed()
    }
}
