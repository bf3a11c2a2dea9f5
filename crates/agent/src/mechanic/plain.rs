//! Tasks that ask for a mechanical change in plain words, and for nothing else: "rename `total` to `sum` everywhere".
//!
//! Only a task of which every word is understood counts; whoever wants more than the change says so in other words.

use std::iter::Peekable;

use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::refactoring::{Named, Refactoring};

/// What a task asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Plain {
    /// This change.
    Change(Refactoring),
    /// Another parameter of a function; what calls pass for it is for the model to say.
    Parameter,
}

/// What may stand before a name.
const KINDS: &str =
    "a an the function method class type struct enum trait interface constant symbol field property";
/// What may stand before a parameter's name.
const ADJECTIVES: &str =
    "a an the new another optional required boolean bool integer string flag called named";
const PARAMETER: &str = "parameter param argument";
/// What may follow: that the change is to be made at all places, which it is in any case.
const PLACES: &str = "across all also and as at call callers calls changing code codebase definition entire every everything \
    everywhere file files from imports in including its it is of places project references relevant repo repository sites tests \
    the them throughout to too update updating usages used uses well where wherever whole with";
/// What may follow of what a new parameter is, or what calls pass.
const VALUES: &str = "be by calls currently default defaulting defaults do existing false for give get gives itself keep must \
    nil none null now only other pass passes passing should so far stay that true value which zero";

/// What a task asks for, if all of it is one mechanical change.
pub(crate) fn asked(task: &str) -> Option<Plain> {
    let mut words = words(task);
    take(&mut words, "please");
    let verb = words.next()?.to_lowercase();
    let plain = match verb.as_str() {
        "rename" => {
            let symbol = symbol(&mut words)?;
            let to = one_of(words.next()?, "to into as").then(|| name(words.next()?))??;
            Plain::Change(Refactoring::Rename { symbol, to })
        }
        "remove" | "drop" | "delete" => {
            let name = parameter(&mut words, "from")?;
            let symbol = symbol(&mut words)?;
            Plain::Change(Refactoring::RemoveParameter { symbol, name })
        }
        "add" => {
            let _name = parameter(&mut words, "to")?;
            let _symbol = symbol(&mut words)?;
            let is_value = |word: &str| one_of(word, VALUES) || word.starts_with('`') || is_literal(word);
            words.all(|word| one_of(word, PLACES) || is_value(word)).then_some(Plain::Parameter)?
        }
        _ => return None,
    };
    words.all(|word| one_of(word, PLACES)).then_some(plain)
}

/// How a task begins to speak of one parameter more.
const MORE: &str = "accept accepts add additional another extra first fourth further get gets give has have need needs new optional \
    required second take takes third with";
/// So many words lie between that and the parameter.
const NEAR: usize = 4;

/// Whether a task asks for one parameter more among other things: "`label` gets a second parameter `short`", or a function with
/// one parameter list and then with another.
pub(crate) fn hints_at_parameter(task: &str) -> bool {
    // Of a program, not of a function.
    if task.contains("--") || task.to_lowercase().contains("command line") {
        return false;
    }
    let all: Vec<&str> = words(task).collect();
    let is_noun = |word: &str| one_of(word.trim_end_matches('s'), PARAMETER);
    let said = all.iter().enumerate().any(|(at, word)| {
        is_noun(word) && all.iter().take(at).rev().take(NEAR).any(|before| one_of(before, MORE))
    });
    let heads: Vec<&str> =
        all.iter().filter_map(|word| word.strip_prefix('`')?.split_once('(')).map(|it| it.0).collect();
    let changes = all.iter().any(|word| one_of(word, "change changes becomes become instead"));
    let is_twice =
        |pair: &[&str]| pair.first() == pair.last() && pair.first().is_some_and(|it| !it.is_empty());
    said && task.contains('`') || changes && heads.windows(2).any(is_twice)
}

/// The function that a task means which hints at a parameter: the first one that it marks as code.
pub(crate) fn hinted_function(task: &str) -> Option<String> {
    let code = task.split('`').nth(1)?;
    let head = code.split('(').next()?.trim_end();
    let named = head.rsplit(|c: char| c.is_whitespace() || c == '*' || c == '&').next()?.replace("::", ".");
    named.split('.').all(is_identifier).then_some(named)
}

/// A text that calls pass, as the task writes it: between quotation marks, with the spaces within them. A model that answers in
/// JSON leaves them out.
///
/// - `is_text`: whether the parameter is one; else, what could be a name or a number stays what it is.
pub(crate) fn literal(task: &str, value: &str, is_text: bool) -> Option<String> {
    let bare = value.trim_matches(['"', '\'']);
    if !is_text && bare.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.') {
        return None;
    }
    let mut quoted = task.split('"').skip(1).step_by(2);
    quoted.find(|text| text.trim() == bare.trim()).map(|text| format!("\"{text}\""))
}

