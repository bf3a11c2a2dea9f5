//! What can be seen of a server without a key, and without having it load anything.

use std::time::Duration;

use super::endpoint::Endpoint;
use super::http::{Http, Route};
use super::server::{self, Kind};
use super::wire::Models;
use crate::error::Error;
use crate::scan::Found;

const CONNECT: Duration = Duration::from_millis(300);
const ANSWER: Duration = Duration::from_secs(1);

/// What runs at an address; nothing if it is no model server.
pub(crate) async fn look(endpoint: String) -> Option<Found> {
    let http = Http::new(Endpoint::parse(&endpoint).ok()?, None, CONNECT).ok()?;
    let (kind, models, window) = match http.promptly(ANSWER, http.get(Route::OpenAi("/models"))).await {
        Ok(body) => {
            let listed = Models::parse(&body)?;
            let mut server = server::recognise(&http, ANSWER, &listed).await.ok()?;
            let models = server.offer(listed.into_iter().map(|model| model.id).collect());
            let window = match models.first() {
                // Whatever hinders that is told when the server is asked.
                Some(model) => http.promptly(ANSWER, server.window(&http, model)).await.ok().flatten(),
                None => None,
            };
            (server.kind(), models, window)
        }
        Err(Error::NotReady { .. } | Error::Refused { status: 401, .. }) => {
            let software = http.promptly(ANSWER, http.software(Route::OpenAi("/models"))).await.ok()??;
            (software == "llama.cpp").then_some((Kind::Llama, Vec::new(), None))?
        }
        Err(_) => return None,
    };
    Some(Found { endpoint, kind, models, window })
}
