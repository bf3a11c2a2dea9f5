//! `kinglet models fit`, and the context that the model in this process gets.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use kinglet_catalogue::Catalogue;
use kinglet_domain::unit::Tokens;
use kinglet_fit::room::Card;
use kinglet_fit::{CacheType, Error, Model, Need, Packing, Setup, largest};
#[cfg(feature = "embedded")]
use kinglet_model::embedded;

use crate::arguments::{CacheType as WantedCache, Fit, Runner};
use crate::exit::{Failure, chain};
use crate::memory;
use crate::models::megabytes;
use crate::source::file_of;
use crate::text::{complain, plain, say, say_json};

/// What is left to everything else on the machine, and on a card to its driver, which keeps some hundred megabytes for
/// each program.
const RESERVE: u64 = 512 << 20;

/// The smallest context that is worth having: a question with its code and the answer.
const LEAST: Tokens = Tokens(2048);

/// Where the model lies while it runs, and how much memory is free there.
enum Place {
    /// The processor's memory; `None` if the system does not say how much is free.
    Memory(Option<u64>),
    /// The graphics cards' memory, with all layers on them.
    Cards(Vec<Card>),
}

/// A model, and how and where it is to be run.
struct Plan {
    model: Model,
    by: Runner,
    place: Place,
    cache: CacheType,
}

/// A size of the context, and what it costs.
struct Row {
    context: Tokens,
    need: Need,
    total: u64,
    /// `None` if it is not known how much is free.
    fits: Option<bool>,
}