/// Whether a task says that calls pass something of their own for a parameter: a field of that name, or "their own language".
pub(crate) fn differs(task: &str, parameter: &str) -> bool {
    // What holds for now holds for all.
    if ["for now", "so far", "calls pass"].iter().any(|said| task.contains(said)) {
        return false;
    }
    let bare: Vec<&str> = words(task).map(bare).collect();
    let is_own =
        |pair: &[&str]| matches!(pair, [own, name] if own.eq_ignore_ascii_case("own") && *name == parameter);
    holder(task, parameter).is_some() || bare.windows(2).any(is_own)
}

/// What a call passes if it has at hand what a task says holds the parameter's value: `customer.language` for
/// `Customer.language`, where the line speaks of `customer`.
pub(crate) fn field(task: &str, parameter: &str, line: &str) -> Option<String> {
    let holder = holder(task, parameter)?;
    let mut at_hand = line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.');
    let name = at_hand.find_map(|word| {
        word.split_once('.').map(|(name, _)| name).filter(|it| it.eq_ignore_ascii_case(holder))
    })?;
    Some(format!("{name}.{parameter}"))
}

/// What a task says to have a field of a name: `Customer` in `Customer.language`.
fn holder<'t>(task: &'t str, field: &str) -> Option<&'t str> {
    let words = words(task).map(bare).filter(|word| file(word).is_none());
    let fields = words.filter_map(|word| word.rsplit_once('.'));
    let mut holders = fields.filter(|(of, name)| *name == field && of.split('.').all(is_identifier));
    holders.next().map(|(of, _)| of.rsplit('.').next().unwrap_or(of))
}

fn bare(word: &str) -> &str {
    word.trim_matches(['`', '(', ')', ':', '"', '\''])
}

/// The words of a task, without what ends or joins its sentences. What stands between backticks is one word.
fn words(task: &str) -> Peekable<impl Iterator<Item = &str>> {
    let mut is_code = false;
    let split = move |c: char| {
        is_code ^= c == '`';
        c.is_whitespace() && !is_code
    };
    let bare = task.split(split).map(|word| word.trim_end_matches([',', ';', '.', '!', '(', ')']));
    bare.filter(|word| !word.is_empty()).peekable()
}

fn one_of(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|known| known.eq_ignore_ascii_case(word))
}

fn take<'t>(words: &mut Peekable<impl Iterator<Item = &'t str>>, list: &str) -> usize {
    std::iter::from_fn(|| words.next_if(|word| one_of(word, list))).count()
}

/// A symbol, and the file that defines it, if that is said.
fn symbol<'t>(words: &mut Peekable<impl Iterator<Item = &'t str>>) -> Option<Named> {
    take(words, KINDS);
    let word = words.next()?.trim_matches(['`', '\'', '"']).trim_end_matches("()");
    let is_name = word.split('.').all(is_identifier) && file(word).is_none();
    let is_placed = words.next_if(|word| one_of(word, "in from")).is_some();
    let path = words.next_if(|word| is_placed && file(word).is_some()).and_then(file);
    is_name.then(|| Named { symbol: word.to_owned(), path })
}

/// The name of a parameter, its noun before or behind it, and the word that leads to the function.
fn parameter<'t>(words: &mut Peekable<impl Iterator<Item = &'t str>>, until: &str) -> Option<String> {
    take(words, ADJECTIVES);
    let mut nouns = take(words, PARAMETER);
    take(words, "called named");
    let quoted = words.next()?;
    // `short: bool`, `short` or `bool short`.
    let found = quoted.trim_matches(['`', '\'', '"', ':']).split([':', ' ']).next().and_then(name)?;
    nouns += take(words, PARAMETER);
    (nouns == 1 && one_of(words.next()?, until)).then_some(found)
}

fn name(word: &str) -> Option<String> {
    let bare = word.trim_matches(['`', '\'', '"']).trim_end_matches("()");
    is_identifier(bare).then(|| bare.to_owned())
}

fn is_identifier(word: &str) -> bool {
    !word.starts_with(|c: char| c.is_ascii_digit())
        && !word.is_empty()
        && word.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$')
}

fn is_literal(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || c == '"' || c == '\'')
}

