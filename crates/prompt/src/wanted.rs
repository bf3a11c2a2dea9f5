//! The function that a task asks for by its signature: the answer begins with it, where it is clear into which file it goes.
//! Left to itself, a small model begins with a copy of what is there, and often ends with it.

use kinglet_domain::context::Candidate;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;

/// Words before a signature that say what it is.
const FUNCTION: &str = "function";

/// The first line of the function that is to be added to a file, as far as the task says it; `None` if the task does not say it. Of
/// several, the first that is not there yet: what an answer forgets of the others is asked for again.
pub(crate) fn head(task: &str, about: &Candidate) -> Option<String> {
    signatures(task).find_map(|signature| headed(task, &signature, about))
}

/// Words before a signature that introduce one.
const INTRODUCE: [&str; 2] = [FUNCTION, "method"];
/// Words by which a task asks for something new.
const NEW: [&str; 7] = ["add", "create", "implement", "need", "provide", "want", "write"];

/// The names of the functions that a task asks for in a file by their signatures, whether they are there or not.
#[must_use]
pub fn names(task: &str, path: &RelPath) -> Vec<String> {
    let said = task.to_lowercase();
    let is_asked = NEW.iter().any(|word| said.split_whitespace().any(|it| it.starts_with(word)));
    let Some(language) = Language::of(path) else { return Vec::new() };
    let is_new = |signature: &Signature<'_>| {
        let name = signature.name();
        let is_named = signature.is_head(language) || signature.follows(task, &INTRODUCE);
        !name.is_empty() && is_named && goes_into(task, signature, path.as_str())
    };
    let mut names: Vec<String> = Vec::new();
    for signature in signatures(task).filter(|_| is_asked).filter(is_new) {
        if !names.iter().any(|name| name == signature.name()) {
            names.push(signature.name().to_owned());
        }
    }
    names
}

/// The words right before what is to be written.
const ASKED: [&str; 4] = ["add", "create", "implement", "write"];

/// What names an argument of a program.
const FLAG: [&str; 6] = ["flag", "flags", "option", "options", "switch", "switches"];
/// More words by which a task asks for one.
const GIVEN: [&str; 6] = ["give", "get", "accept", "introduce", "support", "take"];

/// The flags that a task asks for, with their dashes, whether they are there or not.
#[must_use]
pub fn flags(task: &str) -> Vec<String> {
    let mut flags: Vec<String> = Vec::new();
    for sentence in task.split_inclusive(". ").flat_map(|part| part.split_inclusive(".\n")) {
        let words = || sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let names_one = |word: &&str| FLAG.iter().any(|known| known.eq_ignore_ascii_case(word));
        let asks = |word: &str| NEW.iter().chain(&GIVEN).any(|known| word.to_lowercase().starts_with(known));
        let Some(named) = words().find(names_one).filter(|_| words().any(asks)) else { continue };
        let behind = named.as_ptr() as usize - sentence.as_ptr() as usize;
        for (at, piece) in quoted(sentence).filter(|(at, _)| *at > behind) {
            let flag = piece.split([' ', '=']).next().unwrap_or_default();
            let name = flag.trim_start_matches('-');
            let is_flag = flag != name && name.starts_with(char::is_alphabetic);
            let before = sentence.get(..at).unwrap_or_default().trim_end_matches(['`', ' ']);
            // What it goes with was there before.
            if is_flag && !before.ends_with("with") && !flags.iter().any(|known| known == flag) {
                flags.push(flag.to_owned());
            }
        }
    }
    flags
}

/// Whether code knows a flag. One of a letter or two is only known by its dash, by quotes, or where the code is told to take the
/// first letter of a name.
#[must_use]
pub fn knows_flag(text: &str, flag: &str) -> bool {
    const SHORT: usize = 2;
    let name = flag.trim_start_matches('-');
    let in_quotes = ["\"", "'"].iter().any(|quote| text.contains(&format!("{quote}{name}{quote}")));
    let says = |word: &str| before_word(text, word).next().is_some();
    let is_named =
        if name.len() > SHORT { says(name) || says(&name.replace('-', "_")) } else { says("short") };
    in_quotes || says(flag) || is_named
}