pub(crate) async fn fit(options: &Fit) -> Result<ExitCode, Failure> {
    #[cfg(feature = "embedded")]
    if options.by == Some(Runner::Kinglet) && options.cache_type != WantedCache::F16 {
        let message = "the model in this process keeps keys and values as f16; leave out --cache-type";
        return Err(Failure::usage(message));
    }
    let file = file(&options.model)?;
    let model = Model::open(&file, Packing::of_this_build()).map_err(|error| unusable(&file, &error))?;
    let cards = memory::cards().await;
    let by = options.by.unwrap_or_else(|| usual(options.cache_type, &cards));
    let is_offloaded = by == Runner::LlamaServer && !cards.is_empty();
    let place = if is_offloaded { Place::Cards(cards) } else { Place::Memory(memory::free().await) };
    let cache = match options.cache_type {
        WantedCache::F16 => CacheType::F16,
        WantedCache::Q8 => CacheType::Q8_0,
        WantedCache::Q4 => CacheType::Q4_0,
    };
    let plan = Plan { model, by, place, cache };
    let rows = plan.rows(options.context.map(Tokens));
    if options.json {
        say_json(&plan.json(&file, &rows));
    } else {
        plan.print(&file, &rows);
    }
    match options.context {
        Some(wanted) if rows.iter().any(|row| row.fits == Some(false)) => Err(Failure::not_done(format!(
            "a context of {wanted} tokens does not fit into {}; {}",
            plan.place.name(),
            plan.place.consequence()
        ))),
        None if rows.iter().all(|row| row.fits == Some(false)) => Err(Failure::not_done(format!(
            "not even {LEAST} fit into {}; {}",
            plan.place.name(),
            plan.place.consequence()
        ))),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// The file that the user means.
fn file(name: &str) -> Result<PathBuf, Failure> {
    if let Some(file) = file_of(name) {
        return Ok(file);
    }
    match Catalogue::builtin().find(name) {
        Ok(_) => Err(Failure::no_model(format!(
            "`{name}` is not here yet; fetch it with `kinglet models pull {name}`"
        ))),
        Err(error) => Err(Failure::usage(format!("there is no file `{name}`, and {}", chain(&error)))),
    }
}

fn unusable(file: &Path, error: &Error) -> Failure {
    Failure::not_done(format!("cannot tell what {} needs: {}", file.display(), chain(error)))
}

/// Who runs the model unless the user says so: kinglet itself uses no graphics card, and has but one kind of cache.
fn usual(cache: WantedCache, cards: &[Card]) -> Runner {
    match (cache, cards) {
        #[cfg(feature = "embedded")]
        (WantedCache::F16, []) => Runner::Kinglet,
        (_, _) => Runner::LlamaServer,
    }
}

impl Place {
    /// What there is room for, in bytes.
    fn room(&self) -> Option<u64> {
        let free = |free: u64| free.saturating_sub(RESERVE);
        match self {
            Self::Memory(all) => all.map(free),
            Self::Cards(cards) => Some(cards.iter().map(|card| free(card.free)).sum()),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Memory(_) => "memory",
            Self::Cards(_) => "the graphics card's memory",
        }
    }

    /// What happens if it does not fit.
    fn consequence(&self) -> &'static str {
        match self {
            Self::Memory(_) => {
                "the system would swap, or end the process: take a smaller model, or close other programs"
            }
            Self::Cards(_) => {
                "what does not fit spills to the processor, which is several times slower: \
                 take a smaller model, a smaller context, or --cache-type q8_0"
            }
        }
    }
}

impl Plan {
    fn setup(&self, context: Tokens) -> Setup {
        match self.by {
            #[cfg(feature = "embedded")]
            Runner::Kinglet => Setup::embedded(context, self.cache, embedded::BATCH, embedded::SEQUENCES),
            Runner::LlamaServer => Setup::server(context, self.cache),
        }
    }

    /// What the weights take where the model lies.
    fn weights(&self) -> u64 {
        match self.place {
            Place::Memory(_) => self.model.weights.all,
            Place::Cards(_) => self.model.weights.offloaded,
        }
    }

    fn total(&self, need: &Need) -> u64 {
        let output = match self.place {
            Place::Memory(_) => need.output,
            Place::Cards(_) => 0, // The answer is handed over to the processor.
        };
        self.weights().saturating_add(need.cache).saturating_add(need.compute).saturating_add(output)
    }

    /// The longest context that the model was trained for, or the longest that is worth telling.
    fn most(&self) -> Tokens {
        self.model.trained.unwrap_or(Tokens(1 << 17))
    }

    /// What a context costs with the weights.
    fn cost(&self, context: Tokens) -> u64 {
        self.total(&self.model.need(&self.setup(context)))
    }

    /// The largest context up to `most` that fits.
    fn largest(&self, most: Tokens) -> Option<Tokens> {
        largest(LEAST.min(most), most, self.place.room()?, |context| self.cost(context))
    }

    fn rows(&self, wanted: Option<Tokens>) -> Vec<Row> {
        let contexts = wanted.map_or_else(
            || {
                let most = self.most();
                let doubled = std::iter::successors(Some(LEAST.0), |context| context.checked_mul(2));
                let mut all: BTreeSet<Tokens> =
                    doubled.map(Tokens).take_while(|context| *context < most).collect();
                all.insert(most);
                all.extend(self.largest(most));
                all
            },
            |wanted| BTreeSet::from([wanted]),
        );
        let row = |context| {
            let need = self.model.need(&self.setup(context));
            let total = self.total(&need);
            Row { context, need, total, fits: self.place.room().map(|room| total <= room) }
        };
        contexts.into_iter().map(row).collect()
    }

    fn print(&self, file: &Path, rows: &[Row]) {
        let Self { model, .. } = self;
        let name = model.name.as_deref().unwrap_or("a model without a name");
        say(&plain(&format!("{name} ({}), {}", model.architecture, file.display())));
        say(&format!("weights   {}", megabytes(self.weights())));
        say(&format!("a token   {} bytes of keys and values", model.cache_per_token(self.cache)));
        let trained = model.trained.map_or("the header does not say".to_owned(), |most| most.to_string());
        say(&format!("trained   {trained}"));
        say(&plain(&self.room_line()));
        if matches!(self.place, Place::Cards(_)) {
            say(&format!("besides   {} of the processor's memory", megabytes(model.weights.kept)));
        }
        say(&format!("run by    {}\n", self.by.name()));
        say("   context   keys and values     computing         total");
        for row in rows {
            let verdict = match row.fits {
                Some(true) => "  fits",
                Some(false) => "  does not fit",
                None => "",
            };
            say(&format!(
                "{:>10}   {:>15}   {:>11}   {:>11}{verdict}",
                row.context.0,
                megabytes(row.need.cache),
                megabytes(row.need.compute),
                megabytes(row.total)
            ));
        }
        if let Some(most) = self.largest(self.most()) {
            say(&format!("\nThe largest context that stays entirely in {}: {most}.", self.place.name()));
        }
        if model.trained.is_some_and(|trained| rows.iter().any(|row| row.context > trained)) {
            complain(
                "kinglet: the model was not trained for a context as long as this; its answers will suffer",
            );
        }
        if model.missing > 0 {
            complain(&format!("kinglet: the file is cut short: {} are missing", megabytes(model.missing)));
        }
        for caveat in &model.caveats {
            complain(&format!("kinglet: {caveat}"));
        }
    }

    fn room_line(&self) -> String {
        let reserve = megabytes(RESERVE);
        match &self.place {
            Place::Memory(Some(free)) => {
                format!("memory    {} free, of which {reserve} are left alone", megabytes(*free))
            }
            Place::Memory(None) => "memory    the system does not say how much is free".to_owned(),
            Place::Cards(cards) => {
                let card = |card: &Card| {
                    let [free, total] = [card.free, card.total].map(megabytes);
                    format!("{}: {free} of {total} free, of which {reserve} are left alone", card.name)
                };
                format!("cards     {}", cards.iter().map(card).collect::<Vec<_>>().join("; "))
            }
        }
    }

    fn json(&self, file: &Path, rows: &[Row]) -> serde_json::Value {
        let Model { name, architecture, trained, weights, missing, caveats, .. } = &self.model;
        let context = |row: &Row| {
            serde_json::json!({
                "context": row.context.0, "cache": row.need.cache, "compute": row.need.compute,
                "output": row.need.output, "total": row.total, "fits": row.fits,
            })
        };
        serde_json::json!({
            "file": file.display().to_string(), "name": name, "architecture": architecture,
            "trained": trained.map(|tokens| tokens.0), "missing": missing, "caveats": caveats,
            "weights": {
                "all": weights.all, "mapped": weights.mapped, "packed": weights.packed,
                "offloaded": weights.offloaded, "kept": weights.kept,
            },
            "cache_per_token": self.model.cache_per_token(self.cache),
            "by": self.by.name(),
            "place": match self.place { Place::Memory(_) => "memory", Place::Cards(_) => "cards" },
            "room": self.place.room(), "largest": self.largest(self.most()).map(|tokens| tokens.0),
            "contexts": rows.iter().map(context).collect::<Vec<_>>(),
        })
    }
}

impl Runner {
    fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "embedded")]
            Self::Kinglet => "kinglet",
            Self::LlamaServer => "llama-server",
        }
    }
}

