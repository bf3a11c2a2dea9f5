//! Turns appointments into the hours that are taken and those that are left.

use crate::Span;

/// Joins spans that overlap or touch; the result is sorted and has gaps between all its spans.
pub(crate) fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = span.end,
            _ => merged.push(span),
        }
    }
    merged
}

/// Returns the parts of `day` that none of the `busy` spans covers, earliest first.
///
/// `busy` must be merged.
pub(crate) fn gaps(day: Span, busy: &[Span]) -> Vec<Span> {
    let mut free = Vec::new();
    let mut start = day.start;
    for taken in busy.iter().filter_map(|span| span.within(day)) {
        free.extend(Span::between(start, taken.start));
        start = taken.end;
    }
    free.extend(Span::between(start, day.end));
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(texts: &[&str]) -> Vec<Span> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn spans_that_overlap_or_touch_become_one() {
        let merged = merge(spans(&["10:30-12:00", "09:00-10:00", "10:00-11:00"]));
        assert_eq!(merged, spans(&["09:00-12:00"]));
    }

    #[test]
    fn spans_apart_stay_apart() {
        let apart = spans(&["09:00-10:00", "10:01-11:00"]);
        assert_eq!(merge(apart.clone()), apart);
    }

    #[test]
    fn gaps_end_with_the_day() {
        let busy = spans(&["07:00-09:30", "12:00-13:00", "16:00-19:00"]);
        let free = gaps("09:00-17:00".parse().unwrap(), &busy);
        assert_eq!(free, spans(&["09:30-12:00", "13:00-16:00"]));
    }
}
