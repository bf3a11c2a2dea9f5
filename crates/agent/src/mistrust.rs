//! Edits of one spot that are not believed on a check's word alone: they satisfy it, but not whoever wrote it. Pure.

use kinglet_domain::context::{Candidate, Claim, Target};

use crate::diff::changed;
use crate::state::Question;

/// The most lines that a branch adds which begins where one is missing.
const MISSING: usize = 4;

/// What a program may read that no test controls, and how the languages call it.
const UNCONTROLLED: [(&str, &str); 2] = [
    (
        "the clock",
        "time.Now( time.Since( time.Until( time.time( time.monotonic( time.perf_counter( datetime.now( datetime.utcnow( \
        datetime.datetime.now( datetime.today( date.today( Date.now( Date() performance.now( Instant::now( SystemTime::now( \
        Instant.now() LocalDate.now() LocalTime.now() LocalDateTime.now() System.currentTimeMillis( System.nanoTime( time(NULL) \
        time(0) clock()",
    ),
    ("random numbers", "Math.random( random. rand:: rand. rand() Random("),
];

/// Why an edit is not tried; `None` if it is.
///
/// - `diff`: what it changes.
/// - `candidates`: the places, the one in question among them.
pub(crate) fn reason(question: &Question, diff: &str, candidates: &[Candidate]) -> Option<String> {
    let is_branch = question.branch.is_some();
    if is_branch && leads_too_far(diff, question.claim) {
        let reason =
            "the branch writes more anew than it should: too much to be believed on a check's word alone";
        return Some(reason.to_owned());
    }
    let about = candidates.get(question.about).filter(|_| is_branch || question.claim.is_blank())?;
    if takes_away(diff) {
        let reason = "it only takes code away: that satisfies many a check which does not look at what the code was for";
        return Some(reason.to_owned());
    }
    if let Some(source) = brings_in(diff, candidates) {
        let reason =
            format!("it reads {source}, which nothing here did before: what the check says of it is chance");
        return Some(reason);
    }
    let name = works_around(diff, about, candidates)?;
    Some(format!("it calls `{name}` no more, which may be wrong itself: that works around the fault"))
}

/// Whether an edit only removes lines.
fn takes_away(diff: &str) -> bool {
    let is_more = |line: &str| line.strip_prefix('+').is_some_and(|line| !line.trim().is_empty());
    !changed(diff).any(is_more)
}

/// What an edit of one spot reads that no test controls and none of the places read before.
fn brings_in(diff: &str, candidates: &[Candidate]) -> Option<&'static str> {
    let added: Vec<&str> = changed(diff).filter(|line| line.starts_with('+')).collect();
    // What belongs to something that is handed over is controlled: `self.clock()`.
    let is_part = |c| is_word(c) || c == '.';
    let reads = |calls: &str, text: &str| calls.split_whitespace().any(|call| begins(text, call, is_part));
    let is_new = |calls: &str| {
        added.iter().any(|line| reads(calls, line)) && !candidates.iter().any(|it| reads(calls, &it.text))
    };
    UNCONTROLLED.iter().find(|(_, calls)| is_new(calls)).map(|(source, _)| *source)
}

/// Whether a branch became a rewrite: more changes than one line and the one behind it, or the few lines that were missing.
///
/// The fault is one of a few tokens, then; code that works around it elsewhere satisfies a check as well, but not
/// whoever wrote it.
fn leads_too_far(diff: &str, claim: Claim) -> bool {
    let (added, removed): (Vec<&str>, Vec<&str>) = changed(diff).partition(|line| line.starts_with('+'));
    let (most, gone) = if claim == Claim::Missing { (MISSING, 2) } else { (1, 1) };
    added.len() > removed.len() + most || removed.len() > gone
}

/// The function that an edit of one spot calls no more, though it may hold the fault itself, and calls no other in its place:
/// code that works around a fault satisfies a check, but not whoever wrote it.
///
/// - `about`: the place that is edited.
/// - `candidates`: all places.
fn works_around<'a>(diff: &str, about: &Candidate, candidates: &'a [Candidate]) -> Option<&'a str> {
    let (added, removed): (Vec<&str>, Vec<&str>) = changed(diff).partition(|line| line.starts_with('+'));
    let others = candidates.iter().filter(|it| it.name() != about.name() && it.target != Target::File);
    let mut names = others.map(Candidate::short_name);
    let gained = |name: &str| calls(&added, name) && !calls(&removed, name);
    let is_exchanged = names.clone().any(gained);
    names.find(|name| !is_exchanged && calls(&removed, name) && !calls(&added, name))
}

