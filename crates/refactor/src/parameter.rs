//! Adds, removes and reorders the parameters of a function, with what its calls give for them.

use std::ops::Range;

use kinglet_domain::refactoring::NewParameter;
use kinglet_syntax::{Argument, Arguments, Parameter, Signature, Sort, Source, Usage};

use crate::error::{Error, Spot};
use crate::places::Places;
use crate::project::{Family, Project};
use crate::target::{Reach, Target};
use crate::text::{Piece, is_name, line_end, replaced};
use crate::{Refactored, Values};

/// The parts of a list in parentheses, as it is written.
struct List<'t> {
    text: &'t str,
    /// With its parentheses.
    span: Range<usize>,
    items: Vec<Range<usize>>,
}

impl List<'_> {
    /// Puts an item in at a position.
    fn insert(&self, at: usize, item: &str) -> Piece {
        let begins_line = |span: &Range<usize>| {
            let line = self.text[..span.start].rfind('\n').map_or(0, |end| end + 1);
            self.text[line..span.start].trim().is_empty().then(|| &self.text[line..span.start])
        };
        let between = match self.items.last().and_then(begins_line) {
            Some(indentation) => format!(",{}{indentation}", line_end(self.text)),
            None => ", ".to_owned(),
        };
        match (self.items.get(at), at.checked_sub(1).and_then(|before| self.items.get(before))) {
            (Some(next), _) => (next.start..next.start, format!("{item}{between}")),
            (None, Some(last)) => (last.end..last.end, format!("{between}{item}")),
            (None, None) => (self.span.start + 1..self.span.start + 1, item.to_owned()),
        }
    }

    /// Takes the item at a position out.
    fn remove(&self, at: usize) -> Option<Piece> {
        let item = self.items.get(at)?;
        let span = match (self.items.get(at + 1), at.checked_sub(1).and_then(|before| self.items.get(before)))
        {
            (Some(next), _) => item.start..next.start,
            (None, Some(before)) => before.end..item.end,
            (None, None) => {
                // A comma that may follow the only one goes, too.
                let rest = self.text.get(item.end..self.span.end - 1)?;
                let comma = rest.trim_start().starts_with(',').then(|| rest.find(',')).flatten();
                item.start..comma.map_or(item.end, |comma| item.end + comma + 1)
            }
        };
        Some((span, String::new()))
    }

    /// Puts other items in the places of these.
    fn put(&self, items: &[String]) -> Vec<Piece> {
        self.items.iter().cloned().zip(items.iter().cloned()).collect()
    }

    fn item(&self, at: usize) -> String {
        self.items.get(at).and_then(|span| self.text.get(span.clone())).unwrap_or_default().to_owned()
    }
}

/// A call of the function in question.
struct Call<'t> {
    list: List<'t>,
    items: Vec<Argument>,
    /// How many arguments stand before the first parameter's: a method that is called through its type is given the value.
    shift: usize,
    spot: Spot,
}

pub(crate) fn add(
    project: &Project,
    target: &Target,
    places: Places,
    new: &NewParameter,
    values: &Values,
) -> Result<Refactored, Error> {
    let signature = signature(project, target)?;
    if !is_name(&new.name) {
        return Err(Error::Unreadable { text: new.name.clone(), what: "a name".to_owned() });
    }
    if let Some(old) = signature.parameters.iter().find(|it| it.name == new.name) {
        let spot = project.spot(&target.path, old.span.start);
        return Err(Error::Taken { name: new.name.clone(), spot });
    }
    let written = written(target.family, new, project.file(&target.path)?.language.fence())?;
    let at = position(target, &signature, new)?;
    let before = given_before(&signature, at);
    // Behind `*` stands what is given by its name alone.
    let is_named_alone =
        signature.parameters.iter().take(at).any(|it| it.sort == Sort::Rest || it.text == "*");
    let gives = new.value.is_some() || !values.is_empty() || new.default.is_none();
    let define = |list: &List<'_>, signature: &Signature| {
        if signature.is_grouped {
            return regrouped(list, signature, |items| items.insert(at, written.clone()));
        }
        vec![list.insert(at, &written)]
    };
    let call = |call: &Call<'_>| {
        let is_named = call.items.iter().any(|it| it.keyword.as_ref() == Some(&new.name));
        if is_named || is_ahead(&signature, &call.items, call.shift) {
            return Ok(Some(Vec::new()));
        }
        let Spot { path, line, .. } = &call.spot;
        let value = values.get(&(path.clone(), *line)).or(new.value.as_ref());
        let Some(value) = value else {
            if new.default.is_some() {
                return Ok(Some(Vec::new()));
            }
            let missing = format!("say what is given for `{}` at each call of `{}`", new.name, target.name());
            return Err(Error::Unsaid { missing });
        };
        let mark = project.file(path)?.source().mark_around(call.list.span.start).map(str::to_owned);
        let value = &quoted_within(value, mark.as_deref());
        let at = before + call.shift;
        let plain = call.items.iter().take_while(|it| it.keyword.is_none() && !it.is_spread).count();
        if plain >= at && !is_named_alone {
            return Ok(Some(vec![call.list.insert(at, value)]));
        }
        // What is not given by its position can be given by its name.
        let by_name = format!("{}={value}", new.name);
        Ok((target.family == Family::Python).then(|| vec![call.list.insert(call.items.len(), &by_name)]))
    };
    rewrite(project, target, places, &Rewrite { gives, define: &define, call: &call })
}

