//! Any server of which no more is known than that it speaks OpenAI's protocol.

use futures_util::FutureExt as _;
use kinglet_domain::unit::Tokens;

use super::{Answering, Http, Kind, Model, Server, window};

/// It tells its window in its list of models, or not at all.
#[derive(Debug)]
pub(super) struct Plain {
    windows: Vec<(String, Option<Tokens>)>,
}

impl Plain {
    pub(super) fn new(listed: &[Model]) -> Self {
        let windows = listed.iter().map(|model| (model.id.clone(), window(model.max_model_len)));
        Self { windows: windows.collect() }
    }
}

impl Server for Plain {
    fn kind(&self) -> Kind {
        Kind::Other
    }

    fn remedy(&self) -> &'static str {
        "give the server a larger context window"
    }

    fn window<'a>(&'a mut self, _http: &'a Http, model: &'a str) -> Answering<'a, Option<Tokens>> {
        let window = self.windows.iter().find(|(id, _)| id == model).and_then(|(_, window)| *window);
        async move { Ok(window) }.boxed()
    }
}