/// Whether a function of this name is called in the lines.
fn calls(lines: &[&str], name: &str) -> bool {
    !name.is_empty() && lines.iter().any(|line| begins(line, &format!("{name}("), is_word))
}

/// Whether something stands in a text that is no end of something longer.
///
/// - `is_part`: which characters before it would belong to it.
fn begins(text: &str, what: &str, is_part: impl Fn(char) -> bool + Copy) -> bool {
    text.match_indices(what).any(|(at, _)| !text.get(..at).unwrap_or_default().ends_with(is_part))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use kinglet_domain::path::RelPath;
    use kinglet_domain::unit::Line;

    use super::*;

    fn candidate(name: &str) -> Candidate {
        Candidate {
            path: RelPath::parse("a.py").unwrap(),
            target: Target::Symbol { name: name.to_owned(), head: String::new() },
            first: Line::FIRST,
            text: String::new(),
            reasons: vec![],
        }
    }

    #[test]
    fn a_branch_is_no_rewrite() {
        let diff = |lines: &str| format!("--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,3 @@\n{lines}");
        let leads_too_far = |lines, claim| leads_too_far(&diff(lines), claim);
        for fits in ["-a\n+b\n", "-a\n+b\n+c\n", "+b\n"] {
            assert!(!leads_too_far(fits, Claim::Open), "{fits}");
        }
        for rewrite in ["-a\n+b\n+c\n+d\n", "-a\n-b\n+c\n+d\n"] {
            assert!(leads_too_far(rewrite, Claim::Open), "{rewrite}");
        }
        assert!(!leads_too_far("+a\n+b\n+c\n+d\n", Claim::Missing));
        assert!(leads_too_far("+a\n+b\n+c\n+d\n+e\n", Claim::Missing));
    }

    #[test]
    fn an_edit_that_only_removes_is_told() {
        let diff = |lines: &str| format!("--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,3 @@\n{lines}");
        assert!(takes_away(&diff("-    total += 1\n")));
        assert!(takes_away(&diff("-    total += 1\n+\n")));
        assert!(!takes_away(&diff("-    total += 1\n+    total\n")));
    }

    #[test]
    fn what_no_test_controls_is_not_brought_in() {
        let reads = |lines: &str, before: &str| {
            let place = Candidate { text: before.to_owned(), ..candidate("refill") };
            brings_in(&format!("--- a/a.go\n+++ b/a.go\n@@ -1,3 +1,3 @@\n{lines}"), &[place])
        };
        let edit = "-\telapsed := now.Sub(b.updated)\n+\telapsed := time.Since(b.updated)\n";
        assert_eq!(reads(edit, ""), Some("the clock"));
        assert_eq!(reads(edit, "started := time.Now()"), None);
        assert_eq!(reads("-time.Now()\n+now()\n", ""), None);
        for controlled in
            ["day = date.getDate()", "now = self.clock()", "name = brand.name", "at = sleep_time(0)"]
        {
            assert_eq!(reads(&format!("+{controlled}\n"), ""), None, "{controlled}");
        }
        assert_eq!(reads("+pick = random.choice(names)\n", ""), Some("random numbers"));
    }

    #[test]
    fn what_no_longer_calls_a_suspect_works_around_it() {
        let candidates = ["f0", "Report.share", "f2"].map(candidate);
        let around = |lines: &str| {
            let diff = format!("--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,3 @@\n{lines}");
            works_around(&diff, &candidates[0], &candidates).map(str::to_owned)
        };
        assert_eq!(around("-    say(share(a))\n+    say(a.sold / a.all)\n"), Some("share".to_owned()));
        for fine in [
            "-    say(share(a))\n+    say(share(b))\n",
            "-    say(share(a))\n+    say(f2(a))\n",
            "-    say(my_share(a))\n+    say(a)\n",
            "-    f0(a)\n+    g(a)\n",
            "+    say(share(a))\n",
        ] {
            assert_eq!(around(fine), None, "{fine}");
        }
    }
}
