use std::io::Read as _;
use std::process::ExitCode;

use search_lines::options::Options;
use search_lines::search::search;

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("search-lines: {message}");
            return ExitCode::from(2);
        }
    };
    let mut text = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut text) {
        eprintln!("search-lines: {error}");
        return ExitCode::from(2);
    }
    let lines = search(&text, &options);
    if options.count {
        println!("{}", lines.len());
    } else {
        for line in &lines {
            println!("{line}");
        }
    }
    if lines.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
