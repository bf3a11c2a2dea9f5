//! What llama.cpp's context holds of what was read: a sequence for each role, so that a question to the one does not cost
//! what the other had read.

use kinglet_domain::unit::Tokens;
use llama_cpp_2::llama_batch::LlamaBatch;
use llama_cpp_2::token::LlamaToken;

use super::worker::{Engine, saturate};
use super::{BATCH, SEQUENCES};
use crate::error::Error;

/// The tokens whose keys and values the context holds.
///
/// **Invariant:** never more than the context really holds; cleared when in doubt.
#[derive(Debug, Default)]
pub(super) struct Held {
    sequences: [Vec<LlamaToken>; SEQUENCES as usize],
    /// The one that is read and written.
    at: usize,
}

impl Held {
    fn current(&mut self) -> &mut Vec<LlamaToken> {
        let [first, second] = &mut self.sequences;
        if self.at == 0 { first } else { second }
    }

    /// How many tokens of the other sequences are held.
    fn others(&self) -> usize {
        let others = self.sequences.iter().enumerate().filter(|(at, _)| *at != self.at);
        others.map(|(_, tokens)| tokens.len()).sum()
    }
}

/// What is known once tokens were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// What the model expects after the last of them.
    Last,
    /// What it expects after each of them.
    Each,
}

impl Engine<'_> {
    /// Reads what is new of a prompt; returns how many of its tokens came from the cache, or nothing if nobody waits
    /// for it any more.
    ///
    /// - `room`: how many tokens may follow it.
    pub(super) fn read_prompt(
        &mut self,
        slot: u32,
        prompt: &[LlamaToken],
        room: Tokens,
        is_unwanted: impl Fn() -> bool,
    ) -> Result<Option<usize>, Error> {
        self.held.at = slot.min(SEQUENCES - 1) as usize;
        if self.held.others() + prompt.len() + room.0 as usize > self.window as usize {
            self.forget_others()?;
        }
        let cached = self.keep_common(prompt)?;
        for part in prompt.get(cached..).unwrap_or_default().chunks(BATCH.0 as usize) {
            if is_unwanted() {
                return Ok(None);
            }
            self.read(part, Told::Last)?;
        }
        Ok(Some(cached))
    }

    /// Reads tokens after those of the sequence at hand.
    pub(super) fn read(&mut self, tokens: &[LlamaToken], told: Told) -> Result<(), Error> {
        let inference = |error: &dyn std::fmt::Display| Error::Inference(error.to_string());
        let sequence = i32::try_from(self.held.at).map_err(|error| inference(&error))?;
        let first = self.held.current().len();
        let mut batch = LlamaBatch::new(tokens.len(), 1);
        for (index, token) in tokens.iter().enumerate() {
            let position = i32::try_from(first + index).map_err(|error| inference(&error))?;
            let is_told = told == Told::Each || index + 1 == tokens.len();
            batch.add(*token, position, &[sequence], is_told).map_err(|error| inference(&error))?;
        }
        self.context.decode(&mut batch).map_err(|error| inference(&error))?;
        self.held.current().extend_from_slice(tokens);
        Ok(())
    }

    /// Holds nothing any more: what a failure left in the context is not known, unless nothing was read.
    pub(super) fn forget_after(&mut self, error: &Error) {
        if !error.is_too_long() {
            self.held = Held::default();
            self.context.clear_kv_cache();
        }
    }

    /// Makes room for the sequence at hand.
    fn forget_others(&mut self) -> Result<(), Error> {
        let current = self.held.at;
        let others = (0..self.held.sequences.len()).filter(|at| *at != current);
        others.into_iter().try_for_each(|at| self.drop_from(at, 0).map(|_none_left| ()))
    }

    /// Drops from the context what the prompt does not begin with; returns how many tokens can be used again.
    fn keep_common(&mut self, prompt: &[LlamaToken]) -> Result<usize, Error> {
        let held = self.held.current();
        let common = held.iter().zip(prompt).take_while(|(held, wanted)| held == wanted).count();
        // The last token is always read anew: its logits choose the first token of the reply.
        let common = common.min(prompt.len().saturating_sub(1));
        self.drop_from(self.held.at, common)
    }

    /// Drops the tokens of a sequence from a position on; returns how many it has left.
    fn drop_from(&mut self, at: usize, position: usize) -> Result<usize, Error> {
        let sequence = Some(saturate(at));
        let mut clear = |from: Option<u32>| {
            let cleared = self.context.clear_kv_cache_seq(sequence, from, None);
            cleared.map_err(|error| Error::Inference(error.to_string()))
        };
        // A recurrent model cannot forget a part of what it read.
        let left = if clear(Some(saturate(position)))? { position } else { 0 };
        if left < position {
            clear(None)?;
        }
        if let Some(tokens) = self.held.sequences.get_mut(at) {
            tokens.truncate(left);
        }
        Ok(left)
    }
}
