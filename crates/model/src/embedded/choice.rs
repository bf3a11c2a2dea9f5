//! Chooses the next token, within the form that the reply must have.

use kinglet_domain::form::Form;
use kinglet_domain::model::Sampling;
use llama_cpp_2::context::LlamaContext;
use llama_cpp_2::model::LlamaModel;
use llama_cpp_2::sampling::LlamaSampler;
use llama_cpp_2::token::LlamaToken;
use llama_cpp_2::token::data::LlamaTokenData;
use llama_cpp_2::token::data_array::LlamaTokenDataArray;

use super::log;
use crate::error::Error;

/// How the tokens of one reply are chosen.
pub(super) struct Choice<'m> {
    model: &'m LlamaModel,
    sampler: LlamaSampler,
    grammar: Option<LlamaSampler>,
}

impl<'m> Choice<'m> {
    /// # Errors
    /// [`Error::Inference`] if llama.cpp cannot read the grammar.
    pub(super) fn new(model: &'m LlamaModel, sampling: Sampling, form: Option<&Form>) -> Result<Self, Error> {
        let read = |form: &Form| {
            LlamaSampler::grammar(model, &form.grammar, "root").map_err(|error| {
                let said = log::take().join("; ");
                Error::Inference(format!("it cannot read the grammar of the reply: {error} {said}"))
            })
        };
        Ok(Self { model, sampler: sampler(sampling), grammar: form.map(read).transpose()? })
    }

    /// Chooses the token that follows what was read last.
    ///
    /// What the model wants anyway is tried first: holding one token against the grammar costs nothing, holding all of
    /// them against it costs as much as several tokens. llama.cpp's own server does the same.
    ///
    /// # Errors
    /// [`Error::Inference`] if the model has no token that goes on in the form.
    pub(super) fn next(&mut self, context: &LlamaContext<'_>) -> Result<LlamaToken, Error> {
        let wanted = self.sampler.sample(context, -1);
        let Some(grammar) = &mut self.grammar else { return Ok(wanted) };
        let mut chosen = wanted;
        let mut alone = LlamaTokenDataArray::new(vec![LlamaTokenData::new(wanted, 0.0, 0.0)], false);
        grammar.apply(&mut alone);
        if !is_possible(self.model, &alone, wanted) {
            let mut all = context.token_data_array();
            grammar.apply(&mut all);
            all.data.retain(|token| token.logit().is_finite());
            chosen = loop {
                let mut left = all.clone();
                if !left.data.is_empty() {
                    self.sampler.apply(&mut left);
                }
                let token = left.selected_token().ok_or_else(|| {
                    Error::Inference("none of its tokens goes on in the form of the reply".to_owned())
                })?;
                if is_possible(self.model, &all, token) {
                    break token;
                }
                all.data.retain(|other| other.id() != token);
            };
        }
        // The end of a reply changes nothing in a grammar.
        if !self.model.vocab().is_eog(chosen) {
            grammar.accept(chosen);
        }
        Ok(chosen)
    }
}

/// Whether a token is left over, and stands for text: a control token does not, whatever its name spells.
fn is_possible(model: &LlamaModel, left: &LlamaTokenDataArray, token: LlamaToken) -> bool {
    let vocab = model.vocab();
    left.data.iter().any(|other| other.id() == token && other.logit().is_finite())
        && (vocab.is_eog(token) || !vocab.token_to_piece(token, false, None).is_empty())
}

fn sampler(sampling: Sampling) -> LlamaSampler {
    if sampling.temperature <= 0.0 {
        return LlamaSampler::greedy();
    }
    LlamaSampler::chain_simple([
        LlamaSampler::top_k(40),
        LlamaSampler::top_p(sampling.top_p, 1),
        LlamaSampler::temp(sampling.temperature),
        LlamaSampler::dist(sampling.seed),
    ])
}
