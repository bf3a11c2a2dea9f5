//! Sends requests and bounds what comes back, in size and in time.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, HeaderValue, LOCATION, RETRY_AFTER, SERVER};
use reqwest::{Client, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::endpoint::Endpoint;
use super::refusal::Words;
use crate::error::Error;

/// The most bytes of an answer that is not streamed.
const LONGEST_BODY: usize = 16 << 20;

/// The most bytes that are read of a refusal.
const LONGEST_REFUSAL: usize = 64 << 10;

/// A route of a server.
#[derive(Debug, Clone, Copy)]
pub(super) enum Route<'a> {
    /// One of the OpenAI routes, such as `/models`.
    OpenAi(&'a str),
    /// One of the server's own, such as `/props`.
    Own(&'a str),
}

/// A connection to one server.
#[derive(Debug)]
pub(super) struct Http {
    client: Client,
    endpoint: Endpoint,
    /// Marked as sensitive, so that it is never shown.
    key: Option<HeaderValue>,
    words: Words,
}

/// Prepares connections that keep to themselves: no redirect is followed, nothing is kept open, and nothing
/// that is meant for this machine goes through a proxy.
///
/// # Errors
/// If the system's root certificates are needed and cannot be read.
fn client(connect: Duration, is_local: bool, is_encrypted: bool) -> Result<Client, reqwest::Error> {
    // Reqwest is built without a choice of cryptography; whoever comes first in the process makes it.
    let _already_chosen = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder()
        .connect_timeout(connect)
        .redirect(reqwest::redirect::Policy::none())
        // A kept connection saves nothing beside a generation, and may have been closed by the server meanwhile.
        .pool_max_idle_per_host(0);
    if is_local {
        builder = builder.no_proxy();
    }
    if !is_encrypted {
        // Reading the system's certificates takes longer than a local request, and fails where there are none.
        builder = builder.tls_certs_only([]);
    }
    builder.build()
}

impl Http {
    pub(super) fn new(endpoint: Endpoint, key: Option<&str>, connect: Duration) -> Result<Self, Error> {
        let words = Words::new(endpoint.root.clone(), key);
        let key = match key {
            Some(key) => {
                let mut value = HeaderValue::try_from(format!("Bearer {key}")).map_err(|_| Error::BadKey)?;
                value.set_sensitive(true);
                Some(value)
            }
            None => None,
        };
        let client = client(connect, endpoint.is_local, endpoint.is_encrypted)
            .map_err(|source| Error::Setup { endpoint: endpoint.root.clone(), source })?;
        Ok(Self { client, endpoint, key, words })
    }

    /// The server's address, for errors.
    pub(super) fn address(&self) -> &str {
        &self.endpoint.root
    }

    /// What its words become errors with.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// Gets a route, whatever it answers with.
    pub(super) async fn get(&self, route: Route<'_>) -> Result<Vec<u8>, Error> {
        let response = self.send(self.client.get(self.url(route))).await?;
        self.body(response).await
    }

    /// The name by which the server's software calls itself at a route, whatever else it answers there.
    pub(super) async fn software(&self, route: Route<'_>) -> Result<Option<String>, Error> {
        let request = self.with_key(self.client.get(self.url(route)));
        let response = request.send().await.map_err(|_| self.interrupted(0))?;
        let name = response.headers().get(SERVER).and_then(|name| name.to_str().ok());
        Ok(name.map(str::to_owned))
    }

    /// Gets a route, as JSON.
    pub(super) async fn get_json<T: DeserializeOwned>(&self, route: Route<'_>) -> Result<T, Error> {
        self.json(&self.get(route).await?)
    }

    /// Posts to a route, in JSON both ways.
    pub(super) async fn post_json<T: DeserializeOwned>(
        &self,
        route: Route<'_>,
        body: &impl Serialize,
    ) -> Result<T, Error> {
        let response = self.post(route, body).await?;
        self.json(&self.body(response).await?)
    }

    /// Posts to a route; the answer has only begun.
    pub(super) async fn post(&self, route: Route<'_>, body: &impl Serialize) -> Result<Response, Error> {
        self.send(self.client.post(self.url(route)).json(body)).await
    }

    fn url(&self, route: Route<'_>) -> String {
        match route {
            Route::OpenAi(path) => format!("{}{path}", self.endpoint.base),
            Route::Own(path) => format!("{}{path}", self.endpoint.root),
        }
    }

    /// Reads an answer to its end.
    pub(super) async fn body(&self, mut response: Response) -> Result<Vec<u8>, Error> {
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|_| self.interrupted(0))? {
            body.extend_from_slice(&piece);
            if body.len() > LONGEST_BODY {
                return Err(self.not_the_protocol(&format!("more than {LONGEST_BODY} bytes")));
            }
        }
        Ok(body)
    }

    /// Gives up when the time is over.
    pub(super) async fn within<T>(
        &self,
        limit: Duration,
        what: &'static str,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let timed_out =
            || Error::TimedOut { endpoint: self.address().to_owned(), what, seconds: limit.as_secs() };
        tokio::time::timeout(limit, work).await.unwrap_or_else(|_| Err(timed_out()))
    }

    /// Gives up on a small question when the time is over.
    pub(super) async fn promptly<T>(
        &self,
        limit: Duration,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let silent = || Error::Silent { endpoint: self.address().to_owned(), seconds: limit.as_secs() };
        tokio::time::timeout(limit, work).await.unwrap_or_else(|_| Err(silent()))
    }

    pub(super) fn interrupted(&self, received: usize) -> Error {
        Error::Interrupted { endpoint: self.address().to_owned(), received }
    }

    /// The error for something that no model server sends.
    pub(super) fn not_the_protocol(&self, sent: &str) -> Error {
        self.words.not_the_protocol("it sent", sent)
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, Error> {
        match self.with_key(request).send().await {
            // Nothing packed was asked for; a few bytes of it can be made to fill the memory.
            Ok(response) if response.headers().contains_key(CONTENT_ENCODING) => {
                Err(self.not_the_protocol("packed bytes"))
            }
            Ok(response) if response.status().is_success() => Ok(response),
            Ok(response) => Err(self.refusal(response).await),
            Err(error) if error.is_connect() => {
                Err(Error::Unreachable { endpoint: self.address().to_owned(), source: error.without_url() })
            }
            Err(_) => Err(self.interrupted(0)),
        }
    }

    fn with_key(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.key {
            Some(key) => request.header(AUTHORIZATION, key.clone()),
            None => request,
        }
    }

    async fn refusal(&self, mut response: Response) -> Error {
        let status = response.status();
        let header = |name| response.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        if status.is_redirection() {
            let target = header(LOCATION).unwrap_or("nowhere");
            let message =
                format!("it redirects to {target}, which is not followed; give that address instead");
            return self.words.of_status(status.as_u16(), &message, None);
        }
        let retry_after = header(RETRY_AFTER).map(str::to_owned);
        let mut body = Vec::new();
        // A refusal that breaks off is one nevertheless.
        while let Ok(Some(piece)) = response.chunk().await {
            body.extend_from_slice(&piece);
            if body.len() > LONGEST_REFUSAL {
                break;
            }
        }
        let body = String::from_utf8_lossy(&body);
        self.words.of_status(status.as_u16(), &body, retry_after.as_deref())
    }

    fn json<T: DeserializeOwned>(&self, body: &[u8]) -> Result<T, Error> {
        serde_json::from_slice(body).map_err(|_| self.not_the_protocol(&String::from_utf8_lossy(body)))
    }
}
