//! What matters, rendered under a budget of tokens: a map of paths and signatures, or a pack of the code itself.

use std::fmt::Write as _;

use kinglet_domain::unit::Tokens;
use kinglet_index::{Definition, Index, Kind};

use crate::error::Error;
use crate::retrieve::{Match, Ranked, Ranking};

/// Files in order, each with its best symbols, as long as there is room.
///
/// - Each file's part begins with a line that is its path; below stand lines of its symbols, each with its number.
/// - `count`: how many tokens a text has; the map has no more than `budget` by it.
#[must_use]
pub fn map(ranking: &Ranking, budget: Tokens, count: &dyn Fn(&str) -> Tokens) -> String {
    let mut lines = candidates(ranking);
    lines.sort_by(|a, b| b.value.total_cmp(&a.value).then((a.file, a.at).cmp(&(b.file, b.at))));
    let mut chosen: Vec<&Line> = Vec::new();
    let mut headed = vec![false; ranking.files.len()];
    let mut left = budget.0;
    let mut misses = 0;
    for line in &lines {
        let Some(is_headed) = headed.get_mut(line.file) else { continue };
        let head = ranking.files.get(line.file).map_or("", |file| file.path.as_str());
        let with_head = if *is_headed { 0 } else { count(&format!("{head}\n")).0 };
        let cost = with_head + line.text.as_deref().map_or(0, |text| count(text).0);
        if cost > left {
            misses += 1;
            if misses > 200 {
                break;
            }
            continue;
        }
        left -= cost;
        *is_headed = true;
        chosen.push(line);
    }
    // Texts do not always have the tokens of their lines: the last chosen are the least.
    loop {
        let text = render(ranking, &chosen);
        if count(&text).0 <= budget.0 || chosen.pop().is_none() {
            return text;
        }
    }
}

/// A line of a map, or the mere path of a file.
struct Line {
    file: usize,
    /// Where the symbol begins; paths stand before.
    at: Option<usize>,
    text: Option<String>,
    value: f64,
}

/// How much less a file is worth than the one before it.
const DECAY: f64 = 0.93;

/// What the best symbol of a file is worth, the file being worth 1; what one without a word of the task is.
const BEST: f64 = 0.8;
const LEAST: f64 = 0.1;

fn candidates(ranking: &Ranking) -> Vec<Line> {
    let most =
        ranking.files.iter().filter_map(|file| file.symbols.first()).map(|it| it.score).fold(0.0, f64::max);
    let mut lines = Vec::new();
    let mut worth = 1.0;
    for (index, file) in ranking.files.iter().enumerate().filter(|(_, file)| !is_beside(file)) {
        lines.push(Line { file: index, at: None, text: None, value: worth });
        let own = file.symbols.first().map_or(0.0, |it| it.score);
        // Tests within a source file are not what anybody looks for there.
        for it in file.symbols.iter().filter(|it| file.kind == Kind::Test || !it.symbol.is_test()) {
            let share = |most: f64| if most > 0.0 { it.score / most } else { 0.0 };
            let value = LEAST + (BEST - LEAST) * (0.5 * share(own) + 0.5 * share(most));
            let text = Some(line(&it.symbol));
            lines.push(Line { file: index, at: Some(it.symbol.span.start), text, value: worth * value });
        }
        worth *= DECAY;
    }
    lines
}

/// Symbols of ranked files, best first: each is worth the less the later its file comes.
///
/// - `symbols`: each with the place of its file.
#[must_use]
pub fn best_first(symbols: Vec<(usize, &Match)>) -> Vec<(usize, &Match)> {
    let mut symbols = symbols;
    let worth = |at: usize, it: &Match| DECAY.powi(i32::try_from(at).unwrap_or(i32::MAX)) * it.score;
    symbols.sort_by(|a, b| {
        worth(b.0, b.1)
            .total_cmp(&worth(a.0, a.1))
            .then((a.0, a.1.symbol.span.start).cmp(&(b.0, b.1.symbol.span.start)))
    });
    symbols
}

