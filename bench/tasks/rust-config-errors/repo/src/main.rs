use std::io::Read as _;

use config_errors::config::Config;
use config_errors::service::Service;

fn main() {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .expect("standard input is text");
    let service = Service::start(&Config::parse(&text));
    println!("{}", service.describe());
}
