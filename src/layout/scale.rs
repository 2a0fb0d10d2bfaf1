//! The scale: from days to positions and back, linear but for torn stretches.

/// A monotonic, invertible map from days since 1970 to 0..=1.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    pieces: Vec<()>,
}
