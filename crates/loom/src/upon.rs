//! What the code of a file builds upon: the types and constants of other files that it names. Who writes something new there has to
//! know what they hold.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use kinglet_domain::context::{Candidate, Ground, Reason, Target};
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_syntax::{Symbol, SymbolKind};

use crate::repository::{File, Repository};
use crate::words;

/// The most of them.
const MOST: usize = 3;
/// So many lines of one are shown, methods by their heads.
const LINES: usize = 24;
/// So many methods that stand elsewhere.
const HEADS: usize = 12;
/// What stands for lines that are left out.
pub const LEFT_OUT: char = '…';
/// A task that names something says more than code that uses it, so often.
const NAMED: usize = 100;

/// The types and constants of other files that a file's code names, and those that a task marks as code: what the task names first,
/// then what is used most. Of a long one there are the first lines, of methods the heads.
#[must_use]
pub fn built_upon(repository: &Repository, path: &RelPath, task: &str) -> Vec<Candidate> {
    let names = |text: &'_ str| -> Vec<String> {
        text.split(|c: char| !is_of_name(c)).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    let own = repository.files.iter().find(|file| file.path == *path);
    for name in own.map(|file| names(&file.text)).unwrap_or_default() {
        *uses.entry(name).or_default() += 1;
    }
    for name in words::marks(task).flat_map(names) {
        uses.insert(name, NAMED);
    }
    let mut found: BTreeMap<&str, Vec<(&File, &Symbol)>> = BTreeMap::new();
    for file in repository.files.iter().filter(|file| !file.is_test() && is_alike(&file.path, path)) {
        let symbols = file.symbols.iter().map(|(symbol, _)| symbol);
        let is_meant = |it: &&Symbol| {
            matches!(it.kind, SymbolKind::Type | SymbolKind::Constant) && uses.contains_key(it.name.as_str())
        };
        for symbol in symbols.filter(is_meant) {
            found.entry(&symbol.name).or_default().push((file, symbol));
        }
    }
    // Of two with the same name, either may be meant; its own is shown anyway.
    let only = found.into_values().filter_map(|them| match them.as_slice() {
        [(file, symbol)] if file.path != *path => Some((*file, *symbol)),
        _ => None,
    });
    let mut only: Vec<(&File, &Symbol)> = only.collect();
    let count = |symbol: &Symbol| uses.get(&symbol.name).copied().unwrap_or_default();
    only.sort_by_key(|(file, symbol)| (Reverse(count(symbol)), &file.path, symbol.first));
    only.into_iter().take(MOST).map(|(file, symbol)| shown(file, symbol)).collect()
}

