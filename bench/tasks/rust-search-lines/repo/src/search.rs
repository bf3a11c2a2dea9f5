use crate::options::Options;

/// What the program prints, a line each.
pub fn search(text: &str, options: &Options) -> Vec<String> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.contains(&options.word) {
            found.push(if options.number {
                format!("{}:{line}", index + 1)
            } else {
                line.to_owned()
            });
        }
    }
    found
}
