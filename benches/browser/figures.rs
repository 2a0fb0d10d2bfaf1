//! Figures of several runs, and their format.

/// A number, no number, or more than the limit (infinite).
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Figure(pub Option<f64>);

impl Figure {
    pub const NONE: Figure = Figure(None);
    pub const OVER: Figure = Figure(Some(f64::INFINITY));

    /// Returns this number divided by another; no number if one is missing or over the limit.
    pub fn ratio(self, other: Figure) -> Figure {
        let finite = |figure: Figure| figure.0.filter(|number| number.is_finite());
        Figure(finite(self).zip(finite(other)).map(|(one, other)| one / other))
    }

    /// Returns the median of the numbers.
    pub fn median(figures: impl Iterator<Item = Figure>) -> Figure {
        let mut numbers: Vec<f64> = figures.filter_map(|figure| figure.0).collect();
        numbers.sort_by(f64::total_cmp);
        Figure(numbers.get(numbers.len() / 2).copied())
    }
}

impl From<f64> for Figure {
    fn from(number: f64) -> Figure {
        Figure(Some(number))
    }
}

impl From<Option<f64>> for Figure {
    fn from(number: Option<f64>) -> Figure {
        Figure(number)
    }
}

/// Long tasks: their number, and the duration of the longest.
#[derive(Clone, Copy, Default)]
pub struct Tasks {
    pub count: Figure,
    pub longest: Figure,
}

/// Returns the number that this share of the numbers doesn't exceed.
pub fn percentile(numbers: &[f64], share: f64) -> Option<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let index = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(index.saturating_sub(1)).copied()
}
