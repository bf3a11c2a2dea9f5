//! What the code of a file builds upon: the types and constants of other files that it names. Who writes something new there has to
//! know what they hold.

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
/// A task that names something says more than code that uses it, so often.
const NAMED: usize = 100;

/// The types and constants of other files that a file's code names, and those that a task marks as code: what the task names first,
/// then what is used most. Of a long one there are the first lines, of methods the heads.
#[must_use]
pub fn built_upon(repository: &Repository, path: &RelPath, task: &str) -> Vec<Candidate> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for code in words::marks(task) {
        for name in code.split(|c: char| !is_of_name(c)).filter(|name| !name.is_empty()) {
            uses.insert(name, NAMED);
        }
    }
    let own = repository.files.iter().find(|file| file.path == *path);
    for name in own.map_or("", |file| file.text.as_str()).split(|c: char| !is_of_name(c)) {
        *uses.entry(name).or_default() += 1;
    }
    let is_own =
        |name: &str| own.is_some_and(|file| file.symbols.iter().any(|(symbol, _)| symbol.name == name));
    let mut found: Vec<(usize, &File, &Symbol)> = Vec::new();
    for (name, uses) in uses.into_iter().filter(|(name, _)| !is_own(name)) {
        let of_file = |file: &'_ &File| {
            file.path != *path && !file.is_test() && Language::of(&file.path) == Language::of(path)
        };
        let defining = repository.files.iter().filter(of_file).flat_map(|file| {
            file.symbols
                .iter()
                .map(move |(symbol, _)| (file, symbol))
                .filter(|(_, symbol)| symbol.name == name)
        });
        let mut defining =
            defining.filter(|(_, symbol)| matches!(symbol.kind, SymbolKind::Type | SymbolKind::Constant));
        // Of two with the same name, either may be meant.
        if let (Some((file, symbol)), None) = (defining.next(), defining.next()) {
            found.push((uses, file, symbol));
        }
    }
    found.sort_by_key(|(uses, file, symbol)| (std::cmp::Reverse(*uses), &file.path, symbol.first));
    found.into_iter().take(MOST).map(|(_, file, symbol)| shown(file, symbol)).collect()
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
        lines.push("…".to_owned());
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
    if said.trim_end().ends_with('{') {
        format!("{} … }}", said.trim_end())
    } else {
        format!("{} …", said.trim_end())
    }
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
        found.iter().map(|it| format!("# {} in {}\n{}", it.name(), it.path, it.text)).collect()
    }

    #[test]
    fn types_are_shown_with_the_heads_of_their_methods() {
        let log = "LIMIT = 3\n\n\n@dataclass\nclass Log:\n    sessions: list\n\n    def days(\n        self, first: int\n    ) -> set:\n        \"\"\"Days.\"\"\"\n        return set()\n\n    def name(self): return ''\n\n\nclass Other:\n    pass\n";
        let stats = "from log import LIMIT, Log, Other\n\n\ndef pages(log: Log) -> int:\n    return len(log.sessions) + len(Log())\n";
        let files = [("log.py", log), ("stats.py", stats)];
        assert_snapshot!(check(&files, "stats.py", "Add a function `streak(log: Log) -> int`, less than `LIMIT`."), @"
        # Log in log.py
        @dataclass
        class Log:
            sessions: list

            def days(
                self, first: int
            ) -> set: …

            def name(self): return ''
        # LIMIT in log.py
        LIMIT = 3
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