/// The context window of the model in this process: what a prompt and its answer need, with room to spare; less where
/// that does not fit into memory, which is said.
///
/// # Errors
/// [`kinglet_model::Error::File`] if not even the smallest useful one fits.
#[cfg(feature = "embedded")]
pub(crate) async fn window(file: &Path) -> Result<Tokens, kinglet_model::Error> {
    const USUAL: Tokens = Tokens(8192);
    let free = memory::free().await;
    // What is wrong with a file, llama.cpp tells, too; and some that it can run say too little in their headers.
    let Ok(model) = Model::open(file, Packing::of_this_build()) else { return Ok(USUAL) };
    let plan = Plan { model, by: Runner::Kinglet, place: Place::Memory(free), cache: CacheType::F16 };
    let Some(room) = plan.place.room() else { return Ok(USUAL) };
    let most = USUAL.min(plan.most());
    match plan.largest(most) {
        Some(window) => {
            if window < most {
                complain(&format!("kinglet: memory has room for a context of {window} only, not {most}"));
            }
            Ok(window)
        }
        None => Err(kinglet_model::Error::File {
            path: file.display().to_string(),
            reason: format!(
                "it needs {} with the smallest context and there is room for {}; close other programs, or take a \
                 smaller model (`kinglet models fit` tells what one needs)",
                megabytes(plan.cost(LEAST.min(most))),
                megabytes(room),
            ),
        }),
    }
}