/// A value with other quotation marks, if it stands within a text that has the same.
fn quoted_within(value: &str, mark: Option<&str>) -> String {
    let other = mark.map(|mark| if mark == "'" { "\"" } else { "'" });
    match mark.zip(other) {
        Some((mark, other)) if !value.contains(other) => value.replace(mark, other),
        _ => value.to_owned(),
    }
}

/// The calls that do not pass more already than the function takes.
pub(crate) fn calls(project: &Project, target: &Target, places: &Places) -> Result<Vec<Spot>, Error> {
    let signature = signature(project, target)?;
    let mut spots = Vec::new();
    for (path, starts) in &places.of {
        let source = project.file(path)?.source();
        for at in starts.iter().copied() {
            if let Usage::Call(arguments) = source.usage(at)
                && !is_ahead(&signature, &arguments.items, shift(target, &source, at, &arguments))
            {
                spots.push(project.spot(path, at));
            }
        }
    }
    spots.sort();
    spots.dedup();
    Ok(spots)
}

/// Whether a call passes more than the function takes: whoever wrote it had the new parameter in mind.
fn is_ahead(signature: &Signature, items: &[Argument], shift: usize) -> bool {
    let own = signature.parameters.iter().filter(|it| !matches!(it.sort, Sort::Receiver | Sort::Mark));
    let takes_rest = signature.parameters.iter().any(|it| it.sort == Sort::Rest);
    !takes_rest && items.len().saturating_sub(shift) > own.count() && items.iter().all(|it| !it.is_spread)
}

pub(crate) fn remove(
    project: &Project,
    target: &Target,
    places: Places,
    name: &str,
) -> Result<Refactored, Error> {
    let signature = signature(project, target)?;
    let at = named(target, &signature, name)?;
    let file = project.file(&target.path)?;
    if let Some(body) = &signature.body {
        let used = file
            .source()
            .names(body.clone())
            .into_iter()
            .filter(|it| it.text == name && it.of.is_none() && file.source().usage(it.at) != Usage::Key);
        let spots: Vec<Spot> = used.map(|it| project.spot(&target.path, it.at)).collect();
        if !spots.is_empty() {
            let symbol = target.symbol.name.clone();
            return Err(Error::StillUsed { symbol, name: name.to_owned(), spots });
        }
    }
    let before = given_before(&signature, at);
    let is_rest = signature.parameters.get(at).is_some_and(|it| it.sort == Sort::Rest);
    let define = |list: &List<'_>, signature: &Signature| {
        if signature.is_grouped {
            return regrouped(list, signature, |items| drop(items.remove(at)));
        }
        list.remove(at).into_iter().collect()
    };
    let call = |call: &Call<'_>| {
        if let Some(at) = call.items.iter().position(|it| it.keyword.as_deref() == Some(name)) {
            return Ok(call.list.remove(at).map(|piece| vec![piece]));
        }
        let at = before + call.shift;
        let plain = call.items.iter().take_while(|it| it.keyword.is_none() && !it.is_spread).count();
        let has_spread = call.items.iter().any(|it| it.is_spread);
        Ok(match plain > at {
            true if !is_rest => call.list.remove(at).map(|piece| vec![piece]),
            // Nobody knows what a spread one stands for.
            false if !has_spread => Some(Vec::new()),
            _ => None,
        })
    };
    rewrite(project, target, places, &Rewrite { gives: true, define: &define, call: &call })
}