/// The pieces in backticks, each with where it stands, in bytes.
fn quoted(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('`').skip(1).step_by(2).map(|piece| (piece.as_ptr() as usize - text.as_ptr() as usize, piece))
}

/// A piece of a task that is written like the head of a function.
struct Signature<'t> {
    /// What stands before the parameters.
    before: &'t str,
    /// The whole.
    text: &'t str,
    /// Where it stands in the task, in bytes.
    at: usize,
}

impl Signature<'_> {
    fn name(&self) -> &str {
        self.before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default()
    }

    /// The whole without what the name belongs to.
    fn own(&self) -> &str {
        self.text.get(self.before.len() - self.name().len()..).unwrap_or_default()
    }

    /// Whether it cannot be taken for a call, nor for prose with parentheses.
    fn is_head(&self, language: Language) -> bool {
        let parameters = self.text.get(self.before.len()..).unwrap_or_default();
        let words = self.before.split_whitespace();
        let is_plain = |word: &str| word.chars().all(|c| c.is_alphanumeric() || "_*&<>[]".contains(c));
        match language {
            Language::C | Language::Cpp | Language::Java | Language::CSharp => {
                (2..=5).contains(&words.clone().count())
                    && words.clone().all(is_plain)
                    && self.text.ends_with(')')
            }
            Language::Go => self.before.starts_with("func ") || parameters.contains(") "),
            _ => {
                let begins = ["def ", "fn ", "pub fn ", "async ", "function ", "export "];
                begins.iter().any(|begin| self.before.starts_with(begin))
                    || words.clone().count() == 1
                        && is_plain(self.before)
                        && (parameters.contains("self")
                            || parameters.contains(": ")
                            || parameters.contains("->"))
            }
        }
    }

    /// Whether it takes what is named, perhaps with its type or what it is otherwise, and ends there or with the type of what it returns.
    fn takes_names(&self) -> bool {
        let parameters = self.text.get(self.before.len()..).unwrap_or_default();
        let mut depth = 0;
        let ends = |c: char| {
            depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
            depth == 0
        };
        let Some((inner, rest)) = parameters.find(ends).and_then(|end| parameters.split_at_checked(end + 1))
        else {
            return false;
        };
        let is_named = |parameter: &str| {
            let name = parameter.trim().trim_start_matches('*');
            name.split([':', '='])
                .next()
                .is_some_and(|it| it.trim().chars().all(|c| c.is_alphanumeric() || c == '_'))
                && !name.starts_with(|c: char| c.is_numeric())
        };
        let inner = inner.trim_start_matches('(').trim_end_matches(')');
        // Within brackets, a comma parts no parameters.
        let plain = inner.contains(['[', '(', '{']) || inner.split(',').all(is_named);
        plain && (rest.is_empty() || rest.starts_with(" -> ") && !rest.contains(['\'', '"']))
    }

    /// Whether one of some words stands right before it.
    fn follows(&self, task: &str, words: &[&str]) -> bool {
        let before =
            task.get(..self.at).unwrap_or_default().trim_end_matches(['`', ' ', '\n']).to_lowercase();
        let before = before.strip_suffix('s').unwrap_or(&before);
        words.iter().any(|word| before.ends_with(word))
    }
}

/// The pieces in backticks, and the lines that stand by themselves.
fn signatures(task: &str) -> impl Iterator<Item = Signature<'_>> {
    let quoted = quoted(task).map(|(_, piece)| piece);
    let lines =
        task.lines().map(str::trim).filter(|line| line.ends_with([')', ';', '{']) && !line.contains('`'));
    quoted.chain(lines).filter_map(|piece| {
        let text = piece.trim().trim_end_matches(['{', ';', ' ']);
        let (before, parameters) = text.split_once('(')?;
        // A parameter may have a default.
        let is_plain = !text.contains(['\n', '#', '"']) && !before.contains('=') && parameters.contains(')');
        let at = text.as_ptr() as usize - task.as_ptr() as usize;
        (is_plain && !before.trim().is_empty()).then_some(Signature { before: before.trim(), text, at })
    })
}

