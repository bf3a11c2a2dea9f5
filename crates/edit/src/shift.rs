//! How quoted lines must be moved to lie where those of the file lie.

use crate::ladder::Numbered;
use crate::text::{indentation, is_blank};

/// What is done to the indentation of the first line and of all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shift {
    first: Indent,
    rest: Indent,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Indent {
    Add(String),
    Remove(String),
    Restep(Restep),
}

/// Other steps of indentation: tabs in place of spaces, four spaces in place of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Restep {
    quoted: Step,
    actual: Step,
    /// So many steps deeper lie the file's lines.
    deeper: isize,
}

/// One step of indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    sign: char,
    width: usize,
}

impl Shift {
    /// Leaves every line where it is.
    pub(crate) fn none() -> Self {
        Self { first: Indent::none(), rest: Indent::none() }
    }

    /// Shifts the line at `index` of a text; blank lines stay as they are.
    pub(crate) fn apply(&self, index: usize, line: &str) -> String {
        match if index == 0 { &self.first } else { &self.rest } {
            _ if is_blank(line) => line.to_owned(),
            Indent::Add(prefix) => format!("{prefix}{line}"),
            Indent::Remove(prefix) => {
                let common = prefix.bytes().zip(line.bytes()).take_while(|(a, b)| a == b).count();
                line.get(common..).unwrap_or(line).to_owned()
            }
            Indent::Restep(restep) => restep.apply(line),
        }
    }
}

/// The one shift of all lines; or of the first line alone, whose indentation models like to lose; or other steps.
pub(crate) fn shift(actual: &[Numbered], quoted: &[&str]) -> Option<Shift> {
    uniform(actual, quoted).or_else(|| {
        let restep = Indent::Restep(restep(actual, quoted)?);
        Some(Shift { first: restep.clone(), rest: restep })
    })
}

fn uniform(actual: &[Numbered], quoted: &[&str]) -> Option<Shift> {
    let pairs = actual.iter().zip(quoted).filter(|(_, quoted)| !is_blank(quoted));
    let mut indents = pairs.map(|((_, actual), quoted)| Indent::between(quoted, actual));
    let first = indents.next()??;
    let rest = indents.next().unwrap_or_else(|| Some(first.clone()))?;
    let is_uniform = indents.all(|indent| indent.as_ref() == Some(&rest));
    (is_uniform && (first == rest || rest == Indent::none())).then_some(Shift { first, rest })
}

/// The steps in which both sides are indented, if each line lies as many steps deep as the others say.
fn restep(actual: &[Numbered], quoted: &[&str]) -> Option<Restep> {
    let indents = || actual.iter().zip(quoted).filter(|(_, quoted)| !is_blank(quoted));
    let sign_of_quoted = sign(indents().map(|(_, quoted)| indentation(quoted)))?;
    let sign_of_actual = sign(indents().map(|((_, actual), _)| indentation(actual)))?;
    let mut depths: Vec<(usize, usize)> = indents()
        .map(|((_, actual), quoted)| (indentation(quoted).len(), indentation(actual).len()))
        .collect();
    depths.sort_unstable();
    depths.dedup();
    let ((least_quoted, least_actual), (most_quoted, most_actual)) = (*depths.first()?, *depths.last()?);
    let (width_of_quoted, width_of_actual) = if depths.len() > 1 {
        let width = depths.iter().map(|(quoted, _)| quoted - least_quoted).fold(0, common_divisor);
        let steps = (most_quoted - least_quoted).checked_div(width)?;
        (width, most_actual.checked_sub(least_actual)?.checked_div(steps)?)
    } else if sign_of_actual == '\t' && sign_of_quoted == ' ' {
        (least_quoted.checked_div(least_actual)?, 1)
    } else if sign_of_quoted == '\t' && sign_of_actual == ' ' {
        (1, least_actual.checked_div(least_quoted)?)
    } else {
        return None;
    };
    let steps = |depth: usize, width: usize| isize::try_from(depth.checked_div(width)?).ok();
    let restep = Restep {
        quoted: Step { sign: sign_of_quoted, width: width_of_quoted },
        actual: Step { sign: sign_of_actual, width: width_of_actual },
        deeper: steps(least_actual, width_of_actual)? - steps(least_quoted, width_of_quoted)?,
    };
    let is_so =
        indents().all(|((_, actual), quoted)| indentation(&restep.apply(quoted)) == indentation(actual));
    is_so.then_some(restep)
}

/// The one character of which indentations are made; `None` if there are two, or none at all.
fn sign<'a>(indentations: impl Iterator<Item = &'a str>) -> Option<char> {
    let mut signs = indentations.flat_map(str::chars);
    let first = signs.next()?;
    signs.all(|sign| sign == first).then_some(first)
}

fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

impl Restep {
    /// What is no whole step, such as an alignment, stays as it is.
    fn apply(&self, line: &str) -> String {
        let quoted = indentation(line);
        let own = quoted.len() - quoted.trim_start_matches(self.quoted.sign).len();
        let steps = isize::try_from(own / self.quoted.width).unwrap_or(0).saturating_add(self.deeper);
        let width = usize::try_from(steps).unwrap_or(0) * self.actual.width;
        let rest = line.get(own - own % self.quoted.width..).unwrap_or(line);
        format!("{}{rest}", self.actual.sign.to_string().repeat(width))
    }
}

impl Indent {
    fn none() -> Self {
        Self::Add(String::new())
    }

    /// What leads from the indentation of `quoted` to that of `actual`; `None` if they mix tabs and spaces differently.
    fn between(quoted: &str, actual: &str) -> Option<Self> {
        let (quoted, actual) = (indentation(quoted), indentation(actual));
        let added = actual.strip_suffix(quoted).map(|prefix| Self::Add(prefix.to_owned()));
        added.or_else(|| quoted.strip_suffix(actual).map(|prefix| Self::Remove(prefix.to_owned())))
    }
}
