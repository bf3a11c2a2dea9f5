//! The address of a server, as people write it and as requests need it.

use std::net::IpAddr;

use reqwest::Url;

use crate::error::Error;

/// Where a server's routes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Endpoint {
    /// What the OpenAI routes are appended to, such as `http://127.0.0.1:8080/v1`.
    pub(super) base: String,
    /// What the server's own routes are appended to, such as `http://127.0.0.1:8080`; shown to people, too.
    pub(super) root: String,
    /// Whether the server runs on this machine.
    pub(super) is_local: bool,
    /// Whether the connection is encrypted.
    pub(super) is_encrypted: bool,
}

impl Endpoint {
    /// Reads an address: with or without a scheme, a version, a route, slashes at the end.
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let bad = || Error::BadEndpoint(without_secrets(text.trim()));
        let url = Url::parse(&with_scheme(text.trim())).map_err(|_| bad())?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(bad)?;
        let has_more = url.query().is_some() || url.fragment().is_some();
        let has_login = !url.username().is_empty() || url.password().is_some();
        if !matches!(url.scheme(), "http" | "https") || has_more || has_login {
            return Err(bad());
        }
        let origin = url.origin().ascii_serialization();
        let (root, version) = split_version(url.path());
        Ok(Self {
            base: format!("{origin}{root}{version}"),
            root: format!("{origin}{}", if version == "/v1" { root } else { "" }),
            is_local: is_local(host),
            is_encrypted: url.scheme() == "https",
        })
    }
}

/// A public name is reached over TLS unless something else is asked for: a key may travel there.
fn with_scheme(text: &str) -> String {
    let host = text.split('/').next().unwrap_or_default();
    let is_public_name = host.contains('.') && !host.contains(':') && host.parse::<IpAddr>().is_err();
    match text.contains("://") {
        true => text.to_owned(),
        false if is_public_name => format!("https://{text}"),
        false => format!("http://{text}"),
    }
}

/// The path before the version, and the version; `/v1` where none is named.
fn split_version(path: &str) -> (&str, &str) {
    let path = path.trim_end_matches('/');
    let path =
        path.strip_suffix("/chat/completions").or_else(|| path.strip_suffix("/models")).unwrap_or(path);
    let path = path.trim_end_matches('/');
    if let Some(root) = path.strip_suffix("/v1") {
        return (root, "/v1");
    }
    // Some services keep the routes under another version, such as `/v1beta/openai`.
    if path.split('/').any(is_version) { ("", path) } else { (path, "/v1") }
}

fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

fn is_local(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback() || address.is_unspecified())
}

/// The address as far as it may be shown: a login and a query can hold secrets.
fn without_secrets(text: &str) -> String {
    let text = text.split(['?', '#']).next().unwrap_or_default();
    match (text.split_once("://"), text.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://{rest}"),
        (None, Some((_, rest))) => rest.to_owned(),
        (_, None) => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> String {
        match Endpoint::parse(text) {
            Ok(endpoint) => format!("{} | {}", endpoint.base, endpoint.root),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn every_usual_way_to_write_an_address_is_understood() {
        let usual = "http://127.0.0.1:8080/v1 | http://127.0.0.1:8080";
        for text in [
            "http://127.0.0.1:8080",
            "http://127.0.0.1:8080/",
            "http://127.0.0.1:8080/v1",
            "http://127.0.0.1:8080/v1/",
            "http://127.0.0.1:8080/v1/chat/completions",
            " 127.0.0.1:8080 ",
        ] {
            assert_eq!(check(text), usual, "{text}");
        }
        insta::assert_snapshot!(check("localhost:1234/v1"), @"http://localhost:1234/v1 | http://localhost:1234");
        insta::assert_snapshot!(check("models.example.org/api"), @"https://models.example.org/api/v1 | https://models.example.org/api");
        insta::assert_snapshot!(check("https://example.org/v1beta/openai"), @"https://example.org/v1beta/openai | https://example.org");
        insta::assert_snapshot!(check("http://[::1]:8080"), @"http://[::1]:8080/v1 | http://[::1]:8080");
    }

    #[test]
    fn what_is_no_address_is_refused_without_showing_secrets() {
        insta::assert_snapshot!(check(""), @"error: `` is not an address of a server; write it as http://127.0.0.1:8080");
        insta::assert_snapshot!(check("file:///etc/passwd"), @"error: `file:///etc/passwd` is not an address of a server; write it as http://127.0.0.1:8080");
        insta::assert_snapshot!(check("http://me:secret@host/"), @"error: `http://host/` is not an address of a server; write it as http://127.0.0.1:8080");
        insta::assert_snapshot!(check("http://host/v1?key=secret"), @"error: `http://host/v1` is not an address of a server; write it as http://127.0.0.1:8080");
    }

    #[test]
    fn this_machine_is_recognised() {
        let is_local = |text| Endpoint::parse(text).is_ok_and(|endpoint| endpoint.is_local);
        assert!(
            ["localhost:1", "127.0.0.2:1", "[::1]:1", "0.0.0.0:1"].map(is_local).iter().all(|&local| local)
        );
        assert!(!["10.0.0.1:1", "localhost.example.org"].map(is_local).iter().any(|&local| local));
    }
}