fn headed(task: &str, signature: &Signature<'_>, about: &Candidate) -> Option<String> {
    let (text, name) = (signature.text, signature.name());
    if name.is_empty() || is_in(&about.text, name) {
        return None;
    }
    let is_call = signature.before == name && text.ends_with(')');
    // `close()` may be a call that is to be added.
    let is_asked = signature.follows(task, &ASKED) && !text.contains("()");
    let is_function = is_asked || signature.follows(task, &[FUNCTION]);
    let path = about.path.as_str();
    match Language::of(&about.path)? {
        Language::C | Language::Cpp => {
            let is_typed = signature.before.split_whitespace().count() > 1 && text.ends_with(')');
            let end = if about.path.extension() == "h" { ";" } else { " {" };
            (is_typed && task.contains(path)).then(|| format!("{text}{end}\n"))
        }
        Language::Go => {
            // Of a method, the receiver stands before the name.
            let is_only = !text.starts_with("func (") && goes_into(task, signature, path);
            (text.starts_with("func ") && is_only).then(|| format!("{text} {{\n"))
        }
        Language::Rust => {
            let is_method = text.contains("self");
            // A method goes into what is implemented there; of several, any may be meant.
            let holders = about.text.lines().filter(|it| it.starts_with("impl") && !it.contains(" for "));
            let is_clear = !text.contains("Self") && (!is_method || holders.count() == 1);
            let head = match signature.before.rsplit_once(' ') {
                Some(_) if text.starts_with("pub ") => text.to_owned(),
                Some(_) => format!("pub {text}"),
                None => format!("pub fn {}", signature.own()),
            };
            let is_head = head.starts_with("pub fn ") && signature.is_head(Language::Rust);
            // What a task leaves open, the answer says.
            let end = if head.contains("->") { " {\n" } else { "" };
            (is_head && is_clear && goes_into(task, signature, path)).then(|| format!("{head}{end}"))
        }
        Language::Java => {
            let is_method = signature.is_head(Language::Java) && goes_into(task, signature, path);
            let is_seen = ["public ", "protected ", "private "].iter().any(|word| text.starts_with(word));
            is_method.then(|| format!("{}{text} {{\n", if is_seen { "" } else { "public " }))
        }
        Language::Python if signature.before.ends_with(&format!(".{name}")) => {
            let class = signature.before.strip_suffix(&format!(".{name}"))?;
            let mut classes = about.text.lines().filter_map(|line| line.strip_prefix("class "));
            let is_it = classes.next()?.starts_with(class) && classes.next().is_none();
            let parameters = signature.own().strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')')?;
            let is_plain = parameters
                .split(',')
                .all(|it| !it.trim().starts_with(|c: char| c.is_numeric() || "'\"[{".contains(c)));
            let parameters =
                if parameters.is_empty() { "self".to_owned() } else { format!("self, {parameters}") };
            (is_it && is_plain && !class.contains('.')).then(|| format!("def {name}({parameters}):\n"))
        }
        Language::Python if signature.before == name && is_function && goes_into(task, signature, path) => {
            signature.takes_names().then(|| format!("def {text}:\n"))
        }
        Language::JavaScript if is_call && is_function && goes_into(task, signature, path) => {
            // In a module of the other system, a list says what it exports.
            let export = if about.text.contains("export ") { "export " } else { "" };
            let is_module = !export.is_empty() || about.text.contains("module.exports");
            is_module.then(|| format!("{export}function {text} {{\n"))
        }
        _ => None,
    }
}

/// Whether a name is a word of a text, and not only what is called of something there.
fn is_in(text: &str, name: &str) -> bool {
    before_word(text, name).any(|before| !before.ends_with('.'))
}

/// What stands before each place of a text at which a name is a word.
fn before_word<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let found = text.match_indices(name).filter_map(move |(at, found)| {
        let (before, after) = (text.get(..at)?, text.get(at + found.len()..)?);
        (!before.ends_with(is_word) && !after.starts_with(is_word)).then_some(before)
    });
    found.collect::<Vec<_>>().into_iter()
}