/// Whether the files of two paths can name what the other defines.
fn is_alike(one: &RelPath, other: &RelPath) -> bool {
    let family = |path: &RelPath| match Language::of(path) {
        Some(Language::Cpp) => Some(Language::C),
        Some(Language::TypeScript | Language::Tsx) => Some(Language::JavaScript),
        language => language,
    };
    family(one) == family(other)
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A symbol as it is shown: its own lines, and the heads of its methods wherever they stand.
fn shown(file: &File, symbol: &Symbol) -> Candidate {
    let prefix = format!("{}.", symbol.name);
    let is_method = |it: &&Symbol| {
        it.kind == SymbolKind::Function
            && it.name.strip_prefix(&prefix).is_some_and(|rest| !rest.contains('.'))
    };
    let methods: Vec<&Symbol> = file.symbols.iter().map(|(it, _)| it).filter(is_method).collect();
    let within = |line: Line| methods.iter().find(|method| method.contains(line));
    let mut lines: Vec<String> = Vec::new();
    for (index, text) in file.text.lines().enumerate() {
        let line = Line::from_index(index);
        match within(line).filter(|_| symbol.contains(line)) {
            Some(method) if method.first == line => lines.push(head(file, method)),
            None if symbol.contains(line) => lines.push(text.to_owned()),
            _ => {}
        }
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines.push(LEFT_OUT.to_string());
    }
    let outside = methods.iter().filter(|method| !symbol.contains(method.first));
    let heads: Vec<String> = outside.take(HEADS).map(|method| head(file, method)).collect();
    lines.extend(heads);
    let reason = Reason {
        points: 1,
        ground: Ground::Task,
        why: "the code that is to change builds upon it".to_owned(),
    };
    Candidate {
        path: file.path.clone(),
        target: Target::Symbol { name: symbol.name.clone(), head: String::new() },
        first: symbol.first,
        text: lines.join("\n") + "\n",
        reasons: vec![reason],
    }
}

/// A method without its body: all up to the end of the line in which its parameters end; one of a line is shown whole.
fn head(file: &File, method: &Symbol) -> String {
    let start =
        file.text.get(..method.span.start).and_then(|above| above.rfind('\n')).map_or(0, |end| end + 1);
    let rest = file.text.get(start..method.span.end).unwrap_or_default();
    if method.first == method.last {
        return rest.to_owned();
    }
    let mut depth = 0usize;
    let mut said = String::new();
    for line in rest.lines() {
        depth = line.chars().fold(depth, |depth, c| match c {
            '(' | '[' => depth + 1,
            ')' | ']' => depth.saturating_sub(1),
            _ => depth,
        });
        said.push_str(line);
        let is_told = said.contains(method.short_name());
        if depth == 0 && is_told {
            break;
        }
        said.push('\n');
    }
    let end = if said.trim_end().ends_with('{') { " }" } else { "" };
    format!("{} {LEFT_OUT}{end}", said.trim_end())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use kinglet_domain::check::{Ended, Report};

    use super::*;
    use crate::Query;

    fn check(files: &[(&str, &str)], path: &str, task: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let place = folder.path().join(path);
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(place, text).unwrap();
        }
        let (ended, summary) = (Ended::Passed, String::new());
        let report = Report { ended, passed: None, failed: None, failures: vec![], summary };
        let repository = Repository::read(folder.path(), Query { task, report: &report }).unwrap();
        let found = built_upon(&repository, &RelPath::parse(path).unwrap(), task);
        let shown = found.iter().map(|it| format!("# {} in {}\n{}", it.name(), it.path, it.text));
        shown.collect::<Vec<_>>().concat()
    }

    #[test]
    fn types_are_shown_with_the_heads_of_their_methods() {
        let log = "LIMIT = 3\n\n\n@dataclass\nclass Log:\n    sessions: list\n\n    def days(\n        self, first: int\n    ) -> set:\n        \"\"\"Days.\"\"\"\n        return set()\n\n    def name(self): return ''\n\n\nclass Other:\n    pass\n";
        let stats = "from log import LIMIT, Log, Other\n\n\ndef pages(log: Log) -> int:\n    return len(log.sessions) + len(Log())\n";
        let files = [("log.py", log), ("stats.py", stats)];
        assert_snapshot!(check(&files, "stats.py", "Add a function `streak(log: Log) -> int`, less than `LIMIT`."), @"
        # LIMIT in log.py
        LIMIT = 3
        # Log in log.py
        @dataclass
        class Log:
            sessions: list

            def days(
                self, first: int
            ) -> set: …

            def name(self): return ''
        # Other in log.py
        class Other:
            pass
        ");
        assert_snapshot!(check(&files, "new.py", "Write new.py."), @"");
        let room = "pub const CODES: [u8; 2] = [1, 2];\n\npub struct Room {\n    pub name: String,\n}\n\nimpl Room {\n    pub fn free(&self, at: u8) -> bool {\n        true\n    }\n}\n";
        let files = [
            ("src/room.rs", room),
            ("src/lib.rs", "mod room;\nuse room::{Room, CODES};\n\nfn f(room: &Room) {}\n"),
        ];
        assert_snapshot!(check(&files, "src/lib.rs", "Add `free(room)`."), @"
        # Room in src/room.rs
        pub struct Room {
            pub name: String,
        }
            pub fn free(&self, at: u8) -> bool { … }
        # CODES in src/room.rs
        pub const CODES: [u8; 2] = [1, 2];
        ");
    }

    #[test]
    fn what_two_files_define_or_the_file_itself_is_left_out() {
        let class = "class Cart:\n    pass\n";
        let files = [
            ("a.py", class),
            ("b.py", class),
            ("c.py", "import a\n\nclass Own:\n    cart = Cart()\n"),
            ("d.py", "class Own:\n    pass\n"),
        ];
        assert_snapshot!(check(&files, "c.py", "Add something to `Own`."), @"");
    }

    #[test]
    fn of_a_long_table_there_is_the_beginning() {
        let table = format!("CODES = {{\n{}}}\n", "    'a': 1,\n".repeat(99));
        let files = [("table.py", table.as_str()), ("morse.py", "from table import CODES\n")];
        assert_eq!(check(&files, "morse.py", "Add decode.").lines().count(), 26);
    }
}