pub(crate) fn reorder(
    project: &Project,
    target: &Target,
    places: Places,
    order: &[String],
) -> Result<Refactored, Error> {
    let signature = signature(project, target)?;
    let first = usize::from(signature.parameters.first().is_some_and(|it| it.sort == Sort::Receiver));
    let own = signature.parameters.get(first..).unwrap_or_default();
    let known: Vec<String> = own.iter().map(|it| it.name.clone()).collect();
    let positions: Option<Vec<usize>> =
        order.iter().map(|name| known.iter().position(|it| it == name)).collect();
    let positions = positions.filter(|it| {
        let mut sorted = it.clone();
        sorted.sort_unstable();
        sorted.into_iter().eq(0..known.len()) && own.iter().all(|it| it.sort != Sort::Mark)
    });
    let Some(positions) = positions else {
        return Err(Error::Order { symbol: target.symbol.name.clone(), known });
    };
    let define = |list: &List<'_>, signature: &Signature| {
        let order = |items: &mut Vec<String>| {
            let old = items.clone();
            for (to, from) in positions.iter().enumerate() {
                if let (Some(slot), Some(item)) = (items.get_mut(first + to), old.get(first + from)) {
                    slot.clone_from(item);
                }
            }
        };
        if signature.is_grouped {
            return regrouped(list, signature, order);
        }
        let mut items: Vec<String> = (0..list.items.len()).map(|at| list.item(at)).collect();
        order(&mut items);
        list.put(&items)
    };
    let call = |call: &Call<'_>| Ok(reordered(target.family, call, &positions, own));
    rewrite(project, target, places, &Rewrite { gives: true, define: &define, call: &call })
}

/// What becomes of a call when the parameters come in another order; `None` if that cannot be said.
fn reordered(family: Family, call: &Call<'_>, positions: &[usize], own: &[Parameter]) -> Option<Vec<Piece>> {
    let given = call.items.iter().skip(call.shift).take_while(|it| it.keyword.is_none()).count();
    // Nobody knows what a spread one stands for, and what is left over stays behind the others.
    if call.items.iter().any(|it| it.is_spread) || given > own.len() {
        return None;
    }
    let mut items: Vec<String> = (0..call.list.items.len()).map(|at| call.list.item(at)).collect();
    let (mut by_position, mut by_name, mut is_left_out) = (Vec::new(), Vec::new(), false);
    for from in positions {
        if *from >= given {
            is_left_out = true;
            continue;
        }
        let text = call.list.item(call.shift + from);
        if is_left_out {
            by_name.push(format!("{}={text}", own.get(*from)?.name));
        } else {
            by_position.push(text);
        }
    }
    if !by_name.is_empty() && family != Family::Python {
        return None;
    }
    for (slot, item) in items.iter_mut().skip(call.shift).zip(by_position.into_iter().chain(by_name)) {
        *slot = item;
    }
    Some(call.list.put(&items))
}

fn signature(project: &Project, target: &Target) -> Result<Signature, Error> {
    let signature = project.file(&target.path)?.source().signature(target.at);
    signature
        .ok_or_else(|| Error::NotAFunction { symbol: target.symbol.name.clone(), path: target.path.clone() })
}

fn named(target: &Target, signature: &Signature, name: &str) -> Result<usize, Error> {
    let is_own = |it: &&Parameter| !matches!(it.sort, Sort::Receiver | Sort::Mark);
    let at = signature.parameters.iter().position(|it| is_own(&it) && it.name == name);
    at.ok_or_else(|| Error::NoSuchParameter {
        symbol: target.symbol.name.clone(),
        name: name.to_owned(),
        known: signature.parameters.iter().filter(is_own).map(|it| it.name.clone()).collect(),
    })
}

/// How the language writes a parameter.
fn written(family: Family, new: &NewParameter, language: &str) -> Result<String, Error> {
    let NewParameter { name, of, default, .. } = new;
    let unsaid = |missing: &str| Error::Unsaid { missing: format!("{missing} in {language}") };
    match (family, of, default) {
        (Family::Rust | Family::Go, _, Some(_)) => Err(unsaid("parameters have no defaults")),
        (Family::Rust | Family::Go, None, None) => Err(unsaid("a parameter has to have a type")),
        (Family::Rust, Some(of), None) => Ok(format!("{name}: {of}")),
        (Family::Go, Some(of), None) => Ok(format!("{name} {of}")),
        (_, Some(_), _) if language == "javascript" => Err(unsaid("parameters have no types")),
        (_, Some(of), Some(default)) => Ok(format!("{name}: {of} = {default}")),
        (_, Some(of), None) => Ok(format!("{name}: {of}")),
        (Family::Python, None, Some(default)) => Ok(format!("{name}={default}")),
        (_, None, Some(default)) => Ok(format!("{name} = {default}")),
        (_, None, None) => Ok(name.clone()),
    }
}

/// Where a parameter comes among the others.
fn position(target: &Target, signature: &Signature, new: &NewParameter) -> Result<usize, Error> {
    if let Some(before) = &new.before {
        return named(target, signature, before);
    }
    let is_last = |it: &Parameter| {
        it.sort == Sort::Rest
            || (it.sort == Sort::Optional && new.default.is_none())
            || (it.sort == Sort::Mark && it.text == "*")
    };
    Ok(signature.parameters.iter().position(is_last).unwrap_or(signature.parameters.len()))
}

/// How many parameters before a position are given by a call.
fn given_before(signature: &Signature, at: usize) -> usize {
    let before = signature.parameters.iter().take(at);
    before.filter(|it| !matches!(it.sort, Sort::Receiver | Sort::Mark)).count()
}

