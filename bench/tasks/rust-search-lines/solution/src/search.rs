use crate::options::Options;

/// What the program prints, a line each.
pub fn search(text: &str, options: &Options) -> Vec<String> {
    let fold = |text: &str| {
        if options.ignore_case {
            text.to_lowercase()
        } else {
            text.to_owned()
        }
    };
    let word = fold(&options.word);
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if fold(line).contains(&word) {
            found.push(if options.number {
                format!("{}:{line}", index + 1)
            } else {
                line.to_owned()
            });
        }
    }
    found
}
