use std::io::Write as _;
use std::process::{Command, Stdio};

use config_errors::cache::Cache;
use config_errors::config::{Config, ConfigError};
use config_errors::limits::Limits;
use config_errors::pool::Pool;
use config_errors::service::Service;

const TEXT: &str =
    "limits.requests = 5\nlimits.kilobytes = 2\ncache.entries = 7\ncache.minutes = 3\n\
                    pool.queues = a, b\npool.a.threads = 1\npool.b.threads = 2\n";

fn start(text: &str) -> Result<String, String> {
    Service::start(&Config::parse(text))
        .map(|service| service.describe())
        .map_err(|error| error.to_string())
}

#[test]
fn a_service_starts() {
    assert_eq!(start(TEXT).unwrap(), "5 requests, 7 entries, 3 threads");
    let config = Config::parse(TEXT);
    assert_eq!(Limits::from_config(&config).unwrap().bytes, 2048);
    assert_eq!(Cache::from_config(&config).unwrap().unwrap().seconds, 180);
    assert!(matches!(
        Cache::from_config(&Config::parse("cache = off")),
        Ok(None)
    ));
    assert_eq!(config.get_number("cache.entries").unwrap(), 7);
}

#[test]
fn errors() {
    assert_eq!(start("").unwrap_err(), "limits.requests is missing");
    assert_eq!(
        start(&TEXT.replace("= 3", "= three")).unwrap_err(),
        "cache.minutes is not a number: three"
    );
    assert_eq!(
        start(&TEXT.replace("= a, b", "= a, c")).unwrap_err(),
        "pool.c.threads is missing"
    );
    assert!(matches!(
        Pool::from_config(&Config::parse("pool.default.threads = -1")),
        Err(ConfigError::NotANumber { key, value }) if key == "pool.default.threads" && value == "-1"
    ));
    assert!(
        matches!(Config::parse("").get_number("x"), Err(ConfigError::Missing { key }) if key == "x")
    );
    let error: Box<dyn std::error::Error> = Box::new(ConfigError::Missing {
        key: "k".to_owned(),
    });
    assert_eq!(error.to_string(), "k is missing");
}

fn program(input: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_config-errors"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn the_program() {
    assert_eq!(
        program(TEXT),
        (
            Some(0),
            "5 requests, 7 entries, 3 threads\n".to_owned(),
            String::new()
        )
    );
    assert_eq!(
        program(""),
        (
            Some(1),
            String::new(),
            "error: limits.requests is missing\n".to_owned()
        )
    );
}
