//! Whatever a model says, it is read or refused, without a panic; and a part of it is never another action.
//!
//! The first byte of an input says which actions are allowed, how the reply ended, and where it is cut.

#![no_main]

use kinglet_dialect::{Ended, Heard, Judge, read_action, render_action};
use kinglet_domain::action::{Action, ActionName, Allowed};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((&turn, bytes)) = input.split_first() else { return };
    let reply = String::from_utf8_lossy(bytes);
    let allowed = if turn & 1 == 0 { Allowed::explorer() } else { Allowed::of(&ActionName::ALL) };
    let Ok(whole) = read_action(&reply, if turn & 2 == 0 { Ended::Unknown } else { Ended::ByItself }, &allowed) else {
        return;
    };
    let ended = Ended::Unknown;
    if turn & 2 == 0 {
        let cut = reply.floor_char_boundary(reply.len() * usize::from(turn >> 2) / 64);
        if let Ok(part) = read_action(&reply[..cut], ended, &allowed) {
            assert_eq!(part.action, whole.action, "cut at {cut}");
        }
    } else if !matches!(whole.action, Action::Edit { .. }) {
        // What was understood can be said rightly, and is understood again.
        let again = read_action(&render_action(&whole.action), Ended::ByItself, &allowed);
        // A path may be mended once more: it ends in a space, say.
        assert_eq!(again.map(|again| again.action.name()), Ok(whole.action.name()));
    }
    let mut judge = Judge::new(allowed, "", 1 << 10);
    for piece in reply.split_inclusive([' ', '\n', '}']) {
        if judge.hear(piece) != Heard::More {
            break;
        }
    }
});
