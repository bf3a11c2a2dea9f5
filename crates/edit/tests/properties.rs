//! What holds for any text and any edit.
#![expect(clippy::unwrap_used, reason = "a failed preparation fails the test")]

use std::fs;

use kinglet_domain::action::Lines;
use kinglet_domain::edit::{Block, Change, Edit};
use kinglet_domain::path::RelPath;
use kinglet_domain::unit::Line;
use kinglet_edit::{Plan, apply, plan, take_back, undo};
use proptest::prelude::*;

fn path() -> RelPath {
    RelPath::parse("f").unwrap()
}

/// Lines that look alike, with any kind of end, as files have them.
fn text() -> impl Strategy<Value = String> {
    let line = ("[ \t]{0,3}[ab]{0,3} ?", prop::sample::select(vec!["\n", "\r\n", "\n\n"]));
    let lines = prop::collection::vec(line.prop_map(|(content, end)| content + end), 0..12);
    (prop::bool::ANY, lines, "[ab]{0,2}").prop_map(|(has_mark, lines, last)| {
        let mark = if has_mark { "\u{feff}" } else { "" };
        format!("{mark}{}{last}", lines.concat())
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let lines = || prop::collection::vec("[ \t]{0,3}[abc]{0,3}", 0..4).prop_map(|lines| lines.join("\n"));
    let block = (lines(), lines()).prop_map(|(search, replace)| Block { search, replace, near: None });
    prop_oneof![
        3 => prop::collection::vec(block, 1..3).prop_map(|blocks| Edit::Replace { path: path(), blocks, within: None }),
        1 => (lines(), lines()).prop_map(|(symbol, text)| Edit::Symbol { path: path(), symbol, text }),
        1 => lines().prop_map(|text| Edit::File { path: path(), text }),
        1 => lines().prop_map(|text| Edit::Create { path: RelPath::parse("new/g").unwrap(), text }),
        1 => (1_u32..9, 0_u32..3, lines(), lines(), lines()).prop_map(|(first, more, starts, ends, text)| {
            let line = |number| Line::new(number).unwrap();
            let lines = Lines::new(line(first), line(first + more)).unwrap();
            Edit::Lines { path: path(), lines, starts, ends, text }
        }),
        1 => Just(Edit::Delete { path: path() }),
        1 => Just(Edit::Rename { path: path(), to: RelPath::parse("new/f").unwrap() }),
    ]
}

fn locate(_: &RelPath, text: &str, symbol: &str) -> Vec<std::ops::Range<usize>> {
    text.match_indices(symbol)
        .filter(|(_, found)| !found.is_empty())
        .map(|(start, found)| start..start + found.len())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn applying_and_undoing_is_the_identity(text in text(), edits in prop::collection::vec(edit(), 1..4)) {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("f"), &text).unwrap();
        if let Ok(Plan { changes, .. }) = plan(root.path(), &edits, &locate) {
            apply(root.path(), &changes).unwrap();
            undo(root.path(), &changes).unwrap();
        }
        prop_assert_eq!(fs::read_to_string(root.path().join("f")).unwrap(), text);
        prop_assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[test]
    fn any_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..200), edits in prop::collection::vec(edit(), 1..4)) {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("f"), &bytes).unwrap();
        if let Ok(Plan { changes, .. }) = plan(root.path(), &edits, &locate) {
            apply(root.path(), &changes).unwrap();
            prop_assert_eq!(take_back(root.path(), &changes).unwrap().len(), changes.len());
            prop_assert_eq!(take_back(root.path(), &changes).unwrap(), []);
        }
        prop_assert_eq!(fs::read(root.path().join("f")).unwrap(), bytes);
        prop_assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_part_is_taken_back_without_the_rest(first in 0_usize..8, second in 0_usize..8) {
        // Changes of neighbouring lines cannot be told apart.
        prop_assume!(first.abs_diff(second) > 1);
        let root = tempfile::tempdir().unwrap();
        let text = |changed: &[usize]| -> String {
            (0..8).map(|at| if changed.contains(&at) { format!("new {at}\n") } else { format!("line {at}\n") }).collect()
        };
        let change = |before: &[usize], after: &[usize]| Change {
            path: path(), before: Some(text(before).into()), after: Some(text(after).into()),
        };
        fs::write(root.path().join("f"), text(&[first, second])).unwrap();
        take_back(root.path(), &[change(&[], &[first])]).unwrap();
        prop_assert_eq!(fs::read_to_string(root.path().join("f")).unwrap(), text(&[second]));
    }

    #[test]
    fn bytes_outside_of_the_quoted_lines_stay(
        before in text(), hunk in "[ \t]{0,3}unique [abc]{0,3}\r?\n", after in "[ab \t\r\n]{0,20}", replace in "[xy \n]{0,12}",
    ) {
        let root = tempfile::tempdir().unwrap();
        let before = if before.is_empty() { before } else { format!("{before}\n") };
        fs::write(root.path().join("f"), format!("{before}{hunk}{after}")).unwrap();
        let search = hunk.trim().to_owned();
        let edits = [Edit::Replace { path: path(), blocks: vec![Block { search, replace, near: None }], within: None }];
        if let Ok(Plan { changes, .. }) = plan(root.path(), &edits, &locate) {
            let result = String::from_utf8(changes[0].after.clone().unwrap()).unwrap();
            prop_assert!(result.len() >= before.len() + after.len());
            prop_assert!(result.starts_with(&before) && result.ends_with(&after), "{result:?}");
        }
    }

    #[test]
    fn a_copied_part_is_found_where_it_was(lines in prop::collection::vec("[a-z]{1,3}", 1..9), at in 0_usize..9, size in 1_usize..4) {
        let start = at.min(lines.len() - 1);
        let end = (start + size).min(lines.len());
        let text = lines.join("\n");
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("f"), &text).unwrap();
        let search = lines[start..end].join("\n");
        let edits = [Edit::Replace { path: path(), blocks: vec![Block { search, replace: "NEW".into(), near: None }], within: None }];
        match plan(root.path(), &edits, &locate) {
            Ok(Plan { changes, .. }) => {
                let mut expected = lines.clone();
                expected.splice(start..end, ["NEW".to_owned()]);
                prop_assert_eq!(String::from_utf8(changes[0].after.clone().unwrap()).unwrap(), expected.join("\n"));
            }
            Err(error) => prop_assert!(matches!(error, kinglet_edit::Error::Ambiguous { .. }), "{error}"),
        }
    }
}
