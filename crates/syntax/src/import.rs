//! What a file imports.

use std::ops::Range;

use tree_sitter::{Query, QueryMatch};

/// Something that a file takes from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// What is named, as the language writes it, without quotes: `..money`, `./money.js`, `crate::money::Price`,
    /// `<stdio.h>`. What stands before a list (`std::{fmt, io}`) stands before each of it.
    pub module: String,
    /// Where it is named, in bytes.
    pub span: Range<usize>,
}

/// What was found of imports so far.
#[derive(Default)]
pub(crate) struct Finding<'text> {
    spans: Vec<Range<usize>>,
    /// Each list, with the text before it.
    lists: Vec<(Range<usize>, &'text str)>,
}

impl<'text> Finding<'text> {
    /// Takes what a match of the query says about imports, if it does.
    pub(crate) fn look(&mut self, query: &Query, matched: &QueryMatch<'_, '_>, text: &'text str) {
        let span = |wanted: &str| {
            let wanted = query.capture_index_for_name(wanted);
            let nodes = matched.captures().iter().filter(|capture| Some(capture.index) == wanted);
            let ranges = nodes.map(|capture| capture.node.byte_range());
            ranges.reduce(|first, last| first.start.min(last.start)..first.end.max(last.end))
        };
        self.spans.extend(span("import"));
        if let (Some(prefix), Some(list)) = (span("prefix"), span("list")) {
            self.lists.extend(text.get(prefix.start..list.start).map(|before| (list, before)));
        }
    }

    /// The imports.
    pub(crate) fn imports(self, text: &str) -> Vec<Import> {
        let Self { mut spans, mut lists } = self;
        spans.sort_by_key(|span| (span.start, span.end));
        spans.dedup();
        lists.sort_by_key(|(list, _)| list.start);
        let mut lists = lists.into_iter().peekable();
        let mut around: Vec<(Range<usize>, &str)> = Vec::new();
        let mut imports = Vec::new();
        for span in spans {
            while let Some(list) = lists.next_if(|(list, _)| list.start <= span.start) {
                around.push(list);
            }
            around.retain(|(list, _)| span.start < list.end);
            let before: String = around.iter().map(|(_, before)| *before).collect();
            let named = text.get(span.clone()).unwrap_or_default().trim_matches(['"', '\'']);
            imports.push(Import { module: format!("{before}{named}"), span });
        }
        imports
    }
}
