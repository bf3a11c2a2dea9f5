//! The scan for model servers, against some that are and some that are not.

use kinglet_domain::unit::Tokens;
use kinglet_model::openai::Kind;
use kinglet_model::scan::{Found, scan};
use kinglet_scripted::{Behaviour, Script, Server};

#[tokio::test]
async fn only_model_servers_are_found() {
    let models = |behaviour: Behaviour| {
        Server::start(Script::replies(&[]).route("/v1/models", move |_| behaviour.clone()))
    };
    let llama = Server::start(Script::replies(&[]).llama(4096).models(&["tiny"]));
    let other = Server::start(Script::replies(&[]).models(&["small", "large"]));
    let loading = models(Behaviour::answer(
        503,
        "application/json",
        &["Server: llama.cpp"],
        r#"{"error":"Loading model"}"#,
    ));
    let locked = models(Behaviour::answer(401, "application/json", &["Server: llama.cpp"], "{}"));
    let no_models = [
        models(Behaviour::answer(200, "text/html", &[], "<title>Tomcat</title>")),
        models(Behaviour::error(404, "Not Found")),
        models(Behaviour::json(200, &serde_json::json!({"status": "ok"}))),
        models(Behaviour::answer(503, "text/html", &[], "down")),
    ];
    let stopped = Server::start(Script::replies(&[]));
    let mut ports = vec![stopped.port()];
    drop(stopped);
    ports.extend(no_models.iter().map(Server::port));
    ports.extend([&llama, &other, &loading, &locked].map(Server::port));

    let found = |server: &Server, models: &[&str], kind, window: Option<u32>| Found {
        endpoint: server.url().to_owned(),
        models: models.iter().map(|&model| model.to_owned()).collect(),
        kind,
        window: window.map(Tokens),
    };
    assert_eq!(
        scan(&ports).await,
        [
            found(&llama, &["tiny"], Kind::Llama, Some(4096)),
            found(&other, &["small", "large"], Kind::Other, None),
            found(&loading, &[], Kind::Llama, None),
            found(&locked, &[], Kind::Llama, None),
        ]
    );
}
