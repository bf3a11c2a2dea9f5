//! `mlx_lm.server`: <https://github.com/ml-explore/mlx-lm/blob/main/mlx_lm/SERVER.md>.

use std::time::Duration;

use futures_util::FutureExt as _;
use kinglet_domain::unit::Tokens;

use super::{Answering, Http, Kind, Route, Server, passing};
use crate::error::Error;

/// What its HTTP server calls itself: it is the one of Python's library.
const SOFTWARE: &str = "BaseHTTP/";

/// It has no route that tells a window; only a measurement does.
#[derive(Debug)]
pub(super) struct Mlx;

pub(super) async fn recognise(http: &Http, limit: Duration) -> Result<Option<Mlx>, Error> {
    let software = passing(http.promptly(limit, http.software(Route::Own("/health"))).await)?.flatten();
    Ok(software.filter(|software| software.starts_with(SOFTWARE)).map(|_| Mlx))
}

impl Server for Mlx {
    fn kind(&self) -> Kind {
        Kind::Mlx
    }

    fn remedy(&self) -> &'static str {
        "start mlx_lm.server with `--prompt-overflow-policy error` and a larger `--max-prompt-tokens`"
    }

    fn window<'a>(&'a mut self, _http: &'a Http, _model: &'a str) -> Answering<'a, Option<Tokens>> {
        async { Ok(None) }.boxed()
    }
}
