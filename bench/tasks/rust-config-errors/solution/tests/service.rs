use config_errors::config::Config;
use config_errors::service::Service;

const TEXT: &str =
    "limits.requests = 5 # a second\nlimits.kilobytes = 2\ncache = off\npool.default.threads = 4\n";

#[test]
fn a_service_starts() {
    let service = Service::start(&Config::parse(TEXT)).unwrap();
    assert_eq!(service.limits.bytes, 2048);
    assert_eq!(service.describe(), "5 requests, no cache, 4 threads");
}

#[test]
fn what_is_missing_is_named() {
    let error = Service::start(&Config::parse("")).unwrap_err();
    assert_eq!(error.to_string(), "limits.requests is missing");
}