/// Whether a file has no place in a map of code, whatever its words.
fn is_beside(file: &Ranked) -> bool {
    matches!(file.kind, Kind::Generated | Kind::Vendored | Kind::Fixture) || file.points().0 <= 0
}

fn line(symbol: &Definition) -> String {
    format!("{:>5} {}\n", symbol.line.get(), symbol.signature)
}

fn render(ranking: &Ranking, chosen: &[&Line]) -> String {
    let mut text = String::new();
    for (index, file) in ranking.files.iter().enumerate() {
        let mut own: Vec<&&Line> = chosen.iter().filter(|line| line.file == index).collect();
        if own.is_empty() {
            continue;
        }
        own.sort_by_key(|line| line.at);
        let _ = writeln!(text, "{}", file.path);
        text.extend(own.iter().filter_map(|line| line.text.as_deref()));
    }
    text
}

/// The best symbols themselves, whole, each with what stands around it.
///
/// - None is cut: what does not fit is left out, and the last line says so.
///
/// # Errors
/// [`Error::Index`].
pub fn pack(
    index: &Index,
    ranking: &Ranking,
    budget: Tokens,
    count: &dyn Fn(&str) -> Tokens,
) -> Result<String, Error> {
    let files = ranking.files.iter().enumerate().filter(|(_, file)| !is_beside(file));
    let wanted =
        files.flat_map(|(at, file)| file.symbols.iter().filter(|it| it.score > 0.0).map(move |it| (at, it)));
    let mut text = String::new();
    let mut left_out = 0;
    let mut shown: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    for (at, it) in best_first(wanted.collect()) {
        let Some(file) = ranking.files.get(at) else { continue };
        let span = it.symbol.span.clone();
        // A part of what is shown already, or its whole.
        if shown.iter().any(|(other, range)| *other == at && range.start < span.end && span.start < range.end)
        {
            continue;
        }
        let Some(piece) = piece(index, file, &it.symbol, !shown.iter().any(|(other, _)| *other == at))?
        else {
            continue;
        };
        let note = 16;
        if count(&text).0 + count(&piece).0 + note > budget.0 {
            left_out += 1;
            continue;
        }
        text.push_str(&piece);
        shown.push((at, span));
    }
    if left_out > 0 && budget.0 > 24 {
        let _ = writeln!(text, "({left_out} more left out; ask with a larger budget)");
    }
    Ok(text)
}

/// A symbol's text with its place, what it lies in, and what its file imports; `None` if the file is another by now.
fn piece(index: &Index, file: &Ranked, symbol: &Definition, is_first: bool) -> Result<Option<String>, Error> {
    let Ok(text) = std::fs::read_to_string(file.path.under(index.root())) else { return Ok(None) };
    let Some(body) = text.get(symbol.span.clone()) else { return Ok(None) };
    let mut piece = format!("{}:{}-{}\n", file.path, symbol.first, symbol.last);
    let around = symbol.name.rsplit_once('.').map(|(around, _)| around);
    let outline = kinglet_index::Outline {
        symbols: file.symbols.iter().map(|it| it.symbol.clone()).collect(),
        imports: match index.file(&file.path) {
            Some(file) if is_first => index.outline(file)?.imports,
            _ => Vec::new(),
        },
    };
    if !outline.imports.is_empty() {
        let mut imports = outline.imports.join(", ");
        if imports.len() > 300 {
            imports.truncate(imports.floor_char_boundary(300));
            imports.push('…');
        }
        let _ = writeln!(piece, "(imports {imports})");
    }
    if let Some(outer) = around.and_then(|around| outline.symbols.iter().find(|it| it.name == around)) {
        let _ = writeln!(piece, "(in {})", outer.signature);
    }
    let start = text.get(..symbol.span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let margin = text.get(start..symbol.span.start).filter(|margin| margin.trim().is_empty()).unwrap_or("");
    let _ = writeln!(piece, "{margin}{body}\n");
    Ok(Some(piece))
}
