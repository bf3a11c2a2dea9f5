//! What a check says is not there: a test of something that is still to be written fails by its name.

use kinglet_domain::check::Report;

use crate::gap::module;

/// What stands before the name of what is not there, in the words of runners and compilers.
const BEFORE: [&str; 17] = [
    "cannot import name ",
    "has no attribute ",
    "has no field or method ",
    "unexpected keyword argument ",
    "export named ",
    "cannot find function ",
    "cannot find method ",
    "cannot find struct, variant or union type ",
    "cannot find type ",
    "cannot find value ",
    "unresolved import ",
    "method named ",
    "associated function or constant named ",
    "undefined: ",
    "undefined reference to ",
    "implicit declaration of function ",
    "symbol: ",
];
/// What stands behind it.
const BEHIND: [&str; 3] = [" is not a function", " is not defined", " is not a constructor"];

/// A shorter line is no citation.
const SHORT: usize = 12;
/// What has no members at all: then it is a value that is wrong.
const NOTHING: [&str; 3] = ["'NoneType' object", "of null", "of undefined"];

/// Whether the check misses something by a name that the task says: then there is nothing to repair, but something to add.
#[must_use]
pub fn is_absent(report: &Report, task: &str) -> bool {
    let known: Vec<&str> = words(task).collect();
    // A task that cites the error is about something that was there.
    let is_cited =
        |message: &str| message.lines().any(|line| line.len() > SHORT && task.contains(line.trim()));
    let is_value = |message: &str| NOTHING.iter().any(|nothing| message.contains(nothing));
    let messages = report.failures.iter().map(|failure| failure.message.as_str());
    let telling = messages.filter(|message| !is_cited(message) && !is_value(message));
    telling.flat_map(missing).any(|name| known.contains(&name.as_str()))
}

/// The names that a message says are not there.
fn missing(message: &str) -> Vec<String> {
    let lines = message.lines();
    let of = |line: &str| {
        let first = |mark: &&str| {
            let behind = line.split_once(*mark)?.1;
            // Of `crate::text::join`, and of `method take(int)`, the last word before what is no word counts.
            let named = behind.trim_start().trim_start_matches(['\'', '`', '"', '‘']);
            let named = ["method ", "class ", "variable "]
                .iter()
                .find_map(|kind| named.strip_prefix(kind))
                .unwrap_or(named);
            let end =
                named.find(|c: char| !(c.is_alphanumeric() || "_:.".contains(c))).unwrap_or(named.len());
            words(named.get(..end)?).last().map(str::to_owned)
        };
        let last = |mark: &&str| words(line.split_once(*mark)?.0).last().map(str::to_owned);
        let module = module(line).map(str::to_owned);
        BEFORE
            .iter()
            .filter_map(first)
            .chain(BEHIND.iter().filter_map(last))
            .chain(module)
            .collect::<Vec<_>>()
    };
    lines.flat_map(of).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use kinglet_domain::check::{Ended, Failure, FailureKind};

    use super::*;

    #[test]
    fn knows_how_runners_and_compilers_say_that_a_name_is_missing() {
        let messages = [
            "ImportError: cannot import name 'median' from 'stats' (/tmp/stats.py)",
            "AttributeError: module 'stats' has no attribute 'median'",
            "ModuleNotFoundError: No module named 'stats'",
            "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/tmp/shop/src/stats.mjs' imported from /tmp/a.mjs",
            "AttributeError: 'Book' object has no attribute 'tagged'",
            "NameError: name 'median' is not defined",
            "TypeError: split() got an unexpected keyword argument 'weights'",
            "SyntaxError: The requested module './a.js' does not provide an export named 'chunk'",
            "TypeError: chunk is not a function",
            "TypeError: cart.applyCoupon is not a function",
            "TypeError: (0 , _arrays.chunk) is not a function",
            "error[E0432]: unresolved import `crate::text::join`",
            "error[E0425]: cannot find function `suggest` in module `a`",
            "error[E0599]: no method named `peek` found for struct `Stack<T>` in the current scope",
            "error[E0599]: no associated function or constant named `of` found for struct `Money`",
            "order/a_test.go:5:2: undefined: words.Reverse",
            "store.Purge undefined (type Memory has no field or method Purge)",
            "error: cannot find symbol\n  symbol:   method transfer(String,int)\n  location: class Bank",
            "test.c:(.text+0x1f): undefined reference to `trim'",
            "warning: implicit declaration of function ‘trim’ [-Wimplicit-function-declaration]",
            "assert 3 == 4",
        ];
        let shown = messages.map(|message| missing(message).join(" "));
        assert_snapshot!(shown.join("\n"), @"
        median
        median
        stats
        stats
        tagged
        median
        weights
        chunk
        chunk
        applyCoupon
        chunk
        join
        suggest
        peek
        of
        Reverse
        Purge
        transfer
        trim
        trim
        ");
    }

    #[test]
    fn what_was_there_is_not_absent() {
        let is_absent = |message: &str, task: &str| {
            let (name, kind, frames) = (String::new(), FailureKind::Test, vec![]);
            let failures = vec![Failure { name, kind, message: message.to_owned(), frames }];
            let ended = Ended::Failed { code: 1 };
            super::is_absent(
                &Report { ended, passed: None, failed: None, failures, summary: String::new() },
                task,
            )
        };
        let missing = "ImportError: cannot import name 'median' from 'stats'";
        assert!(is_absent(missing, "Add `median(values)` to stats.py."));
        assert!(!is_absent(missing, "The tests fail. Please find out why."));
        assert!(!is_absent(
            missing,
            "We get \"ImportError: cannot import name 'median' from 'stats'\" since today."
        ));
        let none = "AttributeError: 'NoneType' object has no attribute 'name'";
        assert!(!is_absent(none, "Looking up a user by name crashes."));
    }
}