/// Whether this file is the one that is named next to a signature: behind it, or else before it.
fn goes_into(task: &str, signature: &Signature<'_>, path: &str) -> bool {
    let is_path = |word: &&str| {
        word.rsplit_once('.').is_some_and(|(stem, ending)| {
            let is_test = stem.to_lowercase().contains("test") && !path.contains(stem);
            let is_kind = path.rsplit('.').next() == Some(ending);
            !stem.is_empty() && is_kind && !stem.ends_with('.') && !is_test
        })
    };
    let clean = |word: &str| word.trim_matches(|c: char| "`'\"(),;:.".contains(c)).to_owned();
    let (before, behind) = task.split_at_checked(signature.at).unwrap_or((task, ""));
    let words = |text: &str| text.split_whitespace().map(clean).collect::<Vec<_>>();
    let (before, behind) = (words(before), words(behind));
    let named = behind.iter().map(String::as_str).find(is_path);
    let named = named.or_else(|| before.iter().rev().map(String::as_str).find(is_path));
    named.is_some_and(|named| path == named || path.ends_with(&format!("/{named}")))
}

#[cfg(test)]
mod tests {
    use kinglet_domain::context::Target;
    use kinglet_domain::unit::Line;

    use super::*;

    fn check(task: &str, path: &str, text: &str) -> String {
        let path = RelPath::parse(path).unwrap();
        let text = text.to_owned();
        let about = Candidate { path, target: Target::File, first: Line::FIRST, text, reasons: vec![] };
        head(task, &about).unwrap_or_default()
    }

    #[test]
    fn begins_with_the_signature_that_the_task_gives() {
        let c = "Please add to src/text.h and src/text.c the function\n\n  int replace(struct text *text, const char *to);\n\nIt replaces.";
        assert_eq!(check(c, "src/text.c", ""), "int replace(struct text *text, const char *to) {\n");
        assert_eq!(check(c, "src/text.h", ""), "int replace(struct text *text, const char *to);\n");
        assert_eq!(check(c, "src/other.c", ""), "");
        let python = "Add a function `split(total, weights)` to `bills/split.py` and export it from `bills/__init__.py`.";
        assert_eq!(check(python, "bills/split.py", "A = 1\n"), "def split(total, weights):\n");
        assert_eq!(check(python, "bills/__init__.py", ""), "");
        assert_eq!(check(python, "bills/split.py", "def split(): pass\n"), "", "it is there");
        let script = "Write the function `parse(text)` in src/parse.js.";
        assert_eq!(check(script, "src/parse.js", "export const A = 1;\n"), "export function parse(text) {\n");
        assert_eq!(check(script, "src/parse.js", "module.exports = {};\n"), "function parse(text) {\n");
        assert_eq!(check(script, "src/parse.js", "var parser = 1;\n"), "");
        for call in [
            "Implement `slug('A b') -> 'a-b'` in text.py",
            "Add `close()` to text.py",
            "the function `double(x) = add(x, x)` in text.py",
            "Write `round(1.5)` in text.py",
        ] {
            assert_eq!(check(call, "text.py", "A = 1\n"), "", "{call}");
        }
        let typed = "Write `streak(days: list[date], most: int = 3) -> int` in stats.py.";
        assert_eq!(
            check(typed, "stats.py", "A = 1\n"),
            "def streak(days: list[date], most: int = 3) -> int:\n"
        );
        let tested = "stats.py needs a function `median(values)`; test_stats.py says what it does.";
        assert_eq!(check(tested, "stats.py", "A = 1\n"), "def median(values):\n");
        let two = "Add the functions `one(a)` and `two(b)` to `a.py`.";
        assert_eq!(check(two, "a.py", "A = 1\n"), "def one(a):\n");
        let go = "In bounds.go, add `func Bounds(values []int) (least, most int)`.";
        assert_eq!(check(go, "bounds.go", ""), "func Bounds(values []int) (least, most int) {\n");
        let go = "Add two methods to `Stack` in src/lib.rs: `peek(&self) -> Option<&T>`, the top, and `len(&self) -> usize`.";
        let stack = "impl<T> Stack<T> {\n}\nimpl<T> Drop for Stack<T> {\n}\n";
        assert_eq!(check(go, "src/lib.rs", stack), "pub fn peek(&self) -> Option<&T> {\n");
        let peek = stack.replace("> {\n}\nimpl", "> {\n    fn peek() {}\n}\nimpl");
        assert_eq!(check(go, "src/lib.rs", &peek), "pub fn len(&self) -> usize {\n");
        assert_eq!(check(go, "src/lib.rs", "impl A {}\nimpl B {}\n"), "", "either may be meant");
        let iter = "Add a method `iter(&self)`, an iterator over the numbers, to src/lib.rs.";
        let called = "impl Set {\n    fn len(&self) -> usize { self.words.iter().len() }\n}\n";
        assert_eq!(check(iter, "src/lib.rs", called), "pub fn iter(&self)", "what it returns is left open");
        let java = "Add a method `void move(String from, int cents)` to Bank.java.";
        assert_eq!(
            check(java, "Bank.java", "class Bank {}\n"),
            "public void move(String from, int cents) {\n"
        );
        let method = "`Book.tagged(tag)` in book.py gives the titles, `Book.size()` their number.";
        assert_eq!(check(method, "book.py", "class Book:\n    a = 1\n"), "def tagged(self, tag):\n");
        assert_eq!(check(method, "book.py", "class Book:\n    tagged = 1\n"), "def size(self):\n");
        assert_eq!(check("`Book.find(3)` in book.py", "book.py", "class Book:\n"), "", "a call");
        let rust = "Add `fn half(price: u64) -> u64` to src/price.rs.";
        assert_eq!(check(rust, "src/price.rs", ""), "pub fn half(price: u64) -> u64 {\n");
    }

