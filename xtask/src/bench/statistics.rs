//! Medians and percentiles.

/// The value below which a share of the samples lies, by the nearest rank; 0 for no samples.
///
/// - `share`: between 0 and 1; 0.5 for the median.
pub(super) fn percentile(samples: &[f64], share: f64) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a rank is a small whole number"
    )]
    let rank = (share * last as f64).round() as usize;
    sorted.get(rank).copied().unwrap_or(0.0)
}

/// The middle of the samples; 0 for none.
pub(super) fn median(samples: &[f64]) -> f64 {
    percentile(samples, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_samples_in_any_order() {
        let samples: Vec<f64> = (1..=101).rev().map(f64::from).collect();
        let found = [median(&samples), percentile(&samples, 0.99), percentile(&samples, 1.0), median(&[])];
        assert_eq!(format!("{found:?}"), "[51.0, 100.0, 101.0, 0.0]");
    }
}
