//! What a file imports.

use std::ops::Range;

use streaming_iterator::StreamingIterator as _;
use tree_sitter::{QueryCursor, Tree};

use crate::grammar::Row;

/// Something that a file takes from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// What is named, as the language writes it, without quotes: `..money`, `./money.js`, `crate::money::Price`,
    /// `<stdio.h>`. What stands before a list (`std::{fmt, io}`) stands before each of it.
    pub module: String,
    /// Where it is named, in bytes.
    pub span: Range<usize>,
}

/// The imports of a tree.
pub(crate) fn of(row: &Row, tree: &Tree, text: &str) -> Vec<Import> {
    let Some(query) = row.query() else { return Vec::new() };
    let (import, prefix, list) = (
        query.capture_index_for_name("import"),
        query.capture_index_for_name("prefix"),
        query.capture_index_for_name("list"),
    );
    let mut spans = Vec::new();
    // Each list, with the text before it.
    let mut lists: Vec<(Range<usize>, &str)> = Vec::new();
    let mut cursor = QueryCursor::new();
    let mut matches = cursor.matches(query, tree.root_node(), text.as_bytes());
    while let Some(matched) = matches.next() {
        let span = |wanted: Option<u32>| {
            let nodes = matched.captures().iter().filter(|capture| Some(capture.index) == wanted);
            let ranges = nodes.map(|capture| capture.node.byte_range());
            ranges.reduce(|first, last| first.start.min(last.start)..first.end.max(last.end))
        };
        spans.extend(span(import));
        if let (Some(prefix), Some(list)) = (span(prefix), span(list)) {
            lists.extend(text.get(prefix.start..list.start).map(|before| (list, before)));
        }
    }
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