/// The list of parameters, each with a type of its own.
fn regrouped(list: &List<'_>, signature: &Signature, change: impl FnOnce(&mut Vec<String>)) -> Vec<Piece> {
    let mut items: Vec<String> = signature.parameters.iter().map(|it| it.text.clone()).collect();
    change(&mut items);
    vec![(list.span.start + 1..list.span.end - 1, items.join(", "))]
}

/// What becomes of a call; `None` if that cannot be said.
type Rewritten<'a> = dyn Fn(&Call<'_>) -> Result<Option<Vec<Piece>>, Error> + 'a;

/// What becomes of a definition and of its calls.
struct Rewrite<'a> {
    /// Whether calls have to change: then each use has to be a call that can.
    gives: bool,
    define: &'a dyn Fn(&List<'_>, &Signature) -> Vec<Piece>,
    call: &'a Rewritten<'a>,
}

/// What was met on the way.
#[derive(Default)]
struct Met {
    calls: Vec<Spot>,
    unfit: Vec<Spot>,
    overridden: Vec<Spot>,
}

/// Rewrites the definition and all calls.
fn rewrite(
    project: &Project,
    target: &Target,
    places: Places,
    how: &Rewrite<'_>,
) -> Result<Refactored, Error> {
    let mut met = Met::default();
    let mut changes = Vec::new();
    for (path, starts) in &places.of {
        let file = project.file(path)?;
        let mut text = file.text.clone();
        // From the last to the first: what stands before a place does not move. A call within another one stands behind
        // the other's name, so the other one is read when its own is written already.
        for at in starts.iter().rev().copied() {
            let source = Source::parse(file.language, &text);
            let is_own = path == &target.path && at == target.at;
            let place = Place { source: &source, text: &text, at, is_own, spot: project.spot(path, at) };
            let pieces = place.pieces(target, how, &mut met)?;
            text = replaced(&text, &pieces).ok_or_else(|| Error::Overlap { path: path.clone() })?;
        }
        changes.extend(project.change(path, text));
    }
    let Met { mut calls, mut unfit, mut overridden } = met;
    let symbol = target.symbol.name.clone();
    for spots in [&mut overridden, &mut unfit, &mut calls] {
        spots.sort();
    }
    if !overridden.is_empty() {
        return Err(Error::Overridden { symbol, spots: overridden });
    }
    if !unfit.is_empty() {
        return Err(Error::Unfit { symbol, spots: unfit });
    }
    Ok(Refactored { changes, calls, by: Some(places.by) })
}

/// A place where the name of the function stands.
struct Place<'t> {
    source: &'t Source<'t>,
    text: &'t str,
    at: usize,
    /// Whether it is the definition.
    is_own: bool,
    spot: Spot,
}

impl Place<'_> {
    /// What is replaced there.
    fn pieces(self, target: &Target, how: &Rewrite<'_>, met: &mut Met) -> Result<Vec<Piece>, Error> {
        let Self { source, text, at, is_own, spot } = self;
        let arguments = match source.usage(at) {
            Usage::Call(arguments) => arguments,
            Usage::Definition if is_own => {
                let define = |signature: Signature| {
                    let items = signature.parameters.iter().map(|it| it.span.clone()).collect();
                    (how.define)(&List { text, span: signature.list.clone(), items }, &signature)
                };
                return Ok(source.signature(at).map(define).unwrap_or_default());
            }
            Usage::Definition => {
                met.overridden.push(spot);
                return Ok(Vec::new());
            }
            Usage::Opaque | Usage::Shorthand | Usage::Value if how.gives => {
                met.unfit.push(spot);
                return Ok(Vec::new());
            }
            _ => return Ok(Vec::new()),
        };
        let shift = shift(target, source, at, &arguments);
        let items = arguments.items.iter().map(|it| it.span.clone()).collect();
        let list = List { text, span: arguments.list, items };
        let call = Call { list, items: arguments.items, shift, spot };
        Ok(if let Some(pieces) = (how.call)(&call)? {
            met.calls.extend((!pieces.is_empty()).then_some(call.spot));
            pieces
        } else {
            met.unfit.push(call.spot);
            Vec::new()
        })
    }
}

/// How many arguments of a call come before the first parameter's.
fn shift(target: &Target, source: &Source<'_>, at: usize, arguments: &Arguments) -> usize {
    let Reach::Member { of } = &target.reach else { return 0 };
    let is_through_type = match target.family {
        Family::Rust => !arguments.is_of_member,
        Family::Python => {
            let names = source.names(at..at + target.name().len());
            names.iter().any(|name| name.at == at && name.of.as_ref() == Some(of))
        }
        Family::Script | Family::Go => false,
    };
    usize::from(is_through_type)
}