    #[test]
    fn knows_the_names_that_are_to_be_there() {
        let names = |task: &str, path: &str| super::names(task, &RelPath::parse(path).unwrap()).join(" ");
        let task =
            "Add two methods to `Set` in src/lib.rs: `rest(&self, other: &Set) -> Set` and `iter(&self)`.";
        assert_eq!(names(task, "src/lib.rs"), "rest iter");
        assert_eq!(names(task, "src/main.rs"), "");
        assert_eq!(names("`total(prices)` in a.py is wrong.", "a.py"), "");
        assert_eq!(names("Add a method `total(prices)` to a.py.", "a.py"), "total");
        for prose in [
            "Add a retry limit to src/client.py (default 3)",
            "Add `mean` to src/client.py, so that `round(mean([1, 2]), 1)` is 1.5",
            "Instead of `time.sleep(1)` in src/client.py add a timer",
            "Add `__str__` to src/client.py, so that `str(price)` is right",
        ] {
            assert_eq!(names(prose, "src/client.py"), "", "{prose}");
        }
    }

    #[test]
    fn knows_the_flags_that_are_to_be_there() {
        let flags = |task: &str| super::flags(task).join(" ");
        assert_eq!(flags("Add a flag `-n` to main.go: with it, lines are numbered, as `-1` is not."), "-n");
        assert_eq!(
            flags("Give it two flags: `-i` (or `--ignore-case`), and `-c`. It is no `-x`."),
            "-i --ignore-case -c"
        );
        assert_eq!(flags("Give it an option `--sort COLUMN`. It can be combined with `--all`."), "--sort");
        assert_eq!(flags("Add `mean(values)`; the `-` of `-x` is no matter."), "");
        assert_eq!(flags("An optional part is added.\nThe option `-v` is as it was."), "");
        assert!(knows_flag("flag.Bool(\"n\", false, \"\")", "-n"));
        assert!(knows_flag("case '-n':", "-n") && knows_flag("ignore_case: bool", "--ignore-case"));
        assert!(knows_flag("#[arg(short)]\nnumber: bool", "-n") && knows_flag("argv.verbose", "--verbose"));
        assert!(!knows_flag("for n := range lines { n-- }", "-n") && !knows_flag("a-no", "-n"));
    }

    #[test]
    fn says_nothing_where_something_else_is_meant() {
        for (task, path) in [
            ("Add a method `Cart.total(self)` to the function in `a.py`.", "a.py"),
            ("The function `total(prices)` in `a.py` calls `sum(prices)`; see `b.py`.", "b.py"),
            ("Add `fn total(&self) -> u64` to src/cart.rs.", "src/cart.rs"),
            ("It must not be `func (c *Cart) Total() int` in cart.go.", "cart.go"),
        ] {
            assert_eq!(check(task, path, ""), "", "{task}");
        }
    }
}
