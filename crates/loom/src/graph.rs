//! Which symbols use which, by name.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use kinglet_syntax::{Name, Symbol, SymbolKind};

use crate::case::Case;
use crate::repository::{File, Repository};

/// A symbol's place: file and position in it.
pub(crate) type Id = (usize, usize);

/// A name with more definitions than this says nothing about which is meant.
const COMMONEST: usize = 6;

/// Methods that languages call without their names being written: where an object is made, shown, looked up, ordered, gone through or
/// dropped, a line each.
#[rustfmt::skip]
const IMPLICIT: [&str; 36] = [
    "constructor", "new", "initialize", "init",
    "toString", "ToString", "String", "to_s", "inspect", "description", "fmt", "Error", "toJSON", "valueOf",
    "equals", "Equals", "eq", "hashCode", "GetHashCode", "hash",
    "compareTo", "compare", "cmp", "partial_cmp", "Len", "Less", "Swap",
    "iterator", "next", "each", "index", "deref",
    "close", "Dispose", "drop", "deinit",
];

/// The symbols of a repository and the uses between them.
pub(crate) struct Graph<'r> {
    repository: &'r Repository,
    by_name: BTreeMap<&'r str, Vec<Id>>,
}

impl<'r> Graph<'r> {
    pub(crate) fn new(repository: &'r Repository) -> Self {
        let mut by_name: BTreeMap<&str, Vec<Id>> = BTreeMap::new();
        for (file_index, file) in repository.files.iter().enumerate() {
            for (index, (symbol, _)) in file.symbols.iter().enumerate() {
                if symbol.kind != SymbolKind::Test {
                    by_name.entry(symbol.short_name()).or_default().push((file_index, index));
                }
            }
        }
        Self { repository, by_name }
    }

    /// All symbols, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = Id> {
        let counts = self.repository.files.iter().map(|file| file.symbols.len()).enumerate();
        counts.flat_map(|(file, count)| (0..count).map(move |index| (file, index)))
    }

    pub(crate) fn file(&self, id: Id) -> Option<&'r File> {
        self.repository.files.get(id.0)
    }

    pub(crate) fn symbol(&self, id: Id) -> Option<&'r Symbol> {
        self.entry(id).map(|(symbol, _)| symbol)
    }

    fn entry(&self, id: Id) -> Option<&'r (Symbol, Vec<Name>)> {
        self.file(id)?.symbols.get(id.1)
    }

    pub(crate) fn is_test(&self, id: Id) -> bool {
        self.file(id).zip(self.symbol(id)).is_some_and(|(file, symbol)| file.is_test_symbol(symbol))
    }

    /// The definitions with this short or qualified name.
    pub(crate) fn defined(&self, name: &str) -> Vec<Id> {
        let short = name.rsplit('.').next().unwrap_or(name);
        let all = self.by_name.get(short).into_iter().flatten().copied();
        all.filter(|id| self.symbol(*id).is_some_and(|symbol| name == short || symbol.name == name)).collect()
    }

    /// Everything that a test case uses, directly or through others, with the length of the shortest way to it.
    ///
    /// - `depth`: the longest way that is followed.
    pub(crate) fn reach(&self, case: &Case, depth: u32) -> BTreeMap<Id, u32> {
        let from = case.of;
        let mut found = BTreeMap::from([(from, 0)]);
        let mut waiting = VecDeque::from([(from, 0)]);
        while let Some((id, distance)) = waiting.pop_front() {
            if distance == depth {
                continue;
            }
            let span = if id == from { case.span() } else { 0..usize::MAX };
            for next in self.uses(id, &span) {
                found.entry(next).or_insert_with(|| {
                    // A test's helper is as near to the code as the test itself.
                    let step = if self.is_test(next) { distance } else { distance + 1 };
                    waiting.push_back((next, step));
                    step
                });
            }
        }
        found.remove(&from);
        found
    }

    /// What a symbol uses in a part of its file.
    fn uses(&self, id: Id, within: &Range<usize>) -> Vec<Id> {
        let Some((symbol, names)) = self.entry(id) else { return Vec::new() };
        let names = names.iter().filter(|name| within.contains(&name.at));
        let mut used: Vec<Id> = names.flat_map(|name| self.resolve(id, symbol, name)).collect();
        used.sort_unstable();
        used.dedup();
        used
    }

    /// What a name may stand for, where it is used.
    fn resolve(&self, user: Id, within: &Symbol, name: &Name) -> Vec<Id> {
        let candidates: Vec<Id> = self
            .by_name
            .get(name.text.as_str())
            .into_iter()
            .flatten()
            .copied()
            // A symbol's own name at its head, and what lies within it, are no uses.
            .filter(|&id| id != user && !self.lies_within(id, user.0, within))
            .collect();
        let chosen = if let Some(of) = &name.of {
            let named: Vec<Id> = candidates.iter().copied().filter(|&id| self.belongs_to(id, of)).collect();
            if named.is_empty() { candidates } else { named }
        } else {
            // A bare name means something of the same file, or something that stands at the top of another.
            let here: Vec<Id> = candidates.iter().copied().filter(|id| id.0 == user.0).collect();
            let top = |id: &Id| self.symbol(*id).is_some_and(|symbol| !symbol.name.contains('.'));
            if here.is_empty() { candidates.into_iter().filter(top).collect() } else { here }
        };
        if chosen.len() > COMMONEST { Vec::new() } else { self.with_implicit(chosen) }
    }

    fn lies_within(&self, id: Id, file: usize, outer: &Symbol) -> bool {
        let inside =
            |inner: &Symbol| outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;
        id.0 == file && outer.kind == SymbolKind::Function && self.symbol(id).is_some_and(inside)
    }

    /// Whether a symbol is a member of the type, or stands in the module, of that name.
    fn belongs_to(&self, id: Id, of: &str) -> bool {
        let Some((file, symbol)) = self.file(id).zip(self.symbol(id)) else { return false };
        let stem = file.path.file_name().split('.').next().unwrap_or_default();
        let mut outer = symbol.name.rsplit('.').skip(1);
        outer.next().map_or(stem == of, |outer| outer.eq_ignore_ascii_case(of))
    }

    /// Whoever uses a class calls what makes its objects, and what the language calls of them without being told.
    fn with_implicit(&self, ids: Vec<Id>) -> Vec<Id> {
        let mut all = ids.clone();
        for id in ids {
            let Some((file, symbol)) = self.file(id).zip(self.symbol(id)) else { continue };
            if symbol.kind == SymbolKind::Type {
                let is_called = |it: &Symbol| {
                    let member = it.name.strip_prefix(&symbol.name).and_then(|rest| rest.strip_prefix('.'));
                    member.is_some_and(|name| {
                        name.starts_with("__") && name.ends_with("__") || IMPLICIT.contains(&name)
                    })
                };
                let called = file.symbols.iter().enumerate().filter(|(_, (it, _))| is_called(it));
                all.extend(called.map(|(index, _)| (id.0, index)));
            }
        }
        all
    }
}
