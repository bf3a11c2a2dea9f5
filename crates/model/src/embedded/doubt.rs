//! Finds out where the model would rather have written something else: it reads the text, and tells of each token of it
//! what it expected instead. That takes no longer than reading a prompt.

use std::time::Instant;

use kinglet_domain::model::Usage;
use kinglet_domain::unit::Tokens;
use llama_cpp_2::token::LlamaToken;

use super::BATCH;
use super::held::Told;
use super::worker::{Engine, saturate};
use crate::backend::{ALTERNATIVES, Doubt, Doubts, Request};
use crate::error::Error;

/// What is less likely than this is not told.
const LEAST: f32 = 0.005;
/// The row of what follows the token that was read last.
const LAST: i32 = -1;

impl Engine<'_> {
    /// Nothing if the model's tokens are not just parts of the text, or nobody waits for it any more.
    pub(super) fn doubts(
        &mut self,
        request: &Request,
        text: &str,
        is_unwanted: impl Fn() -> bool,
    ) -> Result<Option<Doubts>, Error> {
        let prompt = self.tokenize(request)?;
        let tokens = self.model.vocab().tokenize(text.as_bytes(), false, false);
        let size = Tokens(saturate(tokens.len()));
        self.fits(&prompt, size)?;
        let begun = Instant::now();
        let Some(cached) = self.read_prompt(request.slot, &prompt, size, &is_unwanted)? else {
            return Ok(None);
        };
        let (mut at, mut doubts) = (0, Vec::new());
        for part in tokens.chunks(BATCH.0 as usize) {
            if is_unwanted() {
                return Ok(None);
            }
            // What follows the last token of one part is known until the next part is read.
            let rows = std::iter::once(LAST).chain(0..);
            for (index, (row, token)) in rows.zip(part).enumerate() {
                let bytes = self.model.vocab().token_to_piece(*token, false, None);
                if !text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(&bytes)) {
                    return Ok(None);
                }
                doubts.extend(self.others(row, *token).into_iter().map(|(instead, probability)| Doubt {
                    at,
                    written: String::from_utf8_lossy(&bytes).into_owned(),
                    instead,
                    probability,
                }));
                at += bytes.len();
                if index == 0 {
                    self.read(part, Told::Each)?;
                }
            }
        }
        let usage = Usage {
            prompt: Some(Tokens(saturate(prompt.len() + tokens.len()))),
            cached: Some(Tokens(saturate(cached))),
            prompt_ms: Some(begun.elapsed().as_secs_f64() * 1000.0),
            ..Usage::default()
        };
        Ok(Some(Doubts { doubts, usage }))
    }

    /// What the model expected, most likely first, where a token stands.
    fn others(&self, row: i32, token: LlamaToken) -> Vec<(String, f32)> {
        let logits = self.context.get_logits_ith(row);
        let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let total: f32 = logits.iter().map(|logit| (logit - highest).exp()).sum();
        let mut others: Vec<(LlamaToken, f32)> = (0..)
            .map(LlamaToken::new)
            .zip(logits.iter().map(|logit| (logit - highest).exp() / total))
            .filter(|(other, probability)| *probability >= LEAST && *other != token)
            .collect();
        others.sort_by(|one, other| other.1.total_cmp(&one.1));
        let shown = others.into_iter().take(ALTERNATIVES).filter_map(|(other, probability)| {
            let text = String::from_utf8(self.model.vocab().token_to_piece(other, false, None)).ok()?;
            Some((text, probability)).filter(|(text, _)| !text.is_empty())
        });
        shown.collect()
    }
}
