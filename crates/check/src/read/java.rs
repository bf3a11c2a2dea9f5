//! Stacks of the Java machine: a frame names a file without its folder, and a class whose package is the folder.

use kinglet_domain::check::Frame;

use super::findings;
use super::output::Output;
use super::place;

/// Where the usual builds keep sources; the root itself last.
const FOLDERS: [&str; 7] = [
    "src/main/java/",
    "src/test/java/",
    "src/main/kotlin/",
    "src/test/kotlin/",
    "src/main/scala/",
    "src/test/scala/",
    "",
];

/// The frames of a stack in the user's own files, in the order as printed: innermost first.
pub(super) fn frames(output: &Output, lines: &[&str]) -> Vec<Frame> {
    let mut frames = Vec::new();
    for line in lines {
        let Some((method, file, line)) = call(line) else { continue };
        let (class, function) = method.rsplit_once('.').unwrap_or((method, ""));
        // A lambda's own name says nothing.
        let function = Some(function).filter(|name| !name.is_empty() && !name.contains('$'));
        findings::add_frame(&mut frames, frame(output, class, file, line, function));
    }
    frames
}

/// Whether a line is one of a stack.
pub(super) fn is_call(line: &str) -> bool {
    let line = line.trim_start();
    call(line).is_some() || (line.starts_with("... ") && line.ends_with(" more"))
}

/// The file of a class that lies in its package's folder.
///
/// - `class`: with its package, `shop.CartTest$Inner`; only the package matters.
pub(super) fn frame(
    output: &Output,
    class: &str,
    file: &str,
    line: u32,
    function: Option<&str>,
) -> Option<Frame> {
    let package = class.rsplit_once('.').map_or("", |(package, _)| package);
    let folder = if package.is_empty() { String::new() } else { format!("{}/", package.replace('.', "/")) };
    FOLDERS.iter().find_map(|source| output.frame(&format!("{source}{folder}{file}"), line, function))
}

/// Reads `at java.base/shop.Cart.first(Cart.java:15)`: the method with its class, the file and the line.
fn call(line: &str) -> Option<(&str, &str, u32)> {
    let (method, place) = line.trim().strip_prefix("at ")?.strip_suffix(')')?.rsplit_once('(')?;
    let method = method.rsplit('/').next().unwrap_or(method);
    let place = place::leading(place).filter(|place| place.rest.is_empty())?;
    Some((method, place.path, place.line))
}
