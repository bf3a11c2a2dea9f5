//! Judges a reply while it is written: whether there is anything left to wait for.

use kinglet_domain::action::Allowed;

use crate::action::{Ended, read_action, read_choice};
use crate::tail::repeats;

/// After how many bytes the tail is looked at again: looking at each piece would cost more than it saves.
const STRIDE: usize = 128;

/// How often each byte of a reply is looked at, on average, in search of an action.
const LOOKS: usize = 8;

/// The shortest entry whose repetition says something, in bytes.
const ENTRY: usize = 40;

/// What a long reply may cost beyond that; a short one is looked at wherever an action could end.
const GRACE: usize = 64 << 10;

/// Whether to go on waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// The reply may go on.
    More,
    /// It holds a complete action, or the name that was asked for; nothing that follows could make another one of it.
    Action,
    /// Its end is the same piece over and over, or an entry that its list has already.
    Repeats,
    /// The model thought for longer than it may, and has not answered yet.
    ThoughtTooLong,
}

/// Hears a reply piece by piece.
///
/// The time it takes is linear in the length of the reply. Once it has said anything but [`Heard::More`], it says it again.
#[derive(Debug)]
pub struct Judge {
    allowed: Allowed,
    /// Whether the name of an action will do.
    is_choice: bool,
    most_thought: usize,
    text: String,
    /// Where the thoughts began that have not ended.
    thinks_since: Option<usize>,
    /// How far the text was looked at for tags.
    tags_seen: usize,
    /// How far the text was looked at for repetition.
    tail_seen: usize,
    /// How many bytes were looked at in search of an action.
    spent: usize,
    verdict: Heard,
}

impl Judge {
    /// A judge of a reply that has just begun.
    ///
    /// - `begun`: its imposed beginning; a `<think>` at its end says that the model begins with thoughts.
    /// - `most_thought`: how many bytes the model may think before it answers.
    #[must_use]
    pub fn new(allowed: Allowed, begun: &str, most_thought: usize) -> Self {
        let mut judge = Self {
            allowed,
            is_choice: false,
            most_thought,
            text: begun.to_owned(),
            thinks_since: None,
            tags_seen: 0,
            tail_seen: begun.len(),
            spent: 0,
            verdict: Heard::More,
        };
        judge.look_for_thoughts();
        judge
    }

    /// The same, of a reply in which the name of an action will do.
    #[must_use]
    pub fn of_choice(allowed: Allowed, begun: &str, most_thought: usize) -> Self {
        Self { is_choice: true, ..Self::new(allowed, begun, most_thought) }
    }

    /// Hears what follows.
    pub fn hear(&mut self, piece: &str) -> Heard {
        if self.verdict != Heard::More {
            return self.verdict;
        }
        self.text.push_str(piece);
        self.look_for_thoughts();
        self.verdict = if self.thinks_since.is_some_and(|since| self.text.len() - since > self.most_thought) {
            Heard::ThoughtTooLong
        } else if self.holds_action(piece) {
            Heard::Action
        } else if self.repeats() || self.lists_again(piece) {
            Heard::Repeats
        } else {
            Heard::More
        };
        self.verdict
    }