/// A path to a program's file.
fn file(word: &str) -> Option<RelPath> {
    let path = RelPath::parse(word.trim_matches(['`', '\'', '"'])).ok()?;
    Language::of(&path).map(|_| path)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use kinglet_dialect::{Wish, render_refactoring};

    use super::*;

    fn check(task: &str) -> String {
        match asked(task) {
            Some(Plain::Change(change)) => render_refactoring(&Wish::Change(change)),
            Some(Plain::Parameter) => "a parameter".to_owned(),
            None => "nothing".to_owned(),
        }
    }

    #[test]
    fn a_name_is_changed() {
        assert_snapshot!(check("rename total to sum"), @r#"{"action":"rename","symbol":"total","to":"sum"}"#);
        assert_snapshot!(check("Please rename the method `Cart.total()` in cart.py to `sum`, and update all callers."), @r#"{"action":"rename","path":"cart.py","symbol":"Cart.total","to":"sum"}"#);
        assert_snapshot!(check("Rename load_config() to read_config everywhere it is used."), @r#"{"action":"rename","symbol":"load_config","to":"read_config"}"#);
        assert_snapshot!(check("Rename `total` to `sum` in all relevant files"), @r#"{"action":"rename","symbol":"total","to":"sum"}"#);
        assert_snapshot!(check("Rename `total` to `sum` and add a test for it."), @"nothing");
        assert_snapshot!(check("Rename `total` to `sum`. Its result is rounded."), @"nothing");
        assert_snapshot!(check("Rename cart.py to basket.py"), @"nothing");
        assert_snapshot!(check("rename the file cart to basket"), @"nothing");
        assert_snapshot!(check("Renaming total to sum broke the tests."), @"nothing");
        assert_snapshot!(check("- rename a to b\n- rename c to d"), @"nothing");
        assert_snapshot!(check(""), @"nothing");
    }

    #[test]
    fn a_parameter_may_be_part_of_what_is_asked_for() {
        for hint in [
            "`format(amount)` in prices.py should get a second parameter `currency`. There is no default.",
            "`join` in src/text.rs should get a third parameter `last: &str`, which stands between the words.",
            "Please change `log(const char *text)` to `log(enum level level, const char *text)` with the levels LOW and HIGH.",
            "Give every method of `Store` a first parameter `ctx context.Context`.",
        ] {
            assert!(hints_at_parameter(hint), "{hint}");
        }
        for other in [
            "Add a flag `--json` to todo.py, with an argument for the file.",
            "`total(prices)` is wrong: its parameters are never checked.",
            "Add a function `mean(values)` to stats.py, which calls `sum(values)`.",
            "The first argument is printed twice.",
        ] {
            assert!(!hints_at_parameter(other), "{other}");
        }
    }

    #[test]
    fn what_a_model_says_of_a_parameter_is_read_as_the_task_has_it() {
        let task =
            "`join` in src/text.rs gets a parameter `last: &str`. The calls use \" and \", others \"$\".";
        assert_eq!(hinted_function(task).as_deref(), Some("join"));
        assert_eq!(literal(task, "and", true).as_deref(), Some("\" and \""));
        assert_eq!(literal(task, "\"$\"", false).as_deref(), Some("\"$\""));
        assert_eq!(literal(task, "false", true), None);
        assert_eq!(literal("calls pass \"no\"", "no", false), None);
        let c = "Please change `int log_line(const char *text)` to `log_line(int level, const char *text)`.";
        assert_eq!(hinted_function(c).as_deref(), Some("log_line"));
        assert_eq!(hinted_function("A first parameter for all of it"), None);
    }

    #[test]
    fn calls_may_pass_something_of_their_own() {
        assert!(differs("Customers are greeted in their language (`Customer.language`).", "language"));
        assert!(differs("Each is greeted in their own language, please.", "language"));
        assert!(!differs("A second parameter, the language: English by default. See language.", "language"));
        assert!(!differs("`greeting` in shop/language.py gets a parameter.", "language"));
        assert!(!differs("`area(a, b)` in main.c gets a parameter `c`.", "c"));
        assert!(!differs("All calls pass \"en\" for now, later `Customer.language`.", "language"));
        let task = "Customers are greeted in their language (`Customer.language`).";
        let passed = |line| field(task, "language", line);
        assert_eq!(passed("  text = greeting(customer.name)").as_deref(), Some("customer.language"));
        assert_eq!(passed("  text = greeting(name)"), None);
        assert_eq!(passed("  text = greeting(the_customer.name)"), None);
    }

    #[test]
    fn a_parameter_comes_or_goes() {
        assert_snapshot!(check("Add a parameter `short: bool` to `label`; all calls pass `false` for now."), @"a parameter");
        assert_snapshot!(check("add a boolean `short` parameter to the function label"), @"a parameter");
        assert_snapshot!(check("Add an optional argument rate to total, with default 0."), @"a parameter");
        assert_snapshot!(check("Add a parameter `short` to `label` and print no cents with it."), @"nothing");
        assert_snapshot!(check("Add a function `mean` to cart.py."), @"nothing");
        assert_snapshot!(check("Add an argument --short to the command line"), @"nothing");
        assert_snapshot!(check("Remove the parameter `rate` from `Cart.total` in src/cart.py and from all calls."), @r#"{"action":"remove_parameter","name":"rate","path":"src/cart.py","symbol":"Cart.total"}"#);
        assert_snapshot!(check("remove unused code from main"), @"nothing");
    }
}
