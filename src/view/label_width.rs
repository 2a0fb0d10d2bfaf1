//! Estimated widths of the overview's labels, so that its layout needs no browser.

use super::StoryContext;
use crate::i18n::is_full_width;

/// Inline size of a letter of a label, in CSS pixels.
pub(super) const LETTER: f64 = 7.5;
/// The same in scripts that are written from right to left, whose letters are wider.
const RTL_LETTER: f64 = 9.5;
/// The same in the scripts of East Asia.
const SQUARE_LETTER: f64 = 14.0;

/// Returns a function that estimates the inline size of a letter in CSS pixels.
pub(super) fn letter_width(context: &StoryContext) -> impl Fn(char) -> f64 + use<> {
    let plain = if context.is_rtl() { RTL_LETTER } else { LETTER };
    move |letter| if is_full_width(letter) { SQUARE_LETTER } else { plain }
}