    /// All that was heard, the beginning included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    fn look_for_thoughts(&mut self) {
        // A tag may come in two pieces.
        while let Some(found) = self.text.get(self.tags_seen..).and_then(|rest| rest.find('<')) {
            let at = self.tags_seen + found;
            let rest = self.text.get(at..).unwrap_or_default();
            let Some(end) = rest.get(..rest.floor_char_boundary(16)).and_then(|rest| rest.find('>')) else {
                if rest.len() < 16 {
                    self.tags_seen = at;
                    return;
                }
                self.tags_seen = at + 1;
                continue;
            };
            match rest.get(1..end).unwrap_or_default() {
                // Only at the beginning is it more than a word that the reply is about.
                "think" | "thinking" | "thought" | "reasoning" if self.is_first(at) => {
                    self.thinks_since = Some(at);
                }
                "/think" | "/thinking" | "/thought" | "/reasoning" => self.thinks_since = None,
                _ => {}
            }
            self.tags_seen = at + 1;
        }
        self.tags_seen = self.text.len();
    }

    fn is_first(&self, at: usize) -> bool {
        self.thinks_since.is_none() && self.text.get(..at).is_some_and(|before| before.trim().is_empty())
    }

    fn holds_action(&mut self, piece: &str) -> bool {
        let may_end = piece.contains(['}', '>', ')', '\n', '`']);
        if !may_end || self.thinks_since.is_some() || self.spent > self.text.len() * LOOKS + GRACE {
            return false;
        }
        self.spent += self.text.len();
        if self.is_choice {
            read_choice(&self.text, Ended::Unknown, &self.allowed).is_ok()
        } else {
            read_action(&self.text, Ended::Unknown, &self.allowed).is_ok()
        }
    }

    /// Whether the reply has come to the end of an entry (`{…}`) that it has word for word already: a model that lists its
    /// steps over again has no other.
    fn lists_again(&mut self, piece: &str) -> bool {
        if !piece.contains('}') || self.spent > self.text.len() * LOOKS + GRACE {
            return false;
        }
        self.spent += self.text.len();
        let (before, rest) = self.text.split_at(self.text.rfind('}').map_or(0, |end| end + 1));
        let entry = before.rfind('{').and_then(|start| before.split_at_checked(start));
        rest.len() < piece.len()
            && entry.is_some_and(|(before, entry)| entry.len() >= ENTRY && before.contains(entry))
    }

    fn repeats(&mut self) -> bool {
        let is_due = self.text.len() >= self.tail_seen + STRIDE;
        if is_due {
            self.tail_seen = self.text.len();
        }
        is_due && repeats(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hears a text in pieces; says the verdict and what was heard until then.
    fn hear(text: &str, size: usize) -> (Heard, String) {
        let mut judge = Judge::new(Allowed::explorer(), "", 400);
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at(rest.ceil_char_boundary(size));
            rest = behind;
            let heard = judge.hear(piece);
            if heard != Heard::More {
                return (heard, judge.text().to_owned());
            }
        }
        (Heard::More, judge.text().to_owned())
    }

    #[test]
    fn stops_at_the_end_of_an_action() {
        for shape in [
            "{\"action\":\"symbol\",\"name\":\"f\"}",
            "Sure.\n<b> is a tag.\n{'action': 'read', 'path': 'a.py'}",
            "<tool_call>{\"name\":\"search\",\"arguments\":{\"pattern\":\"{\"}}",
            "<function=read>\n<parameter=path>\na.py\n</parameter>\n</function>",
            "```yaml\naction: read\npath: a.py\n```",
        ] {
            for size in 1..9 {
                let (heard, text) = hear(&format!("{shape}\nand so on"), size);
                assert_eq!(heard, Heard::Action, "{shape}");
                assert!(text.len() < shape.len() + size, "{text}");
            }
        }
    }

    #[test]
    fn a_name_is_heard_once_its_line_ends() {
        let mut judge = Judge::of_choice(Allowed::explorer(), "", 400);
        let heard: Vec<Heard> = ["re", "ad", "\n", "or so"].map(|piece| judge.hear(piece)).into();
        assert_eq!(heard, [Heard::More, Heard::More, Heard::Action, Heard::Action]);
        let mut judge = Judge::of_choice(Allowed::explorer(), "", 400);
        assert_eq!(judge.hear("{\"action\":\"symbol\",\"name\":\"f\"}"), Heard::Action);
    }

    #[test]
    fn waits_while_more_may_follow() {
        for text in [
            "{\"action\":\"read\",\"path\":\"a.py\"",
            "{\"action\":\"edit\",\"path\":\"a.py\"}\n```\nx\n```\n",
            "action: search\npattern: x\n",
            "It is so.",
        ] {
            assert_eq!(hear(text, 3).0, Heard::More, "{text}");
        }
    }

    #[test]
    fn notices_a_loop_and_too_many_thoughts() {
        assert_eq!(hear(&"and so on and ".repeat(99), 5).0, Heard::Repeats);
        let thoughts = (0..200).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(hear(&format!("<think>{thoughts}"), 5).0, Heard::ThoughtTooLong);
        let answer = "{\"action\":\"symbol\",\"name\":\"f\"}";
        assert_eq!(hear(&format!("<think>{answer} or so</think>{answer}"), 5).0, Heard::Action);
        let mut begun = Judge::new(Allowed::explorer(), "<think>\n", 10);
        assert_eq!(begun.hear("0123456789"), Heard::ThoughtTooLong);
        assert_eq!(begun.hear("</think>"), Heard::ThoughtTooLong, "a verdict stands");
    }

    #[test]
    fn notices_an_entry_that_is_listed_again() {
        let step = |title: &str| format!("{{\"title\":\"{title}\",\"files\":[\"src/cart.js\"]}}");
        let (first, second) = (step("add the discount"), step("export it"));
        let plan = format!("{{\"action\":\"plan\",\"steps\":[{first},{second},{first},{second}");
        for size in [1, 3, 7] {
            let (heard, text) = hear(&plan, size);
            assert_eq!(heard, Heard::Repeats);
            assert!(text.len() < plan.len() - second.len() + size, "{text}");
        }
        assert_eq!(hear("{\"a\":[{\"b\":1},{\"b\":1},{\"b\":1}", 3).0, Heard::More);
    }

    #[test]
    fn a_long_reply_is_heard_in_one_go() {
        // In quadratic time each of these would take minutes.
        for piece in ["}", "{}\n", "<", "<think", "<think>", ")\n", "{\"a\":"] {
            let mut judge = Judge::new(Allowed::explorer(), "", usize::MAX);
            for n in 0..30_000 {
                judge.hear(piece);
                judge.hear(if n % 7 == 0 { "a" } else { "b" });
                judge.verdict = Heard::More;
            }
        }
    }
}
