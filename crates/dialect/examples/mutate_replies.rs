//! Reads millions of replies that are made by bending and joining those of the corpus; the same ones each time.
//!
//! `cargo run --release -p kinglet-dialect --example mutate_replies -- [COUNT] [SEED]`
//!
//! No reply may make the reader panic, no part of a reply may be read as another action than all of it, and what was
//! understood must be understood again when it is said rightly. Some replies are repeated to a great length: reading
//! them four times as long may not take much more than four times as long.

#![expect(clippy::print_stdout, reason = "a program of its own")]

use std::path::Path;
use std::time::{Duration, Instant};

use kinglet_dialect::{Ended, Heard, Judge, read_action, render_action};
use kinglet_domain::action::{Action, ActionName, Allowed};
use serde_json::Value;

/// The longest reply that is made, in bytes.
const LONGEST: usize = 600;
/// One reply in so many is repeated to a great length.
const REPEATED: u64 = 20_000;
/// To which length, in bytes, and how much longer the second time.
const LENGTH: usize = 1 << 16;
const LONGER: usize = 4;

/// What replies are bent with.
const PIECES: [&str; 48] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "\\",
    ",",
    ":",
    "\n",
    "\n\n",
    " ",
    "(",
    ")",
    "<",
    ">",
    "`",
    "```",
    "```json\n",
    "```yaml\n",
    "```python\n",
    "~~~\n",
    "//",
    "#",
    "/*",
    "*/",
    "<think>",
    "</think>",
    "<tool_call>",
    "</tool_call>",
    "<function=read>",
    "</function>",
    "<parameter=path>",
    "</parameter>",
    "<read>",
    "</read>",
    "<<<<<<< SEARCH\n",
    "=======\n",
    ">>>>>>> REPLACE\n",
    "Action: read\n",
    "Input: ",
    "action: edit\n",
    "path: a.py\n",
    "read(",
    "{\"action\":\"",
    "\"arguments\":",
    "a.py\n",
    "é",
];

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter_map(|word| word.parse::<u64>().ok());
    let count = arguments.next().unwrap_or(1_000_000);
    let mut chance = Chance(arguments.next().unwrap_or(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let seeds = seeds()?;
    let all = [Allowed::explorer(), Allowed::of(&ActionName::ALL)];
    let (mut understood, mut worst, mut slowest) = (0_u64, 0.0_f64, String::new());
    let begun = Instant::now();
    for turn in 0..count {
        let reply = bent(&seeds, &mut chance);
        let allowed = &all[usize::from(chance.below(2) == 1)];
        understood += u64::from(check(&reply, allowed, &mut chance));
        if turn % REPEATED == 0 {
            // A busy machine slows some of them down; what is not linear is so each time.
            let growth = (0..9).map(|_| growth(&reply, allowed)).fold(f64::INFINITY, f64::min);
            if growth > worst {
                (worst, slowest) = (growth, reply);
            }
        }
    }
    let seconds = begun.elapsed().as_secs();
    println!("{count} replies in {seconds} s, {understood} of them understood");
    println!("four times the length took at most {worst:.1} times the time, by repeating {slowest:?}");
    Ok(())
}

/// Reads a reply in one of two ways, and says whether it was understood.
fn check(reply: &str, allowed: &Allowed, chance: &mut Chance) -> bool {
    let is_whole = chance.below(2) == 0;
    let Ok(whole) = read_action(reply, if is_whole { Ended::ByItself } else { Ended::Unknown }, allowed)
    else {
        return false;
    };
    if !is_whole {
        let cut = reply.floor_char_boundary(chance.below(reply.len() + 1));
        if let Ok(part) = read_action(&reply[..cut], Ended::Unknown, allowed) {
            assert_eq!(part.action, whole.action, "{reply:?} cut at {cut}");
        }
    } else if !matches!(whole.action, Action::Edit { .. }) {
        let again = read_action(&render_action(&whole.action), Ended::ByItself, allowed);
        // A path may be mended once more: it ends in a space, say.
        assert_eq!(again.map(|again| again.action.name()), Ok(whole.action.name()), "{reply:?}");
    }
    let mut judge = Judge::new(allowed.clone(), "", LONGEST / 2);
    let _verdict =
        reply.split_inclusive(['\n', '}']).map(|piece| judge.hear(piece)).find(|heard| *heard != Heard::More);
    true
}

/// How many times longer a reply of four times the length takes.
fn growth(reply: &str, allowed: &Allowed) -> f64 {
    let long = reply.repeat(LENGTH / reply.len().max(1) + 1);
    let longer = long.repeat(LONGER);
    let time = |text: &str| {
        let once = || {
            let begun = Instant::now();
            let _read = read_action(text, Ended::ByItself, allowed);
            begun.elapsed()
        };
        // The least of a few: another program may have had the processor in between.
        (0..3).map(|_| once()).min().unwrap_or_default()
    };
    // What takes no time at all says nothing.
    time(&longer).as_secs_f64() / time(&long).max(Duration::from_micros(100)).as_secs_f64()
}

/// A reply of the corpus, changed in up to six places, or two of them joined.
fn bent(seeds: &[String], chance: &mut Chance) -> String {
    let mut reply = chance.one_of(seeds).clone();
    for _ in 0..=chance.below(6) {
        let at = reply.floor_char_boundary(chance.below(reply.len() + 1));
        let end = reply.ceil_char_boundary((at + chance.below(9)).min(reply.len()));
        match chance.below(6) {
            0 => reply.truncate(at),
            1 => reply.replace_range(at..end, ""),
            2 | 3 => reply.insert_str(at, chance.one_of::<&str>(&PIECES)),
            4 => {
                let doubled = reply[at..end].to_owned();
                reply.insert_str(at, &doubled);
            }
            _ => {
                let other = chance.one_of(seeds);
                let from = other.floor_char_boundary(chance.below(other.len() + 1));
                reply.truncate(at);
                reply.push_str(&other[from..]);
            }
        }
    }
    reply.truncate(reply.floor_char_boundary(LONGEST));
    reply
}

fn seeds() -> std::io::Result<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut seeds = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            let rows = std::fs::read_to_string(&path)?;
            let rows = rows.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
            seeds.extend(rows.filter_map(|row| row["reply"].as_str().map(str::to_owned)));
        }
    }
    // A folder lists its files in any order.
    seeds.sort();
    Ok(seeds)
}

/// Numbers that look drawn, and are the same each time (Marsaglia's xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % limit.max(1)
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
